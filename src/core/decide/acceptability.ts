/**
 * How often each alternative is first when weights are drawn around the stated ones and open facts from what is likely:
 * stochastic multi-criteria acceptability analysis (SMAA, Lahdelma, Hokkanen, Salminen 1998).
 */
import { width } from "./model.ts";
import { evaluator, bestOf, normalise, valuesInto } from "./evaluate.ts";
import type { FactName } from "./facts.ts";
import { mostGroups, type Resolved } from "./priors.ts";
import { type DecisionModel } from "./prepare.ts";
import { drawsOf } from "./random.ts";
import { copySheet } from "./sheet.ts";

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
  const { columns, uniform, normal } = draws;
  const evaluate = evaluator(model, fixed, new Set(open.map(({ name }) => name)), weights);
  const column = new Map(model.questions.map(({ data }, i) => [data.fact, criteria + i]));
  const columnOf = open.map(({ name }) => column.get(name) ?? 0);
  const codesOf = open.map(({ codes }, i) => codes?.(draws, columnOf[i] ?? 0));
  // What each draw came to, for telling afterwards what each open fact has to do with it.
  const firsts = new Int8Array(only ? 0 : count);
  const worth = new Float64Array(only ? 0 : count);
  const groups = open.map((_, i) => codesOf[i] ?? new Uint8Array(only ? 0 : count));
  const shares = new Float64Array(width);
  const sums = new Float64Array(width);
  const values = new Float64Array(width);
  const drawn = new Float64Array(criteria);
  const noise = noiseOf(count, criteria, weightSpread);
  const sheet = copySheet(fixed);
  const none = open.length === 0 ? evaluate(sheet) : undefined;
  let all = 0;
  let squares = 0;
  let isOpen = false;
  for (let draw = 0; draw < count; draw += 1) {
    for (let i = 0; i < open.length; i += 1) {
      const fact = open[i];
      const codes = codesOf[i];
      const at = draw * columns + (columnOf[i] ?? 0);
      if (codes && fact?.index !== undefined) sheet.codes[fact.index] = codes[draw] ?? 0;
      else if (fact) {
        fact.draw(sheet, uniform[at] ?? 0, normal[at] ?? 0);
        const mine = groups[i];
        if (mine && !only) mine[draw] = fact.group(sheet);
      }
    }
    let counts = 1;
    for (const likelihood of evidence) counts *= likelihood(sheet);
    all += counts;
    squares += counts * counts;
    const found = none ?? evaluate(sheet);
    const { weights: stated } = found;
    for (let c = 0, at = draw * criteria; c < criteria; c += 1, at += 1) drawn[c] = (stated[c] ?? 0) * (noise[at] ?? 1);
    if (!only) normalise(drawn); // who is first does not hang on it
    valuesInto(values, found.scores, drawn);
    const best = bestOf(values, found.excluded);
    if (best >= 0) shares[best] = (shares[best] ?? 0) + counts;
    if (only) {
      if (draw % 50 === 49 && isSettled(shares, squares, (count - draw - 1) / count, only)) break;
      if (only.usually === undefined || draw + 1 < mostOfTrial * count) continue;
      isOpen = true;
      break;
    }
    firsts[draw] = best;
    worth[draw] = counts;
    for (let i = 0; i < width; i += 1) sums[i] = (sums[i] ?? 0) + counts * (values[i] ?? 0);
  }
  return {
    shares: shares.map((share) => share / all),
    values: sums.map((sum) => sum / all),
    effectiveDraws: (all * all) / squares,
    isOpen,
    byFact: new Map(open.map(({ name }, i) => [name, countsOf(groups[i] ?? new Uint8Array(), firsts, worth)])),
  };
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
