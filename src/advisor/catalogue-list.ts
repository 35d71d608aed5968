/** "Which open models have at least 128k context?": the catalogue filtered and sorted by its columns, as a table with dates and sources. */
import { type CatalogueQuery, catalogueQuery, type Column } from "../core/cost/catalogue/query.ts";
import { type CatalogueRow, catalogueRows } from "../core/cost/catalogue/rows.ts";
import { type Hardware, select } from "../core/cost/catalogue/select.ts";
import type { CostDesk } from "../core/cost/desk.ts";
import { cardOf } from "../core/cost/fit.ts";
import { disagreement, priceText } from "../core/cost/prices.ts";
import { countText } from "../core/cost/sentences.ts";
import { cardIn, withoutCard } from "../core/cost/words/nameless.ts";
import { type Named, namesIn } from "../core/cost/words/names.ts";
import { spellingsOf } from "../core/cost/words/spellings.ts";
import type { Block } from "../core/reply.ts";
import type { Advisor } from "./asked.ts";
import { sourced } from "./catalogue-facts.ts";

const longest = 24; // words
const mostRows = 10;
const mostUnknown = 6;

export const catalogueList: Advisor = {
  name: "catalogue list",
  summary: "Ask which models there are, by price, context, licence, size, date or the GPUs that they fit on.",
  example: "Which open models have at least 128k context?",
  reply({ lower }, { costs, catalog, today }) {
    if (!costs || lower.split(/\s+/).length > longest) return undefined;
    const named = namesIn(lower, costs);
    const hardware = hardwareIn(lower, named, costs);
    const makers = new Set(catalogueRows(costs, today()).flatMap((row) => row.makers));
    const query = catalogueQuery(hardware?.rest ?? lower, makers, { gpu: hardware !== undefined, today: today() });
    if (!query) return undefined;
    const least = query.limits.find(({ column }) => column === "context")?.least;
    const all = catalogueRows(costs, today(), least);
    const { rows, unknown } = select(all, query, costs, hardware);
    const shown = rows.slice(0, query.count ?? (query.best ? 5 : mostRows));
    const blocks: Block[] = [
      { kind: "text", text: leadOf(query, rows, all.length, hardware), cites: [] },
      ...(shown.length > 0 ? [tableOf(shown, query)] : []),
      ...notesOf({ query, rows, shown, unknown, desk: costs }).map((text): Block => ({ kind: "note", text })),
      ...(shown.length > 0
        ? ([
            { kind: "text", text: "**What these figures rest on**", cites: [] },
            { kind: "points", points: shown.map((row) => ({ text: restsOn(row), cites: [] })) },
            { kind: "next", label: "Ask next", questions: nextOf(shown) },
          ] as const)
        : []),
    ];
    const title = query.best ? "The first of my catalogue" : "Models of my catalogue";
    const reply = { kind: "table", title, blocks, citations: [], knowledgeVersion: catalog.version } as const;
    return { reply, entries: [], confidence: 1 };
  },
};

/** The GPU or the card that is named, and the text with `it` in its place. */
function hardwareIn(
  lower: string,
  named: Named,
  desk: CostDesk,
): (Hardware & { rest: string; title: string }) | undefined {
  const [gpu] = named.gpus;
  const [like] = desk.book.gpus;
  const card = cardIn(lower, named);
  if (card && like) {
    const title = `${card.count} x ${card.name}`;
    return { gpu: cardOf(card.gb, like), count: card.count, title, rest: withoutCard(lower) };
  }
  if (!gpu) return undefined;
  let rest = lower;
  for (const { pattern, thing } of spellingsOf(desk).sure)
    if (thing.kind === "gpu") rest = rest.replaceAll(pattern, "it");
  const count = named.gpuCount ?? 1;
  return { gpu, count, title: `${count} x ${gpu.name}`, rest: rest.replaceAll(/\b(?:\w+|\d+ ?x) it\b/g, "it") };
}

function leadOf(
  query: CatalogueQuery,
  rows: readonly CatalogueRow[],
  all: number,
  hardware: { title: string } | undefined,
): string {
  const which = query.kind ? `${query.kind} models` : "models";
  const on = query.fits && hardware ? ` on ${hardware.title}, by memory and in the smallest precision` : "";
  const { limits, licences, makers, released, fits, sort } = query;
  const isAsked = limits.length + licences.length + makers.length > 0 || released !== undefined || fits;
  const [first] = rows;
  if (!first) return `I know of none among the ${all} models that I hold that meets that${on}.`;
  const held = isAsked
    ? `${rows.length === 1 ? "1 model" : `${rows.length} ${which}`} of the ${all} that I hold ${rows.length === 1 ? "meets" : "meet"} that${on}`
    : `I hold ${rows.length} ${which}${sort && rows.length < all ? " of which I know that" : ""}`;
  const value = sort && cells[sort.column](first);
  const equal = sort ? rows.filter((row) => cells[sort.column](row) === value) : [];
  const best = query.best ? `**${equal.map(({ name }) => name).join(", ")}**, ${value ?? ""}. ` : "";
  return `${best}${held}. Size and price are no measure of quality.`;
}

const priceCell = ({ price }: CatalogueRow): string =>
  price ? `${priceText(price)} at ${price.seller}` : "no seller known";
const cells: Readonly<Record<Column | "kind" | "licence", (row: CatalogueRow) => string>> = {
  kind: ({ kind }) => kind,
  context: ({ contextTokens }) => (contextTokens === undefined ? "–" : `${countText(contextTokens)} tokens`),
  price: priceCell,
  "input price": priceCell,
  "output price": priceCell,
  parameters: ({ parameters }) =>
    parameters === undefined ? "–" : `${Number((parameters / 1e9).toPrecision(3))} billion`,
  licence: ({ licence = "–" }) => licence,
  released: ({ released = "–" }) => released,
};
const heads: Readonly<Record<keyof typeof cells, string>> = {
  kind: "Kind",
  context: "Context",
  price: "USD per million tokens",
  "input price": "USD per million tokens",
  "output price": "USD per million tokens",
  parameters: "Parameters",
  licence: "Licence",
  released: "Released",
};

/** Kind, context and price always; the others where they are asked about, or the models are open ones. */
function tableOf(
  rows: readonly CatalogueRow[],
  { kind, limits, licences, released, sort, fits }: CatalogueQuery,
): Block {
  const asked = new Set<keyof typeof cells>([...limits.map(({ column }) => column), ...(sort ? [sort.column] : [])]);
  const isOpen = kind === "open-weight" || licences.length > 0 || fits;
  const columns: (keyof typeof cells)[] = [
    ...(kind === undefined ? (["kind"] as const) : []),
    "context",
    "price",
    ...(isOpen || asked.has("parameters") ? (["parameters"] as const) : []),
    ...(isOpen ? (["licence"] as const) : []),
    ...(released || asked.has("released") ? (["released"] as const) : []),
  ];
  return {
    kind: "table",
    caption: "Models",
    columns: ["Model", ...columns.map((column) => heads[column])],
    rows: rows.map((row) => [row.name, ...columns.map((column) => cells[column](row))]),
  };
}

interface Noted {
  readonly query: CatalogueQuery;
  readonly rows: readonly CatalogueRow[];
  readonly shown: readonly CatalogueRow[];
  readonly unknown: readonly CatalogueRow[];
  readonly desk: CostDesk;
}
function notesOf({ query, rows, shown, unknown, desk }: Noted): string[] {
  const { inputTokens, outputTokens } = desk.book.constants.workload;
  const usual = `a usual request, ${countText(inputTokens.expected)} tokens in and ${countText(outputTokens.expected)} out`;
  const dear = shown.flatMap(({ name, price }) =>
    price?.price.tiers[0] ? [`${name} above ${countText(price.price.tiers[0].aboveInputTokens)} tokens`] : [],
  );
  const differ = shown.flatMap((row) =>
    row.price && disagreement(row.price) ? [`${row.name}: ${disagreement(row.price) ?? ""}`] : [],
  );
  const dates = shown.flatMap(({ price }) => price?.price.asOf ?? []).sort();
  return [
    ...(rows.length > shown.length
      ? [`${rows.length - shown.length} more are left out; ask for less, or for a maker.`]
      : []),
    ...(query.sort?.column.endsWith(" price")
      ? [`Sorted by the price of ${query.sort.column.replace(" price", "")} alone.`]
      : []),
    ...(query.sort?.column === "price" ? [`Sorted by what ${usual}, costs at the cheapest seller that I know.`] : []),
    ...(query.sort?.column === "released" && query.sort.descending
      ? ["Newer ones may be out that I don't hold: makers' own pages know."]
      : []),
    ...(dates.length > 0
      ? [
          `List prices in US dollars, read ${dates[0] === dates.at(-1) ? `on ${dates[0] ?? ""}` : `between ${dates[0] ?? ""} and ${dates.at(-1) ?? ""}`}.`,
        ]
      : []),
    ...(dear.length > 0 ? [`For longer inputs these ask more: ${dear.join("; ")}.`] : []),
    ...(differ.length > 0 ? [`Sources differ: ${differ.join("; ")}.`] : []),
    ...(unknown.length > 0
      ? [
          `What you ask is not in my data of ${unknown.length} more: ${unknown
            .slice(0, mostUnknown)
            .map(({ name }) => name)
            .join(", ")}${unknown.length > mostUnknown ? " and others" : ""}.`,
        ]
      : []),
  ];
}

function restsOn({ name, price, read, releasedRead }: CatalogueRow): string {
  const parts = [
    ...(price && price.price.source !== read.source
      ? [`its card${sourced(read)}`, `its price${sourced(price.price)}`]
      : [sourced(read).slice(2)]),
    ...(releasedRead ? [`its release${sourced(releasedRead)}`] : []),
  ];
  return `${name}: ${parts.map((part) => part.replace(/\.$/, "")).join("; ")}.`;
}

const nextOf = ([first, second]: readonly CatalogueRow[]): string[] =>
  first && second
    ? [
        `Compare ${first.name} and ${second.name}`,
        `What would 10k requests a day cost on ${first.name} or ${second.name}?`,
      ]
    : [`What would 10k requests a day cost on ${first?.name ?? ""}?`];
