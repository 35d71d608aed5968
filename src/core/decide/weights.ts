/** Weights that people set: by ranking criteria, or one by one; and how far one has to move before the winner changes. */
import { width } from "./model.ts";

/** Rank-order-centroid weights (Barron and Barrett 1996): the mean of all weights that agree with the ranking. */
export function centroidWeights(ranking: readonly string[], all: readonly string[]): Float64Array {
  const ranked = [...new Set(ranking)].filter((id) => all.includes(id));
  const rest = all.filter((id) => !ranked.includes(id));
  const n = all.length;
  const weightAt = (place: number): number => {
    let sum = 0;
    for (let k = place; k <= n; k += 1) sum += 1 / k;
    return sum / n;
  };
  // Criteria that nobody ranked share what is left for the places behind.
  const left = rest.reduce((sum, _, i) => sum + weightAt(ranked.length + i + 1), 0) / Math.max(1, rest.length);
  return Float64Array.from(all, (id) => {
    const place = ranked.indexOf(id);
    return place < 0 ? left : weightAt(place + 1);
  });
}

export interface WeightFlip {
  /** Place of the criterion. */
  readonly criterion: number;
  readonly from: number;
  readonly to: number;
  readonly becomes: number;
}

/**
 * The smallest change of one weight, the others keeping their proportions, after which another alternative has the greatest
 * value.
 */
export function smallestWeightFlip(
  scores: Float64Array,
  weights: Float64Array,
  winner: number,
  excluded: number,
): WeightFlip | undefined {
  let best: WeightFlip | undefined;
  for (let c = 0; c < weights.length; c += 1) {
    const from = weights[c] ?? 0;
    if (from >= 1) continue;
    for (let other = 0; other < width; other += 1) {
      if (other === winner || (excluded & (1 << other)) !== 0) continue;
      const differenceIn = (k: number): number => (scores[k * width + winner] ?? 0) - (scores[k * width + other] ?? 0);
      let rest = 0;
      for (let k = 0; k < weights.length; k += 1) if (k !== c) rest += (weights[k] ?? 0) * differenceIn(k);
      rest /= 1 - from;
      const here = differenceIn(c);
      if (rest === here) continue;
      const to = rest / (rest - here);
      if (!(to >= 0 && to <= 1)) continue;
      const change = { criterion: c, from, to, becomes: other };
      if (!best || Math.abs(to - from) < Math.abs(best.to - best.from)) best = change;
    }
  }
  return best;
}
