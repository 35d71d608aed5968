import { toPlain } from "../core/plain.ts";
import { axisOf, type Block, chartAsTable } from "../core/reply.ts";
import { markdown, type Piece, small, table as drawTable } from "./cards.ts";
import { line, limits, shorten } from "./limits.ts";
import { bold, literal, safe } from "./safe.ts";

type Table = Extract<Block, { kind: "table" }>;
type Chart = Extract<Block, { kind: "chart" }>;

/** Where a table has few rows and many columns, its rows become columns: it has room then, and says the same. */
function upright(table: Table): Table {
  const { columns, rows } = table;
  if (columns.length <= limits.tableColumns || rows.length === 0 || rows.length >= limits.tableColumns) return table;
  const [corner = "", ...heads] = columns;
  return {
    ...table,
    columns: [corner, ...rows.map(([name = ""]) => name)],
    rows: heads.map((head, i) => [head, ...rows.map((row) => row[i + 1] ?? "")]),
  };
}

const longCell = 25; // characters on average: columns of words, not of figures

/** Many columns of words are several tables of few, each with the first column. */
function narrow(table: Table): Table[] {
  const cells = table.rows.flatMap((row) => row.slice(1));
  const isWords = sizeOf(cells) > longCell * cells.length;
  const most = limits.wordColumns;
  if (!isWords || table.columns.length <= most + 2) return [table];
  const pick = (row: readonly string[], from: number) => [row[0] ?? "", ...row.slice(from, from + most)];
  const parts = Math.ceil((table.columns.length - 1) / most);
  return Array.from({ length: parts }, (_, i) => ({
    ...table,
    caption: i === 0 ? table.caption : "",
    columns: pick(table.columns, 1 + i * most),
    rows: table.rows.map((row) => pick(row, 1 + i * most)),
  }));
}

/** A table under its caption; undefined if it is too wide, or too long even with one row. */
export function nativeTable(given: Table): Piece[] | undefined {
  const parts = narrow(upright(given)).map(oneTable);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function oneTable(table: Table): Piece[] | undefined {
  if (table.columns.length === 0 || table.columns.length > limits.tableColumns) return undefined;
  const rows: (readonly string[])[] = [];
  let size = sizeOf(table.columns);
  for (const row of table.rows) {
    size += sizeOf(row);
    if (size > limits.tableText || rows.length === limits.tableRows) break;
    rows.push(row);
  }
  if (rows.length === 0 && table.rows.length > 0) return undefined;
  const hidden = table.rows.length - rows.length;
  return [
    ...captionOf(table.caption),
    drawTable(table.columns, rows),
    ...(hidden > 0 ? [small(`${hidden} more ${hidden === 1 ? "row is" : "rows are"} not shown here.`)] : []),
  ];
}
const sizeOf = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + cell.length, 0);
const captionOf = (caption: string): Piece[] => (bold(caption) === "" ? [] : [markdown(bold(caption))]);

export function tableAsText(table: Table): Piece[] {
  const rows = safe(shorten(plainOf({ ...table, caption: "" }), limits.tableText)).trim();
  return [...captionOf(table.caption), ...(rows === "" ? [] : [markdown(rows.replaceAll("\n", "\n\n"))])];
}
const plainOf = (block: Block): string =>
  toPlain({ kind: "table", title: "", blocks: [block], citations: [], knowledgeVersion: "" }).trim();

const fits = (labels: readonly string[], most: number): boolean =>
  labels.length >= 1 &&
  labels.length <= most &&
  new Set(labels).size === labels.length &&
  labels.every((label) => label !== "" && label.length <= limits.chartLabel);
const label = (text: string): string => literal(text).replaceAll(/\s+/g, " ").trim();
/** Teams takes all of them as numbers or days, or else all as words: as one of each they would be mixed. */
const areNumbers = (categories: readonly string[]): boolean => categories.every((one) => /^-?\d+(\.\d+)?$/.test(one));

/** Words below an axis: on a card as narrow as in a chat, more would be cut to a letter or two. */
const mostTicks = 6;

/** Places of the ticks that stand: the ends, the one to point out, and of the others as many as fit, evenly. */
function thinned(ticks: readonly string[], mark: string | undefined): number[] {
  if (ticks.length <= mostTicks) return [...ticks.keys()];
  const kept = new Set(
    [0, ticks.length - 1, ...(mark === undefined ? [] : [ticks.indexOf(mark)])].filter((i) => i >= 0),
  );
  const others = [...ticks.keys()].filter((i) => !kept.has(i));
  const room = mostTicks - kept.size;
  for (let n = 0; n < room; n += 1) kept.add(others[Math.floor(((n + 0.5) * others.length) / room)] ?? 0);
  return [...kept].sort((a, b) => a - b);
}

/** A chart of Teams' own, and the same as a table for where it is not drawn; undefined if it holds more than is drawn. */
export function nativeChart(chart: Chart): Piece[] | undefined {
  const categories = axisOf(chart).map(label);
  const series = chart.series.map(({ name, values }) => ({ name: label(name), values }));
  const whole = series.every(({ values }) => values.length === categories.length && values.every(Number.isFinite));
  if (!whole || !fits(categories, limits.chartCategories)) return undefined;
  const asTable = chartAsTable(chart);
  const fallback = nativeTable({ ...asTable, caption: "" })?.find(({ type }) => type === "Table");
  if (!fallback) return undefined;
  const shared = { fallback: fallback as never, title: line(label(chart.caption), limits.title) };
  const caption = captionOf(chart.caption);
  if (chart.shape === "stack") {
    const [only, ...others] = series;
    if (only === undefined || others.length > 0 || !only.values.every((value) => value > 0)) return undefined;
    const data = categories.map((legend, i) => ({ legend, value: only.values[i] ?? 0 }));
    // Not everywhere is a legend drawn below such a bar.
    const legend = data.map(({ legend: part, value }) => `${part} ${value.toLocaleString("en")}`).join(" · ");
    return [
      ...caption,
      { type: "Chart.HorizontalBar.Stacked", ...shared, data: [{ title: label(chart.series[0]?.name ?? ""), data }] },
      small(`From the left: ${legend}`),
    ];
  }
  if (
    !fits(
      series.map(({ name }) => name),
      limits.chartSeries,
    )
  )
    return undefined;
  if (chart.shape !== "bar") {
    const { mark } = chart;
    const ticks = chart.categories.map(label);
    const asNumbers = areNumbers(ticks);
    const xOf = (tick: string): string | number => (asNumbers ? Number(tick) : tick);
    const shown = asNumbers ? [...ticks.keys()] : thinned(ticks, mark && label(mark.at));
    const data = series.map(({ name, values }) => ({
      legend: name,
      values: shown.map((i) => ({ x: xOf(ticks[i] ?? ""), y: values[i] ?? 0 })),
    }));
    const x = mark ? `${chart.x}; ${mark.label} at ${mark.at}` : chart.x;
    return [
      ...caption,
      { type: "Chart.Line", ...shared, ...axis("xAxisTitle", x), ...axis("yAxisTitle", chart.y), data },
    ];
  }
  const axes = { ...axis("xAxisTitle", chart.x), ...axis("yAxisTitle", chart.y) };
  const data = series.map(({ name, values }) => ({
    legend: name,
    values: categories.map((x, i) => ({ x, y: values[i] ?? 0 })),
  }));
  return [...caption, { type: "Chart.VerticalBar.Grouped", ...shared, ...axes, data }];
}

function axis(key: "xAxisTitle" | "yAxisTitle", text: string) {
  const words = line(label(text), limits.chartLabel);
  return words === "" ? {} : { [key]: words };
}

/** The same as text, for when there is no room for it; its caption stands above it already. */
export function asText(of: Block): Piece[] {
  const rows = of.kind === "chart" ? chartAsTable(of) : of;
  return rows.kind === "table" ? tableAsText({ ...rows, caption: "" }) : [];
}
