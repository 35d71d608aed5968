/** Numbers and names of an assessment as people read them. */
import type { Assessment } from "./assess.ts";
import { type FactName, type FactValue, volumeFact } from "./facts.ts";
import type { Alternative, AlternativeText } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";

export function textOf(model: DecisionModel, alternative: Alternative): AlternativeText {
  const found = model.data.outcomes.alternatives.find(({ id }) => id === alternative);
  if (!found) throw new Error(`outcomes.yaml has no ${alternative}`);
  return found;
}

export const titleOfFact = (model: DecisionModel, name: FactName): string =>
  model.questionOf.get(name)?.data.title ?? name;

/** A title or label inside a sentence: "people who know ML", "GPUs". */
export const within = (title: string): string =>
  /^[A-Z][^A-Z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** A value as its button says it. */
export function labelOfValue(model: DecisionModel, name: FactName, value: FactValue): string {
  if (name === volumeFact) return `${tokens(Number(value))} tokens a month`;
  return model.questionOf.get(name)?.data.options.find((option) => option.value === value)?.label ?? String(value);
}

/** Words of somebody's own as they stand in a sentence or a list: without breaks. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** Where a fact that a model read comes from. @param who confirmed it */
export const readBySays = (readBy: string, words: string | undefined, who: string): string =>
  `read by ${readBy} in “${oneLine(words ?? "")}”, confirmed by ${who}`;

/** A value as a clause: "the data may not leave". */
export function clauseOf(model: DecisionModel, name: FactName, value: FactValue): string {
  const options = model.questionOf.get(name)?.data.options ?? [];
  const distance = (option: FactValue): number =>
    name === volumeFact
      ? Math.abs(Math.log(Math.max(1, Number(option)) / Math.max(1, Number(value))))
      : Number(option !== value);
  const nearest = options.toSorted((a, b) => distance(a.value) - distance(b.value))[0];
  return nearest?.says ?? `${within(titleOfFact(model, name))} is ${labelOfValue(model, name, value)}`;
}

/** 3e6 is 3 million. */
export function tokens(count: number): string {
  const [size, word] =
    count >= 1e12 ? [1e12, " trillion"] : count >= 1e9 ? [1e9, " billion"] : count >= 1e6 ? [1e6, " million"] : [1, ""];
  const number = Number((count / size).toPrecision(2));
  return `${number.toLocaleString("en")}${word}`;
}

/** To two figures: an estimate claims no more. */
export const dollars = (usd: number): string => `$${Number(usd.toPrecision(2)).toLocaleString("en")}`;

/** "$21,000 ($18,000 to $25,000)": with how far sources differ, where they do. */
export function dollarsOf(
  { monthlyUsd, monthlyUsdRange }: Pick<Assessment, "monthlyUsd" | "monthlyUsdRange">,
  alternative: Alternative,
): string {
  const [at, low, high] = [monthlyUsd, monthlyUsdRange?.low ?? monthlyUsd, monthlyUsdRange?.high ?? monthlyUsd].map(
    (usd) => dollars(usd[alternative]),
  ) as [string, string, string];
  return low === high ? at : `${at} (${low} to ${high})`;
}

/** A share of draws: 0.93 is 93 of 100. */
export const ofHundred = (share: number): string => `${Math.round(share * 100)} of 100`;
