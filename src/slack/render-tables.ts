import type { TableBlock } from "@slack/types";
import { toPlain } from "../core/plain.ts";
import { axisOf, type Block } from "../core/reply.ts";
import { lengthOf, limits, shorten } from "./limits.ts";
import { type ChartBlock, context, section, sections, type SlackBlock } from "./render-blocks.ts";
import { bold, safe } from "./safe.ts";

type Table = Extract<Block, { kind: "table" }>;
type Chart = Extract<Block, { kind: "chart" }>;

// Slack refuses a cell without text.
const cellText = (text: string | undefined): string => safe(text ?? "").trim() || "–";

/** A table block under its caption; undefined if it is too wide, or too long even with one row. */
export function nativeTable(table: Table): SlackBlock[] | undefined {
  const width = table.columns.length;
  if (width === 0 || width > limits.tableColumns) return undefined;
  const rows: TableBlock["rows"] = [];
  let size = 0;
  for (const cells of [table.columns, ...table.rows]) {
    const row = table.columns.map((_, i) => cellText(cells[i]));
    size += row.reduce((sum, text) => sum + lengthOf(text), 0);
    if (size > limits.tableText || rows.length === limits.tableRows) break;
    rows.push(row.map((text) => ({ type: "raw_text" as const, text })));
  }
  if (rows.length < Math.min(2, table.rows.length + 1)) return undefined;
  const hidden = table.rows.length + 1 - rows.length;
  return [
    ...sections(bold(table.caption)),
    { type: "table", rows, column_settings: table.columns.map(() => ({ is_wrapped: true })) },
    ...(hidden > 0 ? [context(`${hidden} more ${hidden === 1 ? "row is" : "rows are"} not shown here.`)] : []),
  ];
}

export const tableAsText = (table: Table): SlackBlock[] => [
  ...sections(bold(table.caption)),
  ...sections(safe(plainOf({ ...table, caption: "" }))),
];
const plainOf = (block: Block): string =>
  toPlain({ kind: "table", title: "", blocks: [block], citations: [], knowledgeVersion: "" });

const line = (text: string): string => safe(text).replaceAll(/\s+/g, " ").trim();
const fits = (labels: readonly string[], most: number): boolean =>
  labels.length >= 1 &&
  labels.length <= most &&
  new Set(labels).size === labels.length &&
  labels.every((label) => label !== "" && lengthOf(label) <= limits.chartLabel);

/** A chart block; undefined if it holds more, or other, than Slack draws. */
export function nativeChart(chart: Chart): SlackBlock[] | undefined {
  const categories = axisOf(chart).map(line);
  const series = chart.series.map(({ name, values }) => ({ name: line(name), values }));
  const whole = series.every(({ values }) => values.length === categories.length && values.every(Number.isFinite));
  if (!whole) return undefined;
  const points = (values: readonly number[]) => categories.map((label, i) => ({ label, value: values[i] ?? 0 }));
  const caption = line(chart.caption);
  const title = { title: shorten(caption, limits.chartTitle) || "Chart" };
  const above = lengthOf(caption) > limits.chartTitle ? [section(bold(chart.caption))] : [];
  const block = (drawn: ChartBlock["chart"]): SlackBlock[] => [
    ...above,
    { type: "data_visualization", ...title, chart: drawn },
  ];

  // Slack stacks nothing: bars stand in groups, areas lie behind each other. Its chart of a whole is a pie.
  if (chart.shape === "stack") {
    const [only, ...others] = series;
    if (only === undefined || others.length > 0 || !only.values.every((value) => value > 0)) return undefined;
    return fits(categories, limits.chartSeries) ? block({ type: "pie", segments: points(only.values) }) : undefined;
  }
  const names = series.map(({ name }) => name);
  if (!fits(categories, limits.chartCategories) || !fits(names, limits.chartSeries)) return undefined;
  const label = (key: "x_label" | "y_label", text: string) => {
    const words = shorten(line(text), limits.axisLabel);
    return words === "" ? {} : { [key]: words };
  };
  return block({
    type: chart.shape,
    series: series.map(({ name, values }) => ({ name, data: points(values) })),
    axis_config: { categories, ...label("x_label", chart.x), ...label("y_label", chart.y) },
  });
}
