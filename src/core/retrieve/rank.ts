/** First pass: walks the posting lists of the query's terms and keeps the best documents. */
import { normsOf, saturated } from "./bm25f.ts";
import type { Scratch } from "./scratch.ts";
import type { QueryPlan } from "./slots.ts";
import type { Store } from "./store.ts";
import { ENOUGH_CANDIDATES, LARGE_CORPUS, RERANK_PASSAGES } from "./weights.ts";

export interface Candidate {
  readonly document: number;
  /** Score of its best passage. */
  readonly score: number;
  /** Its best passages, best first, at most `RERANK_PASSAGES`. */
  readonly passages: readonly number[];
}

/** The `most` best documents, best first, ties by id. */
export function rank(store: Store, plan: QueryPlan, scores: Scratch, most: number): Candidate[] {
  const touched = scorePassages(store, plan, scores.passages);
  const documents: number[] = [];
  const documentOf = store.documentOf.data;
  for (const passage of touched) {
    const score = scores.passages[passage] ?? 0;
    const document = documentOf[passage] ?? 0;
    const best = scores.documents[document] ?? 0;
    if (best === 0) documents.push(document);
    if (score > best) scores.documents[document] = score;
  }
  const best = bestOf(documents, scores.documents, most, store.ids);
  const found = best.map((document) => ({
    document,
    score: scores.documents[document] ?? 0,
    passages: bestPassages(store, document, scores.passages),
  }));
  for (const passage of touched) scores.passages[passage] = 0;
  for (const document of documents) scores.documents[document] = 0;
  return found;
}

/** Adds up BM25F per passage; returns the passages with a score. */
function scorePassages(store: Store, plan: QueryPlan, scores: Float64Array): number[] {
  const { free, perHeadWord, perBodyWord } = normsOf(store);
  const headLength = store.headLength.data;
  const bodyLength = store.bodyLength.data;
  const dead = store.dead.data;
  const touched: number[] = [];
  const weights = weightsOf(plan, store.live > LARGE_CORPUS);
  const rarestFirst = [...plan.terms.keys()].toSorted((a, b) => (plan.idf[b] ?? 0) - (plan.idf[a] ?? 0) || a - b);
  for (const i of rarestFirst) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    const open = touched.length < ENOUGH_CANDIDATES;
    store.postings.each(plan.terms[i] ?? 0, (passages, counts, from, to) => {
      for (let cell = from; cell < to; cell++) {
        const passage = passages[cell] ?? 0;
        const before = scores[passage] ?? 0;
        if (before === 0 && !open) continue;
        if (dead[passage] === 1) continue;
        const count = counts[cell] ?? 0;
        const headNorm = free + perHeadWord * (headLength[passage] ?? 0);
        const bodyNorm = free + perBodyWord * (bodyLength[passage] ?? 0);
        if (before === 0) touched.push(passage);
        scores[passage] = before + weight * saturated(count >>> 8, headNorm, count & 255, bodyNorm);
      }
    });
  }
  return touched;
}

/** What each term is worth in the first pass: synonyms simply add up here, the second pass takes the better one. */
function weightsOf(plan: QueryPlan, contentOnly: boolean): number[] {
  const weights = plan.terms.map(() => 0);
  const content = plan.slots.some((slot) => !slot.stop && slot.ways.length > 0) || plan.alternatives.length > 0;
  const chosen = contentOnly && content ? plan.slots.filter((slot) => !slot.stop) : plan.slots;
  for (const { ways } of [...chosen, ...plan.alternatives]) {
    for (const { terms, worth } of ways) {
      const idf = terms.reduce((sum, i) => sum + (plan.idf[i] ?? 0), 0);
      for (const i of terms) weights[i] = (weights[i] ?? 0) + (worth * (plan.idf[i] ?? 0)) / idf;
    }
  }
  return weights;
}

/** The `most` documents with the highest scores, in order. */
function bestOf(documents: readonly number[], scores: Float64Array, most: number, ids: readonly string[]): number[] {
  const before = (a: number, b: number): number =>
    (scores[b] ?? 0) - (scores[a] ?? 0) || ((ids[a] ?? "") < (ids[b] ?? "") ? -1 : 1);
  if (documents.length <= most) return documents.toSorted(before);
  // Sort in rounds: keep a pool of twice as many, and let nobody in who is behind its last.
  let pool: number[] = [];
  let bar = -1;
  for (const document of documents) {
    if ((scores[document] ?? 0) < bar) continue;
    pool.push(document);
    if (pool.length < 2 * most) continue;
    pool = pool.toSorted(before).slice(0, most);
    bar = scores[pool.at(-1) ?? 0] ?? 0;
  }
  return pool.toSorted(before).slice(0, most);
}

function bestPassages(store: Store, document: number, scores: Float64Array): number[] {
  const { from, to } = store.passagesOf(document);
  const passages: number[] = [];
  for (let passage = from; passage < to; passage++) if ((scores[passage] ?? 0) > 0) passages.push(passage);
  return passages.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, RERANK_PASSAGES);
}
