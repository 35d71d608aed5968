/**
 * Second pass: a closer look at the best documents, adding what posting lists do not hold: the sentence or alias that is
 * most like the question, parts of words, and words side by side.
 */
import { normsOf, saturated } from "./bm25f.ts";
import { at } from "./growable.ts";
import type { Candidate } from "./rank.ts";
import { ratioOf } from "./ratio.ts";
import { type Holding, Reading } from "./reading.ts";
import type { Scratch } from "./scratch.ts";
import type { QueryPlan } from "./slots.ts";
import type { Store } from "./store.ts";
import { PAIR_WEIGHT, TRIGRAM_WEIGHT, UNIT_WEIGHT } from "./weights.ts";

export interface Closeness {
  /** BM25F score ÷ the most that the query could have scored, 0 to 1. */
  readonly ratio: number;
  /** For ordering within one query. */
  readonly score: number;
  /** Likeness of the best title, alias or sentence, 0 to 1. */
  readonly unit: number;
}

/** For each candidate the closeness of its best passage. */
export function rerank(store: Store, plan: QueryPlan, candidates: readonly Candidate[], scratch: Scratch): Closeness[] {
  const reading = new Reading(store, plan, scratch);
  const norms = normsOf(store);
  const trigramWorths = [...plan.trigrams.values()];
  const pairWorths = [...plan.pairs.values()];

  const closeness = (head: Holding, body: Holding, passage: number): Closeness => {
    const headNorm = norms.free + norms.perHeadWord * at(store.headLength, passage);
    const bodyNorm = norms.free + norms.perBodyWord * at(store.bodyLength, passage);
    const share = (inHead: readonly number[], inBody: readonly number[], i: number): number =>
      saturated(inHead[i] ?? 0, headNorm, inBody[i] ?? 0, bodyNorm);
    const ratio = ratioOf(plan, (i) => share(head.terms, body.terms, i));
    const trigrams = weighted(trigramWorths, (i) => share(head.trigrams, body.trigrams, i));
    const pairs = weighted(pairWorths, (i) => share(head.pairs, body.pairs, i));
    const unit = Math.max(head.unit, body.unit);
    return { ratio, unit, score: ratio + TRIGRAM_WEIGHT * trigrams + UNIT_WEIGHT * unit + PAIR_WEIGHT * pairs };
  };

  const found = candidates.map(({ document, passages }) => {
    const head = reading.read(store.head(document));
    return passages
      .map((passage) => closeness(head, reading.read(store.body(passage)), passage))
      .reduce((a, b) => (b.score > a.score ? b : a));
  });
  reading.close();
  return found;
}

/** Weighted mean of `shareOf`, 0 when there is nothing to weigh. */
function weighted(worths: readonly number[], shareOf: (place: number) => number): number {
  let sum = 0;
  let all = 0;
  for (let i = 0; i < worths.length; i++) {
    const worth = worths[i] ?? 0;
    sum += worth * shareOf(i);
    all += worth;
  }
  return all === 0 ? 0 : sum / all;
}
