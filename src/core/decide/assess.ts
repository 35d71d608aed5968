/** One pure function from what is known to a verdict that explains itself. */
import { acceptability, type Acceptability } from "./acceptability.ts";
import { type Collision, collisionsOf } from "./collisions.ts";
import { simpleCost } from "./cost-estimate.ts";
import { driversOf, type Driver } from "./drivers.ts";
import { evaluate } from "./evaluate.ts";
import { type Fact, type FactName, type FactSheet, factNames, type FactValue, type Origin } from "./facts.ts";
import { type Flip, flipsOf, hingeOf } from "./flips.ts";
import { type Label, labelOf } from "./label.ts";
import { type Alternative, alternatives, type Basis, placeOf, width } from "./model.ts";
import {
  firstQuestion,
  isWorthAsking,
  type NextQuestion,
  nextQuestions,
  questionsLeft,
  swayingOf,
} from "./next-question.ts";
import { type DecisionModel, type PreparedRemark } from "./prepare.ts";
import { resolveFacts } from "./priors.ts";
import type { Sheet } from "./sheet.ts";
import { type Reason, reasonsOf } from "./reasons.ts";
import { smallestWeightFlip } from "./weights.ts";

export interface Excluded {
  readonly constraint: string;
  readonly reason: string;
  readonly sources: Basis;
}
export interface Ranked {
  readonly alternative: Alternative;
  /** 0 to 1, the mean over all draws. */
  readonly value: number;
  /** By criterion, on the most plausible sheet. */
  readonly scores: Readonly<Record<string, number>>;
  readonly excluded: readonly Excluded[];
}
export interface Said {
  readonly id: string;
  readonly says: string;
  readonly because: string;
  readonly sources: Basis;
}
export interface FactUsed extends Pick<Fact, "words" | "by" | "readBy"> {
  readonly value: FactValue;
  readonly origin: Origin;
}

export interface Assessment {
  /** Undefined when hard constraints leave nothing. */
  readonly recommended: Alternative | undefined;
  readonly runnerUp: Alternative | undefined;
  readonly label: Label;
  readonly acceptability: Readonly<Record<Alternative, number>>;
  /** Best first; what is excluded last, with its reasons. */
  readonly ranking: readonly Ranked[];
  readonly facts: Readonly<Record<FactName, FactUsed>>;
  readonly nextQuestion: NextQuestion | undefined;
  readonly flips: readonly Flip[];
  readonly weightFlip:
    | { readonly criterion: string; readonly from: number; readonly to: number; readonly becomes: Alternative }
    | undefined;
  readonly weights: Readonly<Record<string, number>>;
  /** What was stated and speaks for the winner, or against it. */
  readonly reasons: readonly Reason[];
  /** Whom the winner is compared with: who was asked for, the runner-up, or all others where that is next to nowhere. */
  readonly rivals: readonly Alternative[];
  readonly drivers: readonly Driver[];
  /** Of the open facts the one that would tell most, if any could turn the verdict: first, what is said to be open. */
  readonly telling: FactName | undefined;
  /** What that fact decides, where it is something else than the verdict. */
  readonly decides: string | undefined;
  readonly monthlyUsd: Readonly<Record<Alternative, number>>;
  /** The same at the lowest and the highest price that sources state, where they differ. */
  readonly monthlyUsdRange:
    | { readonly low: Readonly<Record<Alternative, number>>; readonly high: Readonly<Record<Alternative, number>> }
    | undefined;
  readonly buildingBlocks: readonly Said[];
  readonly path: readonly Said[];
  readonly risks: readonly Said[];
  readonly nextSteps: readonly Said[];
  /** When nothing is left: what each constraint would open, were it relaxed. */
  readonly collisions: readonly Collision[];
}

export interface AssessOptions {
  /** Instead of the model's own, summing to 1: somebody ranked or set them. */
  readonly weights?: Float64Array | undefined;
  /** Facts that are not to be asked for: skipped. */
  readonly skip?: ReadonlySet<FactName> | undefined;
  /** Whom the winner is compared with, instead of its strongest rivals. */
  readonly against?: readonly Alternative[] | undefined;
  /** Without flips it takes half the time. */
  readonly flips?: boolean | undefined;
  readonly asks?: boolean | undefined;
}

export function assess(model: DecisionModel, facts: FactSheet, options: AssessOptions = {}): Assessment {
  const { weights, skip, against, flips = true, asks = true } = options;
  const resolved = resolveFacts(model, facts);
  const { sheet } = resolved;
  const found = acceptability(model, resolved, weights);
  const plausible = evaluate(model, sheet, weights);
  const excludedBy = exclusions(model, facts);
  const verdict = verdictOf(found, excludedBy);
  const { recommended, runnerUp } = verdict;
  const rivals = against ?? rivalsOf(found, verdict);
  const share = shareOf(found, recommended);
  const verdictOn = (changed: FactSheet): Alternative | undefined => decide(model, changed, weights, recommended);
  const left = questionsLeft(found);
  const { label, hinge } = labelOf(model, share, recommended, {
    hasQuestions: left.length > 0,
    isSaidToBeOpen: left.some(({ fact, gainBits }) => facts[fact]?.value === "unknown" && isWorthAsking(gainBits)),
    plausibleShare: () => shareOf(acceptability(model, { sheet, open: [], evidence: [] }, weights), recommended),
    hinge: () => recommended && hingeOf(model, facts, resolved, recommended, verdictOn),
    swaying: () => (recommended ? swayingOf(found, facts, placeOf[recommended], model.data.criteria) : undefined),
  });
  const weightFlip =
    recommended && smallestWeightFlip(plausible.scores, plausible.weights, placeOf[recommended], plausible.excluded);
  const said = (all: readonly PreparedRemark[]): Said[] => remarksFor(all, recommended, sheet);
  const ranking = alternatives
    .map(
      (alternative, i): Ranked => ({
        alternative,
        value: found.values[i] ?? 0,
        scores: Object.fromEntries(model.criteria.map(({ id }, c) => [id, plausible.scores[c * width + i] ?? 0])),
        excluded: excludedBy.get(alternative) ?? [],
      }),
    )
    .sort((a, b) => orderOf(a, found) - orderOf(b, found));
  return {
    recommended,
    runnerUp,
    label,
    acceptability: byAlternative(found.shares),
    ranking,
    facts: Object.fromEntries(
      factNames.map((name) => {
        const { value, origin, fact } = resolved.facts[name];
        return [name, { value, origin, words: fact?.words, by: fact?.by, readBy: fact?.readBy }];
      }),
    ) as Record<FactName, FactUsed>,
    nextQuestion: asks
      ? firstQuestion(nextQuestions(model, facts, skip, weights, found), hinge?.fact, skip)
      : undefined,
    flips: flips && recommended ? flipsOf(model, facts, resolved, recommended, verdictOn, weights) : [],
    weightFlip: weightFlip && {
      criterion: model.criteria[weightFlip.criterion]?.id ?? "",
      from: weightFlip.from,
      to: weightFlip.to,
      becomes: alternatives[weightFlip.becomes] ?? "closed_api",
    },
    weights: Object.fromEntries(model.criteria.map(({ id }, c) => [id, plausible.weights[c] ?? 0])),
    reasons: recommended ? reasonsOf(model, facts, resolved, recommended, weights) : [],
    rivals,
    drivers: recommended ? driversOf(model, sheet, plausible, recommended, rivals) : [],
    telling: hinge?.fact ?? left[0]?.fact,
    decides: hinge?.decides,
    monthlyUsd: byAlternative(costOf(model, sheet)),
    monthlyUsdRange: rangeOf(model, sheet),
    buildingBlocks: said(model.remarks.buildingBlocks),
    path: said(model.remarks.path),
    risks: said(model.remarks.risks),
    nextSteps: said(model.remarks.nextSteps),
    collisions: recommended ? [] : collisionsOf(model, facts),
  };
}

const shareOf = ({ shares }: Acceptability, one: Alternative | undefined): number =>
  one ? (shares[placeOf[one]] ?? 0) : 0;

function rangeOf({ data }: DecisionModel, sheet: Sheet): Assessment["monthlyUsdRange"] {
  const { range } = data.cost;
  if (!range) return undefined;
  const at = (end: "low" | "high"): Readonly<Record<Alternative, number>> => {
    const usd = new Float64Array(width);
    simpleCost({ ...data.cost, ...range[end] })(sheet, usd);
    return byAlternative(usd);
  };
  return { low: at("low"), high: at("high") };
}

function costOf(model: DecisionModel, sheet: Sheet): Float64Array {
  const usd = new Float64Array(width);
  model.monthlyCost(sheet, usd);
  return usd;
}

const byAlternative = (values: Float64Array): Record<Alternative, number> =>
  Object.fromEntries(alternatives.map((one, i) => [one, values[i] ?? 0])) as Record<Alternative, number>;

/** First by share, then by value; what is excluded comes last. */
const orderOf = ({ alternative, value, excluded }: Ranked, { shares }: Acceptability): number =>
  (excluded.length > 0 ? 10 : 0) - (shares[placeOf[alternative]] ?? 0) - value / 100;

/** Only what is known excludes for certain; what is merely likely counts in the draws. */
function exclusions(model: DecisionModel, facts: FactSheet): Map<Alternative, Excluded[]> {
  const { sheet, open } = resolveFacts(model, facts);
  const isOpen = new Set(open.map(({ name }) => name));
  const found = new Map<Alternative, Excluded[]>();
  for (const { test, facts: names, data } of model.constraints) {
    if (names.some((name) => isOpen.has(name)) || !test(sheet)) continue;
    const reason = { constraint: data.id, reason: data.because, sources: data.sources };
    for (const one of data.excludes) found.set(one, [...(found.get(one) ?? []), reason]);
  }
  return found;
}

function verdictOf(
  { shares, values }: Acceptability,
  excludedBy: ReadonlyMap<Alternative, unknown>,
): { readonly recommended: Alternative | undefined; readonly runnerUp: Alternative | undefined } {
  const left = alternatives
    .map((alternative, i) => ({ alternative, share: shares[i] ?? 0, value: values[i] ?? 0 }))
    .filter(({ alternative }) => !excludedBy.has(alternative))
    .sort((a, b) => b.share - a.share || b.value - a.value);
  const [first, second] = left;
  return { recommended: first?.alternative, runnerUp: second?.alternative };
}

const leastShareOfRival = 0.05;
function rivalsOf({ shares }: Acceptability, { recommended, runnerUp }: ReturnType<typeof verdictOf>): Alternative[] {
  if (runnerUp && (shares[placeOf[runnerUp]] ?? 0) >= leastShareOfRival) return [runnerUp];
  return alternatives.filter((one) => one !== recommended);
}

/**
 * The verdict alone, for trying out what would change it; undefined where nothing is left, or others are in a near tie.
 * @param usually the verdict without the change, which also stands where the change leaves it in a near tie
 */
export function decide(
  model: DecisionModel,
  facts: FactSheet,
  weights?: Float64Array,
  usually?: Alternative,
): Alternative | undefined {
  const found = acceptability(model, resolveFacts(model, facts), weights, { usually: usually && placeOf[usually] });
  const { recommended, runnerUp } = verdictOf(found, exclusions(model, facts));
  if (!found.isOpen) return recommended;
  return usually && [recommended, runnerUp].includes(usually) ? usually : undefined;
}

function remarksFor(remarks: readonly PreparedRemark[], recommended: Alternative | undefined, sheet: Sheet): Said[] {
  return remarks
    .filter(({ test, data }) => (!data.for || (recommended && data.for.includes(recommended))) && test(sheet))
    .map(({ data: { id, says, because, sources } }) => ({ id, says, because, sources }));
}
