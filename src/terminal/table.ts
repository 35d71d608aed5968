/** Tables that fit a terminal: a grid whose cells wrap, or lines where the terminal is too narrow for one. */
import type { Drawings } from "../core/reply.ts";
import { clean, flow, type Look, paint, rich, type Run, run, sum, widthOf, wrap } from "./layout.ts";

type Table = Parameters<Drawings<unknown>["table"]>[0];

const narrowestWithTables = 60;
const narrowestColumn = 8;
/** Many columns of words are read one below the other sooner than in shreds. */
const narrowestOfMany = 12;
const many = 5;
const between = " │ ";

/** The table without its caption. */
export function table({ columns, rows }: Table, look: Look): string[] {
  const count = Math.max(columns.length, ...rows.map((row) => row.length));
  const cellsOf = (row: readonly string[]): string[] =>
    Array.from({ length: count }, (_, i) =>
      clean(row[i] ?? "")
        .replaceAll(/\s+/g, " ")
        .trim(),
    );
  const head = cellsOf(columns);
  const body = rows.map(cellsOf);
  const natural = head.map((title, i) => Math.max(1, widthOf(title), ...body.map((row) => widthOf(plainOf(row[i])))));
  const widths = fit(natural, look.width - between.length * (count - 1));
  return look.width < narrowestWithTables || !widths ? asLines(head, body, look) : asGrid(head, body, widths, look);
}

const plainOf = (cell = ""): string => cell.replaceAll("**", "");

/** The widest columns give way first; undefined when they would get too narrow to read. */
function fit(natural: readonly number[], room: number): number[] | undefined {
  const narrowest = natural.length > many ? narrowestOfMany : narrowestColumn;
  for (let most = room; most >= narrowest; most -= 1) {
    const widths = natural.map((width) => Math.min(width, most));
    if (sum(widths) <= room) return widths;
  }
  return undefined;
}

function asGrid(head: readonly string[], body: readonly string[][], widths: readonly number[], look: Look): string[] {
  const dim = (text: string): string => paint([{ text, style: "dim" }], look);
  const rule = dim(widths.map((width) => "─".repeat(width)).join("─┼─"));
  const drawRow = (cells: readonly Run[][]): string[] => {
    const wrapped = cells.map((cell, i) => wrap(cell, widths[i] ?? 1));
    return Array.from({ length: Math.max(0, ...wrapped.map((lines) => lines.length)) }, (_, n) =>
      wrapped
        .map((lines, i) => {
          const line = lines[n] ?? [];
          const rest = (widths[i] ?? 1) - sum(line.map(({ text }) => widthOf(text)));
          return paint(line, look) + (i < widths.length - 1 ? " ".repeat(rest) : "");
        })
        .join(dim(between))
        .trimEnd(),
    );
  };
  const drawn = body.map((row) => drawRow(row.map((cell) => rich(cell))));
  const apart = drawn.some((lines) => lines.length > 1) ? [rule] : [];
  return [
    ...drawRow(head.map((title) => run(title, "bold"))),
    rule,
    ...drawn.flatMap((lines, i) => (i > 0 ? [...apart, ...lines] : lines)),
  ];
}

/** For narrow terminals: `row: value` for two columns, else the row's name and a line for each further column. */
function asLines(head: readonly string[], body: readonly string[][], look: Look): string[] {
  return body.flatMap(([name = "", ...values]) => {
    const [only] = values;
    if (only !== undefined && values.length === 1)
      return flow([...run(`${plainOf(name)}: `, "bold"), ...rich(only)], look);
    const lines = values.flatMap((value, i) =>
      flow([...run(`${head[i + 1] ?? ""}: `), ...rich(value || "–")], look, "  "),
    );
    return [...flow(run(plainOf(name), "bold"), look), ...lines];
  });
}
