/** What can be tried on a cost summary, and what is looked at from there. */
import { createHash } from "node:crypto";
import { costLabels } from "../core/cost/deeds.ts";
import { leverNames } from "../core/cost/lever-names.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { checkAnswerId } from "./actions.ts";
import { button, buttons, card, type Card, heading, type Piece, small, verbatim } from "./cards.ts";

/** Names a workload: a card that shows another one than is kept is known by it. */
export const stampOf = (workload: Given): string => {
  const fields = Object.entries(workload).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(fields)).digest("base64url").slice(0, 10);
};

/** Teams draws charts itself, so that none is sent as a picture. */
const shownDeeds = [...leverNames, "formula", "csv"] as const;

export function costButtons(workload: Given, answerId: string): Piece[] {
  const data = { a: checkAnswerId(answerId), v: stampOf(workload) };
  return buttons(...shownDeeds.map((deed) => button(costLabels[deed], `cost.${deed}`, data)));
}

/** Something to look at in the place of the summary, with a way back. */
export const lookCard = (answerId: string, pieces: readonly Piece[]): Card =>
  card([...pieces, ...buttons(button("Back", "cost.view", { a: answerId }))], { msteams: { width: "full" } });

const roomForCsv = 30_000; // characters
const where =
  "Copy it into a file that ends in .csv: Teams takes files from a bot only by way of somebody's OneDrive. On the command line, `cost --json` prints the same.";

export function csvCard(answerId: string, csv: string): Card {
  const [text, leftOut] = verbatim(csv, roomForCsv);
  const more = leftOut === 0 ? [] : [small(`${leftOut} lines have no room here.`)];
  return lookCard(answerId, [heading("Cost summary, line by line"), small(where), text, ...more]);
}
