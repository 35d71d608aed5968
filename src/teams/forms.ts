/** `cost` and `compare` without more: short forms on cards. What they say becomes words, read like those that people type. */
import { compareForm } from "../core/compare-form.ts";
import { costForm } from "../core/cost/form.ts";
import { type Field, type Filled, type Form, type FormName, noChoices } from "../core/form.ts";
import { saying, showing } from "./activity.ts";
import { choices, chosen, typed, words } from "./assess-fields.ts";
import type { Values } from "./assess-at.ts";
import { type Desk, isTooFast, type Limits } from "./asking.ts";
import { box, button, buttons, card, type Card, fold, heading, type Piece, says, small } from "./cards.ts";
import { type FormJob, writeDown } from "./form-job.ts";
import { answerPress, begun, type CardAction, type CardHandler, type Shown, unknownButton } from "./invokes.ts";
import { answerPrivately, tell } from "./private.ts";
import { quizTurns } from "./quiz.ts";
import { type Reader, readerOf } from "./reader.ts";
import type { Run } from "./ports.ts";

const forms: Readonly<Record<FormName, Form>> = { cost: costForm, compare: compareForm };

/** Longer lists of boxes to tick lie folded below their beginning: nobody reads past thirty of them to find the button. */
const mostBoxes = 8;
const openBoxes = 5;
const restOf = (name: string): string => `${name}.rest`;

function piecesOf(field: Field, values: Values): Piece[] {
  const { name, label } = field;
  const given = values[name];
  if (field.kind === "words") {
    const value = typeof given === "string" ? given : field.initial;
    return [words(name, label, { value, maxLength: field.most, placeholder: field.hint })];
  }
  const picked = new Set(typeof given === "string" ? chosenOf(values, name) : field.initial);
  const pick = (id: string, says: string, of: typeof field.choices): Piece => {
    const value = of.flatMap((one) => (picked.has(one.value) ? one.value : [])).join(",");
    const all = of.map((one) => ({ title: one.label, value: one.value }));
    const isMultiSelect = field.kind === "several";
    return choices(id, says, all, { style: "compact", isMultiSelect, ...(value === "" ? {} : { value }) });
  };
  if (field.kind === "one" || field.choices.length <= mostBoxes) return [pick(name, label, field.choices)];
  const [open, rest] = [field.choices.slice(0, openBoxes), field.choices.slice(openBoxes)];
  const foldId = `${name}.more`;
  return [
    pick(name, label, open),
    ...buttons(fold(`${rest.length} more`, foldId)),
    box([pick(restOf(name), `${label}: more`, rest)], {
      id: foldId,
      isVisible: rest.some(({ value }) => picked.has(value)),
    }),
  ];
}
/** Of both parts of a list. */
const chosenOf = (values: Values, name: string): string[] => [...chosen(values, name), ...chosen(values, restOf(name))];

function formCard(
  name: FormName,
  fields: readonly Field[],
  values: Values = {},
  problems: Readonly<Record<string, string>> = {},
): Card {
  const { title, submit, note } = forms[name];
  const wrong = (problem: string | undefined): Piece[] =>
    problem === undefined ? [] : [says(problem, { color: "Attention", spacing: "Small" })];
  return card([
    heading(title),
    ...fields.flatMap((field) => [...piecesOf(field, values), ...wrong(problems[field.name])]),
    small(note),
    ...buttons(button(submit, `form.${name}`, {}, "positive", "all")),
  ]);
}

const fieldsOf = (desk: Desk, name: FormName): readonly Field[] =>
  forms[name].fields(desk.costing?.choices() ?? noChoices);

export async function beginForm(desk: Desk, run: Run, reader: Reader, name: FormName): Promise<void> {
  const fields = fieldsOf(desk, name);
  const { title, nothing } = forms[name];
  await tell(desk, run, reader, fields.length === 0 ? saying(nothing) : showing(title, formCard(name, fields)));
}

/** Undefined for a verb that is not ours. */
export const pressForm: CardHandler = (desk, action) =>
  action.verb.startsWith("form.") ? answerPress(desk, "teams-form-not-saved", () => pressed(desk, action)) : undefined;

async function pressed(desk: Desk, { verb, data, incoming }: CardAction): Promise<Shown> {
  const name = verb.slice("form.".length);
  if ((name !== "cost" && name !== "compare") || !desk.costing || !incoming.from) return unknownButton;
  const fields = fieldsOf(desk, name);
  // What was chosen has to be among what there is; words are read as what people type.
  const filled: Filled = (one) => {
    const field = fields.find((each) => each.name === one);
    if (!field) return [];
    if (field.kind === "words") return [typed(data, one).slice(0, field.most)].filter(Boolean);
    const known = new Set(field.choices.map(({ value }) => value));
    return chosenOf(data, one)
      .filter((value) => known.has(value))
      .slice(0, field.most);
  };
  const told = forms[name].told(filled, desk.costing);
  if (!told.ok) return formCard(name, fields, data, told.problems);
  await writeDown(desk, { ...incoming, from: incoming.from }, { text: told.text });
  return begun;
}

/** What a form said is answered for whoever filled it in. */
export async function answerForm(desk: Desk, run: Run, job: FormJob, limits: Limits): Promise<void> {
  const { incoming, text, isQuiz = false } = job;
  const reader = readerOf(incoming);
  const hint = (sentence: string) => tell(desk, run, reader, saying(sentence));
  if (await isTooFast(desk, run, incoming.where.tenant, hint, limits)) return;
  await answerPrivately(desk, run, reader, { text, quoted: true, context: isQuiz ? quizTurns(desk) : [] });
}
