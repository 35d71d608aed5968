/** A result as a card, what can be done with it, and what is looked at from there. */
import type { Now } from "../core/assess/change.ts";
import { refOf } from "../core/assess/refs.ts";
import { assessmentOf, resultReply, scoresReply, standingSays, tries, type Weighed } from "../core/assess/result.ts";
import { mostPlaces } from "../core/assess/words.ts";
import type { Assessor, Costing } from "../core/ports.ts";
import type { Reply } from "../core/reply.ts";
import { offerPieces } from "./assess-offers.ts";
import { choices } from "./assess-fields.ts";
import { act, own } from "./assess-steps.ts";
import { button, buttons, card, type Card, heading, type Piece, type Press, pressable, says, small } from "./cards.ts";
import { limits } from "./limits.ts";
import { replyPieces } from "./render.ts";

export const weighed = (assessor: Assessor, { row, doc }: Now): Weighed => ({
  assessor,
  row,
  doc,
  assessment: assessmentOf(assessor, doc),
});

export interface ResultExtras {
  readonly note?: string | undefined;
  /** Offered below the note. */
  readonly press?: Press;
  readonly isOwner?: boolean;
  /** The conversation it was begun in is one of several people: there it may be shared. */
  readonly canShare?: boolean;
}
const mostOffers = 3;
const roomForButtons = 8_000; // characters

export function resultCard(given: Weighed, person: string, more: ResultExtras = {}): Card {
  const { row } = given;
  const { note, press, isOwner = true, canShare = false } = more;
  const standing = standingSays(row);
  const body = [
    ...(note === undefined ? [] : [says(note, { separator: true })]),
    ...(press ? buttons(press) : []),
    ...(standing === undefined ? [] : [small(standing)]),
    ...replyPieces(resultReply(given), limits.body - roomForButtons),
    // What came from a model after the interview was over.
    ...(isOwner ? offerPieces(given.assessor, given, mostOffers) : []),
    ...actions(given, isOwner, canShare),
  ];
  return own(row, person, body);
}

function actions(given: Weighed, isOwner: boolean, canShare: boolean): Piece[] {
  const { row } = given;
  const one = (label: string, verb: string) => act(label, verb, row);
  const looks = [
    one("Scores", "scores"),
    one("Details", "details"),
    one("Cost in detail", "cost"),
    one("Rank what matters", "rank"),
  ];
  const owners = [
    one("Answer an assumption", "assume"),
    one("Ask a colleague", "ask"),
    one("Record", "record"),
    one("Edit", "edit"),
    one("My assessments", "list"),
  ];
  return [
    // Lines, for buttons would cut them off.
    ...tries(given).map(({ label, fact, value }) => pressable(act(label, "try", row, fact, value), label)),
    ...buttons(...looks),
    ...(isOwner ? buttons(...owners, ...(canShare ? [one("Share here", "share")] : [])) : []),
  ];
}

/** Something to look at, with a way back; a table gets all the room there is. */
export const lookCard = ({ row }: Now, person: string, reply: Reply, ...more: readonly Press[]): Card => {
  const pieces = replyPieces(reply, limits.body - roomForButtons);
  const drawn = own(row, person, [...pieces, ...buttons(...more, act("Back", "view", row))]);
  return pieces.some(({ type }) => type === "Table") ? { ...drawn, msteams: { width: "full" } } : drawn;
};
export const scoresCard = (assessor: Assessor, now: Now, person: string): Card =>
  lookCard(now, person, scoresReply(assessor, now.doc));
export const detailsCard = (assessor: Assessor, now: Now, person: string): Card =>
  lookCard(now, person, resultReply({ ...weighed(assessor, now), detail: "full" }));

/** What the case costs, and in one press more what each figure is made of. */
export const costCard = (costing: Costing, now: Now, person: string): Card =>
  lookCard(now, person, costing.ofCase(now.doc.draft.facts), act("Show the formula", "formula", now.row));
export const formulaCard = (costing: Costing, now: Now, person: string): Card => {
  const cost = costing.ofCase(now.doc.draft.facts);
  return lookCard(
    now,
    person,
    cost.workload ? costing.formula(cost.workload) : cost,
    act("Cost in detail", "cost", now.row),
  );
};

/** As others see it where it was shared. */
export const sharedCard = (given: Weighed): Card =>
  card([
    small("Somebody here shared their assessment."),
    ...replyPieces(resultReply(given), limits.body - roomForButtons),
    ...actions(given, false, false),
  ]);

const places = ["First", "Second", "Third", "Fourth", "Fifth"].slice(0, mostPlaces);
export const placeName = (i: number): string => `place${i}`;

export function rankCard(
  { model: { criteria } }: Assessor,
  { row }: Now,
  person: string,
  mine: readonly string[],
): Card {
  const all = criteria.map(({ id, title }) => ({ title, value: id }));
  return own(row, person, [
    heading("What matters most?"),
    says(
      "Choose what matters most to you. Others may rank too; the verdict then rests on all rankings together, and everybody sees where they differ, but not whose is whose.",
    ),
    ...places.slice(0, criteria.length).map((label, i) => {
      const value = mine[i];
      return choices(placeName(i), label, all, { style: "compact", ...(value === undefined ? {} : { value }) });
    }),
    ...buttons(button("Save", "assess.ranked", { r: refOf(row) }, "positive", "all"), act("Back", "view", row)),
  ]);
}
