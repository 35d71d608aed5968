/** The steps of the interview as cards: what is described, what was understood, what applies, what else matters. */
import type { FactName } from "../core/decide/facts.ts";
import type { Draft } from "../core/decide/draft.ts";
import type { Question } from "../core/decide/model.ts";
import type { Assessor } from "../core/ports.ts";
import type { Now } from "../core/assess/change.ts";
import { draw, longestName, longestText, progressSays, shown } from "../core/assess/flow.ts";
import { refOf } from "../core/assess/refs.ts";
import { clashSays, notTicked, nothingRead, understood } from "../core/assess/understood.ts";
import { offerPieces, readInVain } from "./assess-offers.ts";
import { choices, names, question, words } from "./assess-fields.ts";
import {
  beside,
  button,
  buttons,
  card,
  type Card,
  heading,
  type Piece,
  type Press,
  quotes,
  says,
  small,
} from "./cards.ts";
import type { Row } from "../core/assess/ports.ts";

export interface Extras {
  /** Said above it. */
  readonly note?: string | undefined;
  /** What was answered before a step back. */
  readonly was?: Draft["facts"];
}

/** A card of one person's assessment: whoever opens the chat again sees where it stands by then. */
export const own = (row: Pick<Row, "id" | "rev">, person: string, body: readonly Piece[]): Card =>
  card(body, {
    refresh: { action: button("Refresh", "assess.view", { r: refOf(row) }), userIds: [person] },
  });

export const act = (label: string, verb: string, row: Pick<Row, "id" | "rev">, ...args: readonly (string | number)[]) =>
  button(label, `assess.${verb}`, { r: refOf(row, ...args) });
/** The same with what stands in the fields. */
const send = (label: string, verb: string, row: Pick<Row, "id" | "rev">, ...args: readonly string[]) =>
  button(label, `assess.${verb}`, { r: refOf(row, ...args) }, "positive", "all");

const ways = (row: Row) => [
  act("Back", "back", row),
  button("Finish now", "assess.finish", { r: refOf(row) }, undefined, "all"),
];

/** Whatever comes now; of a finished one the caller draws the result. */
export function stepCard(assessor: Assessor, { row, doc }: Now, person: string, more: Extras = {}): Card {
  const said = more.note === undefined ? [] : [says(more.note)];
  const note = [...said, ...offerPieces(assessor, { row, doc })];
  const of = (title: string, pieces: readonly Piece[], ...presses: readonly Press[]): Card =>
    own(row, person, [heading(title), ...note, ...pieces, ...buttons(...presses)]);
  return draw(shown(assessor, doc), {
    describe: () => of("Assess a case", describe(doc.draft), send("Next", "next", row)),
    review: () =>
      of(
        "What I understood",
        [...readInVain({ doc }), ...review(assessor, { row, doc })],
        send("Next", "next", row),
        ...ways(row),
      ),
    checklist: ({ questions }) =>
      of(
        "Anything special?",
        [small(progressSays(doc, undefined)), ticks(questions, more.was ?? doc.draft.facts)],
        send("Next", "next", row),
        ...ways(row),
      ),
    ask: ({ questions, left }) =>
      of(
        "What else matters",
        [
          small(progressSays(doc, left)),
          ...questions.flatMap((one) => [question(one, more.was?.[one.fact]?.value), small(`Why I ask: ${one.why}`)]),
        ],
        send("Next", "next", row),
        ...ways(row),
      ),
    done: () => of("Assess a case", [says("That is all I need.")], act("Show the result", "view", row)),
  });
}

const describe = ({ name, text }: Draft): Piece[] => [
  words(names.name, "What shall we call it?", { value: name, maxLength: longestName, placeholder: "Support chatbot" }),
  words(names.text, "Describe it; I fill in what I can", {
    value: text,
    maxLength: longestText,
    isMultiline: true,
    placeholder: "Which data, may it leave, how much a month, who would run it, by when",
  }),
  small("Leave out names. You may leave it empty: then I ask."),
];

const mostShown = 30;
function review(assessor: Assessor, { row, doc }: Now): Piece[] {
  const lines = understood(assessor, doc);
  const line = (text: string, label: string, fact: FactName): Piece =>
    beside(quotes(text), act(label, "change", row, fact));
  const clashes = doc.clashes.map((clash) => line(`${clashSays(assessor, clash)}: which holds?`, "Choose", clash.fact));
  const unticked = notTicked(assessor, doc);
  return [
    says(lines.length > 0 ? "Change what I got wrong." : clashes.length > 0 ? "Please choose." : nothingRead),
    ...clashes,
    ...lines.slice(0, mostShown).map(({ fact, text }) => line(text, "Change", fact)),
    ...(unticked === undefined ? [] : [quotes(`Does not apply: ${unticked}`)]),
  ];
}

function ticks(questions: readonly Question[], facts: Draft["facts"]): Piece {
  const ticked = questions.filter(({ fact, options }) => facts[fact]?.value === options[1]?.value);
  return choices(
    names.ticks,
    "Does any of this apply?",
    questions.map(({ fact, title, ask }) => ({ title: `${title}: ${ask}`, value: fact })),
    { isMultiSelect: true, style: "expanded", value: ticked.map(({ fact }) => fact).join(",") },
  );
}

/** One question by itself. */
export function changeCard({ model }: Assessor, { row, doc }: Now, person: string, fact: FactName): Card | undefined {
  const asked = model.questionOf.get(fact)?.data;
  if (!asked) return undefined;
  return own(row, person, [
    heading(asked.title),
    question(asked, doc.draft.facts[fact]?.value),
    small(`Why I ask: ${asked.why}`),
    ...buttons(send("Save", "put", row, fact), act("Back", "view", row)),
  ]);
}
