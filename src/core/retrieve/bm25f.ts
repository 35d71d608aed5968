/** How much one term's presence in a passage counts, 0 to 1. */
import type { Store } from "./store.ts";
import { B, HEAD_WEIGHT, K1 } from "./weights.ts";

/** Factors by which counts in a passage are divided, from average lengths: `free + perWord × length`. */
export interface Norms {
  readonly free: number;
  readonly perHeadWord: number;
  readonly perBodyWord: number;
}

export function normsOf(store: Store): Norms {
  const live = Math.max(1, store.live);
  return {
    free: 1 - B,
    perHeadWord: B / Math.max(1, store.headWords / live),
    perBodyWord: B / Math.max(1, store.bodyWords / live),
  };
}

/**
 * BM25F's saturated count (Robertson & Zaragoza 2009, eq. 3.17-3.19), without the factor k1 + 1: then idf times this
 * is at most idf, and a query's words add up to at most the sum of their idf.
 * @param head occurrences in title and aliases
 * @param headNorm `free + perHeadWord × words of title and aliases`
 */
export function saturated(head: number, headNorm: number, body: number, bodyNorm: number): number {
  const count = (head === 0 ? 0 : (HEAD_WEIGHT * head) / headNorm) + (body === 0 ? 0 : body / bodyNorm);
  return count / (K1 + count);
}
