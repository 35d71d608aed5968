/**
 * Every number that retrieval rests on, in one place. They were settled on public FAQ, chatbot and abstract
 * collections, where the optimum is flat: none is worth tuning to one knowledge base.
 */

/** BM25F (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework"): saturation and length normalisation. */
export const K1 = 1.2;
export const B = 0.75;
/** Title and aliases against text. */
export const HEAD_WEIGHT = 3;

/** "How", "can" and "when" carry meaning in short questions, so that stop words count less instead of not at all. */
export const STOP_WEIGHT = 0.4;
/** Names joined from parts ("gpt-4o" as "gpt4o") count beside their parts. */
export const JOINED_WEIGHT = 0.5;
export const SYNONYM_WEIGHT = 0.5;
/** A respelled word is a guess. */
export const REPAIR_WEIGHT = 0.9;

/** Documents that are looked at closely, and passages of each. */
export const RERANK_DOCUMENTS = 50;
export const RERANK_PASSAGES = 2;
export const TRIGRAM_WEIGHT = 0.4;
export const UNIT_WEIGHT = 0.4;
export const PAIR_WEIGHT = 0.2;

/** Above this many passages, stop words bring no candidates of their own: their lists are as long as the corpus. */
export const LARGE_CORPUS = 5000;

/**
 * Once rarer words brought this many candidates, more frequent ones only add to them: what holds just the most frequent
 * word of a question is not among its best.
 */
export const ENOUGH_CANDIDATES = 10_000;

/** Words of a passage. */
export const PASSAGE_MIN = 80;
export const PASSAGE_MAX = 150;

/** Bounds on one query, so that a pasted document costs no more than a long question. */
export const MAX_SLOTS = 64;
export const MAX_REPAIRS = 8;

/** Share of dead passages at which the index is written anew, and the least number worth that. */
export const COMPACT_SHARE = 0.3;
export const COMPACT_LEAST = 64;

/** Inverse document frequency of a term found in `df` of `n` passages; positive for every `df`. */
export function idfOf(df: number, n: number): number {
  return Math.log(1 + (n - df + 0.5) / (df + 0.5));
}
