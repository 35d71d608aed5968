/** A decision record in Markdown: what was decided, on which facts, against what, and when to look again. */
import type { Assessment } from "./assess.ts";
import type { Draft } from "./draft.ts";
import { factNames } from "./facts.ts";
import { groupView } from "./group.ts";
import type { DecisionModel } from "./prepare.ts";
import { dollarsOf, labelOfValue, ofHundred, oneLine, readBySays, textOf, titleOfFact } from "./words.ts";

export type RecordStatus = "proposed" | "accepted" | "superseded";

export interface RecordOf {
  readonly draft: Draft;
  readonly assessment: Assessment;
  readonly model: DecisionModel;
  readonly status: RecordStatus;
  /** Days, as 2026-11-30. */
  readonly decidedOn: string;
  readonly revisitBy: string;
  readonly knowledgeVersion: string;
  /** What people who gave answers are called. */
  readonly nameOf: (by: string) => string;
}

const heading: Readonly<Record<RecordStatus, string>> = {
  proposed: "Proposed",
  accepted: "Accepted",
  superseded: "Superseded",
};

export function decisionRecord({
  draft,
  assessment,
  model,
  status,
  decidedOn,
  revisitBy,
  knowledgeVersion,
  nameOf,
}: RecordOf): string {
  const { recommended, acceptability, label, ranking } = assessment;
  const title = draft.name.trim() === "" ? "Open-weight or closed model" : oneLine(draft.name);
  const verdict = recommended ? textOf(model, recommended).verdict : "No alternative is left";
  const parts: (readonly [string, readonly string[]])[] = [
    ["Context", [draft.text.trim() === "" ? "No description was given." : quoted(draft.text)]],
    ["Facts", factLines({ draft, assessment, model, nameOf })],
    [
      "Decision",
      [
        `**${verdict}.** ${recommended ? `How sure: ${label.replaceAll("_", " ")}; first in ${ofHundred(acceptability[recommended])} draws of weights and open facts. About ${dollarsOf(assessment, recommended)} a month, roughly.` : ""}`,
      ],
    ],
    [
      "Alternatives",
      ranking.map(({ alternative, value, excluded }) => {
        const name = textOf(model, alternative).title;
        const out = excluded.map(({ reason }) => reason).join("; ");
        return excluded.length > 0
          ? `- ${name}: left out, since ${out}.`
          : `- ${name}: value ${Math.round(value * 100)} of 100, first in ${ofHundred(acceptability[alternative])} draws.`;
      }),
    ],
    [
      "Reasons",
      assessment.drivers
        .filter(({ speaksFor }) => speaksFor)
        .slice(0, 4)
        .map(({ title: of, because }) => `- ${of}: ${because}.`),
    ],
    ["Dissent", dissent(model, draft, assessment)],
    ["What would change it", flips(assessment, model)],
    ["Consequences", assessment.risks.map(({ says }) => `- ${says}.`)],
    ["Next steps", assessment.nextSteps.map(({ says }, i) => `${i + 1}. ${says}.`)],
  ];
  const body = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => `## ${name}\n\n${lines.join("\n")}`)
    .join("\n\n");
  return `# ${title}\n\n- Status: ${heading[status]}\n- Date: ${decidedOn}\n- Revisit by: ${revisitBy}\n- Knowledge version: ${knowledgeVersion}\n\n${body}\n`;
}

/** A record names nobody. */
const whoever = "whoever described it";
const quoted = (text: string): string =>
  text
    .trim()
    .split(/\n/)
    .map((line) => `> ${line}`)
    .join("\n");

function factLines({
  draft,
  assessment,
  model,
  nameOf,
}: Pick<RecordOf, "draft" | "assessment" | "model" | "nameOf">): string[] {
  const { facts } = assessment;
  const known = factNames.filter((name) => facts[name].origin !== "assumed");
  const assumed = factNames.filter((name) => facts[name].origin === "assumed");
  const line = (name: (typeof factNames)[number]): string => {
    const { by, readBy, words } = draft.facts[name] ?? {};
    const said = readBy === undefined ? by && nameOf(by) : readBySays(readBy, words, whoever);
    const how = facts[name].origin === "inferred" ? " (follows from the others)" : said ? ` (${said})` : "";
    return `- ${titleOfFact(model, name)}: ${labelOfValue(model, name, facts[name].value)}${how}`;
  };
  const rest = assumed.map(
    (name) => `${titleOfFact(model, name).toLowerCase()}: ${labelOfValue(model, name, facts[name].value)}`,
  );
  return [...known.map(line), ...(rest.length > 0 ? [`- Assumed: ${rest.join("; ")}`] : [])];
}

function dissent(model: DecisionModel, draft: Draft, { drivers, recommended }: Assessment): string[] {
  const against = drivers
    .filter(({ speaksFor }) => !speaksFor)
    .slice(0, 3)
    .map(({ title, of, because }) => `- ${title}: ${textOf(model, of).short} is better here, since ${because}.`);
  const group = groupView(model, draft);
  const people =
    group && group.matters
      ? group.verdicts
          .filter((verdict) => verdict.recommended !== recommended && verdict.recommended !== undefined)
          .map(
            ({ recommended: other }) =>
              `- One ranking of what matters would lead to: ${other ? textOf(model, other).title : "nothing"}.`,
          )
      : [];
  return [...against, ...people];
}

const flips = ({ flips: all }: Assessment, model: DecisionModel): string[] =>
  all.map(
    ({ fact, to, becomes }) =>
      `- ${titleOfFact(model, fact)}: if “${labelOfValue(model, fact, to)}”, then ${textOf(model, becomes).title}.`,
  );
