/** Whether what was found answers the question, comes near it, or does neither. */
import type { QueryPlan } from "./slots.ts";
import type { Hit, SearchResult, Thresholds } from "./types.ts";
import { STOP_WEIGHT } from "./weights.ts";

/** On public question sets `answer` keeps four of five questions that have an answer, and one of twelve foreign ones. */
export const DEFAULT_THRESHOLDS: Thresholds = { answer: 0.3, near: 0.2 };

const LOOKED_AT = 3;

/** @param hits all that was found, best first; `k` of them are handed on */
export function verdict(hits: readonly Hit[], plan: QueryPlan, k: number, thresholds: Thresholds): SearchResult {
  const ratio = Math.max(0, ...hits.slice(0, LOOKED_AT).map((hit) => hit.ratio));
  // "How is it with that?" matches any text well and is about nothing.
  const confidence = plan.hasSubject ? ratio : ratio * STOP_WEIGHT;
  return {
    hits: hits.slice(0, k),
    confidence,
    answerable: confidence >= thresholds.answer,
    near: confidence >= thresholds.near && confidence < thresholds.answer,
    repairs: plan.repairs,
  };
}
