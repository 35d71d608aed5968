/** Tables by name: sides, architectures, the six alternatives, models of the catalogue, and the tables of the sources. */
import type { Cell, Factor } from "../core/catalog.ts";
import {
  type Alternative as Column,
  alternativeOf,
  closedSide,
  comparisonOf,
  contestedMark,
  factorGrid,
  type Grid,
  groundsOf,
  none,
  openSide,
} from "../core/compare.ts";
import { closedSheet, type ModelSheet, openSheet, sheetRows } from "../core/cost/model-sheet.ts";
import { endpointId } from "../core/cost/book.ts";
import type { Alternative } from "../core/decide/model.ts";
import { didYouMean } from "../core/did-you-mean.ts";
import type { Block } from "../core/reply.ts";
import { gridOf } from "./source-table.ts";
import { tableNotes } from "./table-notes.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

type Table = Extract<Block, { kind: "table" }>;
/** A table whose every cell says what it rests on: a document's id, "our inference", or a price's date and source. */
export interface SourcedTable extends Table {
  readonly sources: readonly (readonly (readonly string[])[])[];
  /** As a chat shows the rows: each cell with letters, and what they stand for below. */
  readonly lettered: Table["rows"];
  readonly notes: readonly string[];
}
export type TablesRead =
  | { readonly ok: true; readonly tables: readonly SourcedTable[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The way of building that stands for an alternative of the decision engine. */
export const architectureOf: Readonly<Record<Alternative, string>> = {
  closed_api: "closed-api",
  closed_private_cloud: "closed-negotiated",
  open_hosted: "open-third-party-host",
  open_self_hosted: "open-on-premises",
  hybrid: "hybrid-task-split",
  edge_slm: "edge-small-model",
};

/** @param ids of architectures, alternatives, `open`, `closed`, models, or one of TAB-1 to TAB-9 */
export function tablesFor(ids: readonly string[], factors: readonly string[], kb: KnowledgeBase): TablesRead {
  const problems: string[] = [];
  const preset = ids.flatMap((id) => gridNamed(id, kb) ?? []);
  const others = ids.filter((id) => gridNamed(id, kb) === undefined);
  const rows = factors.flatMap((id) => factorOf(id, kb, problems));
  const columns: Column[] = [];
  const sheets: ModelSheet[] = [];
  for (const id of others) {
    const column = columnOf(id, kb);
    const sheet = column ? undefined : sheetOf(id, kb);
    if (column) columns.push(column);
    else if (sheet) sheets.push(sheet);
    else problems.push(unknownId(id, kb));
  }
  if (columns.length === 1) columns.push(columns[0]?.id.startsWith("closed") ? openSide : closedSide);
  if (problems.length === 0 && preset.length + columns.length + sheets.length === 0)
    problems.push("Name what to compare: open, closed, an architecture, an alternative, a model, or TAB-1 to TAB-9.");
  if (problems.length > 0) return { ok: false, problems };
  const all = [...kb.catalog.factors.values()];
  return {
    ok: true,
    tables: [
      ...preset.map((grid) => sourced(grid, kb)),
      ...(columns.length > 0 ? [sourced(factorGrid(columns, rows.length > 0 ? rows : all), kb)] : []),
      ...(sheets.length > 0 ? [sourced(sheetGrid(sheets), kb)] : []),
    ],
  };
}

function factorOf(id: string, { catalog }: KnowledgeBase, problems: string[]): Factor[] {
  const all = [...catalog.factors.values()];
  const lower = id.trim().toLowerCase();
  const found = all.find((one) => one.id === lower || one.title.toLowerCase() === lower || one.names.includes(lower));
  if (found) return [found];
  const near = didYouMean(
    lower,
    all.map((one) => one.id),
  );
  problems.push(
    `There is no factor “${id}”; ${near ? `did you mean ${near}?` : `there are ${all.map((one) => one.id).join(", ")}.`}`,
  );
  return [];
}

function columnOf(id: string, { catalog }: KnowledgeBase): Column | undefined {
  const lower = id.trim().toLowerCase();
  if (lower === "open") return openSide;
  if (lower === "closed") return closedSide;
  const known = Object.hasOwn(architectureOf, lower) ? architectureOf[lower as Alternative] : lower;
  const found =
    catalog.architectures.get(known) ??
    [...catalog.architectures.values()].find(
      ({ covers, names, title }) =>
        covers.toLowerCase() === lower || names.includes(lower) || title.toLowerCase() === lower,
    );
  return found && alternativeOf(found);
}

function sheetOf(id: string, { costs, today }: KnowledgeBase): ModelSheet | undefined {
  if (!costs) return undefined;
  const model = costs.model(id);
  if (model.ok) return openSheet(model.found, costs, today());
  const endpoint = costs.endpoint(id);
  if (!endpoint.ok) return undefined;
  const { openModel } = endpoint.found;
  const open = openModel === undefined ? undefined : costs.model(openModel);
  return open?.ok ? openSheet(open.found, costs, today()) : closedSheet(endpoint.found, costs, today());
}

function unknownId(id: string, { catalog, costs }: KnowledgeBase): string {
  const known = [
    "open",
    "closed",
    ...Object.keys(architectureOf),
    ...catalog.tables.keys(),
    ...catalog.architectures.keys(),
    ...(costs?.book.models.map((one) => one.id) ?? []),
    ...(costs?.book.providers.flatMap(({ endpoints }) => endpoints.map(endpointId)) ?? []),
  ];
  const near = didYouMean(id, known);
  return `There is nothing called “${id}” to compare; ${near ? `did you mean ${near}?` : "say an architecture, an alternative, a model, or TAB-1 to TAB-9."}`;
}

/** @returns undefined for what is no name of a table of the documents */
const gridNamed = (id: string, kb: KnowledgeBase): Grid | undefined => {
  const table = kb.catalog.tables.get(id.trim().toUpperCase());
  return table && gridOf(table, kb);
};

/** For machines, and for a terminal: plain cells, and what they rest on beside them. */
function sourced(grid: Grid, kb: KnowledgeBase): SourcedTable {
  const { caption, columns, rows } = grid;
  const shownInChat = comparisonOf(grid);
  const titles = rows.some(({ title }) => title !== undefined);
  const shown = (cell: Cell | undefined): string =>
    cell === undefined
      ? none
      : `${cell.value}${cell.contested === undefined ? "" : ` ${contestedMark}`}${cell.sources === "our inference" ? " *" : ""}`;
  return {
    kind: "table",
    caption,
    columns,
    rows: rows.map(({ title = "", cells }) => [...(titles ? [title] : []), ...cells.map(shown)]),
    sources: rows.map(({ cells }) => [...(titles ? [[]] : []), ...cells.map(groundsOf)]),
    lettered: shownInChat.rows,
    notes: tableNotes(shownInChat, kb),
  };
}

/** Models side by side, a row for each thing that there is to know of them. */
export const sheetGrid = (sheets: readonly ModelSheet[]): Grid => ({
  caption: sheets.map(({ name }) => name).join(" / "),
  columns: ["", ...sheets.map(({ name }) => name)],
  rows: sheetRows.map((row) => ({
    title: row,
    cells: sheets.map(({ facts }) => {
      const { value, also = [], ...first } = facts[row];
      const read = [first, ...also].filter(({ source }) => source !== "");
      return { value, sources: read.map(({ asOf, source }) => `${asOf}: ${source}`) };
    }),
  })),
});
