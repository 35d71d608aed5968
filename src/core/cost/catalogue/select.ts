/** Rows of the catalogue that meet a query, in its order. */
import type { CostDesk } from "../desk.ts";
import { fitsOn } from "../fit.ts";
import type { Gpu } from "../book.ts";
import { isSized } from "../memory.ts";
import type { CatalogueQuery, Column, Limit } from "./query.ts";
import { type CatalogueRow, usdPerUsualRequest } from "./rows.ts";

export interface Hardware {
  readonly gpu: Gpu;
  readonly count: number;
}
export interface Selected {
  readonly rows: readonly CatalogueRow[];
  /** Rows of which what is asked is not known: neither in nor out. */
  readonly unknown: readonly CatalogueRow[];
}

export function select(
  all: readonly CatalogueRow[],
  query: CatalogueQuery,
  desk: CostDesk,
  hardware: Hardware | undefined,
): Selected {
  const { kind, makers, licences, released } = query;
  const among = all.filter(
    (row) =>
      (kind === undefined || row.kind === kind) &&
      (makers.length === 0 || makers.some((maker) => row.makers.includes(maker))),
  );
  const judged = among.map((row) => {
    const verdicts = [
      ...query.limits.map((limit) => within(row, limit)),
      ...(licences.length > 0 ? [row.spdx === undefined ? isClosed(row) : licences.includes(row.spdx)] : []),
      ...(released ? [wasReleased(row, released)] : []),
      ...(query.fits && hardware ? [fits(row, hardware, desk)] : []),
      ...(query.sort ? [valueOf(row, query.sort.column, desk) === undefined ? undefined : true] : []),
    ];
    return { row, holds: verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true };
  });
  const sort = query.sort ?? { column: firstColumn(query), descending: true };
  const of = ({ row }: { row: CatalogueRow }): number => {
    const value = valueOf(row, sort.column, desk);
    return value === undefined ? Infinity : sort.descending ? -value : value;
  };
  const byName = (a: { row: CatalogueRow }, b: { row: CatalogueRow }): number => (a.row.name < b.row.name ? -1 : 1);
  const sorted = judged.toSorted((a, b) => of(a) - of(b) || byName(a, b));
  return {
    rows: sorted.filter(({ holds }) => holds === true).map(({ row }) => row),
    unknown: sorted.filter(({ holds }) => holds === undefined).map(({ row }) => row),
  };
}

/** Nobody's question of weights' licences is about closed ones. */
const isClosed = ({ kind }: CatalogueRow): false | undefined => (kind === "closed" ? false : undefined);

/** Without an order, by what is limited: the cheapest, the longest context, the newest. */
function firstColumn({ limits }: CatalogueQuery): Column {
  return limits.find(({ column }) => !column.includes("price"))?.column ?? "released";
}

function within(row: CatalogueRow, { column, least, most, isStrict = false }: Limit): boolean | undefined {
  // Both prices must keep to a limit that names neither.
  const values =
    column === "price"
      ? row.price && [row.price.price.inputUsdPerMTok, row.price.price.outputUsdPerMTok]
      : [plain[column](row)];
  if (!values || values.includes(undefined)) return undefined;
  const [low, high] = [least ?? -Infinity, most ?? Infinity];
  return values.every((value = 0) => (isStrict ? value > low && value < high : value >= low && value <= high));
}

type Plain = Exclude<Column, "price">;
const plain: Readonly<Record<Plain, (row: CatalogueRow) => number | undefined>> = {
  context: ({ contextTokens }) => contextTokens,
  parameters: ({ parameters }) => parameters,
  released: ({ released }) =>
    released === undefined ? undefined : Number(released.replaceAll("-", "").padEnd(8, "0")),
  "input price": ({ price }) => price?.price.inputUsdPerMTok,
  "output price": ({ price }) => price?.price.outputUsdPerMTok,
};

const valueOf = (row: CatalogueRow, column: Column, desk: CostDesk): number | undefined =>
  column === "price" ? row.price && usdPerUsualRequest(row.price, desk) : plain[column](row);

function wasReleased({ released }: CatalogueRow, { from = "", before = "~" }: NonNullable<CatalogueQuery["released"]>) {
  return released === undefined ? undefined : released >= from && released < before;
}

/** In the smallest precision that it is run in. */
function fits({ model, kind }: CatalogueRow, { gpu, count }: Hardware, desk: CostDesk): boolean | undefined {
  if (kind === "closed") return false;
  return model && isSized(model) ? fitsOn(model, gpu, count, desk).some(({ fits: yes }) => yes) : undefined;
}
