/** Somebody's assessments as a card, on whichever platform they were begun. */
import type { RunSummary } from "../core/decide/changes.ts";
import type { AssessmentState, Row } from "../core/assess/ports.ts";
import { readDoc } from "../core/assess/doc.ts";
import { rowsOfAll } from "../core/assess/owned.ts";
import { answered } from "../core/assess/flow.ts";
import { dayOf, shortVerdict } from "../core/assess/words.ts";
import type { Actor } from "./assess-at.ts";
import { choices, names } from "./assess-fields.ts";
import { act } from "./assess-steps.ts";
import { box, button, buttons, card, type Card, heading, type Piece, quotes, says, small } from "./cards.ts";

export type Lister = Pick<Actor, "desk" | "who" | "assessor">;
const mostListed = 10;

export const rowsOf = ({ desk, who }: Lister, states: readonly AssessmentState[], limit: number) =>
  rowsOfAll(desk.store.assessments, who.keys, { states, limit });

async function saysOf({ desk, assessor }: Lister, row: Row): Promise<string> {
  const day = dayOf(row.updatedAt);
  if (row.state === "draft") {
    const count = answered(readDoc(row.doc).draft);
    return `${count === 0 ? "Described, nothing answered yet" : `${count} answered`} · ${day}`;
  }
  const [run] = await desk.store.assessments.runsOf(row.id, 1);
  const verdict = run
    ? shortVerdict(assessor.model, (JSON.parse(run.result) as RunSummary).recommended)
    : "Not weighed yet";
  return `${verdict} · ${row.status} · ${day}`;
}

async function itemOf(lister: Lister, row: Row, isShared: boolean): Promise<Piece> {
  const open = row.state === "draft" ? "Go on" : "Open";
  const more =
    isShared || row.state === "draft"
      ? []
      : [row.state === "archived" ? act("Unarchive", "restore", row) : act("Archive", "archive", row)];
  return box(
    [
      quotes(row.name || "Without a name", { isBold: true }),
      quotes(await saysOf(lister, row), { isSubtle: true }),
      ...buttons(
        act(open, "view", row),
        ...(isShared ? [] : [act("Rename", "rename", row), act("Duplicate", "copy", row)]),
        ...more,
      ),
    ],
    { separator: true },
  );
}

export async function listCard(lister: Lister, { note }: { readonly note?: string | undefined }): Promise<Card> {
  const { desk, who } = lister;
  const [drafts, finals, archived] = await Promise.all(
    (["draft", "final", "archived"] as const).map((state) => rowsOf(lister, [state], mostListed)),
  );
  const shared = (await Promise.all(who.keys.map((key) => desk.store.assessments.sharedWith(key, mostListed)))).flat();
  const part = async (title: string, rows: readonly Row[] = [], isShared = false): Promise<Piece[]> =>
    rows.length === 0
      ? []
      : [says(`**${title}**`), ...(await Promise.all(rows.map((row) => itemOf(lister, row, isShared))))];
  const lists = [
    ...(await part("Begun", drafts)),
    ...(await part("Finished", finals)),
    ...(await part("Shared with you", shared, true)),
    ...(await part("Archived", archived)),
  ];
  return card([
    heading("My assessments"),
    ...(note === undefined ? [] : [says(note)]),
    ...(lists.length > 0 ? lists : [small("Nothing is begun. An assessment takes about two minutes.")]),
    ...buttons(button("Assess a case", "assess.new", { r: "new" }, "positive")),
    ...((finals?.length ?? 0) > 1 ? together(finals ?? []) : []),
  ]);
}

/** Several of them side by side, or as the portfolio of a company. */
const together = (rows: readonly Row[]): Piece[] => [
  choices(
    names.which,
    "Several together: which?",
    rows.map(({ id, name }) => ({ title: name || "Without a name", value: id })),
    { isMultiSelect: true, style: "expanded" },
  ),
  ...buttons(
    button("Compare", "assess.compare", { r: "many" }, undefined, "all"),
    button("Portfolio", "assess.portfolio", { r: "many" }, undefined, "all"),
  ),
];
