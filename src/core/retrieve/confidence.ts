/** Whether what was found answers the question, comes near it, or does neither. */
import type { QueryPlan } from "./slots.ts";
import type { Hit, SearchResult, Thresholds } from "./types.ts";
import { STOP_WEIGHT } from "./weights.ts";

/** On public question sets `answer` keeps four of five questions that have an answer, and one of twelve foreign ones. */
export const DEFAULT_THRESHOLDS: Thresholds = { answer: 0.3, near: 0.2 };

const LOOKED_AT = 3;
/** Likeness from which a title or alias is the question itself. */
const THE_SAME = 0.95;

export interface Found extends Hit {
  /** Likeness of its best title, alias or sentence, 0 to 1. */
  readonly unit: number;
}

/** @param found all that was found, best first; `k` of them are handed on */
export function verdict(found: readonly Found[], plan: QueryPlan, k: number, thresholds: Thresholds): SearchResult {
  const first = found.slice(0, LOOKED_AT);
  const ratio = Math.max(0, ...first.map((hit) => hit.ratio));
  // "How is it with that?" matches any text well and is about nothing, unless somebody wrote an entry for just that.
  const meant = plan.hasSubject || first.some(({ unit }) => unit >= THE_SAME);
  const confidence = meant ? ratio : Math.min(ratio * STOP_WEIGHT, thresholds.near / 2);
  return {
    hits: found.slice(0, k).map(({ id, score, ratio }) => ({ id, score, ratio })),
    confidence,
    answerable: confidence >= thresholds.answer,
    near: confidence >= thresholds.near && confidence < thresholds.answer,
    repairs: plan.repairs,
  };
}
