/** The decision model made ready: conditions compiled, names turned into places. */
import { type MonthlyCost, simpleCost } from "./cost-estimate.ts";
import { type ColumnTest, columnTestOf } from "./columns.ts";
import { factsIn, type Test, testOf } from "./condition.ts";
import type { FactName } from "./facts.ts";
import {
  type Adjustment,
  alternatives,
  type Condition,
  type Constraint,
  type Criterion,
  type Decides,
  type DecisionData,
  placeOf,
  type Question,
  type Remark,
  width,
} from "./model.ts";

/** A condition made ready. */
export interface When {
  readonly test: Test;
  /** The same for many sheets at once. */
  readonly holds: ColumnTest;
  readonly facts: readonly FactName[];
}
export interface WeightRule extends When {
  readonly criterion: number;
  readonly times: number;
}
export interface ScoreRule extends When {
  readonly criterion: number;
  /** Of the scores that it moves. */
  readonly places: readonly number[];
  readonly add: Float64Array;
  readonly data: Adjustment;
}
export interface ConstraintRule extends When {
  /** A bit for each alternative that it excludes. */
  readonly mask: number;
  readonly data: Constraint;
}
export interface PreparedQuestion {
  readonly data: Question;
  readonly cases: readonly (When & { readonly chances: Readonly<Record<string, number>> })[];
  readonly follows: readonly (When & { readonly value: string })[];
  readonly decides: readonly { readonly test: Test; readonly data: Decides }[];
}
export interface PreparedRemark {
  readonly test: Test;
  readonly data: Remark;
}

export interface DecisionModel {
  readonly data: DecisionData;
  readonly criteria: readonly Criterion[];
  readonly weights: Float64Array;
  readonly weightRules: readonly WeightRule[];
  /** Base scores, a row of alternatives for each criterion; of cost zeros. */
  readonly base: Float64Array;
  readonly scoreRules: readonly ScoreRule[];
  readonly constraints: readonly ConstraintRule[];
  /** Place of the criterion whose scores are computed, -1 when there is none. */
  readonly costCriterion: number;
  readonly monthlyCost: MonthlyCost;
  /** In the order of the file: a prior looks only at facts above. */
  readonly questions: readonly PreparedQuestion[];
  readonly questionOf: ReadonlyMap<FactName, PreparedQuestion>;
  readonly remarks: Readonly<Record<"buildingBlocks" | "path" | "risks" | "nextSteps", readonly PreparedRemark[]>>;
}

const whenOf = (condition: Condition): When => ({
  test: testOf(condition),
  holds: columnTestOf(condition),
  facts: factsIn(condition),
});

/** @param monthlyCost another way to reckon costs, for tests */
export function prepareDecision(data: DecisionData, monthlyCost?: MonthlyCost): DecisionModel {
  const { criteria } = data.criteria;
  const place = new Map(criteria.map(({ id }, i) => [id, i]));
  const base = new Float64Array(criteria.length * width);
  const scoreRules: ScoreRule[] = [];
  for (const { criterion: id, base: given, adjust } of data.scores) {
    const criterion = place.get(id) ?? 0;
    for (const [i, one] of alternatives.entries()) base[criterion * width + i] = given?.[one].score ?? 0;
    for (const rule of adjust) {
      const add = Float64Array.from(alternatives, (one) => rule.add[one] ?? 0);
      const places = [...add].flatMap((each, i) => (each === 0 ? [] : [criterion * width + i]));
      scoreRules.push({ ...whenOf(rule.when), criterion, places, add, data: rule });
    }
  }
  const costId = data.scores.find((scores) => scores.base === undefined)?.criterion;
  const questions = data.questions.map((question) => ({
    data: question,
    cases: question.prior.cases.map(({ when, chances }) => ({ ...whenOf(when), chances })),
    decides: question.decides.map((rule) => ({ test: testOf(rule.when), data: rule })),
    follows: question.follows.map(({ when, value }) => ({ ...whenOf(when), value })),
  }));
  const remarks = (all: readonly Remark[]): PreparedRemark[] =>
    all.map((remark) => ({ test: testOf(remark.when), data: remark }));
  const { buildingBlocks, path, risks, nextSteps } = data.outcomes;
  return {
    data,
    criteria,
    weights: Float64Array.from(criteria, ({ weight }) => weight),
    weightRules: criteria.flatMap(({ moves }, criterion) =>
      moves.map(({ when, times }) => ({ ...whenOf(when), criterion, times })),
    ),
    base,
    scoreRules,
    constraints: data.constraints.map((constraint) => ({
      ...whenOf(constraint.when),
      mask: constraint.excludes.reduce((mask, one) => mask | (1 << placeOf[one]), 0),
      data: constraint,
    })),
    costCriterion: costId === undefined ? -1 : (place.get(costId) ?? -1),
    monthlyCost: monthlyCost ?? simpleCost(data.cost),
    questions,
    questionOf: new Map(questions.map((question) => [question.data.fact, question])),
    remarks: {
      buildingBlocks: remarks(buildingBlocks),
      path: remarks(path),
      risks: remarks(risks),
      nextSteps: remarks(nextSteps),
    },
  };
}
