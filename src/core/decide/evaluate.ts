/** Scores, weights and exclusions for sheets of which some facts are the same throughout. */
import { costScores } from "./cost-estimate.ts";
import { type FactName, factValues, type NamedFact, volumeFact } from "./facts.ts";
import { width } from "./model.ts";
import type { ConstraintRule, DecisionModel, ScoreRule, WeightRule } from "./prepare.ts";
import { copySheet, factIndex, type Sheet } from "./sheet.ts";

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
  volumeFact,
  "request_pattern",
  "gpu_access",
  "ml_team",
  "workload_mix",
  "data_may_leave",
];

/** What changes when one fact has another value than in the fixed sheet: most rules look at a single open fact. */
interface Change {
  /** Places of scores, and what is added there. */
  readonly at: Int32Array;
  readonly add: Float64Array;
  /** Places of weights, and what they are multiplied by. */
  readonly criteria: Int32Array;
  readonly times: Float64Array;
}
interface Rules {
  readonly scores: readonly ScoreRule[];
  readonly weights: readonly WeightRule[];
  readonly constraints: readonly ConstraintRule[];
}

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
  const all: Rules = {
    scores: model.scoreRules,
    weights: weights ? [] : model.weightRules,
    constraints: model.constraints,
  };
  const openIn = ({ facts }: { readonly facts: readonly FactName[] }): FactName[] => facts.filter((f) => open.has(f));
  // With at most one open fact, and not the volume, a rule's effect can be told beforehand for each value.
  const isSimple = (rule: { readonly facts: readonly FactName[] }): boolean => {
    const names = openIn(rule);
    return names.length === 0 || (names.length === 1 && names[0] !== volumeFact);
  };
  const simple: Rules = { scores: all.scores.filter(isSimple), weights: all.weights.filter(isSimple), constraints: [] };
  const others: Rules = {
    scores: all.scores.filter((rule) => !isSimple(rule)),
    weights: all.weights.filter((rule) => !isSimple(rule)),
    constraints: all.constraints.filter((rule) => openIn(rule).length > 0),
  };
  const baseScores = model.base.slice();
  const baseWeights = (weights ?? model.weights).slice();
  apply(simple, fixed, baseScores, baseWeights);
  let baseExcluded = 0;
  for (const rule of all.constraints) if (openIn(rule).length === 0 && rule.test(fixed)) baseExcluded |= rule.mask;
  const changes = changesOf(simple, fixed, open, model.criteria.length);

  const { costCriterion, monthlyCost, data } = model;
  const costIsFixed = !costFacts.some((name) => open.has(name)) && others.constraints.length === 0;
  const costRow = new Float64Array(width);
  const usd = new Float64Array(width);
  const cost = (sheet: Sheet, excluded: number): void => {
    if (costCriterion < 0) return;
    monthlyCost(sheet, usd);
    costScores(usd, excluded, data.cost, costRow);
  };
  if (costIsFixed) cost(fixed, baseExcluded);
  const costAt = costCriterion * width;

  const result: Evaluation = {
    scores: new Float64Array(baseScores.length),
    weights: new Float64Array(baseWeights.length),
    excluded: 0,
  };
  return (sheet) => {
    const { scores, weights: stated } = result;
    scores.set(baseScores);
    stated.set(baseWeights);
    result.excluded = baseExcluded;
    for (const { index, code, byCode } of changes) {
      const now = sheet.codes[index] ?? 0;
      const change = now === code ? undefined : byCode[now];
      if (!change) continue;
      const { at, add, criteria, times } = change;
      for (let k = 0; k < at.length; k += 1) scores[at[k] ?? 0] = (scores[at[k] ?? 0] ?? 0) + (add[k] ?? 0);
      for (let k = 0; k < criteria.length; k += 1)
        stated[criteria[k] ?? 0] = (stated[criteria[k] ?? 0] ?? 0) * (times[k] ?? 1);
    }
    for (const rule of others.constraints) if (rule.test(sheet)) result.excluded |= rule.mask;
    apply(others, sheet, scores, stated);
    if (costCriterion >= 0) {
      if (!costIsFixed) cost(sheet, result.excluded);
      for (let i = 0; i < width; i += 1) scores[costAt + i] = (scores[costAt + i] ?? 0) + (costRow[i] ?? 0);
    }
    for (let i = 0; i < scores.length; i += 1) {
      const score = scores[i] ?? 0;
      if (score < 0) scores[i] = 0;
      else if (score > 1) scores[i] = 1;
    }
    normalise(stated);
    return result;
  };
}

function apply(rules: Rules, sheet: Sheet, scores: Float64Array, weights: Float64Array): void {
  for (const { test, criterion, add } of rules.scores) {
    if (!test(sheet)) continue;
    for (let i = 0; i < width; i += 1)
      scores[criterion * width + i] = (scores[criterion * width + i] ?? 0) + (add[i] ?? 0);
  }
  for (const { test, criterion, times } of rules.weights)
    if (test(sheet)) weights[criterion] = (weights[criterion] ?? 0) * times;
}

function changesOf(simple: Rules, fixed: Sheet, open: ReadonlySet<FactName>, size: number) {
  const names = [...open].filter((name): name is NamedFact => name !== volumeFact);
  const [scores, weights] = [new Float64Array(size * width), new Float64Array(size)];
  return names.flatMap((name) => {
    const mine = <T extends { readonly facts: readonly FactName[] }>(rules: readonly T[]): T[] =>
      rules.filter(({ facts }) => facts.includes(name));
    const rules: Rules = { scores: mine(simple.scores), weights: mine(simple.weights), constraints: [] };
    if (rules.scores.length === 0 && rules.weights.length === 0) return [];
    const index = factIndex[name];
    const code = fixed.codes[index] ?? 0;
    const sheet = copySheet(fixed);
    const at = Int32Array.from(new Set(rules.scores.flatMap(({ criterion, add }) => placesOf(criterion, add))));
    const criteria = Int32Array.from(new Set(rules.weights.map(({ criterion }) => criterion)));
    const effect = (value: number) => {
      sheet.codes[index] = value;
      scores.fill(0);
      weights.fill(1);
      apply(rules, sheet, scores, weights);
      return {
        scores: Float64Array.from(at, (i) => scores[i] ?? 0),
        weights: Float64Array.from(criteria, (c) => weights[c] ?? 1),
      };
    };
    const before = effect(code);
    const byCode = factValues[name].map((_, value): Change | undefined => {
      if (value === code) return undefined;
      const now = effect(value);
      return {
        at,
        add: now.scores.map((score, k) => score - (before.scores[k] ?? 0)),
        criteria,
        times: now.weights.map((weight, k) => weight / (before.weights[k] ?? 1)),
      };
    });
    return [{ index, code, byCode }];
  });
}

/** Places of the scores of one criterion that a rule moves. */
const placesOf = (criterion: number, add: Float64Array): number[] =>
  [...add].flatMap((each, i) => (each === 0 ? [] : [criterion * width + i]));

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
