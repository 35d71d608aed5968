import type { Architecture, Entry, Factor } from "../core/catalog.ts";
import { compareTable, type Comparison } from "../core/compare.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { Citations, nextQuestions, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const tableWords =
  /\b(compare|compares|compared|comparing|comparison|comparisons|table|matrix|side[- ]by[- ]side|next to each other|rows?|columns?|overview of differences)\b/;
const versus = /\b(vs\.?|versus|against|or|and|difference|differ|differences|compared (to|with))\b/;
const bothSides = /\bopen\b.*\bclosed\b|\bclosed\b.*\bopen\b|\bproprietary\b.*\bopen\b|\bopen\b.*\bproprietary\b/;
const wants =
  /^(please )?(give|show|draw|make|put|print|get|build|display|i (need|want|would like)|i'd like|can (i|we|you) (get|see|have|show|give|make|draw)|let me see|let's see)\b/;
const twoKinds =
  /\b(everything|all (of it|factors|rows|criteria))\b|\b(two|both) (kinds|sides|camps|types|sorts|options|worlds|alternatives)\b/;
/** What the whole table rests on: its lead, and what sets the two sides apart. */
const wholeTable = ["no-universal-winner", "main-difference"];
const mostColumns = 4;

/** Tables of sides or architectures by factor. */
export const compare: Advisor = {
  name: "compare",
  summary: "Name two ways of building and the factors that matter, and I put them side by side.",
  example: "Compare open and closed on privacy and set-up time",
  reply(asked, kb) {
    const text = asked.text.toLowerCase();
    const architectures = named(text, [...kb.catalog.architectures.values()]);
    const wantsTable = tableWords.test(text);
    const rest = architectures.reduce((left, a) => a.names.reduce((l, name) => l.replaceAll(name, " "), left), text);
    const factors = named(rest, [...kb.catalog.factors.values()]);
    const twoArchitectures = architectures.length >= 2 && versus.test(text);
    const sidesOnFactors = factors.length > 0 && bothSides.test(text) && /\b(vs\.?|versus|compared?)\b/.test(text);
    const sides =
      wantsTable &&
      (factors.length > 0 || bothSides.test(text) || twoKinds.test(text) || wants.test(text) || asked.isFollowUp);
    if (!twoArchitectures && !sidesOnFactors && !sides && !(wantsTable && architectures.length > 0)) return undefined;
    const columns = chosenColumns(text, architectures, kb);
    const rows = factors.length > 0 ? factors : [...kb.catalog.factors.values()];
    return tableOf(asked, compareTable(columns, rows), columns, factors, kb);
  },
};

/** One architecture is compared with the side that stands beside it, or with the plain closed API. */
function chosenColumns(
  text: string,
  architectures: readonly Architecture[],
  kb: KnowledgeBase,
): readonly Architecture[] {
  if (architectures.length !== 1) return architectures.slice(0, mostColumns);
  const only = architectures[0];
  const otherId =
    only?.side === "closed" || /\b(self[- ]host\w*|own servers)\b/.test(text) ? "open-on-premises" : "closed-api";
  const other = kb.catalog.architectures.get(otherId);
  return only && other && other !== only ? [only, other] : architectures;
}

/** Those whose names stand in the text, in the order in which they stand there; longer names win. */
function named<T extends Architecture | Factor>(text: string, all: readonly T[]): T[] {
  const found = new Map<T, number>();
  let rest = ` ${text.replaceAll(/[^\p{L}\p{N}'-]+/gu, " ")} `;
  const names = all
    .flatMap((one) => one.names.map((name) => ({ name, one })))
    .sort((a, b) => b.name.length - a.name.length);
  for (const { name, one } of names) {
    const at = rest.indexOf(` ${name} `);
    if (at < 0) continue;
    rest = rest.replaceAll(` ${name} `, ` ${"_".repeat(name.length)} `);
    if (!found.has(one)) found.set(one, at);
  }
  return [...found].sort((a, b) => a[1] - b[1]).map(([one]) => one);
}

function tableOf(
  asked: Asked,
  table: Comparison,
  columns: readonly Architecture[],
  factors: readonly Factor[],
  kb: KnowledgeBase,
): Advice {
  const citations = new Citations(kb.catalog);
  const entries = groundsOf(columns, factors, kb);
  const summaries = columns.map((a) => `**${a.short}.** ${a.summary}`);
  const lead = factors.length === 0 && summaries.length > 0 ? summaries.join(" ") : leadOf(table);
  const titles = table.documents.flatMap((id) => kb.catalog.sources.get(id)?.title ?? []);
  const inference = table.hasInference ? " Cells with * are our inference." : "";
  const cites = entries.flatMap((entry) => citations.cite(entry));
  const blocks = [
    { kind: "text", text: lead, cites } as const,
    { kind: "table", caption: table.caption, columns: table.columns, rows: table.rows } as const,
    {
      kind: "note",
      text: `${titles.length > 0 ? `From: ${titles.join("; ")}.` : "No source describes this."}${inference}`,
    } as const,
    ...nextQuestions(entries, entries, kb.catalog),
  ];
  const reply = replyOf("table", "Comparison", { blocks, citations }, kb.catalog);
  return {
    reply: asked.preface ? { ...reply, blocks: [...reply.blocks, { kind: "note", text: asked.preface }] } : reply,
    entries: citations.entries,
    confidence: 1,
  };
}

/** For a row or two the cells say it all; a longer table is no verdict by itself. */
function leadOf(table: Comparison): string {
  if (table.rows.length > 2) return "No column wins every row; which rows count is for your case to say.";
  return table.rows
    .map(
      ([title, ...cells]) =>
        `**${title}.** ${cells.map((cell, i) => `${table.columns[i + 1] ?? ""} – ${lowerFirst(cell)}`).join("; ")}.`,
    )
    .join(" ");
}

/** Names and acronyms keep their capitals. */
const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) && !/^\w+ [A-Z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** The entries that say what the table shows: those of its architectures, else those of its rows. */
function groundsOf(columns: readonly Architecture[], factors: readonly Factor[], kb: KnowledgeBase): Entry[] {
  const all = [...kb.catalog.entries.values()];
  const ofArchitectures = columns.flatMap((a) => all.filter((entry) => entry.architecture === a.id));
  const ofSides =
    columns.length + factors.length > 0 ? [] : wholeTable.flatMap((id) => kb.catalog.entries.get(id) ?? []);
  const ofRows = factors.flatMap((f) =>
    all.filter((entry) => Object.values(entry.sources).flat().includes(f.covers)).slice(0, 1),
  );
  return [...new Set([...ofArchitectures, ...ofRows, ...ofSides])].slice(0, 4);
}
