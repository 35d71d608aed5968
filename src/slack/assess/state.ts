/** What stands in the fields of a form when it is submitted, or when a button in it is pressed. */
import { type FactName, isFactName } from "../../core/decide/facts.ts";
import type { Answers } from "../../core/assess/flow.ts";
import { factIn } from "../../core/assess/refs.ts";
import type { Filled } from "../../core/form.ts";
import { factOfBlock } from "./ids.ts";

interface Field {
  readonly value?: unknown;
  readonly selected_option?: { readonly value?: unknown } | null;
  readonly selected_options?: readonly { readonly value?: unknown }[] | null;
  readonly selected_user?: unknown;
  readonly selected_conversation?: unknown;
  readonly selected_date?: unknown;
}
export type Values = Readonly<Record<string, Readonly<Record<string, Field>>>>;

/** Of a modal or of a message. */
export const valuesOf = (of: unknown): Values =>
  (of as { state?: { values?: Values } } | undefined)?.state?.values ?? {};

const fieldOf = (values: Values, block: string): Field => Object.values(values[block] ?? {})[0] ?? {};
const stringOr = (given: unknown): string => (typeof given === "string" ? given : "");

export const typed = (values: Values, block: string): string => stringOr(fieldOf(values, block).value).trim();
export const selected = (values: Values, block: string): string => {
  const { selected_option, selected_user, selected_conversation, selected_date } = fieldOf(values, block);
  return stringOr(selected_option?.value ?? selected_user ?? selected_conversation ?? selected_date);
};
export const selectedAll = (values: Values, block: string): string[] =>
  (fieldOf(values, block).selected_options ?? []).map(({ value }) => stringOr(value));

/** What stands in any field of a form. */
export const filledIn =
  (values: Values): Filled =>
  (block) => {
    const several = selectedAll(values, block);
    if (several.length > 0) return several;
    const one = typed(values, block) || selected(values, block);
    return one === "" ? [] : [one];
  };

/** What was answered to the questions of a form. What was left empty nobody knows. */
export const answersIn = (values: Values): Answers =>
  Object.keys(values).flatMap((block) => {
    const fact = factOfBlock(block);
    return fact ? [factIn([fact, selected(values, block) || "unknown"]) ?? ([fact, "unknown"] as const)] : [];
  });

/** What was ticked, in whatever group of boxes. */
export const tickedIn = (values: Values): FactName[] =>
  Object.values(values)
    .flatMap((fields) => Object.values(fields))
    .flatMap(({ selected_options: all }) => (all ?? []).map(({ value }) => stringOr(value)))
    .filter(isFactName);
