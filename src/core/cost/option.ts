/** One way to get the work done, and what a month of it costs under any setting. */
import { inputTerms, type Line, type Term } from "./figure.ts";
import type { Inputs, Setting, Values } from "./inputs.ts";
import { peopleUsdPerMonth } from "./ownership.ts";

export const optionKinds = ["api", "hosted", "self-hosted", "owned", "hybrid", "router"] as const;
export type OptionKind = (typeof optionKinds)[number];

export interface CostOption {
  /** `api:openai/gpt-5.5`, `self-hosted:llama-3-3-70b`. */
  readonly id: string;
  readonly kind: OptionKind;
  readonly title: string;
  /** US dollars a month, part by part: what `lines` explains, without the words. */
  readonly parts: (setting: Setting) => readonly number[];
  readonly lines: (setting: Setting) => readonly Line[];
  /** Sentences about this option alone. */
  readonly notes: readonly string[];
  /** Of machines: as a staircase over requests a day. */
  readonly staircase?: ((setting: Setting) => Staircase) | undefined;
  /** Whether its throughput is predicted, and how far the logarithm of that may be off. */
  readonly modelSigma?: number | undefined;
}

/** `F + g max(N_min, ceil(r / q))` US dollars a month for `r` requests a day. Cost model, section 2.8. */
export interface Staircase {
  /** People and all that does not grow. */
  readonly F: number;
  /** One more step: a replica's month, or a server's. */
  readonly g: number;
  /** Requests a day that one step covers. */
  readonly q: number;
  readonly N_min: number;
  /** No more can be had. */
  readonly N_max?: number | undefined;
}

export const totalOf = (parts: readonly number[]): number => parts.reduce((sum, usd) => sum + usd, 0);
export const usdPerMonth = (option: CostOption, setting: Setting): number => totalOf(option.parts(setting));

/** People, software and tests, which every option has some of. */
export interface Running {
  readonly fte: "selfHostedPeopleFte" | "apiPeopleFte";
  readonly withSoftware: boolean;
}
export const runningParts = ({ fte, withSoftware }: Running, v: Values): number[] => [
  peopleUsdPerMonth(v[fte], v),
  withSoftware ? v.softwareUsdPerMonth : 0,
  v.evaluationUsdPerMonth,
];

export function runningLines(running: Running, inputs: Inputs, setting: Setting): Line[] {
  const [people = 0, software = 0, evaluation = 0] = runningParts(running, setting.values);
  const line = (item: string, usd: number, formula: string, terms: Term[]): Line[] => {
    const { asOf, source } = terms[0] ?? {};
    return usd === 0 ? [] : [{ item, usd, formula, terms, asOf: asOf ?? "", source: source ?? "" }];
  };
  const { fte } = running;
  return [
    ...line("people", people, `${fte} * usdPerFteYear / 12`, inputTerms([fte, "usdPerFteYear"], inputs, setting)),
    ...line("software", software, "softwareUsdPerMonth", inputTerms(["softwareUsdPerMonth"], inputs, setting)),
    ...line("tests", evaluation, "evaluationUsdPerMonth", inputTerms(["evaluationUsdPerMonth"], inputs, setting)),
  ];
}
