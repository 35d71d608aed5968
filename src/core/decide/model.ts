/** The decision model as its files hold it: every number and sentence, each with its reason and source. */
import type { RateCard, Reference } from "../cost/rate-card.ts";
import type { FactName, NamedFact } from "./facts.ts";

export const alternatives = [
  "closed_api",
  "closed_private_cloud",
  "open_hosted",
  "open_self_hosted",
  "hybrid",
  "edge_slm",
] as const;
export type Alternative = (typeof alternatives)[number];
export const width = alternatives.length;
/** Where an alternative stands in rows of numbers. */
export const placeOf: Readonly<Record<Alternative, number>> = Object.fromEntries(
  alternatives.map((one, i) => [one, i]),
) as Record<Alternative, number>;
export const isAlternative = (name: string): name is Alternative => (alternatives as readonly string[]).includes(name);

/** Coverage ids, or that it is a number of ours which whoever runs this may change. */
export type Basis = readonly string[] | "our assumption";

/**
 * What must hold of the facts: all that is named here. A fact may have one of several values; a volume lies from `min` to
 * below `max`. `any` holds when one of its conditions does.
 */
export interface Condition {
  readonly facts?: Readonly<Partial<Record<NamedFact, string | readonly string[]>>> | undefined;
  /** Tokens a month. */
  readonly volume?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
}

export type FactsGiven = Readonly<Record<string, string | number | null | undefined>>;

/**
 * An example that a rule carries: with these facts its condition holds, or does not. A fact that an example leaves out has the
 * first of its `factValues`, and the volume is the usual one: an example says only what matters to its rule.
 */
export interface Example {
  readonly facts: FactsGiven;
  readonly holds: boolean;
}

interface Ruled {
  readonly when: Condition;
  readonly because: string;
  readonly sources: Basis;
  readonly examples: readonly Example[];
}

export interface Criterion {
  readonly id: string;
  readonly title: string;
  /** In a few words, for the table's heading and for drivers: "the data stays under your control". */
  readonly means: string;
  /** 0 to 1; all of them sum to 1. */
  readonly weight: number;
  readonly because: string;
  readonly sources: Basis;
  /** What makes it matter more (above 1) or less. */
  readonly moves: readonly (Ruled & { readonly times: number })[];
}

export interface Criteria {
  readonly criteria: readonly Criterion[];
  /** How far weights are drawn from the stated ones: the standard deviation of a weight's logarithm. */
  readonly weightSpread: number;
  readonly draws: number;
  /** From which share of draws on a verdict is clear, or leans. */
  readonly clearFrom: number;
  readonly leaningFrom: number;
}

export interface Constraint extends Ruled {
  readonly id: string;
  readonly title: string;
  readonly excludes: readonly Alternative[];
  /** What has to change for it to fall away. */
  readonly relax: string;
}

export interface BaseScore {
  /** 0 to 1. */
  readonly score: number;
  readonly because: string;
  readonly sources: Basis;
}
export interface Adjustment extends Ruled {
  readonly add: Readonly<Partial<Record<Alternative, number>>>;
}
export interface CriterionScores {
  readonly criterion: string;
  /** Absent where the score is computed: cost. */
  readonly base?: Readonly<Record<Alternative, BaseScore>> | undefined;
  readonly adjust: readonly Adjustment[];
}

/** How likely a fact's values are when nobody spoke of it. */
export interface Prior {
  /** Chance of each value, which sum to 1; for the volume its median and spread (in powers of ten). */
  readonly usual: Readonly<Record<string, number>>;
  /** The first that applies replaces the usual; it may name facts of questions above. */
  readonly cases: readonly { readonly when: Condition; readonly chances: Readonly<Record<string, number>> }[];
}

export interface Option {
  readonly value: string | number;
  readonly label: string;
  /** The same as a clause, for the reason of a verdict: "the data may not leave". */
  readonly says: string;
}

export interface Question {
  readonly fact: FactName;
  /** What it is called in lists: "ML team". */
  readonly title: string;
  readonly ask: string;
  readonly why: string;
  /** Asked together with others of its kind: rare, and answered by yes or no. */
  readonly checklist: boolean;
  /** What each value is called on a button; for the volume, steps to choose from. */
  readonly options: readonly Option[];
  readonly prior: Prior;
  /** What the fact must be, given others. */
  readonly follows: readonly (Ruled & { readonly value: string })[];
  /** Where more hangs on it than which alternative is best: that has to be known before a verdict is clear. */
  readonly decides: readonly Decides[];
  readonly sources: Basis;
}
/** For whom, where these are recommended; `because` says what it decides: "it decides which part goes where". */
export interface Decides extends Ruled {
  readonly for: readonly Alternative[];
}

/** Something that is said of an outcome: a building block, a step on the path, a risk, a next step. */
export interface Remark extends Ruled {
  readonly id: string;
  /** For which recommended alternatives; all when left out. */
  readonly for?: readonly Alternative[] | undefined;
  readonly says: string;
}
export interface AlternativeText {
  readonly id: Alternative;
  readonly title: string;
  /** At most 30 characters. */
  readonly short: string;
  /** As an order: "Self-host an open-weight model". */
  readonly verdict: string;
  readonly what: string;
  /** Entries that explain it. */
  readonly entries: readonly string[];
}
export interface Outcomes {
  readonly alternatives: readonly AlternativeText[];
  readonly buildingBlocks: readonly Remark[];
  readonly path: readonly Remark[];
  readonly risks: readonly Remark[];
  readonly nextSteps: readonly Remark[];
}

/** `decision/cost.yaml`: what the cost engine is asked, and what it has no rate for. USD, tokens. */
export interface CostFile {
  readonly asOf: string;
  readonly sources: readonly string[];
  /** What the engine's rates are read off. */
  readonly reference: Reference;
  /** What negotiated terms add to the list price. */
  readonly privateCloudTimes: number;
  readonly privateCloudFixedUsdPerMonth: number;
  readonly leastReplicas: number;
  /** Peak over mean, by request pattern. */
  readonly peakToAverage: Readonly<Record<"steady" | "spiky" | "batch", number>>;
  readonly peopleUsdPerMonth: number;
  readonly partnerUsdPerMonth: number;
  readonly edgeUsdPerMonth: number;
  readonly edgeUsdPerMTok: number;
  /** Of mixed work, what a router sends to the closed model. */
  readonly hybridClosedShare: number;
  /** Differences far below this matter to nobody. */
  readonly materialUsdPerMonth: number;
  /** How many times dearer than the cheapest scores 0. */
  readonly worstTimes: number;
}
/** What a verdict reckons costs with: the file, and the engine's rates. */
export type CostAssumptions = Omit<CostFile, "reference"> & RateCard;

export interface DecisionData {
  readonly criteria: Criteria;
  readonly constraints: readonly Constraint[];
  readonly scores: readonly CriterionScores[];
  readonly questions: readonly Question[];
  readonly outcomes: Outcomes;
  readonly cost: CostAssumptions;
}
