/** Several of one's assessments together: side by side, or as the portfolio of a company. */
import { distinct } from "../core/assess/columns.ts";
import { readDoc } from "../core/assess/doc.ts";
import { assessmentOf } from "../core/assess/result.ts";
import type { Actor } from "./assess-at.ts";
import type { Shown } from "./invokes.ts";
import { chosen, names } from "./assess-fields.ts";
import { rowsOf } from "./assess-list.ts";
import { button, buttons, card } from "./cards.ts";
import { limits } from "./limits.ts";
import { replyPieces } from "./render.ts";

export type How = "compare" | "portfolio";
const most: Readonly<Record<How, number>> = { compare: 4, portfolio: 20 };
const mostListed = 100;
const roomForButtons = 2_000; // characters

export async function several(actor: Actor, how: How): Promise<Shown> {
  const { assessor, values } = actor;
  const ids = new Set(chosen(values, names.which));
  // Of one's own alone: what is chosen comes from outside.
  const rows = (await rowsOf(actor, ["final"], mostListed)).filter(({ id }) => ids.has(id)).slice(0, most[how]);
  if (rows.length < 2) return "Choose at least two that are finished, then press it again.";
  const called = distinct(rows.map(({ name }) => name));
  const all = rows.map((row, i) => ({
    name: called[i] ?? "",
    assessment: assessmentOf(assessor, readDoc(row.doc)),
  }));
  return card(
    [
      ...replyPieces(assessor[how](all), limits.body - roomForButtons),
      ...buttons(button("My assessments", "assess.lists", { r: "many" })),
    ],
    { msteams: { width: "full" } },
  );
}
