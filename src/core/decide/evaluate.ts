/** Scores, weights and exclusions of one fact sheet in which everything is known. */
import { costScores } from "./cost-estimate.ts";
import { width } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import type { Sheet } from "./sheet.ts";

export interface Evaluation {
  /** A row of alternatives for each criterion, each 0 to 1. */
  readonly scores: Float64Array;
  /** One for each criterion, summing to 1. */
  readonly weights: Float64Array;
  /** A bit for each alternative that is excluded. */
  readonly excluded: number;
}

/** @param given weights to use instead of the model's own, when somebody ranked or set them: facts do not move these */
export function evaluate(model: DecisionModel, sheet: Sheet, given?: Float64Array): Evaluation {
  const scores = model.base.slice();
  const weights = (given ?? model.weights).slice();
  let excluded = 0;
  for (const { test, mask } of model.constraints) if (test(sheet)) excluded |= mask;
  for (const { test, criterion, add } of model.scoreRules) {
    if (!test(sheet)) continue;
    for (let i = 0, at = criterion * width; i < width; i += 1, at += 1) scores[at] = (scores[at] ?? 0) + (add[i] ?? 0);
  }
  if (!given)
    for (const { test, criterion, times } of model.weightRules)
      if (test(sheet)) weights[criterion] = (weights[criterion] ?? 0) * times;
  const { costCriterion, monthlyCost, data } = model;
  if (costCriterion >= 0) {
    const [usd, cost] = [new Float64Array(width), new Float64Array(width)];
    monthlyCost(sheet, usd);
    costScores(usd, excluded, data.cost, cost);
    for (let i = 0, at = costCriterion * width; i < width; i += 1, at += 1)
      scores[at] = (scores[at] ?? 0) + (cost[i] ?? 0);
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = Math.min(1, Math.max(0, scores[at] ?? 0));
  normalise(weights);
  return { scores, weights, excluded };
}

export function normalise(weights: Float64Array): void {
  let sum = 0;
  for (let c = 0; c < weights.length; c += 1) sum += weights[c] ?? 0;
  if (sum > 0) for (let c = 0; c < weights.length; c += 1) weights[c] = (weights[c] ?? 0) / sum;
}

/** Value of each alternative: the weighted sum of its scores. */
export function valuesInto(values: Float64Array, scores: Float64Array, weights: Float64Array): void {
  for (let i = 0; i < width; i += 1) {
    let sum = 0;
    for (let c = 0, at = i; c < weights.length; c += 1, at += width) sum += (weights[c] ?? 0) * (scores[at] ?? 0);
    values[i] = sum;
  }
}

/** Place of the alternative with the greatest value that is not excluded; -1 when all are. */
export function bestOf(values: Float64Array, excluded: number): number {
  let best = -1;
  for (let i = 0; i < width; i += 1) {
    if ((excluded & (1 << i)) !== 0) continue;
    if (best < 0 || (values[i] ?? 0) > (values[best] ?? 0)) best = i;
  }
  return best;
}
