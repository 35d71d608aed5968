/** Every line of a summary for a spreadsheet: sums, formulas, what stands in them, dates and sources. */
import type { Term } from "./figure.ts";
import type { CostSummary } from "./summary.ts";
import type { Workload } from "./workload.ts";

const head = [
  "option",
  "item",
  "usd_per_month",
  "low",
  "high",
  "usd_per_1000_requests",
  "formula",
  "terms",
  "as_of",
  "source",
];

/** A cell that a spreadsheet reads as text even where it begins like a formula. */
function cell(value: string | number): string {
  const text = String(value);
  const harmless = typeof value === "string" && /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
/** A term may be of another day and source than its line. */
function traced({ name, value, unit, asOf, source }: Term): string {
  const read = [asOf === undefined ? "" : `as of ${asOf}`, source ?? ""].filter((words) => words !== "");
  return `${name} = ${value} ${unit}${read.length === 0 ? "" : ` (${read.join(": ")})`}`;
}
const cents = (usd: number): number => Math.round(100 * usd) / 100;

/** @param currency what the summary is shown in: this file stays in US dollars, and says so */
export function summaryCsv({ options, assumptions }: CostSummary, currency?: Workload["currency"]): string {
  const sums = options.flatMap(({ title, monthlyUsd: { low, expected, high }, perThousandRequestsUsd, lines }) => [
    [title, "total", cents(expected), cents(low), cents(high), cents(perThousandRequestsUsd), "", "", "", ""],
    ...lines.map(({ item, usd, formula, terms, asOf, source }) => [
      title,
      item,
      cents(usd),
      "",
      "",
      "",
      formula,
      terms.map(traced).join("; "),
      asOf,
      source,
    ]),
  ]);
  const assumed = assumptions.map(({ name, value, low = "", high = "", unit, asOf, source }) => {
    const terms = `${name} = ${value} ${unit}`;
    return ["assumption", name, "", low, high, "", "", terms, asOf, source];
  });
  const says =
    currency && `all sums here are US dollars; the summary shows ${currency.code} at ${currency.usdPerUnit} USD`;
  const note = says === undefined ? [] : [["note", says, "", "", "", "", "", "", "", "the rate that you gave"]];
  return `${[head, ...note, ...sums, ...assumed].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
