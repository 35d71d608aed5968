/**
 * How often each alternative is first when weights are drawn around the stated ones and open facts from what is likely:
 * stochastic multi-criteria acceptability analysis (SMAA, Lahdelma, Hokkanen, Salminen 1998).
 */
import { width } from "./model.ts";
import { blockSize, columnsOf } from "./columns.ts";
import { drawsEvaluator } from "./evaluate-draws.ts";
import { type FactName, volumeFact } from "./facts.ts";
import { groupsOf, mostGroups, type Resolved } from "./priors.ts";
import { type DecisionModel } from "./prepare.ts";
import { drawsOf } from "./random.ts";
import { factIndex } from "./sheet.ts";

export interface Acceptability {
  /** Share of draws in which each alternative is first; they sum to 1 unless everything is excluded in some. */
  readonly shares: Float64Array;
  /** Mean value of each, excluded or not. */
  readonly values: Float64Array;
  /** How many equal draws would be worth as much: fewer when what was said makes some draws count for more than others. */
  readonly effectiveDraws: number;
  /** For each open fact, how often each alternative was first with each of its values. */
  readonly byFact: ReadonlyMap<FactName, Counts>;
  /** Of a trial: who is first could not be told in the draws that it has. */
  readonly isOpen: boolean;
}
export interface OnlyVerdict {
  /** Place of the one that a trial is to leave behind: that it stays is no news. */
  readonly usually?: number | undefined;
}
export interface Counts {
  /** A row of alternatives for each value. */
  readonly first: Float64Array;
  readonly draws: Float64Array;
}

export function acceptability(
  model: DecisionModel,
  { sheet: fixed, open, evidence }: Pick<Resolved, "sheet" | "open" | "evidence">,
  weights?: Float64Array,
  /** Which one is first and nothing else: stops once more draws could not change that. */
  only?: OnlyVerdict,
): Acceptability {
  const { draws: count, weightSpread } = model.data.criteria;
  const criteria = model.criteria.length;
  const draws = drawsOf(count, criteria + model.questions.length);
  const noise = noiseOf(count, criteria, weightSpread);
  const evaluate = drawsEvaluator(model, fixed, new Set(open.map(({ name }) => name)), noise, weights);
  const columns = columnsOf(fixed, count);
  const columnOf = new Map(model.questions.map(({ data }, i) => [data.fact, criteria + i]));
  // Facts in which no other has a say are drawn already; the others are drawn in their order.
  const drawnNow = open.filter(({ name, codes }) => {
    const drawn = codes?.(draws, columnOf.get(name) ?? 0);
    if (drawn && name !== volumeFact) columns.codes[factIndex[name]] = drawn;
    return drawn === undefined;
  });
  // What each draw came to, for telling afterwards what each open fact has to do with it.
  const firsts = new Int8Array(count);
  const worth = new Float64Array(count);
  const counts = new Float64Array(blockSize);
  const shares = new Float64Array(width);
  const totals = new Float64Array(width);
  let all = 0;
  let squares = 0;
  let isOpen = false;
  for (let from = 0; from < count; from += blockSize) {
    const to = Math.min(count, from + blockSize);
    for (const { name, draw } of drawnNow) draw(columns, draws, columnOf.get(name) ?? 0, from, to);
    counts.fill(1);
    for (const likelihood of evidence) likelihood(columns, from, to, counts);
    const { values, sums, excluded } = evaluate(columns, from, to);
    for (let draw = from, k = 0; draw < to; draw += 1, k += 1) {
      const worthOfDraw = counts[k] ?? 0;
      all += worthOfDraw;
      squares += worthOfDraw * worthOfDraw;
      const best = bestAt(values, k, excluded[k] ?? 0);
      if (best >= 0) shares[best] = (shares[best] ?? 0) + worthOfDraw;
      firsts[draw] = best;
      worth[draw] = worthOfDraw;
      // As if the weights summed to 1; who is first does not hang on that.
      const each = worthOfDraw / (sums[k] || 1);
      for (let i = 0; i < width; i += 1) totals[i] = (totals[i] ?? 0) + each * (values[i * blockSize + k] ?? 0);
    }
    if (!only) continue;
    if (isSettled(shares, squares, (count - to) / count, only)) break;
    isOpen = only.usually !== undefined && to >= mostOfTrial * count;
    if (isOpen) break;
  }
  return {
    shares: shares.map((share) => share / all),
    values: totals.map((total) => total / all),
    effectiveDraws: (all * all) / squares,
    isOpen,
    byFact: new Map(only ? [] : open.map(({ name }) => [name, countsOf(groupsOf(name, columns), firsts, worth)])),
  };
}

/** As `bestOf`, for one draw of a block. */
function bestAt(values: Float64Array, draw: number, excluded: number): number {
  let best = -1;
  let most = -Infinity;
  for (let i = 0; i < width; i += 1) {
    const value = values[i * blockSize + draw] ?? 0;
    if (value <= most || (excluded & (1 << i)) !== 0) continue;
    most = value;
    best = i;
  }
  return best;
}

function countsOf(groups: Uint8Array, firsts: Int8Array, worth: Float64Array): Counts {
  const first = new Float64Array(mostGroups * width);
  const draws = new Float64Array(mostGroups);
  for (let draw = 0; draw < worth.length; draw += 1) {
    const group = groups[draw] ?? 0;
    const best = firsts[draw] ?? -1;
    const counts = worth[draw] ?? 0;
    draws[group] = (draws[group] ?? 0) + counts;
    if (best >= 0) first[group * width + best] = (first[group * width + best] ?? 0) + counts;
  }
  return { first, draws };
}

/** Of all draws: two that a trial has not told apart by then are in a near tie at most. */
const mostOfTrial = 0.5;

const settledFrom = 5; // standard errors: one verdict in millions would have turned out otherwise
const asBeforeFrom = 3; // of what is not told to anybody, one in a thousand may be missed

/**
 * Whether the first leads the second by more than chance can make up for in what is left of the draws; they come in no
 * order.
 * @param left share of all draws that is still to come: the fewer, the less they can turn
 */
function isSettled(sums: Float64Array, squares: number, left: number, { usually }: OnlyVerdict): boolean {
  let [first, second, best] = [0, 0, -1];
  for (let i = 0; i < width; i += 1) {
    const sum = sums[i] ?? 0;
    if (sum > first) [first, second, best] = [sum, first, i];
    else if (sum > second) second = sum;
  }
  const errors = best === usually ? asBeforeFrom : settledFrom;
  return first - second > errors * Math.sqrt(squares * left);
}

const keptNoise = new Map<string, Float64Array>();
/** What each weight is multiplied by in each draw: log-normal around 1. */
function noiseOf(count: number, criteria: number, spread: number): Float64Array {
  const key = `${count}/${criteria}/${spread}`;
  const known = keptNoise.get(key);
  if (known) return known;
  const noise = drawsOf(count, criteria).normal.map((normal) => Math.exp(spread * normal));
  if (keptNoise.size > 8) keptNoise.clear();
  keptNoise.set(key, noise);
  return noise;
}

/** Shannon's entropy of shares, in bits. */
export function entropy(shares: ArrayLike<number>, total = 1): number {
  let bits = 0;
  for (let i = 0; i < shares.length; i += 1) {
    const p = (shares[i] ?? 0) / total;
    if (p > 0) bits -= p * Math.log2(p);
  }
  return bits;
}
