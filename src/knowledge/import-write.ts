/** Writes accepted prices into the files of their providers, and leaves everything else in them as it stands. */
import { isMap, isSeq, parseDocument } from "yaml";
import type { EndpointPrice } from "../core/cost/book.ts";
import type { PriceChange } from "../core/prices/compare.ts";
import { providerSchema } from "./cost-schema.ts";
import { parseYaml } from "./parse.ts";

/**
 * @returns the new text, or why it can't be written: then the file stays as it is
 */
export function withPrices(
  file: string,
  text: string,
  changes: readonly PriceChange[],
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string } {
  const document = parseDocument(text);
  for (const { kind, endpointAt, rowAt, to } of changes) {
    if (kind === "refused") continue;
    const rows = document.getIn(["endpoints", endpointAt, "usdPerMTok"]);
    if (!isSeq(rows)) return { ok: false, why: `${file} has no prices under its endpoint ${endpointAt + 1}` };
    const confirmed = kind === "confirmed" && rowAt !== undefined ? rows.get(rowAt) : undefined;
    if (isMap(confirmed)) {
      confirmed.set("asOf", quoted(document, to.asOf));
      const until = confirmed.get("until");
      // It was to end, and still stands.
      if (typeof until === "string" && until < to.asOf) confirmed.delete("until");
    } else rows.add(document.createNode(plainRow(to)));
  }
  // Dates are text, and stand in quotation marks like those that people wrote.
  const written = document.toString({ lineWidth: 0 }).replaceAll(/(\basOf: )(\d{4}-\d\d-\d\d)$/gm, '$1"$2"');
  const read = parseYaml(file, written, providerSchema);
  if (read.ok) return { ok: true, text: written };
  const [first] = read.problems;
  return { ok: false, why: first ? `${first.what}; ${first.remedy}` : "it would not be read" };
}

function quoted(document: ReturnType<typeof parseDocument>, text: string) {
  const node = document.createNode(text);
  node.type = "QUOTE_DOUBLE";
  return node;
}

/** The keys of a row in the order of the files. */
function plainRow({ origin, tiers, asOf, source, until, note, ...prices }: EndpointPrice): object {
  return {
    origin,
    ...prices,
    ...(tiers.length > 0 ? { tiers } : {}),
    asOf,
    ...(until === undefined ? {} : { until }),
    source,
    ...(note === undefined ? {} : { note }),
  };
}
