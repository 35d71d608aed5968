/** How much meaning counts against words is set from the corpus itself: each document's held-out way of asking asks for it. */
import { holdOut } from "./calibrate.ts";
import type { Meaning } from "./dense.ts";
import { FUSED_DEPTH, fuseIds } from "./fuse.ts";
import { createIndex } from "./index.ts";
import type { Doc, IndexOptions } from "./types.ts";

/**
 * 0 first: vectors that do not help are not used, and then no question is sent for one. Above 1, meaning would outvote words
 * that fit exactly; a held-out way of asking is poorer in such words than what people ask, so it can't tell that.
 */
const WEIGHTS = [0, 0.1, 0.25, 0.5, 1];
/** Of what the best weight gains: the smallest one that reaches this will do. */
const ENOUGH = 0.9;
/** With fewer questions than this nothing can be told. */
const LEAST = 30;
const UNTOLD = 0.5;

export interface FuseTrial {
  readonly docs: readonly Doc[];
  readonly options: Omit<IndexOptions, "thresholds">;
  /** Ids near a way of asking, which is itself held out. */
  readonly near: (asked: Meaning) => readonly string[];
  /** Called between questions, so that nobody else waits. */
  readonly pause: () => Promise<unknown>;
}

/** The smallest weight with nearly the best mean reciprocal rank. */
export async function fuseWeight({ docs, options, near, pause }: FuseTrial): Promise<number> {
  const { rest, held } = holdOut(docs);
  if (held.length < LEAST) return UNTOLD;
  const index = createIndex(options);
  for (const doc of rest) {
    index.upsert([doc]);
    await pause();
  }
  const gains = WEIGHTS.map(() => 0);
  for (const meaning of held) {
    await pause();
    const byWords = index.search(meaning.text, FUSED_DEPTH).hits.map(({ id }) => id);
    const ids = near(meaning);
    for (const [i, weight] of WEIGHTS.entries()) {
      const place = fuseIds(byWords, { ids, weight }).indexOf(meaning.id);
      gains[i] = (gains[i] ?? 0) + (place < 0 ? 0 : 1 / (place + 1));
    }
  }
  const byWordsAlone = gains[0] ?? 0;
  const wanted = byWordsAlone + ENOUGH * (Math.max(...gains) - byWordsAlone);
  return WEIGHTS.find((_, i) => (gains[i] ?? 0) >= wanted) ?? 0;
}
