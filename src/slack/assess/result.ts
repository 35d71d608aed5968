/** A result as a message: the reply, what changed, what several people rank, and what can be done with it. */
import type { Assessment } from "../../core/decide/assess.ts";
import { groupWeights, toAsk } from "../../core/decide/draft.ts";
import { factNames, type FactName } from "../../core/decide/facts.ts";
import { groupView } from "../../core/decide/group.ts";
import { labelOfValue, titleOfFact } from "../../core/decide/words.ts";
import type { Assessor } from "../../core/ports.ts";
import type { Block } from "../../core/reply.ts";
import { button, buttons, type Piece, rich, small } from "./blocks.ts";
import type { Doc } from "./doc.ts";
import { actionId, refOf } from "./ids.ts";
import type { Row } from "./ports.ts";
import { dayOf, groupSays } from "./words.ts";
import { type Message, render, type SlackBlock } from "../render.ts";

/** The verdict on what is kept, with the weights of those who ranked. */
export const assessmentOf = (assessor: Assessor, { draft }: Doc): Assessment =>
  assessor.assess(draft.facts, { weights: groupWeights(assessor.model, draft) });

export interface Result {
  readonly assessor: Assessor;
  readonly row: Row;
  readonly doc: Doc;
  readonly assessment: Assessment;
  /** Whoever sees it may only look, try and rank. */
  readonly forViewers?: boolean;
  readonly changes?: string | undefined;
  /** Said above it; names people only where they are meant to be told. */
  readonly above?: readonly Piece[];
  readonly detail?: "short" | "full";
  /** Nothing to press. */
  readonly bare?: boolean;
}

export function resultMessage(given: Result): Message {
  const { assessor, row, doc, assessment, changes, above, detail = "short", bare = false } = given;
  const reply = assessor.reply(assessment, { name: row.name, detail });
  const group = groupView(assessor.model, doc.draft);
  const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
  const more = [
    ...(changes === undefined ? [] : [text(changes)]),
    ...(group ? [text(groupSays(assessor.model, group))] : []),
  ];
  const [verdict, certainty, ...rest] = reply.blocks;
  const blocks = [...(verdict ? [verdict] : []), ...(certainty ? [certainty] : []), ...more, ...rest];
  return render(
    { ...reply, blocks },
    {
      above: [...(above ? [rich(...above)] : []), ...standing(row)],
      below: bare ? [] : actions(given),
    },
  );
}

function standing({ status, revisitBy }: Row): SlackBlock[] {
  if (status === "proposed" && revisitBy === null) return [];
  const again = revisitBy === null ? "" : ` To be looked at again by ${dayOf(revisitBy)}.`;
  return [small(`Decision: ${status}.${again}`)];
}

function actions({ assessor: { model }, row, assessment: { flips }, forViewers = false }: Result): SlackBlock[] {
  const tries = flips.map(({ fact, to }, i) =>
    button(
      `Try: ${titleOfFact(model, fact)} = ${labelOfValue(model, fact, to)}`,
      actionId("try", i),
      refOf(row, fact, to),
    ),
  );
  const one = (label: string, verb: string) => button(label, actionId(verb), refOf(row));
  const looks = [
    one("Scores", "scores"),
    one("Details", "details"),
    one("Cost in detail", "cost"),
    one("Rank what matters", "rank"),
  ];
  if (forViewers) return [...buttons(...tries), ...buttons(...looks)];
  return [
    ...buttons(...tries),
    ...buttons(one("Answer an assumption", "assume"), one("Ask a colleague", "ask"), ...looks),
    ...buttons(one("Edit", "edit"), one("Record", "record"), one("Share in channel", "share")),
  ];
}

/** The open fact that would tell most: one that is worth asking, or one that could turn the verdict. */
export function tellingFact({ model }: Assessor, { draft }: Doc, assessment: Assessment): FactName | undefined {
  const assumed = (name: FactName): boolean => assessment.facts[name].origin === "assumed";
  const asked = (name: FactName): boolean => model.questionOf.has(name);
  return [
    ...toAsk(model, draft).slice(0, 1),
    ...(assessment.telling === undefined ? [] : [assessment.telling]),
    ...assessment.flips.map(({ fact }) => fact).filter(assumed),
    ...factNames.filter(assumed),
  ].find(asked);
}
