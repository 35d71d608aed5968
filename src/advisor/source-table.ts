/** "Compare TAB-8", "table of challenges": a table of the documents, as they have it. */
import type { SourceTable } from "../core/catalog.ts";
import { comparisonOf, factorGrid, type Grid, closedSide, openSide } from "../core/compare.ts";
import type { Block } from "../core/reply.ts";
import type { Advisor } from "./asked.ts";
import { Citations, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { tableNotes } from "./table-notes.ts";

export function gridOf(table: SourceTable, { catalog }: KnowledgeBase): Grid {
  const caption = table.title;
  if (table.factors)
    return {
      ...factorGrid(
        [openSide, closedSide],
        table.factors.flatMap((id) => catalog.factors.get(id) ?? []),
      ),
      caption,
    };
  return { caption, columns: table.columns ?? [], rows: table.rows ?? [] };
}

const byId = /\btab[- ]?(\d+)\b/;

export const sourceTable: Advisor = {
  name: "source table",
  example: "Compare TAB-8",
  reply({ lower }, kb) {
    const id = byId.exec(lower)?.[1];
    const named = (table: SourceTable): boolean =>
      id === undefined ? table.names.some((name) => lower.includes(name)) : table.id === `TAB-${id}`;
    const table = [...kb.catalog.tables.values()].find(named);
    if (!table) return undefined;
    const shown = comparisonOf(gridOf(table, kb));
    const citations = new Citations(kb.catalog);
    const entries = shown.contested.flatMap(({ entry }) => kb.catalog.entries.get(entry) ?? []).slice(0, 3);
    const cites = [...new Set(entries)].flatMap((entry) => citations.cite(entry));
    const blocks: Block[] = [
      { kind: "text", text: `**${table.title}**, as the documents have it, in our words.`, cites },
      { kind: "table", caption: shown.caption, columns: shown.columns, rows: shown.rows },
      ...tableNotes(shown, kb).map((note) => ({ kind: "note", text: note }) as const),
    ];
    return {
      reply: replyOf("table", table.title, { blocks, citations }, kb.catalog),
      entries: citations.entries,
      confidence: 1,
    };
  },
};
