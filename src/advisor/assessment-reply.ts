/** An assessment in words: the verdict first, then how sure, why, what was left out, what would change it, what it costs. */
import type { Assessment, Said } from "../core/decide/assess.ts";
import type { Alternative, Basis } from "../core/decide/model.ts";
import type { DecisionModel } from "../core/decide/prepare.ts";
import { clauseOf, dollars, labelOfValue, ofHundred, textOf, titleOfFact, within } from "../core/decide/words.ts";
import { factNames, volumeFact } from "../core/decide/facts.ts";
import type { AssessmentReplyOptions } from "../core/ports.ts";
import type { Block, Cited, Reply } from "../core/reply.ts";
import { costLine } from "./assessment-cost.ts";
import { Citations, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const mostReasons = 2;
const mostFor = 3;
const mostAgainst = 2;
const mostAssumed = 6;

/** Where a sentence's coverage ids are explained: the entry that says least besides. */
export type Cite = (basis: Basis) => readonly number[];
export const citing =
  (citations: Citations, kb: KnowledgeBase): Cite =>
  (basis) =>
    typeof basis === "string"
      ? []
      : basis
          .slice(0, 1)
          .flatMap((id) => kb.entryOfCoverage.get(id) ?? [])
          .flatMap((entry) => citations.cite(entry));

export function assessmentReply(
  assessment: Assessment,
  model: DecisionModel,
  kb: KnowledgeBase,
  { name, detail }: AssessmentReplyOptions,
): Reply {
  const citations = new Citations(kb.catalog);
  const cite = citing(citations, kb);
  const full = detail === "full";
  const blocks: Block[] = [
    verdict(assessment, model, cite),
    { kind: "text", text: certainty(assessment, model), cites: [] },
    ...list(why(assessment, model, cite)),
    ...leftOut(assessment, model, cite, full),
    ...wouldChange(assessment, model),
    ...costLine(assessment, model),
    ...(full ? headed("Built from", assessment.buildingBlocks, cite) : []),
    ...headed("The way there", full ? assessment.path : assessment.path.slice(0, 1), cite),
    ...headed("Risks", full ? assessment.risks : assessment.risks.slice(0, 1), cite),
    ...(full ? steps(assessment.nextSteps, cite) : []),
    ...assumed(assessment, model, full),
  ];
  const title = name === undefined || name.trim() === "" ? "Assessment" : name.trim().slice(0, 140);
  return replyOf("assessment", title, { blocks, citations }, kb.catalog);
}

const list = (points: readonly Cited[]): Block[] => (points.length > 0 ? [{ kind: "points", points }] : []);
const text = (words: string, cites: readonly number[] = []): Block => ({ kind: "text", text: words, cites });
const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const short = (model: DecisionModel, one: Alternative): string => textOf(model, one).short;

export function verdict(assessment: Assessment, model: DecisionModel, cite: Cite): Block {
  const { recommended, runnerUp, label, collisions } = assessment;
  if (recommended === undefined) {
    const ways = collisions.map(
      ({ relax, opens }) => `${relax} (opens ${opens.map((one) => short(model, one)).join(", ")})`,
    );
    return text(
      `**Nothing is left**: what you need rules out every alternative. ${ways.length > 0 ? `One of these would have to give: ${ways.join("; or ")}.` : "Several of these would have to give at once."}`,
    );
  }
  const say = textOf(model, recommended).verdict;
  const { says, cites } = because(assessment, model, cite);
  const why = says.length > 0 ? `: ${says.join(", and ")}` : "";
  if (label === "near_tie" && runnerUp)
    return text(`**${say}, by a hair**${why}. ${upperFirst(textOf(model, runnerUp).what)} is nearly as good.`, cites);
  return text(`**${say}**${why}.`, cites);
}

/** The facts that decide; where nothing telling was stated, what the alternative is good at. */
function because(
  { reasons, drivers }: Assessment,
  model: DecisionModel,
  cite: Cite,
): { readonly says: string[]; readonly cites: number[] } {
  const stated = reasons.filter(({ effect, decisive, binds }) => binds || decisive || effect > 0).slice(0, mostReasons);
  const says = stated.map(({ fact, value }) => clauseOf(model, fact, value));
  const cites = stated.flatMap(({ fact }) => cite(model.questionOf.get(fact)?.data.sources ?? "our assumption"));
  const good = drivers.filter(({ speaksFor }) => speaksFor).slice(0, mostReasons - says.length);
  return {
    says: says.length > 0 ? says : good.map((driver) => driver.because),
    cites: [...new Set([...cites, ...(says.length > 0 ? [] : good.flatMap(({ sources }) => cite(sources)))])],
  };
}

export function certainty(
  { recommended, runnerUp, label, acceptability, nextQuestion, telling: open, decides }: Assessment,
  model: DecisionModel,
): string {
  if (recommended === undefined) return "**How sure:** as sure as the facts are.";
  const second =
    runnerUp && acceptability[runnerUp] >= 0.05
      ? `, ${short(model, runnerUp)} in ${ofHundred(acceptability[runnerUp])}`
      : "";
  const draws = `It comes first in ${ofHundred(acceptability[recommended])} draws of weights and open facts${second}.`;
  const telling = nextQuestion?.fact ?? open;
  const ask = telling && model.questionOf.get(telling)?.data.ask;
  const next = ask === undefined ? "" : ` What would tell most: ${ask}`;
  const says: Readonly<Record<Assessment["label"], string>> = {
    clear: `**How sure:** clear. ${draws}`,
    leaning: `**How sure:** leaning. ${draws}${next}`,
    near_tie: `**How sure:** a near tie. ${draws}${next}`,
    needs_more_information: `**How sure:** not yet, since ${decides === undefined ? "an open fact could turn it round" : `something is open, and ${decides}`}. ${draws}${next}`,
  };
  return says[label];
}

export function why(
  { drivers, rivals, recommended, monthlyUsd, facts }: Assessment,
  model: DecisionModel,
  cite: Cite,
  most = mostFor + mostAgainst,
): Cited[] {
  if (recommended === undefined) return [];
  const costs = rivals.map((one) => monthlyUsd[one]);
  const [low, high] = [dollars(Math.min(...costs)), dollars(Math.max(...costs))];
  const [rival] = rivals;
  const theirs =
    rivals.length === 1 && rival ? `${low} for “${short(model, rival)}”` : `${low} to ${high} for the others`;
  const point = ({
    criterion,
    title,
    because: reason,
    sources,
    speaksFor,
    of,
  }: Assessment["drivers"][number]): Cited => {
    const isCost = model.criteria[model.costCriterion]?.id === criterion;
    const cost =
      facts[volumeFact].origin === "assumed"
        ? `at a usual volume it costs ${speaksFor ? "less" : "more"} than ${rivals.length === 1 && rival ? `“${short(model, rival)}”` : "the others"}`
        : `about ${dollars(monthlyUsd[recommended])} a month, against ${theirs}`;
    const says = isCost ? cost : speaksFor ? reason : `“${short(model, of)}” is better here: ${reason}`;
    return {
      text: `**${speaksFor ? "" : "Against it: "}${title}.** ${upperFirst(says)}.`,
      cites: isCost ? [] : cite(sources),
    };
  };
  const speaking = drivers.filter(({ speaksFor }) => speaksFor).slice(0, mostFor);
  const against = drivers.filter(({ speaksFor }) => !speaksFor).slice(0, mostAgainst);
  return [...speaking, ...against].slice(0, most).map(point);
}

export function leftOut({ ranking }: Assessment, model: DecisionModel, cite: Cite, full: boolean): Block[] {
  const out = ranking.filter(({ excluded }) => excluded.length > 0);
  if (out.length === 0) return [];
  const byReason = new Map<string, { names: string[]; cites: readonly number[] }>();
  for (const { alternative, excluded } of out)
    for (const { reason, sources } of full ? excluded : excluded.slice(0, 1)) {
      const known = byReason.get(reason) ?? { names: [], cites: cite(sources) };
      known.names.push(short(model, alternative));
      byReason.set(reason, known);
    }
  const points = [...byReason].map(([reason, { names, cites }]) => ({
    text: `**Left out: ${names.join("; ")}.** ${upperFirst(reason)}.`,
    cites,
  }));
  return list(points);
}

function wouldChange({ flips, weightFlip, weights }: Assessment, model: DecisionModel): Block[] {
  const lines = flips.map(
    ({ fact, to, becomes }) =>
      `**${titleOfFact(model, fact)}**: if it were “${labelOfValue(model, fact, to)}”, ${short(model, becomes)}`,
  );
  const criterion = weightFlip && model.criteria.find(({ id }) => id === weightFlip.criterion);
  if (
    weightFlip &&
    criterion &&
    Math.abs(weightFlip.to - weightFlip.from) < 0.35 &&
    percent(weightFlip.to) !== percent(weightFlip.from)
  )
    lines.push(
      `**${criterion.title}**: if it weighed ${percent(weightFlip.to)} instead of ${percent(weights[criterion.id] ?? weightFlip.from)}, ${short(model, weightFlip.becomes)}`,
    );
  if (lines.length === 0) return [text("**What would change it:** no single fact would.")];
  return [text("**What would change it**"), ...list(lines.map((line) => ({ text: `${line}.`, cites: [] })))];
}
const percent = (share: number): string => `${Math.round(share * 100)} %`;

const headed = (heading: string, said: readonly Said[], cite: Cite): Block[] =>
  said.length === 0
    ? []
    : [
        text(`**${heading}**`),
        ...list(said.map(({ says, because, sources }) => ({ text: `${says}: ${because}.`, cites: cite(sources) }))),
      ];

const steps = (said: readonly Said[], cite: Cite): Block[] =>
  said.length === 0
    ? []
    : [
        text("**Next steps**"),
        { kind: "steps", steps: said.map(({ says, sources }) => ({ text: `${says}.`, cites: cite(sources) })) },
      ];

/** What was taken to be usual, and could matter. */
function assumed({ facts, flips }: Assessment, model: DecisionModel, full: boolean): Block[] {
  const all = factNames.filter((name) => facts[name].origin === "assumed");
  const telling = new Set(flips.map(({ fact }) => fact));
  const shown = full ? all : all.filter((name) => telling.has(name)).slice(0, mostAssumed);
  const named = shown.map(
    (name) => `${within(titleOfFact(model, name))}: ${within(labelOfValue(model, name, facts[name].value))}`,
  );
  const rest = all.length - shown.length;
  const more =
    rest > 0 ? `${named.length > 0 ? "; and " : ""}${rest} ${named.length > 0 ? "more" : "facts"} as usual` : "";
  const assumedText = all.length === 0 ? "" : `Assumed: ${named.join("; ")}${more}. `;
  return [
    {
      kind: "note",
      text: `${assumedText}Weights and scores are assumptions of whoever runs me, kept in knowledge/decision/.`,
    },
  ];
}
