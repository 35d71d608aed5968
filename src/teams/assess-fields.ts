/** Fields of cards, and what stands in them when a button is pressed: strings from outside, whatever we asked for. */
import type { IChoiceSetInput, ITextInput } from "@microsoft/teams.cards";
import { type FactName, type FactValue, isFactName } from "../core/decide/facts.ts";
import type { Question } from "../core/decide/model.ts";
import type { Answers } from "../core/assess/flow.ts";
import { factIn } from "../core/assess/refs.ts";
import type { Values } from "./assess-at.ts";
import { line, limits } from "./limits.ts";
import { literal } from "./safe.ts";

const factMark = "fact:";
export const names = { name: "name", text: "text", ticks: "ticks", which: "which" } as const;

export const typed = (values: Values, name: string): string => {
  const given = values[name];
  return typeof given === "string" ? given.replaceAll("\0", " ").trim() : "";
};
/** Several choices of one field come in one string. */
export const chosen = (values: Values, name: string): string[] =>
  typed(values, name)
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** What was answered to the questions of a card. What was left empty nobody knows. */
export const answersIn = (values: Values, questions: readonly Question[]): Answers =>
  questions.map(({ fact }) => factIn([fact, typed(values, `${factMark}${fact}`)]) ?? ([fact, "unknown"] as const));
export const tickedIn = (values: Values): FactName[] => chosen(values, names.ticks).filter(isFactName);

const choice = (title: string, value: string) => ({
  title: line(literal(title), limits.buttonText * 2) || value,
  value,
});

export const choices = (
  id: string,
  label: string,
  all: readonly { readonly title: string; readonly value: string }[],
  more: Partial<Pick<IChoiceSetInput, "value" | "isMultiSelect" | "style" | "placeholder">> = {},
): IChoiceSetInput => ({
  type: "Input.ChoiceSet",
  id,
  label: literal(label),
  choices: all.map(({ title, value }) => choice(title, value)),
  wrap: true,
  ...more,
});

const mostRadios = 6; // more of them are a list to open

/** A question as a field; left empty it is as good as "I don't know". */
export function question({ fact, ask, options }: Question, now: FactValue | undefined): IChoiceSetInput {
  const all = [
    ...options.map(({ label, value }) => ({ title: label, value: String(value) })),
    { title: "I don't know", value: "unknown" },
  ];
  const value = all.some((each) => each.value === String(now)) ? { value: String(now) } : {};
  return choices(`${factMark}${fact}`, ask, all, {
    ...value,
    style: all.length <= mostRadios ? "expanded" : "compact",
  });
}

export const words = (
  id: string,
  label: string,
  more: Partial<Pick<ITextInput, "value" | "maxLength" | "isMultiline" | "placeholder">>,
): ITextInput => ({
  type: "Input.Text",
  id,
  label,
  ...more,
  ...(more.value === undefined ? {} : { value: literal(more.value) }),
});
