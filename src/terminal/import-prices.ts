/** The `knowledge import-prices` command: what a list of prices changes, and whether it was written. */
import type { EndpointPrice } from "../core/cost/book.ts";
import type { ImportPrices, ImportReport, ImportRequest } from "../core/ports.ts";
import { countText } from "../core/cost/sentences.ts";
import { mostTimes, type PriceChange } from "../core/prices/compare.ts";
import { priceText as rangeOf } from "../core/cost/prices.ts";
import { priceFormats } from "../core/prices/rows.ts";
import { send, toJson } from "./json-lines.ts";
import { clean, type Output } from "./layout.ts";

export interface ImportPricesCommand extends Omit<ImportRequest, "format"> {
  readonly format: string | undefined;
  readonly json: boolean;
  readonly import: ImportPrices;
}
interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Returns the exit code: 0; 1 when a price was refused or the list can't be read; 2 for a format that is none. */
export async function runImportPrices(command: ImportPricesCommand, io: Io): Promise<number> {
  const { format: written, json, import: importPrices, ...request } = command;
  const format = priceFormats.find((one) => one === written);
  if (written !== undefined && !format) {
    await send(io.stderr, `--format can't be ${clean(written)}; write ${priceFormats.join(", ")}, or leave it out.\n`);
    return 2;
  }
  const report = await importPrices({ ...request, format });
  if (!report.ok) {
    await send(io.stderr, `${clean(report.sentence)}\n`);
    return 1;
  }
  await send(io.stdout, `${json ? toJson(report) : linesOf(report, request.write).map(clean).join("\n")}\n`);
  return report.findings.changes.some(({ kind }) => kind === "refused") ? 1 : 0;
}

const mostOld = 10;

type Done = Extract<ImportReport, { ok: true }>;

function linesOf({ format, rows, skipped, findings, written }: Done, wanted: boolean): string[] {
  const { changes, disagreements, old, others } = findings;
  const of = (...kinds: PriceChange["kind"][]): PriceChange[] => changes.filter(({ kind }) => kinds.includes(kind));
  const taken = of("changed", "first of its origin");
  const refused = of("refused");
  const passed = Object.entries(skipped).map(([reason, count]) => `${count} ${reason}`);
  const confirmed = of("confirmed").length;
  return [
    `${rows} prices read as ${format}${passed.length > 0 ? `; passed over: ${passed.join(", ")}` : ""}.`,
    ...taken.map((change) => changeLine(change)),
    ...refused.map(
      (change) =>
        `REFUSED ${changeLine(change)}: more than ${mostTimes} times; look at it, and say --accept if it is right`,
    ),
    ...of("confirmed").flatMap((change) =>
      unsaid(change) === "" ? [] : `${change.endpoint}: ${priceText(change.to)} confirmed${unsaid(change)}`,
    ),
    `${confirmed} confirmed, ${taken.length} changed or new, ${refused.length} refused; ${others} in the list are for no endpoint in endpoints/.`,
    ...disagreements.map(
      ({ endpoint, rows: both, gap }) =>
        `${endpoint}: sources differ by ${(100 * gap).toFixed(0)}%, all stay, and the price is ${priceSpan(both)}: ${both.map((row) => `${priceText(row)} (${row.origin}, ${row.asOf})`).join(", ")}`,
    ),
    ...(old.length > 0
      ? [
          `Old even so: ${old
            .slice(0, mostOld)
            .map(({ endpoint, asOf, days }) => `${endpoint} (${asOf}, ${days} days)`)
            .join(", ")}${old.length > mostOld ? `, and ${old.length - mostOld} more (--json names all)` : ""}.`,
        ]
      : []),
    closing(written, wanted, taken.length + confirmed),
  ];
}

function closing(written: readonly string[], wanted: boolean, possible: number): string {
  if (written.length > 0) return `Written: ${written.join(", ")}. Run knowledge check, and look at the difference.`;
  if (possible === 0) return "There is nothing to write.";
  return wanted ? "Nothing was written." : "Nothing was written: add --write.";
}

const priceText = ({ inputUsdPerMTok: i, outputUsdPerMTok: o }: EndpointPrice): string => `$${i} / $${o}`;

/** From the lowest to the highest of what sources say, as every sum and table shows it. */
const priceSpan = ([price, ...others]: readonly EndpointPrice[]): string =>
  price === undefined ? "not known" : rangeOf({ price, others });

function changeLine(change: PriceChange): string {
  const { endpoint, kind, from, to, times } = change;
  const how =
    times === 1
      ? "as listed"
      : `${from.outputUsdPerMTok <= to.outputUsdPerMTok ? "up" : "down"} to ${times.toFixed(2)} times`;
  const before = `${priceText(from)} (${from.origin}, ${from.asOf})`;
  const told =
    kind === "first of its origin"
      ? `${endpoint}: ${priceText(to)} beside ${before}, ${times === 1 ? "the same" : `${times.toFixed(2)} times apart`}`
      : `${endpoint}: ${before} becomes ${priceText(to)}, ${how}`;
  return `${told}${unsaid(change)}`;
}

/** What the old row has and the list says nothing of: a confirmed row keeps it, and a new one goes without. */
function unsaid({ kind, from, to }: PriceChange): string {
  const above = from.tiers.map(({ aboveInputTokens }) => countText(aboveInputTokens)).join(" and ");
  const lost = [
    from.tiers.length > 0 && to.tiers.length === 0 ? `inputs above ${above} tokens` : [],
    from.cachedInputUsdPerMTok !== undefined && to.cachedInputUsdPerMTok === undefined ? "cached input" : [],
  ].flat();
  if (lost.length === 0) return "";
  const then =
    kind === "confirmed"
      ? "what the row has stays: look at it"
      : `the new row has none, and what was read on ${from.asOf} no longer counts`;
  return `; the list states no price for ${lost.join(" and for ")}, so ${then}`;
}
