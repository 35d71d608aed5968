/**
 * Writes accepted prices into the files of their providers. The text is changed where a row is, and nowhere else: a file that
 * is printed anew loses the spacing, quotes and wrapping of every row, and nobody sees in the difference what changed.
 */
import { Document, isMap, isSeq, type Node, type Pair, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { EndpointPrice } from "../core/cost/book.ts";
import type { PriceChange } from "../core/prices/compare.ts";
import { providerSchema } from "./cost-schema.ts";
import { parseYaml } from "./parse.ts";

/** What stands between two places of a text gives way to something else. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * @returns the new text, or why it can't be written: then the file stays as it is
 */
export function withPrices(
  file: string,
  text: string,
  changes: readonly PriceChange[],
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string } {
  const document = parseDocument(text);
  const edits: Edit[] = [];
  for (const { kind, endpointAt, rowAt, to } of changes) {
    if (kind === "refused") continue;
    const rows = document.getIn(["endpoints", endpointAt, "usdPerMTok"]);
    if (!isSeq<Node>(rows)) return { ok: false, why: `${file} has no prices under its endpoint ${endpointAt + 1}` };
    const row = kind === "confirmed" && rowAt !== undefined ? rows.items[rowAt] : undefined;
    edits.push(...(isMap<Node, Node>(row) ? confirming(text, row, to.asOf) : [adding(text, rows, to)]));
  }
  const written = edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((left, { from, to, text: now }) => left.slice(0, from) + now + left.slice(to), text);
  const read = parseYaml(file, written, providerSchema);
  if (read.ok) return { ok: true, text: written };
  const [first] = read.problems;
  return { ok: false, why: first ? `${first.what}; ${first.remedy}` : "it would not be read" };
}

const [start, end] = [0, 1] as const; // of the range that a node was read from
const startOf = (node: Node): number => node.range?.[start] ?? 0;
const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
/** Behind the break of the line, if it has one. */
const nextLine = (text: string, at: number): number => text.indexOf("\n", at) + 1 || text.length;

/** The last place of what somebody wrote: a block's own range goes on over the comments below it. */
function endOf(node: Node): number {
  const last = (isMap<Node, Node>(node) || isSeq<Node>(node)) && !node.flow ? node.items.at(-1) : undefined;
  if (last === undefined) return node.range?.[end] ?? 0;
  const deepest = "key" in last ? ((last as Pair<Node, Node | null>).value ?? (last as Pair<Node>).key) : last;
  return endOf(deepest);
}

/** The same price stands: its day is brought up, and where it was to end before that day, it did not. */
function confirming(text: string, row: YAMLMap<Node, Node>, asOf: string): Edit[] {
  const pairOf = (name: string) => row.items.find(({ key }) => key instanceof Scalar && key.value === name);
  const [dated, until] = [pairOf("asOf")?.value, pairOf("until")];
  const day: Edit[] = dated ? [{ from: startOf(dated), to: endOf(dated), text: `"${asOf}"` }] : [];
  const ended = until?.value instanceof Scalar && String(until.value.value) < asOf;
  return ended ? [...day, without(text, row, until)] : day;
}

function without(text: string, { items, flow }: YAMLMap<Node, Node>, pair: Pair<Node, Node>): Edit {
  const at = items.indexOf(pair);
  const [from, next, before] = [startOf(pair.key), items[at + 1]?.key, items[at - 1]?.value];
  const until = endOf(pair.value ?? pair.key);
  if (flow)
    return next || !before
      ? { from, to: next ? startOf(next) : until, text: "" }
      : { from: endOf(before), to: until, text: "" };
  // The first key of a row stands behind its dash, which stays.
  if (at === 0 && next) return { from, to: startOf(next), text: "" };
  return { from: lineStart(text, from), to: nextLine(text, until), text: "" };
}

/** A row more, below the others and as far in as they stand. */
function adding(text: string, rows: YAMLSeq<Node>, price: EndpointPrice): Edit {
  const last = rows.items.at(-1);
  if (rows.flow) {
    const at = last ? endOf(last) : startOf(rows) + 1;
    return { from: at, to: at, text: `${last ? ", " : ""}${rowText(price, true)}` };
  }
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = " ".repeat(startOf(rows) - lineStart(text, startOf(rows)));
  const row = rowText(price, false)
    .split("\n")
    .map((line, i) => `${indent}${i === 0 ? "- " : "  "}${line}${eol}`)
    .join("");
  const lastEnd = endOf(rows);
  // A text over several lines ends behind its last break; everything else within its line, which may go on with a comment.
  let at = text[lastEnd - 1] === "\n" ? lastEnd : nextLine(text, lastEnd);
  // A remark that stands further in than the dash is about the row above it.
  const remark = new RegExp(`^${indent} +#`);
  while (remark.test(text.slice(at))) at = nextLine(text, at);
  return { from: at, to: at, text: at === text.length && !text.endsWith("\n") ? `${eol}${row}` : row };
}

/** Dates are text, and stand in quotation marks like those that people wrote. */
function rowText(price: EndpointPrice, flow: boolean): string {
  const document = new Document(plainRow(price));
  for (const name of ["asOf", "until"]) {
    const node = document.get(name, true);
    if (node instanceof Scalar) node.type = "QUOTE_DOUBLE";
  }
  if (flow && isMap(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0 }).trimEnd();
}

/** The keys of a row in the order of the files. */
function plainRow(price: EndpointPrice): object {
  const { origin, inputUsdPerMTok, outputUsdPerMTok, tiers, asOf, source, until, note, ...prices } = price;
  return {
    origin,
    inputUsdPerMTok,
    outputUsdPerMTok,
    ...prices,
    ...(tiers.length > 0 ? { tiers } : {}),
    asOf,
    ...(until === undefined ? {} : { until }),
    source,
    ...(note === undefined ? {} : { note }),
  };
}
