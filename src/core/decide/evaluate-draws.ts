/** The values of the alternatives in many draws: what `evaluate` gives for each, with weights that are drawn, too. */
import { blockSize, type Columns } from "./columns.ts";
import { costFacts, costScores } from "./cost-estimate.ts";
import { type FactName, volumeFact } from "./facts.ts";
import { width } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import { copySheet, factIndex, type Sheet } from "./sheet.ts";

/** Of a block of draws; overwritten by the next. */
export interface Drawn {
  /** A column of draws for each alternative: the weighted sum of its scores. */
  readonly values: Float64Array;
  /** What the weights of each draw sum to. */
  readonly sums: Float64Array;
  /** A bit for each alternative that is excluded, for each draw. */
  readonly excluded: Uint8Array;
}

/**
 * @param fixed what is the same in all draws, but for the facts in `open`
 * @param noise what each weight is multiplied by, a column of draws for each criterion
 * @param weights to use instead of the model's own
 * @returns a function for the draws from `from` to before `to`, a block at most
 */
export function drawsEvaluator(
  model: DecisionModel,
  fixed: Sheet,
  open: ReadonlySet<FactName>,
  noise: Float64Array,
  weights?: Float64Array,
): (columns: Columns, from: number, to: number) => Drawn {
  const isOpen = ({ facts }: { readonly facts: readonly FactName[] }): boolean => facts.some((fact) => open.has(fact));
  const criteria = model.criteria.length;
  const count = noise.length / criteria;

  // What is the same in all draws, and the rules of which that can't be said.
  const scores = model.base.slice();
  const stated = (weights ?? model.weights).slice();
  let excludedInAll = 0;
  const constraints = model.constraints.filter((rule) => {
    if (isOpen(rule)) return true;
    if (rule.test(fixed)) excludedInAll |= rule.mask;
    return false;
  });
  const weightRules = (weights ? [] : model.weightRules).filter((rule) => {
    if (isOpen(rule)) return true;
    if (rule.test(fixed)) stated[rule.criterion] = (stated[rule.criterion] ?? 0) * rule.times;
    return false;
  });
  const scoreRules = model.scoreRules.filter((rule) => {
    if (isOpen(rule)) return true;
    if (rule.test(fixed)) for (const at of rule.places) scores[at] = (scores[at] ?? 0) + (rule.add[at % width] ?? 0);
    return false;
  });

  const { costCriterion } = model;
  const costAt = costCriterion * width;
  const cost = costOfDraws(model, fixed);
  const isCostOpen =
    costCriterion >= 0 && (constraints.length > 0 || open.has(volumeFact) || costFacts.some((fact) => open.has(fact)));
  if (costCriterion >= 0 && !isCostOpen) {
    const row = cost(undefined, 0, excludedInAll);
    for (let i = 0; i < width; i += 1) scores[costAt + i] = (scores[costAt + i] ?? 0) + (row[i] ?? 0);
  }

  // Scores that differ from draw to draw have a column each.
  const moving = [
    ...new Set([...scoreRules.flatMap(({ places }) => places), ...(isCostOpen ? costPlaces(costAt) : [])]),
  ];
  const columnOf = new Int32Array(scores.length).fill(-1);
  for (const [i, at] of moving.entries()) columnOf[at] = i * blockSize;
  const moved = new Float64Array(moving.length * blockSize);
  const flags = new Uint8Array(blockSize);
  const weight = new Float64Array(criteria * blockSize);
  const values = new Float64Array(width * blockSize);
  const sums = new Float64Array(blockSize);
  const excluded = new Uint8Array(blockSize);

  return (columns, from, to) => {
    const size = to - from;
    excluded.fill(excludedInAll);
    for (const { holds, mask } of constraints) {
      if (!holds(columns, from, to, flags)) continue;
      for (let k = 0; k < size; k += 1) excluded[k] = (excluded[k] ?? 0) | (mask & -(flags[k] ?? 0));
    }

    for (let c = 0; c < criteria; c += 1) weight.fill(stated[c] ?? 0, c * blockSize, (c + 1) * blockSize);
    for (const { holds, criterion, times } of weightRules) {
      if (!holds(columns, from, to, flags)) continue;
      for (let k = 0, at = criterion * blockSize; k < size; k += 1, at += 1)
        weight[at] = (weight[at] ?? 0) * (1 + (flags[k] ?? 0) * (times - 1));
    }
    sums.fill(0);
    for (let c = 0; c < criteria; c += 1)
      for (let k = 0, at = c * blockSize, n = c * count + from; k < size; k += 1, at += 1, n += 1) {
        const drawn = (weight[at] ?? 0) * (noise[n] ?? 1);
        weight[at] = drawn;
        sums[k] = (sums[k] ?? 0) + drawn;
      }

    for (const [i, at] of moving.entries()) moved.fill(scores[at] ?? 0, i * blockSize, (i + 1) * blockSize);
    for (const { holds, places, add } of scoreRules) {
      if (!holds(columns, from, to, flags)) continue;
      for (const place of places) {
        addFlagged(moved, columnOf[place] ?? 0, flags, add[place % width] ?? 0, size);
      }
    }
    if (isCostOpen)
      for (let k = 0; k < size; k += 1) {
        const row = cost(columns, from + k, excluded[k] ?? 0);
        for (let i = 0; i < width; i += 1) {
          const at = (columnOf[costAt + i] ?? 0) + k;
          moved[at] = (moved[at] ?? 0) + (row[i] ?? 0);
        }
      }

    values.fill(0);
    for (let place = 0; place < scores.length; place += 1) {
      const column = columnOf[place] ?? -1;
      const ofWeight = Math.floor(place / width) * blockSize;
      const ofValue = (place % width) * blockSize;
      if (column < 0) addSame(values, ofValue, weight, ofWeight, inRange(scores[place] ?? 0), size);
      else addMoved(values, ofValue, weight, ofWeight, moved, column, size);
    }
    return { values, sums, excluded };
  };
}

function addFlagged(moved: Float64Array, at: number, flags: Uint8Array, more: number, size: number): void {
  for (let k = 0; k < size; k += 1) moved[at + k] = (moved[at + k] ?? 0) + (flags[k] ?? 0) * more;
}
function addSame(
  values: Float64Array,
  at: number,
  weight: Float64Array,
  of: number,
  score: number,
  size: number,
): void {
  if (score === 0) return;
  for (let k = 0; k < size; k += 1) values[at + k] = (values[at + k] ?? 0) + (weight[of + k] ?? 0) * score;
}
function addMoved(
  values: Float64Array,
  at: number,
  weight: Float64Array,
  of: number,
  moved: Float64Array,
  column: number,
  size: number,
): void {
  for (let k = 0; k < size; k += 1)
    values[at + k] = (values[at + k] ?? 0) + (weight[of + k] ?? 0) * inRange(moved[column + k] ?? 0);
}

const inRange = (score: number): number => (score < 0 ? 0 : score > 1 ? 1 : score);
const costPlaces = (from: number): number[] => Array.from({ length: width }, (_, i) => from + i);

/** The scores of cost in one draw, or on the fixed sheet where there are no columns; overwritten by the next. */
function costOfDraws({ monthlyCost, data }: DecisionModel, fixed: Sheet) {
  const sheet = copySheet(fixed);
  const places = costFacts.map((fact) => factIndex[fact]);
  const [usd, row] = [new Float64Array(width), new Float64Array(width)];
  return (columns: Columns | undefined, draw: number, excluded: number): Float64Array => {
    if (columns) {
      for (const place of places) sheet.codes[place] = columns.codes[place]?.[draw] ?? 0;
      sheet.volume = columns.volumes[draw] ?? 0;
    }
    monthlyCost(sheet, usd);
    costScores(usd, excluded, data.cost, row);
    return row;
  };
}
