import { type NamedFact, namedFacts } from "./facts.ts";
import { type Marks } from "./said-marks.ts";
import { seeded } from "./random.ts";

/** A sentence to learn from: its marks, and what it says. */
export interface Lesson {
  readonly marks: Marks;
  readonly says: Readonly<Partial<Record<NamedFact, string>>>;
  /** Facts that it may or may not say: nothing is learned of them. */
  readonly open: ReadonlySet<NamedFact>;
}

/** A value of a fact, and how likely a clause is to state it. */
export interface Guess {
  readonly fact: NamedFact;
  readonly value: string;
  readonly chance: number;
}

const rounds = 8;
const step = 3;
const stepShrinks = 0.15; // each round
const statedWeighs = 2; // times as much as what is not stated
const bias = { start: -3, step: 0.1 } as const;
const slightest = 0.01; // errors below teach nothing
const strangeWeighs = 0.3; // of what was seen: a clause of new words is less sure

interface Group {
  readonly fact: NamedFact;
  readonly values: readonly string[];
  /** Where its values begin in a row of weights. */
  readonly from: number;
}

/**
 * Learns from sentences which marks speak for which value of which fact: a logistic regression for each fact, its values
 * and "nothing said" against each other (Cox 1958), by gradient descent in a fixed order: the same lessons, the same result.
 * @returns the likeliest value of each fact in a clause, in the order of `namedFacts`
 */
export function learn(lessons: readonly Lesson[], marks: number): (clause: Marks) => Guess[] {
  const groups: Group[] = [];
  let width = 0;
  for (const fact of namedFacts) {
    const values = [...new Set(lessons.flatMap(({ says }) => says[fact] ?? []))].sort();
    if (values.length > 0) groups.push({ fact, values, from: width });
    width += values.length;
  }
  const weights = new Float32Array(marks * width);
  const biases = new Float32Array(width).fill(bias.start);
  const sums = new Float32Array(width);
  const chances = new Float32Array(width);

  const weigh = ({ known, weights: sizes, strange }: Marks, learning: boolean): number => {
    sums.set(biases);
    const length = Math.sqrt(sizes.reduce((sum, w) => sum + w * w, learning ? 0 : strangeWeighs * strange)) || 1;
    for (let i = 0; i < known.length; i++) {
      const row = (known[i] ?? 0) * width;
      const size = (sizes[i] ?? 0) / length;
      for (let k = 0; k < width; k++) sums[k] = (sums[k] ?? 0) + (weights[row + k] ?? 0) * size;
    }
    return length;
  };
  /** Chances of a fact's values; what is left is the chance that nothing is said of it. */
  const chancesOf = ({ from, values }: Group): void => {
    const to = from + values.length;
    let most = 0;
    for (let k = from; k < to; k++) most = Math.max(most, sums[k] ?? 0);
    let total = Math.exp(-most);
    for (let k = from; k < to; k++) total += chances[k] = Math.exp((sums[k] ?? 0) - most);
    for (let k = from; k < to; k++) chances[k] = (chances[k] ?? 0) / total;
  };
  const teach = ({ marks: { known, weights: sizes } }: Lesson, k: number, error: number, by: number): void => {
    biases[k] = (biases[k] ?? 0) - by * bias.step * error;
    for (let i = 0; i < known.length; i++) {
      const at = (known[i] ?? 0) * width + k;
      weights[at] = (weights[at] ?? 0) - by * error * (sizes[i] ?? 0);
    }
  };

  const random = seeded(20_261_130);
  const order = lessons.map((_, i) => i);
  for (let round = 0; round < rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    for (const at of order) {
      const lesson = lessons[at];
      if (!lesson) continue;
      const length = weigh(lesson.marks, true);
      const by = step / (1 + round * stepShrinks) / length;
      for (const group of groups) {
        const said = lesson.says[group.fact];
        if (said === undefined && lesson.open.has(group.fact)) continue;
        chancesOf(group);
        for (const [i, value] of group.values.entries()) {
          const k = group.from + i;
          const error = ((chances[k] ?? 0) - (value === said ? 1 : 0)) * (said === undefined ? 1 : statedWeighs);
          if (Math.abs(error) >= slightest) teach(lesson, k, error, by);
        }
      }
    }
  }

  return (clause) => {
    weigh(clause, false);
    return groups.map((group) => {
      chancesOf(group);
      let best = 0;
      for (let i = 1; i < group.values.length; i++)
        if ((chances[group.from + i] ?? 0) > (chances[group.from + best] ?? 0)) best = i;
      return { fact: group.fact, value: group.values[best] ?? "", chance: chances[group.from + best] ?? 0 };
    });
  };
}
