import type { Architecture, Entry, Factor, Model } from "../core/catalog.ts";
import {
  type Alternative,
  alternativeOf,
  closedSide,
  comparisonOf,
  type Comparison,
  factorGrid,
  mostSideBySide,
  openSide,
  turned,
} from "../core/compare.ts";
import { type CompareRequest, compareRequest, joined } from "../core/compare-request.ts";
import type { Block } from "../core/reply.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { asksForAll, comparables, readAsNotes, unreadColumns, withAll } from "./compare-names.ts";
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
    const columns = columnsOf(asked, withAll(request), kb);
    const notes = models.length > 0 ? kindNotes(models) : readAsNotes(request, kb);
    const unread = models.length > 0 ? [] : unreadColumns(request, quoted, kb);
    const beside = besideNotes(request, columns);
    return tableOf(
      asked,
      { columns, factors, unread, notes: [...notes, ...beside, ...readingNotes(request, columns, kb)] },
      kb,
    );
  },
};

const turnsRead = 4;
const goesOn = /^\W*(?:and|or|also|then|but|now|plus|with|on|what about|how about)\b/i;

/** What the message asks to compare; follow-ups add to what the comparison before them asked for. */
function requestOf(asked: Asked, kb: KnowledgeBase): CompareRequest | undefined {
  const read = (text: string, isFragment: boolean): CompareRequest => compareRequest(text, comparables(kb), isFragment);
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

function asksForTable(asked: Asked, request: CompareRequest, kb: KnowledgeBase): boolean {
  const { columns, rows, isOrder } = request;
  const text = asked.text.toLowerCase();
  const wantsTable = isOrder || tableWords.test(text);
  const architectures = columns.filter((id) => kb.catalog.architectures.has(id)).length;
  if (asksForAll(request)) return wantsTable;
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

/** What stands beside the only thing that was named, though nobody asked for it. */
function besideNotes(request: CompareRequest, columns: readonly Alternative[]): string[] {
  const added = columns.filter(({ id }) => !request.columns.includes(id)).map(({ short }) => short);
  return request.columns.length === 1 && !asksForAll(request)
    ? [`You named one; beside it stands ${added.join(" and ")}, the usual other way`]
    : [];
}

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
  const tooMany = columns.slice(mostSideBySide).map(({ short }) => short);
  return [
    ...readAs,
    ...(unknown.length > 0 ? [`I have no row for ${quoted(unknown)}, only for ${rowsHeld(kb)}`] : []),
    ...(tooMany.length > 0 ? [`At most ${mostSideBySide} stand side by side; left out: ${tooMany.join(", ")}`] : []),
  ];
}

interface Wanted {
  readonly columns: readonly Alternative[];
  readonly factors: readonly Factor[];
  /** What was named and is not known, said above the table. */
  readonly unread: readonly string[];
  readonly notes: readonly string[];
}

function tableOf(asked: Asked, { columns, factors, unread, notes }: Wanted, kb: KnowledgeBase): Advice {
  const shown = columns.slice(0, mostSideBySide);
  const rows = factors.length > 0 ? factors : [...kb.catalog.factors.values()];
  const column = projectColumn(rows, asked, kb);
  const upright = withProject(comparisonOf(factorGrid(shown, rows)), column);
  const table = turned(upright);
  const architectures = shown.flatMap(({ id }) => kb.catalog.architectures.get(id) ?? []);
  const citations = new Citations(kb.catalog);
  const entries = groundsOf(architectures, factors, kb);
  const summaries = architectures.map((a) => `**${a.short}.** ${a.summary}`);
  const isTold = factors.length === 0 && summaries.length > 0 && shown.length <= mostTold;
  const lead = isTold ? summaries.join(" ") : leadOf(upright, shown.length);
  const cites = entries.flatMap((entry) => citations.cite(entry));
  const blocks: Block[] = [
    ...unread.map((text) => ({ kind: "text", text, cites: [] }) as const),
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

const mostTold = 4;

/** For a row or two the cells say it all; a longer table is no verdict by itself. */
function leadOf(table: Comparison, alternatives: number): string {
  if (table.values.length > 2 || alternatives > mostTold)
    return alternatives > mostTold
      ? "No way of building is best at everything; which factor counts most is for your case to say."
      : "No column wins every row; which rows count is for your case to say.";
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
  return [...new Set([...ofArchitectures, ...ofRows, ...ofSides])].slice(0, mostGrounds);
}
const mostGrounds = 4;
