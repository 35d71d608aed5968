/** Tables and charts; where sources disagree on a limit, the strict one. */
import { id, textsIn } from "./parts.ts";
import { richText } from "./rich-text.ts";
import {
  also,
  isObject,
  type Json,
  lengthOf,
  list,
  number,
  object,
  type Report,
  type Rule,
  string,
  typed,
  whole,
  word,
  bool,
} from "./shape.ts";

const cellText = string(10_000);
const raw = {
  raw_text: object({ type: word("raw_text"), text: cellText }),
  raw_number: object({ type: word("raw_number"), value: number, text: cellText }),
};
const cell = typed("table cell", { ...raw, rich_text: richText });
const row = list(cell, 20);

const rowsOf = (table: Json): readonly (readonly unknown[])[] =>
  Array.isArray(table["rows"]) ? table["rows"].filter((each) => Array.isArray(each)) : [];

function even(table: Json, at: string, report: Report): void {
  const rows = rowsOf(table);
  const width = rows[0]?.length ?? 0;
  for (const [i, each] of rows.entries())
    if (each.length !== width)
      report(`${at}/rows/${i}`, `must have ${width} cells like the first row, has ${each.length}`);
  const characters = textsIn(rows).reduce((sum, text) => sum + lengthOf(text), 0);
  if (characters > 10_000) report(`${at}/rows`, `must have at most 10,000 characters in all cells, has ${characters}`);
}

const column = object({}, { align: word("left", "center", "right"), is_wrapped: bool });
export const table = also(
  object({ type: word("table"), rows: list(row, 100) }, { block_id: id, column_settings: list(column, 20) }),
  even,
);

export const dataTable = also(
  object(
    { type: word("data_table"), caption: string(10_000), rows: list(row, 101, 2) },
    { block_id: id, page_size: whole(1, 100), row_header_column_index: whole(0, 19) },
  ),
  (block, at, report) => {
    even(block, at, report);
    const head = rowsOf(block)[0] ?? [];
    for (const [i, each] of head.entries())
      if (isObject(each) && each["type"] === "rich_text")
        report(`${at}/rows/0/${i}`, "a header cell takes no rich text");
    if (Number(block["row_header_column_index"] ?? 0) >= head.length)
      report(`${at}/row_header_column_index`, "is no column of this table");
  },
);

const point = object({ label: string(20), value: number });
const named = object({ name: string(20), data: list(point, 20) });
const axes = object({ categories: list(string(20), 20) }, { x_label: string(50), y_label: string(50) });
const plotted = (type: string): Rule =>
  also(object({ type: word(type), series: list(named, 6), axis_config: axes }), sameCategories);

/** Every series has a value for exactly the categories of the axis, and a name of its own. */
function sameCategories(chart: Json, at: string, report: Report): void {
  const config = chart["axis_config"];
  const categories = isObject(config) && Array.isArray(config["categories"]) ? config["categories"] : [];
  const series = Array.isArray(chart["series"]) ? chart["series"].filter(isObject) : [];
  if (new Set(categories).size < categories.length)
    report(`${at}/axis_config/categories`, "must differ from each other");
  if (new Set(series.map((each) => each["name"])).size < series.length)
    report(`${at}/series`, "must have names that differ from each other");
  for (const [i, each] of series.entries()) {
    const labels = Array.isArray(each["data"]) ? each["data"].map((p: unknown) => (isObject(p) ? p["label"] : p)) : [];
    if (labels.length !== categories.length || labels.some((label) => !categories.includes(label)))
      report(`${at}/series/${i}/data`, "must have one value for each category of the axis");
  }
}

const slice = also(point, (each, at, report) => {
  if (Number(each["value"]) <= 0) report(`${at}/value`, "must be more than 0");
});
export const chart = object(
  {
    type: word("data_visualization"),
    title: string(50),
    chart: typed("chart", {
      pie: object({ type: word("pie"), segments: list(slice, 6) }),
      bar: plotted("bar"),
      area: plotted("area"),
      line: plotted("line"),
    }),
  },
  { block_id: id },
);
