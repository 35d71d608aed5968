/** A result in words, wherever it is shown: the reply, what changed, and what several people rank. */
import type { Assessment } from "../decide/assess.ts";
import { groupWeights, toAsk } from "../decide/draft.ts";
import { factNames, type FactName, type FactValue } from "../decide/facts.ts";
import { groupView } from "../decide/group.ts";
import { labelOfValue, titleOfFact } from "../decide/words.ts";
import type { Assessor } from "../ports.ts";
import type { Block, Reply } from "../reply.ts";
import type { Doc } from "./doc.ts";
import type { Row } from "./ports.ts";
import { corrected } from "./flow.ts";
import { dayOf, groupSays, verdictSays } from "./words.ts";

/** The verdict on what is kept, with the weights of those who ranked. */
export const assessmentOf = (assessor: Assessor, { draft }: Doc): Assessment =>
  assessor.assess(draft.facts, { weights: groupWeights(assessor.model, draft) });

export interface Weighed {
  readonly assessor: Assessor;
  readonly row: Row;
  readonly doc: Doc;
  readonly assessment: Assessment;
  readonly changes?: string | undefined;
  readonly detail?: "short" | "full";
}

/** Verdict and certainty first, then what changed and what people rank, then the rest. */
export function resultReply({ assessor, row, doc, assessment, changes, detail = "short" }: Weighed): Reply {
  const reply = assessor.reply(assessment, { name: row.name, detail });
  const group = groupView(assessor.model, doc.draft);
  const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
  const more = [
    ...(changes === undefined ? [] : [text(changes)]),
    ...(group ? [text(groupSays(assessor.model, group))] : []),
  ];
  const [verdict, certainty, ...rest] = reply.blocks;
  return { ...reply, blocks: [...(verdict ? [verdict] : []), ...(certainty ? [certainty] : []), ...more, ...rest] };
}

/** Where the decision stands; undefined while nobody has said. */
export function standingSays({ status, revisitBy }: Pick<Row, "status" | "revisitBy">): string | undefined {
  if (status === "proposed" && revisitBy === null) return undefined;
  const again = revisitBy === null ? "" : ` To be looked at again by ${dayOf(revisitBy)}.`;
  return `Decision: ${status}.${again}`;
}

/** What would change the verdict, to try out by a button. */
export const tries = ({ assessor: { model }, assessment: { flips } }: Pick<Weighed, "assessor" | "assessment">) =>
  flips.map(({ fact, to }) => ({
    label: `Try: ${titleOfFact(model, fact)} = ${labelOfValue(model, fact, to)}`,
    fact,
    value: to,
  }));

/** The table of scores as a reply. */
export const scoresReply = (assessor: Assessor, doc: Doc): Reply => ({
  kind: "table",
  title: "Scores",
  blocks: [
    assessor.table(assessmentOf(assessor, doc)),
    {
      kind: "note",
      text: "“Value” is what the scores sum to, each times its weight. Scores and weights are assumptions of whoever runs me.",
    },
  ],
  citations: [],
  knowledgeVersion: assessor.knowledgeVersion,
});

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

/** What another value of one fact would come to; nothing is changed by it. */
export function trySays(assessor: Assessor, doc: Doc, fact: FactName, value: FactValue): string {
  const { model } = assessor;
  const now = verdictSays(assessmentOf(assessor, doc), model);
  const then = verdictSays(assessmentOf(assessor, corrected(doc, [[fact, value]])), model);
  const what = `${titleOfFact(model, fact)} = ${labelOfValue(model, fact, value)}`;
  const same = then.split(" (")[0] === now.split(" (")[0];
  return [
    `**If ${what}:** ${then}.`,
    same ? "That is the same verdict as now." : `Now it is: ${now}.`,
    "I changed nothing.",
  ].join("\n");
}
