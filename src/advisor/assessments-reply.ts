/** Assessments as tables: one with its scores, several side by side, or as the portfolio of a company. */
import type { Assessment } from "../core/decide/assess.ts";
import { factNames } from "../core/decide/facts.ts";
import { alternatives } from "../core/decide/model.ts";
import type { DecisionModel } from "../core/decide/prepare.ts";
import { dollars, dollarsOf, labelOfValue, ofHundred, textOf, titleOfFact } from "../core/decide/words.ts";
import type { NamedAssessment } from "../core/ports.ts";
import type { Block, Reply } from "../core/reply.ts";
import { Citations, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const text = (words: string, cites: readonly number[] = []): Block => ({ kind: "text", text: words, cites });
const verdictOf = ({ recommended }: Assessment, model: DecisionModel): string =>
  recommended ? textOf(model, recommended).short : "Nothing is left";

/** What is the same and what differs; facts that are the same in all are left out. */
export function comparisonReply(all: readonly NamedAssessment[], model: DecisionModel, kb: KnowledgeBase): Reply {
  const value = ({ assessment }: NamedAssessment, name: (typeof factNames)[number]): string => {
    const { value: one, origin } = assessment.facts[name];
    return `${labelOfValue(model, name, one)}${origin === "assumed" ? " (assumed)" : ""}`;
  };
  const differing = factNames.filter((name) => new Set(all.map((one) => value(one, name))).size > 1);
  const row = (title: string, cell: (one: NamedAssessment) => string): string[] => [title, ...all.map(cell)];
  const rows = [
    row("Verdict", ({ assessment }) => verdictOf(assessment, model)),
    row("How sure", ({ assessment }) => {
      const share = assessment.recommended ? assessment.acceptability[assessment.recommended] : 0;
      return `${assessment.label.replaceAll("_", " ")}, ${ofHundred(share)}`;
    }),
    row("Cost a month", ({ assessment }) =>
      assessment.recommended ? dollarsOf(assessment, assessment.recommended) : "",
    ),
    row("Left out", ({ assessment }) =>
      assessment.ranking
        .filter(({ excluded }) => excluded.length > 0)
        .map(({ alternative }) => textOf(model, alternative).short)
        .join(", "),
    ),
    ...differing.map((name) => row(titleOfFact(model, name), (one) => value(one, name))),
  ];
  const same = new Set(all.map(({ assessment }) => assessment.recommended)).size === 1;
  const lead = same
    ? `Both come to the same verdict${differing.length > 0 ? `, though ${differing.length} facts differ` : ""}.`
    : `They differ: ${all.map(({ name, assessment }) => `${name} goes to “${verdictOf(assessment, model)}”`).join(", ")}.`;
  const blocks: Block[] = [
    text(all.length > 2 && same ? lead.replace("Both come", "All come") : lead),
    { kind: "table", caption: "Assessments side by side", columns: ["", ...all.map(({ name }) => name)], rows },
  ];
  return replyOf("assessment", "Side by side", { blocks, citations: new Citations(kb.catalog) }, kb.catalog);
}

/** A company's workloads together: which goes where, whether a router pays, and one sum. */
export function portfolioReply(all: readonly NamedAssessment[], model: DecisionModel, kb: KnowledgeBase): Reply {
  const citations = new Citations(kb.catalog);
  const cite = (id: string): readonly number[] => {
    const entry = kb.entryOfCoverage.get(id);
    return entry ? citations.cite(entry) : [];
  };
  const split = alternatives
    .map((alternative) => ({
      alternative,
      names: all.filter(({ assessment }) => assessment.recommended === alternative).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
  const cost = ({ assessment }: NamedAssessment): number =>
    assessment.recommended ? assessment.monthlyUsd[assessment.recommended] : 0;
  const total = all.reduce((sum, one) => sum + cost(one), 0);
  const stuck = all.filter(({ assessment }) => assessment.recommended === undefined).map(({ name }) => name);
  const points = split.map(({ alternative, names }) => ({
    text: `**${textOf(model, alternative).title}.** ${names.join(", ")}.`,
    cites: [] as readonly number[],
  }));
  const blocks: Block[] = [
    text(
      split.length === 1 && stuck.length === 0
        ? `All ${all.length} workloads go the same way, so one set-up serves them: about ${dollars(total)} a month.`
        : `${all.length} workloads go ${split.length} ways: about ${dollars(total)} a month in all.`,
    ),
    { kind: "points", points },
    ...(stuck.length > 0 ? [text(`Nothing is left for ${stuck.join(", ")}: see why in its own assessment.`)] : []),
    text(routerSays(all, model), cite("HYB-04")),
    {
      kind: "table",
      caption: "Portfolio",
      columns: ["Workload", "Goes to", "How sure", "Cost a month"],
      rows: all.map((one) => [
        one.name,
        verdictOf(one.assessment, model),
        one.assessment.label.replaceAll("_", " "),
        dollars(cost(one)),
      ]),
    },
    {
      kind: "note",
      text: `Costs are by the cost engine, for a usual mix of tokens, at prices from ${model.data.cost.asOf} on. What several workloads share (people, hardware) is counted for each.`,
    },
  ];
  return replyOf("assessment", "Portfolio", { blocks, citations }, kb.catalog);
}

/** A router pays where open and closed models are both in use, and some of the work could go either way. */
function routerSays(all: readonly NamedAssessment[], model: DecisionModel): string {
  const places = new Set(all.flatMap(({ assessment }) => assessment.recommended ?? []));
  const closed = places.has("closed_api") || places.has("closed_private_cloud");
  const open = places.has("open_self_hosted") || places.has("open_hosted");
  const mixed = all.filter(({ assessment }) => assessment.recommended === "hybrid").map(({ name }) => name);
  const stays = all.filter(({ assessment }) => assessment.facts.data_may_leave.value === "no").map(({ name }) => name);
  const never = stays.length > 0 ? ` ${stays.join(", ")} must never be routed outside.` : "";
  if (mixed.length > 0)
    return `**Router:** worth building for ${mixed.join(", ")}; the other workloads can be placed by rule.${never}`;
  if (open && closed)
    return `**Router:** not needed yet. Each workload is of one kind, so a rule for which goes where will do; think again when requests of one workload differ.${never}`;
  return `**Router:** not needed: nothing is in use to route between${places.size === 1 ? ` besides ${textOf(model, [...places][0] ?? "closed_api").short}` : ""}.${never}`;
}

/** Every alternative against every criterion, 0 to 100. */
export function scoreTable({ ranking, weights }: Assessment, model: DecisionModel): Extract<Block, { kind: "table" }> {
  const hundred = (share: number): string => String(Math.round(share * 100));
  return {
    kind: "table",
    caption: "Alternatives and criteria: scores from 0 to 100",
    columns: ["Alternative", "Value", ...model.criteria.map(({ title }) => title)],
    rows: [
      ["Weight", "100", ...model.criteria.map(({ id }) => hundred(weights[id] ?? 0))],
      ...ranking.map(({ alternative, value, scores, excluded }) => [
        `${textOf(model, alternative).short}${excluded.length > 0 ? " (left out)" : ""}`,
        hundred(value),
        ...model.criteria.map(({ id }) => hundred(scores[id] ?? 0)),
      ]),
    ],
  };
}
