/** What there is to know of a model before choosing one: licence, size, context, price, memory, the smallest hardware that serves it. */
import { type Endpoint, type Evidence, type Gpu, type OpenModel, type Precision, precisions } from "./book.ts";
import type { CostDesk } from "./desk.ts";
import { layoutName } from "./layout.ts";
import { isSized, kvElementBytes, kvElements, type SizedModel, weightsBytes } from "./memory.ts";
import { type CurrentPrice, currentPrice, disagreement, gpuPriceOf, priceText } from "./prices.ts";
import { replicaOf } from "./replica.ts";
import { layoutsOf, usualPrecision } from "./search.ts";
import { countText } from "./sentences.ts";

export const sheetRows = [
  "Kind",
  "Licence",
  "What it forbids or asks",
  "Released",
  "Parameters",
  "Context",
  "Price per million tokens",
  "Memory of the weights",
  "Memory of 10,000 tokens of context",
  "Smallest GPUs that serve it",
] as const;
export type SheetRow = (typeof sheetRows)[number];

export interface Fact extends Evidence {
  readonly value: string;
  /** What else was read: sources that differ are all named. */
  readonly also?: readonly Evidence[] | undefined;
}
export interface ModelSheet {
  readonly id: string;
  readonly name: string;
  readonly facts: Readonly<Record<SheetRow, Fact>>;
}

const contextTokens = 10_000; // a long chat, or fifteen pages
const none: Fact = { value: "–", asOf: "", source: "" };
const billions = (n: number): string => `${Number((n / 1e9).toPrecision(3))} billion`;
/** Under a gigabyte in megabytes: nobody reads 0.0436 GB. */
export const gb = (bytes: number): string => {
  const [n, unit] = bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${n.toLocaleString("en-US", { maximumSignificantDigits: 3 })} ${unit}`;
};
export const contextBytes = (model: SizedModel, precision: Precision): number =>
  kvElements(model.architecture, contextTokens) * kvElementBytes(precision);
const contextGb = (model: SizedModel, precision: Precision): string => gb(contextBytes(model, precision));

export function openSheet(model: OpenModel, desk: CostDesk, today: string): ModelSheet {
  const { id, name, licence, licenceNote, released, source, totalParameters: P, activeParameters: A } = model;
  const checked = model.architecture?.checked;
  // Its card was read when its dimensions were; else no later than it came out.
  const said = (value: string): Fact => ({ value, asOf: checked?.asOf ?? released, source });
  const worked = (value: string): Fact =>
    checked ? { value, ...checked } : { ...none, value: "not known: nobody checked its dimensions" };
  return {
    id,
    name,
    facts: {
      Kind: said("open-weight"),
      Licence: said(licence),
      "What it forbids or asks": licenceNote === undefined ? none : said(licenceNote),
      Released: said(released),
      Parameters: said(A < P ? `${billions(P)}, of which ${billions(A)} work on each token` : billions(P)),
      Context: said(`${countText(model.contextTokens)} tokens`),
      "Price per million tokens": hostedPrice(desk.hostsOf(id), desk, today),
      "Memory of the weights": worked(
        isSized(model) ? precisions.map((one) => `${one} ${gb(weightsBytes(model, one))}`).join(", ") : "",
      ),
      "Memory of 10,000 tokens of context": worked(isSized(model) ? `${contextGb(model, "fp8")}, kept in 8 bits` : ""),
      "Smallest GPUs that serve it": isSized(model) ? smallest(model, desk, today) : worked(""),
    },
  };
}

export function closedSheet(endpoint: Endpoint, desk: CostDesk, today: string): ModelSheet {
  const current = currentPrice(endpoint, today);
  const { asOf, source } = current.price;
  const said = (value: string): Fact => ({ value, asOf, source });
  const isOpen = endpoint.kind === "open-weight";
  const closed = isOpen
    ? { ...none, value: "not known: nobody checked its file" }
    : said("none: reached through its vendor");
  return {
    id: `${endpoint.provider}/${endpoint.modelId}`,
    name: endpoint.name,
    facts: {
      Kind: said(endpoint.kind),
      Licence: isOpen ? closed : said(`terms of ${desk.providerOf(endpoint)?.name ?? endpoint.provider}`),
      "What it forbids or asks": isOpen ? none : said("running it yourself, and looking into the weights"),
      Released: endpoint.released
        ? { ...endpoint.released, value: endpoint.released.on }
        : { ...none, value: "not known: not in my data" },
      Parameters: isOpen ? closed : said("not published"),
      Context: endpoint.contextTokens === undefined ? none : said(`${countText(endpoint.contextTokens)} tokens`),
      "Price per million tokens": priced(current, priceText(current)),
      "Memory of the weights": closed,
      "Memory of 10,000 tokens of context": none,
      "Smallest GPUs that serve it": closed,
    },
  };
}

/** A price with whatever else was read of it: where sources differ, that is said. */
function priced(current: CurrentPrice, value: string): Fact {
  const { price, others } = current;
  const differ = disagreement(current);
  return { value: differ ? `${value} (${differ})` : value, asOf: price.asOf, source: price.source, also: others };
}

/** The cheapest host by input and output together, and how many there are. */
function hostedPrice(hosts: readonly Endpoint[], desk: CostDesk, today: string): Fact {
  const prices = hosts.map((endpoint) => ({ endpoint, current: currentPrice(endpoint, today) }));
  const both = ({ price }: Pick<CurrentPrice, "price">): number => price.inputUsdPerMTok + price.outputUsdPerMTok;
  const [first, ...others] = prices.sort((a, b) => both(a.current) - both(b.current));
  if (!first) return { ...none, value: "no host is known to me" };
  const { current, endpoint } = first;
  const seller = (one: Endpoint): string => desk.providerOf(one)?.name ?? one.provider;
  const more = others.length > 0 ? `, the cheapest of ${prices.length} hosts` : "";
  const fact = priced(current, `${priceText(current)} at ${seller(endpoint)}${more}`);
  // Another source may know a cheaper one: that it is the cheapest is then no settled thing.
  const rivals = others.filter((one) => one.current.others.some((price) => both({ price }) < both(current)));
  return rivals.reduce<Fact>(
    ({ value, also = [], ...first }, one) => ({
      ...first,
      value: `${value}; ${seller(one.endpoint)} ${priceText(one.current)} (${disagreement(one.current) ?? ""})`,
      also: [...also, one.current.price, ...one.current.others],
    }),
    fact,
  );
}

/** The cheapest set of one replica whose memory holds the weights and one such context. */
function smallest(model: SizedModel, desk: CostDesk, today: string): Fact {
  const sets = desk.book.gpus.flatMap((gpu) => setsOf(model, gpu, desk, today));
  const [best] = sets.sort((a, b) => a.usd - b.usd);
  if (!best) return { ...none, value: "none that I know is large enough" };
  const { value, asOf, source } = best;
  return { value, asOf, source };
}

function setsOf(model: SizedModel, gpu: Gpu, { efficiency }: CostDesk, today: string) {
  const price = gpuPriceOf(gpu, "on-demand", today);
  if (!price) return [];
  const precision = usualPrecision(model, gpu);
  return layoutsOf(model, gpu)
    .filter(({ kind }) => kind === "TP")
    .flatMap((layout) => {
      const replica = replicaOf(model, gpu, { layout, precision, efficiency });
      if (replica.freeBytes < replica.kvBytes(contextTokens)) return [];
      const usd = layout.gpus * price.expected;
      const value = `${layout.gpus} x ${gpu.name} (${layoutName(layout)}, ${precision}), about $${usd.toFixed(2)} an hour`;
      return [{ usd, value, asOf: price.asOf, source: price.source }];
    });
}
