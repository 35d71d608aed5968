import { expect, test } from "vitest";
import { summaryCsv } from "../../../src/core/cost/export-csv.ts";
import { summary } from "./desk.ts";

const found = summary({ requestsPerDay: 40_000, inputTokens: 1_500, outputTokens: 400, api: ["gpt-5.5"] });

/** Reads a spreadsheet's rows back: quoted cells may hold commas and quotation marks. */
const rowsOf = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare,
      ),
    );

test("every option has its total and its lines, each with formula, values, date and source", () => {
  const [head, ...rows] = rowsOf(summaryCsv(found));
  expect(rows.every((row) => row.length === head?.length)).toBe(true);
  for (const { title, monthlyUsd, lines } of found.options) {
    const own = rows.filter(([option]) => option === title);
    expect(own.map(([, item]) => item)).toEqual(["total", ...lines.map(({ item }) => item)]);
    expect(Number(own[0]?.[2])).toBeCloseTo(monthlyUsd.expected, 1);
    const sum = own.slice(1).reduce((total, row) => total + Number(row[2]), 0);
    expect(Math.abs(sum - monthlyUsd.expected)).toBeLessThan(0.01 * lines.length);
    for (const row of own.slice(1)) expect(row.slice(6).every((cell) => cell !== "")).toBe(true);
  }
});

test("what was assumed stands below the sums, with its range, unit and source", () => {
  const [, ...rows] = rowsOf(summaryCsv(found));
  const assumed = rows.filter(([option]) => option === "assumption");
  expect(assumed.map(([, name]) => name)).toEqual(found.assumptions.map(({ name }) => name));
  expect(assumed.find(([, name]) => name === "peakToAverage")).toMatchObject({
    3: "1.5",
    4: "6",
    7: "peakToAverage = 3 times",
  });
  expect(assumed.filter((row) => row[8] === "" || row[9] === "")).toEqual([]);
  expect(assumed.map((row) => row[8])).toEqual(found.assumptions.map(({ asOf }) => asOf));
});

test("a term that was read somewhere says when and where, for it may be of another day than its line", () => {
  const [, ...rows] = rowsOf(summaryCsv(found));
  let dated = 0;
  for (const { title, lines } of found.options)
    for (const { item, terms } of lines) {
      const told = rows.find(([option, name]) => option === title && name === item)?.[7] ?? "";
      for (const { name, value, unit, asOf, source } of terms) {
        if (asOf === undefined || source === undefined) continue;
        dated += 1;
        expect(told).toContain(`${name} = ${value} ${unit} (as of ${asOf}: ${source})`);
      }
    }
  expect(dated).toBeGreaterThan(20);
});

test("a text that a spreadsheet would run as a formula stays text", () => {
  const [first, ...others] = found.options;
  if (!first) throw new Error("there are no options");
  const csv = summaryCsv({ ...found, options: [{ ...first, title: '=HYPERLINK("x","y")' }, ...others] });
  expect(csv).toContain(`"'=HYPERLINK(""x"",""y"")",total`);
  expect(csv).not.toMatch(/^[=+@]/m);
});

test("a summary in another currency exports US dollars still, and the first row says so", () => {
  const currency = { code: "EUR", usdPerUnit: 1.08 };
  const [head, note, ...rows] = rowsOf(summaryCsv(found, currency));
  expect(note?.slice(0, 2)).toEqual(["note", "all sums here are US dollars; the summary shows EUR at 1.08 USD"]);
  expect(note).toHaveLength(head?.length ?? 0);
  expect(rows).toEqual(rowsOf(summaryCsv(found)).slice(1));
});
