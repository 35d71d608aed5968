/** Scores, weights and exclusions for sheets of which some facts are the same throughout. */
import { costScores } from "./cost-estimate.ts";
import type { FactName } from "./facts.ts";
import { width } from "./model.ts";
import type { ConstraintRule, DecisionModel, ScoreRule, WeightRule } from "./prepare.ts";
import type { Sheet } from "./sheet.ts";

export interface Evaluation {
  /** A row of alternatives for each criterion, each 0 to 1. */
  readonly scores: Float64Array;
  /** One for each criterion, summing to 1. */
  readonly weights: Float64Array;
  /** A bit for each alternative that is excluded. */
  excluded: number;
}

export type Evaluate = (sheet: Sheet) => Evaluation;

const costFacts: readonly FactName[] = [
  "volume_tokens_per_month",
  "request_pattern",
  "gpu_access",
  "ml_team",
  "workload_mix",
  "data_may_leave",
];

/**
 * @param fixed a sheet whose facts are the same in every sheet to come, but for those in `open`
 * @param weights to use instead of the model's own, when somebody ranked or set them
 * @returns a function whose result is overwritten by its next call
 */
export function evaluator(
  model: DecisionModel,
  fixed: Sheet,
  open: ReadonlySet<FactName>,
  weights?: Float64Array,
): Evaluate {
  const isFixed = ({ facts }: { readonly facts: readonly FactName[] }): boolean =>
    !facts.some((name) => open.has(name));
  const baseScores = model.base.slice();
  const baseWeights = (weights ?? model.weights).slice();
  const weightRules = weights ? [] : model.weightRules;
  let baseExcluded = 0;
  for (const rule of model.scoreRules) if (isFixed(rule) && rule.test(fixed)) addTo(baseScores, rule);
  for (const rule of weightRules) if (isFixed(rule) && rule.test(fixed)) multiply(baseWeights, rule);
  for (const rule of model.constraints) if (isFixed(rule) && rule.test(fixed)) baseExcluded |= rule.mask;
  const moving = <T extends ScoreRule | WeightRule | ConstraintRule>(rules: readonly T[]): T[] =>
    rules.filter((rule) => !isFixed(rule));
  const scoreRules = moving(model.scoreRules);
  const movingWeights = moving(weightRules);
  const constraints = moving(model.constraints);
  const { costCriterion, monthlyCost, data } = model;
  const costIsFixed = !costFacts.some((name) => open.has(name)) && constraints.length === 0;
  const result: Evaluation = {
    scores: new Float64Array(baseScores.length),
    weights: new Float64Array(baseWeights.length),
    excluded: 0,
  };
  const costRow = new Float64Array(width);
  const usd = new Float64Array(width);
  const cost = (sheet: Sheet, excluded: number): void => {
    if (costCriterion < 0) return;
    monthlyCost(sheet, usd);
    costScores(usd, excluded, data.cost, costRow);
  };
  if (costIsFixed) cost(fixed, baseExcluded);

  return (sheet) => {
    const { scores } = result;
    scores.set(baseScores);
    result.weights.set(baseWeights);
    result.excluded = baseExcluded;
    for (const rule of constraints) if (rule.test(sheet)) result.excluded |= rule.mask;
    for (const rule of scoreRules) if (rule.test(sheet)) addTo(scores, rule);
    for (const rule of movingWeights) if (rule.test(sheet)) multiply(result.weights, rule);
    if (costCriterion >= 0) {
      if (!costIsFixed) cost(sheet, result.excluded);
      for (let i = 0; i < width; i += 1)
        scores[costCriterion * width + i] = (scores[costCriterion * width + i] ?? 0) + (costRow[i] ?? 0);
    }
    for (let i = 0; i < scores.length; i += 1) {
      const score = scores[i] ?? 0;
      if (score < 0) scores[i] = 0;
      else if (score > 1) scores[i] = 1;
    }
    normalise(result.weights);
    return result;
  };
}

function addTo(scores: Float64Array, { criterion, add }: ScoreRule): void {
  for (let i = 0; i < width; i += 1)
    scores[criterion * width + i] = (scores[criterion * width + i] ?? 0) + (add[i] ?? 0);
}
function multiply(weights: Float64Array, { criterion, times }: WeightRule): void {
  weights[criterion] = (weights[criterion] ?? 0) * times;
}
export function normalise(weights: Float64Array): void {
  let sum = 0;
  for (const weight of weights) sum += weight;
  if (sum > 0) for (let c = 0; c < weights.length; c += 1) weights[c] = (weights[c] ?? 0) / sum;
}

/** Value of each alternative: the weighted sum of its scores. */
export function valuesInto(values: Float64Array, scores: Float64Array, weights: Float64Array): void {
  values.fill(0);
  for (let c = 0; c < weights.length; c += 1) {
    const weight = weights[c] ?? 0;
    for (let i = 0; i < width; i += 1) values[i] = (values[i] ?? 0) + weight * (scores[c * width + i] ?? 0);
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
