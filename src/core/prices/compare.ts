/** Holds a list of prices against the endpoints that the bot knows: what changes, what is refused, what is old. */
import { type Endpoint, endpointId, type EndpointPrice, type Provider } from "../cost/book.ts";
import { ageInDays } from "../cost/dates.ts";
import { currentPrice, priceGap } from "../cost/prices.ts";
import type { PriceList, PriceRow } from "./rows.ts";

export interface ProviderFile {
  readonly file: string;
  readonly data: Provider;
}

export interface PriceChange {
  readonly file: string;
  /** Places in the file: of the endpoint, and of the row that is confirmed. */
  readonly endpointAt: number;
  readonly rowAt?: number | undefined;
  readonly endpoint: string;
  /** Confirmed: the same price stands there already, and its date is brought up. */
  readonly kind: "changed" | "first of its origin" | "confirmed" | "refused";
  readonly from: EndpointPrice;
  readonly to: EndpointPrice;
  /** How many times dearer or cheaper, of input or output, whichever is more. */
  readonly times: number;
}
export interface Disagreement {
  readonly endpoint: string;
  readonly rows: readonly EndpointPrice[];
  readonly gap: number;
}
export interface ImportFindings {
  readonly changes: readonly PriceChange[];
  /** Origins that differ by over a tenth once the list is in: both stay, and sums show the range. */
  readonly disagreements: readonly Disagreement[];
  /** Endpoints whose newest price is old even then. */
  readonly old: readonly { readonly endpoint: string; readonly asOf: string; readonly days: number }[];
  /** Rows of the list that no endpoint of ours is for. */
  readonly others: number;
}

export interface ImportOptions {
  readonly today: string;
  /** Where the list came from, as people will read it. */
  readonly source: string;
  /** Takes prices that jump. */
  readonly accept: boolean;
  readonly staleAfterDays: number;
}

/** A price that moves further than this is a slip, a discount for a week, or news: a person looks first. */
export const mostTimes = 5;
const agrees = 0.1;

export function comparePrices(
  providers: readonly ProviderFile[],
  list: PriceList,
  options: ImportOptions,
): ImportFindings {
  const rows = Map.groupBy(list.rows, ({ provider, modelId }) => keyOf(provider, modelId));
  const matched = new Set<PriceRow>();
  const after: Endpoint[] = [];
  const changes = providers.flatMap(({ file, data }) =>
    data.endpoints.flatMap((endpoint, endpointAt): PriceChange[] => {
      const found = rows.get(keyOf(endpoint.provider, endpoint.modelId));
      const row = found?.find(({ modelId }) => modelId === endpoint.modelId) ?? found?.[0];
      for (const each of found ?? []) matched.add(each);
      const change = row && changeOf(endpoint, row, { format: list.format, ...options });
      const isTaken = change && change.kind !== "refused";
      after.push(isTaken ? { ...endpoint, usdPerMTok: [...endpoint.usdPerMTok, change.to] } : endpoint);
      return change ? [{ ...change, file, endpointAt, endpoint: endpointId(endpoint) }] : [];
    }),
  );
  const { today } = options;
  return {
    changes,
    disagreements: after.flatMap((endpoint): Disagreement[] => {
      const { price, others } = currentPrice(endpoint, today);
      const gap = Math.max(0, ...others.map((other) => priceGap(price, other)));
      return gap > agrees ? [{ endpoint: endpointId(endpoint), rows: [price, ...others], gap }] : [];
    }),
    old: after.flatMap((endpoint) => {
      const { asOf } = currentPrice(endpoint, today).price;
      const days = ageInDays(asOf, today);
      return days > options.staleAfterDays ? [{ endpoint: endpointId(endpoint), asOf, days }] : [];
    }),
    others: list.rows.length - matched.size,
  };
}

/** "claude-haiku-4.5" and "claude-haiku-4-5" are one. */
const keyOf = (provider: string, modelId: string): string =>
  `${provider}/${modelId.toLowerCase().replaceAll(/[^a-z0-9]/g, "")}`;

function changeOf(
  endpoint: Endpoint,
  row: PriceRow,
  { format, today, source, accept }: ImportOptions & { readonly format: string },
): Omit<PriceChange, "file" | "endpointAt" | "endpoint"> {
  const { provider: _, modelId: __, name: ___, contextTokens: ____, asOf, ...prices } = row;
  const to: EndpointPrice = { ...present(prices), origin: format, asOf: asOf ?? today, source };
  const sameOrigin = endpoint.usdPerMTok
    .map((price, rowAt) => ({ price, rowAt }))
    .filter(({ price }) => price.origin === format)
    .sort((a, b) => (a.price.asOf < b.price.asOf ? 1 : -1))[0];
  const from = sameOrigin?.price ?? currentPrice(endpoint, today).price;
  const times = 1 + priceGap(from, to);
  if (sameOrigin && isSame(from, to)) return { kind: "confirmed", rowAt: sameOrigin.rowAt, from, to, times: 1 };
  if (times > mostTimes && !accept) return { kind: "refused", from, to, times };
  return { kind: sameOrigin ? "changed" : "first of its origin", from, to, times };
}

const present = <T extends object>(of: T): T =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T;

const priced = [
  "inputUsdPerMTok",
  "outputUsdPerMTok",
  "cachedInputUsdPerMTok",
  "cacheWriteUsdPerMTok",
  "reasoningUsdPerMTok",
  "batchInputUsdPerMTok",
  "batchOutputUsdPerMTok",
] as const;

/** What a list leaves out, it does not deny: only what both state is compared. */
const isSame = (a: EndpointPrice, b: EndpointPrice): boolean =>
  priced.every((name) => a[name] === undefined || b[name] === undefined || a[name] === b[name]) &&
  (b.tiers.length === 0 || JSON.stringify(a.tiers) === JSON.stringify(b.tiers));
