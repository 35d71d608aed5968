/** "The cheapest way to …": the cheapest of what meets the need that was stated comes first. */
import type { Given } from "../core/cost/read-inputs.ts";
import { Money } from "../core/cost/money.ts";
import type { OptionKind } from "../core/cost/option.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";

/** What is left to choose from, and how that is said. */
export interface Need {
  readonly kinds: readonly OptionKind[];
  readonly says: string;
}

export const asksCheapest = /\b(?:cheapest|least expensive|lowest[- ](?:cost|price)|costs? (?:the )?least)\b/;
const all: Need = { kinds: ["api", "hosted", "self-hosted", "owned", "hybrid", "router"], says: "" };
const needs: readonly (readonly [RegExp, Need])[] = [
  [
    /\bself-? ?host\w*|\b(?:our|my|your) own\b|\bown (?:machines|hardware|servers?|gpus?)\b|\bin-?house\b|\bon[- ]?prem\w*|\b(?:may|must|can|should)(?: ?not|n't) leave\b|\b(?:must|has to|have to|should) stay\b|\b(?:without|no) (?:an? )?(?:apis?|cloud|third part(?:y|ies))\b/,
    { kinds: ["self-hosted", "owned"], says: " on machines of your own" },
  ],
  [
    /\bwithout (?:any )?(?:gpus?|machines|hardware|servers)\b|\bno (?:gpus?|machines|hardware|servers)\b|\b(?:by|through|via|over|behind) (?:an? )?api\b|\bserverless\b/,
    { kinds: ["api", "hosted", "router"], says: " without machines of your own" },
  ],
  [/\bclosed\b|\bproprietary\b/, { kinds: ["api", "router"], says: " with a closed model" }],
  [
    /\bopen[- ](?:weights?|source|models?|llms?)\b/,
    { kinds: ["hosted", "self-hosted", "owned"], says: " with an open-weight model" },
  ],
];

export const needIn = (lower: string): Need | undefined =>
  asksCheapest.test(lower) ? (needs.find(([pattern]) => pattern.test(lower))?.[1] ?? all) : undefined;

/** Whoever names what is to be run asks for the cheapest way of running that. */
function isNamed({ id, kind }: OptionSummary, given: Given, workload: Workload): boolean {
  const names = { model: given["model"] !== undefined, api: given["api"] !== undefined };
  if (!names.model && !names.api) return true;
  const ofApi = workload.endpoints.some(({ provider, modelId }) => id.endsWith(`:${provider}/${modelId}`));
  const ofModel = kind === "hosted" || kind === "self-hosted" || kind === "owned";
  return (names.api && ofApi) || (names.model && ofModel);
}

const mostNext = 2;

/** The first sentences of a reply; undefined where nothing meets the need. */
export function cheapestLead(
  { options }: CostSummary,
  { workload, given, need }: { workload: Workload; given: Given; need: Need },
): string {
  const money = new Money(workload);
  const at = `${countText(workload.inputs.requestsPerDay.expected)} requests a day`;
  const left = options.filter((one) => need.kinds.includes(one.kind) && isNamed(one, given, workload));
  const [first, ...others] = left; // they come sorted
  if (!first) return `Nothing that I could reckon serves ${at}${need.says}.`;
  const sum = ({ title, monthlyUsd }: OptionSummary): string =>
    `${title}, about **${money.about(monthlyUsd.expected)}**`;
  const people = first.lines.filter(({ item }) => item.includes("people")).reduce((usd, line) => usd + line.usd, 0);
  const ofIt = people >= 0.5 ? `, ${money.of(people)} of it for people` : "";
  const next = others.slice(0, mostNext).map(sum).join("; ");
  return `Of the ${options.length} ways compared here the cheapest to serve ${at}${need.says} is ${sum(first)} a month (${money.of(first.monthlyUsd.low)} to ${money.of(first.monthlyUsd.high)}${ofIt}).${next === "" ? "" : ` Next: ${next}.`}`;
}
