import type { Architecture, Cell, Factor } from "./catalog.ts";

/** More stand side by side nowhere that can be read. */
export const mostSideBySide = 6;

/** A column: a way of building, or one of the two sides as a whole. */
export interface Alternative {
  readonly id: string;
  /** Column heading. */
  readonly short: string;
  cellOf(factor: Factor): Cell | undefined;
}

export const openSide: Alternative = { id: "open", short: "Open-weight", cellOf: (factor) => factor.open };
export const closedSide: Alternative = { id: "closed", short: "Closed", cellOf: (factor) => factor.closed };
export const alternativeOf = ({ id, short, factors }: Architecture): Alternative => ({
  id,
  short,
  cellOf: (factor) => factors[factor.id],
});

/** A table whose cells are values and what these rest on. */
export interface Grid {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly title?: string | undefined; readonly cells: readonly (Cell | undefined)[] }[];
}

/** A grid as people see it: each cell with letters for what it rests on. */
export interface Comparison {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The same without letters and marks. */
  readonly values: readonly (readonly string[])[];
  /** What the letters stand for, in their order: ids of documents. */
  readonly documents: readonly string[];
  /** A shown cell rests on nobody's word but ours. */
  readonly hasInference: boolean;
  /** Cells on which the documents disagree, and the entry that tells how. */
  readonly contested: readonly { readonly where: string; readonly entry: string }[];
  /** Some factors are the same for every alternative, so those that are not are marked. */
  readonly marksDifferences: boolean;
  /** Alternatives are its rows, factors its columns. */
  readonly isTurned?: boolean;
}

/** Alternatives in columns, factors in rows. */
export function factorGrid(alternatives: readonly Alternative[], factors: readonly Factor[]): Grid {
  const heads = alternatives.map((one) => one.short);
  const about =
    factors.length <= 3 ? factors.map((f) => f.title.toLowerCase()).join(", ") : `${factors.length} factors`;
  return {
    caption: `${heads.join(" / ")}: ${about}`,
    columns: ["Factor", ...heads],
    rows: factors.map((factor) => ({ title: factor.title, cells: alternatives.map((one) => one.cellOf(factor)) })),
  };
}

export const none = "–";
export const contestedMark = "(contested)";
export const differs = "≠";
const letterOf = (place: number): string => String.fromCharCode("a".charCodeAt(0) + place);
export const groundsOf = (cell: Cell | undefined): readonly string[] =>
  cell === undefined ? [] : cell.sources === "our inference" ? [cell.sources] : cell.sources;

/** Rows that say the same in every column are few, if any: where there are some, the others are marked. */
export function differing(rows: readonly (readonly string[])[]): readonly boolean[] | undefined {
  const marks = rows.map((cells) => new Set(cells).size > 1);
  return marks.includes(false) && marks.includes(true) ? marks : undefined;
}

/** A cell of our inference ends in an asterisk, one on which the documents disagree says so. */
export function comparisonOf({ caption, columns, rows }: Grid): Comparison {
  const documents: string[] = [];
  const contested: { where: string; entry: string }[] = [];
  const values = rows.map(({ cells }) => cells.map((cell) => cell?.value ?? none));
  const marks = differing(values);
  const shown = (cell: Cell | undefined, where: string): string => {
    if (!cell) return none;
    if (cell.contested !== undefined) contested.push({ where, entry: cell.contested });
    const said = cell.contested === undefined ? cell.value : `${cell.value} ${contestedMark}`;
    if (cell.sources === "our inference") return `${said} *`;
    for (const id of cell.sources) if (!documents.includes(id)) documents.push(id);
    const letters = cell.sources.map((id) => letterOf(documents.indexOf(id))).sort();
    return letters.length > 0 ? `${said} [${letters.join(", ")}]` : said;
  };
  const titles = rows.flatMap(({ title }) => title ?? []).length > 0;
  const heads = titles ? columns.slice(1) : columns;
  return {
    caption,
    columns,
    rows: rows.map(({ title = "", cells }, i) => [
      ...(titles ? [marks?.[i] ? `${title} ${differs}` : title] : []),
      ...cells.map((cell, j) => shown(cell, [title, heads[j] ?? ""].filter(Boolean).join(", "))),
    ]),
    values: rows.map(({ title = "" }, i) => [...(titles ? [title] : []), ...(values[i] ?? [])]),
    documents,
    hasInference: rows.some(({ cells }) => cells.some((cell) => cell?.sources === "our inference")),
    contested,
    marksDifferences: titles && marks !== undefined,
  };
}

/** Many alternatives by few factors are read, on a phone too, with a row for each alternative. */
export function turned(table: Comparison): Comparison {
  const [, ...heads] = table.columns;
  if (heads.length <= mostUpright || table.rows.length >= heads.length) return table;
  const turn = (rows: Comparison["rows"]): string[][] =>
    heads.map((head, i) => [head, ...rows.map((row) => row[i + 1] ?? none)]);
  return {
    ...table,
    columns: ["Alternative", ...table.rows.map(([title = ""]) => title)],
    rows: turn(table.rows),
    values: turn(table.values),
    isTurned: true,
  };
}
const mostUpright = 3;
