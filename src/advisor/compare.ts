import type { Architecture, Entry, Factor, Model } from "../core/catalog.ts";
import {
  type Alternative,
  alternativeOf,
  closedSide,
  comparisonOf,
  type Comparison,
  factorGrid,
  openSide,
} from "../core/compare.ts";
import { type CompareRequest, compareRequest, joined, nameTable, type NameTable } from "../core/compare-request.ts";
import type { Block } from "../core/reply.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { projectColumn, withProject } from "./compare-project.ts";
import { Citations, nextQuestions, plainReply, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { tableNotes } from "./table-notes.ts";
import { isLanguageModel, namedModels } from "./named-models.ts";

const tableWords =
  /\b(compare|compares|compared|comparing|comparison|comparisons|contrast|table|matrix|side[- ]by[- ]side|next to each other|rows?|columns?|overview of differences)\b/;
const versus = /\b(vs\.?|versus|against|or|and|difference|differ|differences|compared (to|with))\b/;
const wants =
  /^(please )?(give|show|draw|make|put|print|get|build|display|i (need|want|would like)|i'd like|can (i|we|you) (get|see|have|show|give|make|draw)|let me see|let's see)\b/;
const twoKinds =
  /\b(everything|all (of it|factors|rows|criteria))\b|\b(two|both) (kinds|sides|camps|types|sorts|options|worlds|alternatives)\b/;
/** What the whole table rests on: its lead, and what sets the two sides apart. */
const wholeTable = ["no-universal-winner", "main-difference"];
const mostColumns = 4;
const sides = [openSide, closedSide];

/** Tables of sides and architectures by factor. */
export const compare: Advisor = {
  name: "compare",
  summary: "Name two ways of building and the factors that matter, and I put them side by side.",
  example: "Compare open and closed on privacy and set-up time",
  reply(asked, kb) {
    const request = requestOf(asked, kb);
    const models = namedModels(asked.text, kb).models.filter(isLanguageModel);
    const isOfOneKind = models.length > 1 && new Set(models.map(({ kind }) => kind)).size === 1;
    if (!request || !asksForTable(asked, request, kb) || (isOfOneKind && request.columns.length === 0))
      return undefined;
    const factors = request.rows.flatMap(({ id }) => kb.catalog.factors.get(id) ?? []);
    const isOrder = request.isOrder || tableWords.test(asked.text.toLowerCase());
    if (isOrder && factors.length === 0 && request.unknown.length > 0) return noSuchRow(request, kb);
    const columns = columnsOf(asked, request, kb);
    const notes = models.length > 0 ? kindNotes(models) : columnNotes(request);
    return tableOf(asked, columns, factors, [...notes, ...readingNotes(request, columns, kb)], kb);
  },
};

const turnsRead = 4;
const goesOn = /^\W*(?:and|or|also|then|but|now|plus|with|on|what about|how about)\b/i;

/** What the message asks to compare; follow-ups add to what the comparison before them asked for. */
function requestOf(asked: Asked, kb: KnowledgeBase): CompareRequest | undefined {
  const read = (text: string, isFragment: boolean): CompareRequest => compareRequest(text, namesIn(kb), isFragment);
  const added = kb.respell(asked.said);
  if (!asked.isFollowUp || !asked.text.endsWith(`, ${added}`)) return read(asked.text, false);
  const fragment = read(added, true);
  const isSilent = fragment.columns.length + fragment.rows.length + fragment.unknown.length === 0;
  if (isSilent && !tableWords.test(added.toLowerCase())) return undefined; // "and why?" asks for no other table
  const turns = asked.context.filter((turn) => turn.role === "user").slice(-turnsRead);
  const first = turns.findLastIndex((turn) => tableWords.test(kb.respell(turn.text).toLowerCase()));
  const isOneTalk = first >= 0 && turns.slice(first + 1).every((turn) => goesOn.test(turn.text));
  if (!isOneTalk) return joined(read(asked.text.slice(0, -added.length), false), fragment);
  const requests = turns.slice(first).map((turn, i) => read(kb.respell(turn.text), i > 0));
  return { ...[...requests, fragment].reduce(joined), isOrder: true };
}

const nouns = ["", " model", " models", " llm", " llms", " one", " ones", " side"];
const sideNames = (...words: string[]): string[] => words.flatMap((word) => nouns.map((noun) => word + noun));

const namesOf = new WeakMap<KnowledgeBase, NameTable>();

/** Names of both sides, of the ways of building and of the rows; made once for each version of the knowledge. */
function namesIn(kb: KnowledgeBase): NameTable {
  const known = namesOf.get(kb);
  if (known) return known;
  const columns = [
    { id: "open", side: "open", isSide: true, names: sideNames("open", "open weight", "open weights", "open source") },
    { id: "closed", side: "closed", isSide: true, names: sideNames("closed", "proprietary", "closed source") },
    ...[...kb.catalog.architectures.values()].map((one) => ({ ...one, isSide: false })),
  ] as const;
  const table = nameTable(columns, [...kb.catalog.factors.values()]);
  namesOf.set(kb, table);
  return table;
}

function asksForTable(asked: Asked, { columns, rows, isOrder }: CompareRequest, kb: KnowledgeBase): boolean {
  const text = asked.text.toLowerCase();
  const wantsTable = isOrder || tableWords.test(text);
  const architectures = columns.filter((id) => kb.catalog.architectures.has(id)).length;
  const hasBothSides = columns.includes("open") && columns.includes("closed");
  if (architectures >= 2 && versus.test(text)) return true;
  if (rows.length > 0 && hasBothSides && /\b(vs\.?|versus|compared?)\b/.test(text)) return true;
  const isPlain = rows.length > 0 || hasBothSides || architectures > 0 || asked.isFollowUp;
  return wantsTable && (isPlain || twoKinds.test(text) || wants.test(text));
}

/** One way of building stands beside the other side's plainest. The two sides alone always stand in one order. */
function columnsOf(asked: Asked, { columns }: CompareRequest, kb: KnowledgeBase): Alternative[] {
  const { architectures } = kb.catalog;
  const [only] = columns.flatMap((id) => architectures.get(id) ?? []);
  if (!only) return sides;
  const isSelfHosted = /\b(self[- ]host\w*|own servers)\b/.test(asked.text.toLowerCase());
  const wanted = only.side === "closed" || isSelfHosted ? "open-on-premises" : "closed-api";
  const otherId = wanted === only.id && isSelfHosted ? "closed-api" : wanted;
  const ids = columns.length === 1 && otherId !== only.id ? [...columns, otherId] : columns;
  return ids.flatMap((id) => {
    const architecture = architectures.get(id);
    return architecture ? [alternativeOf(architecture)] : sides.filter((side) => side.id === id);
  });
}

const mostQuoted = 3;
const longestQuoted = 60; // characters
const quoted = (words: readonly string[]): string =>
  words
    .slice(0, mostQuoted)
    .map((word) => `“${word.slice(0, longestQuoted)}”`)
    .join(" and ");
const rowsHeld = (kb: KnowledgeBase): string =>
  [...kb.catalog.factors.values()].map(({ title }) => title.toLowerCase()).join(", ");

const leastNear = 0.6; // confidence
/** All that was asked by is no row: the rows that there are, and what an entry says of it. */
function noSuchRow({ unknown }: CompareRequest, kb: KnowledgeBase): Advice {
  const text = `I don't have a row for ${quoted(unknown)}. My comparison has these: ${rowsHeld(kb)}.`;
  const found = kb.index.search([{ text: unknown.join(" "), weight: 1 }], 1);
  const isNear = found.answerable && found.confidence >= leastNear;
  const entry = isNear ? kb.catalog.entries.get(found.hits[0]?.id ?? "") : undefined;
  const questions = [...(entry?.questions.slice(0, 1) ?? []), compare.example];
  const next: Block = { kind: "next", label: "Ask instead:", questions };
  return {
    reply: plainReply("abstain", "No such row", [text], kb.catalog, [next]),
    entries: [],
    confidence: found.confidence,
  };
}

const columnNotes = ({ unknownColumns }: CompareRequest): string[] =>
  unknownColumns.length > 0 ? [`I have no column for ${quoted(unknownColumns)}`] : [];

const kindNotes = (models: readonly Model[]): string[] => [
  `${models.map(({ name, kind }) => `${name} is ${kind}`).join(", ")}; the rows tell kinds apart, not single models`,
];

/** What was left out, and which row stands for a word that is not in its title. */
function readingNotes({ rows, unknown }: CompareRequest, columns: readonly Alternative[], kb: KnowledgeBase): string[] {
  const starts = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/[\s-]+/)
      .map((word) => word.slice(0, 4));
  const readAs = rows.flatMap(({ id, name }) => {
    const title = kb.catalog.factors.get(id)?.title ?? "";
    return starts(name).some((start) => starts(title).includes(start)) ? [] : [`“${name}” is read as ${title}`];
  });
  const tooMany = columns.slice(mostColumns).map(({ short }) => short);
  return [
    ...readAs,
    ...(unknown.length > 0 ? [`I have no row for ${quoted(unknown)}, only for ${rowsHeld(kb)}`] : []),
    ...(tooMany.length > 0 ? [`A table has at most ${mostColumns} columns; left out: ${tooMany.join(", ")}`] : []),
  ];
}

function tableOf(
  asked: Asked,
  columns: readonly Alternative[],
  factors: readonly Factor[],
  notes: readonly string[],
  kb: KnowledgeBase,
): Advice {
  const shown = columns.slice(0, mostColumns);
  const rows = factors.length > 0 ? factors : [...kb.catalog.factors.values()];
  const column = projectColumn(rows, asked, kb);
  const table = withProject(comparisonOf(factorGrid(shown, rows)), column);
  const architectures = shown.flatMap(({ id }) => kb.catalog.architectures.get(id) ?? []);
  const citations = new Citations(kb.catalog);
  const entries = groundsOf(architectures, factors, kb);
  const summaries = architectures.map((a) => `**${a.short}.** ${a.summary}`);
  const lead = factors.length === 0 && summaries.length > 0 ? summaries.join(" ") : leadOf(table);
  const cites = entries.flatMap((entry) => citations.cite(entry));
  const blocks: Block[] = [
    { kind: "text", text: lead, cites },
    { kind: "table", caption: table.caption, columns: table.columns, rows: table.rows },
    ...[...notes, ...(column ? [column.from] : [])].map((note) => ({ kind: "note", text: `${note}.` }) as const),
    ...tableNotes(table, kb).map((text) => ({ kind: "note", text }) as const),
    ...nextQuestions(entries, entries, kb.catalog),
    ...(asked.preface ? [{ kind: "note", text: asked.preface } as const] : []),
  ];
  return {
    reply: replyOf("table", "Comparison", { blocks, citations }, kb.catalog),
    entries: citations.entries,
    confidence: 1,
  };
}

/** For a row or two the cells say it all; a longer table is no verdict by itself. */
function leadOf(table: Comparison): string {
  if (table.values.length > 2) return "No column wins every row; which rows count is for your case to say.";
  return table.values
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
function groundsOf(architectures: readonly Architecture[], factors: readonly Factor[], kb: KnowledgeBase): Entry[] {
  const all = [...kb.catalog.entries.values()];
  const ofArchitectures = architectures.flatMap((a) => all.filter((entry) => entry.architecture === a.id));
  const ofSides =
    architectures.length + factors.length > 0 ? [] : wholeTable.flatMap((id) => kb.catalog.entries.get(id) ?? []);
  const ofRows = factors.flatMap((f) =>
    all.filter((entry) => Object.values(entry.sources).flat().includes(f.covers)).slice(0, 1),
  );
  return [...new Set([...ofArchitectures, ...ofRows, ...ofSides])].slice(0, 4);
}
