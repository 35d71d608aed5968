/** Tables by name: sides, architectures, the six alternatives, models of the catalogue, and the tables of the sources. */
import type { Cell, Factor } from "../core/catalog.ts";
import { type Alternative as Column, alternativeOf, closedSide, openSide } from "../core/compare.ts";
import { closedSheet, type ModelSheet, openSheet, sheetRows } from "../core/cost/model-sheet.ts";
import { endpointId } from "../core/cost/book.ts";
import type { Alternative } from "../core/decide/model.ts";
import { didYouMean } from "../core/did-you-mean.ts";
import type { Block } from "../core/reply.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

type Table = Extract<Block, { kind: "table" }>;
/** A table whose every cell says what it rests on: a document's id, "our inference", or a price's date and source. */
export interface SourcedTable extends Table {
  readonly sources: readonly (readonly (readonly string[])[])[];
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

/** Tables of the sources, TAB-1 to TAB-9: which rows of ours, and which columns, say what they say. */
export const sourceTables: Readonly<
  Record<string, { readonly columns: readonly string[]; readonly rows: readonly string[] }>
> = {
  "TAB-1": {
    columns: ["open", "closed"],
    rows: [
      "deployment",
      "control",
      "customisation",
      "privacy",
      "operational-complexity",
      "setup-time",
      "upgrades",
      "best-for",
    ],
  },
  "TAB-2": {
    columns: ["open", "closed"],
    rows: ["privacy", "cost-structure", "customisation", "setup-time", "talent", "lock-in", "upgrades"],
  },
  "TAB-3": {
    columns: ["open", "closed"],
    rows: ["transparency", "performance", "customisation", "support", "cost-structure", "lock-in"],
  },
  "TAB-4": { columns: ["open", "closed"], rows: ["transparency", "performance", "control"] },
  "TAB-5": {
    columns: ["open", "closed"],
    rows: ["deployment", "customisation", "performance", "operational-complexity", "support"],
  },
  "TAB-6": { columns: ["open", "closed"], rows: ["privacy", "cost-structure", "setup-time", "performance"] },
  "TAB-7": { columns: ["open", "closed"], rows: ["best-for", "operational-complexity"] },
  "TAB-8": { columns: ["open", "closed"], rows: ["talent", "operational-complexity", "upgrades", "lock-in"] },
  "TAB-9": {
    columns: ["closed-api", "open-on-premises", "hybrid-task-split"],
    rows: ["best-for", "privacy", "cost-structure"],
  },
};

/** @param ids of architectures, alternatives, `open`, `closed`, models, or one of TAB-1 to TAB-9 */
export function tablesFor(ids: readonly string[], factors: readonly string[], kb: KnowledgeBase): TablesRead {
  const problems: string[] = [];
  const preset = ids.flatMap((id) => sourceTables[id.toUpperCase()] ?? []);
  const others = ids.filter((id) => sourceTables[id.toUpperCase()] === undefined);
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
      ...preset.map((one) =>
        factorTable(
          one.columns.flatMap((id) => columnOf(id, kb) ?? []),
          one.rows.flatMap((id) => factorOf(id, kb, problems)),
        ),
      ),
      ...(columns.length > 0 ? [factorTable(columns, rows.length > 0 ? rows : all)] : []),
      ...(sheets.length > 0 ? [sheetTable(sheets)] : []),
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
    ...Object.keys(sourceTables),
    ...catalog.architectures.keys(),
    ...(costs?.book.models.map((one) => one.id) ?? []),
    ...(costs?.book.providers.flatMap(({ endpoints }) => endpoints.map(endpointId)) ?? []),
  ];
  const near = didYouMean(id, known);
  return `There is nothing called “${id}” to compare; ${near ? `did you mean ${near}?` : "say an architecture, an alternative, a model, or TAB-1 to TAB-9."}`;
}

/** Rows whose cells differ in what they rest on are what people argue about: a cell of our inference is marked. */
function factorTable(columns: readonly Column[], factors: readonly Factor[]): SourcedTable {
  const cells = factors.map((factor) => columns.map((column) => column.cellOf(factor)));
  const shown = (cell: Cell | undefined): string =>
    cell === undefined ? "–" : cell.sources === "our inference" ? `${cell.value} *` : cell.value;
  const grounds = (cell: Cell | undefined): readonly string[] =>
    cell === undefined ? [] : cell.sources === "our inference" ? ["our inference"] : cell.sources;
  return {
    kind: "table",
    caption: columns.map(({ short }) => short).join(" / "),
    columns: ["Factor", ...columns.map(({ short }) => short)],
    rows: factors.map(({ title }, i) => [title, ...(cells[i] ?? []).map(shown)]),
    sources: cells.map((row) => [[], ...row.map(grounds)]),
  };
}

export function sheetTable(sheets: readonly ModelSheet[]): SourcedTable {
  const facts = sheetRows.map((row) => sheets.map((sheet) => sheet.facts[row]));
  return {
    kind: "table",
    caption: sheets.map(({ name }) => name).join(" / "),
    columns: ["", ...sheets.map(({ name }) => name)],
    rows: sheetRows.map((row, i) => [row, ...(facts[i] ?? []).map(({ value }) => value)]),
    sources: facts.map((row) => [[], ...row.map(({ asOf, source }) => (source === "" ? [] : [`${asOf}: ${source}`]))]),
  };
}
