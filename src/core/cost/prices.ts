/** Which of the dated rows holds today, and how far sources differ. */
import type { Endpoint, EndpointPrice, Estimate, Gpu, GpuPrice } from "./book.ts";
import { dollars } from "./money.ts";

export interface CurrentPrice {
  readonly price: EndpointPrice;
  /** Newest rows of other origins that differ by over a tenth: both are shown, and the range with them. */
  readonly others: readonly EndpointPrice[];
  /** Every row's day has passed: the last one is taken, and said to be old. */
  readonly hasEnded: boolean;
}

const differs = 0.1; // share above which two sources do not agree

export function currentPrice({ usdPerMTok }: Endpoint, today: string): CurrentPrice {
  const byAge = [...usdPerMTok].sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  const holding = byAge.filter(({ asOf, until }) => asOf <= today && (until === undefined || until >= today));
  const rows = holding.length > 0 ? holding : byAge;
  const price = rows[0] as EndpointPrice;
  const newest = new Map<string, EndpointPrice>();
  for (const row of holding) if (!newest.has(row.origin)) newest.set(row.origin, row);
  const others = [...newest.values()].filter((row) => row !== price && priceGap(row, price) > differs);
  return { price, others, hasEnded: holding.length === 0 };
}

/** How far two prices lie apart, as a share of the lower: of input or output, whichever is more. */
export function priceGap(a: EndpointPrice, b: EndpointPrice): number {
  const gap = (x: number, y: number): number => (x === y ? 0 : Math.max(x, y) / Math.min(x, y) - 1);
  return Math.max(gap(a.inputUsdPerMTok, b.inputUsdPerMTok), gap(a.outputUsdPerMTok, b.outputUsdPerMTok));
}

/** "$5 in, $30 out, $0.5 cached"; where sources differ, from the lowest to the highest of what they say. */
export function priceText({ price, others }: Pick<CurrentPrice, "price" | "others">, money = dollars): string {
  const span = (of: (row: EndpointPrice) => number | undefined, what: string): string[] => {
    const all = [price, ...others].flatMap((row) => of(row) ?? []);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return all.length === 0 ? [] : [`${low === high ? "" : `${money.price(low)} to `}${money.price(high)} ${what}`];
  };
  return [
    ...span((row) => row.inputUsdPerMTok, "in"),
    ...span((row) => row.outputUsdPerMTok, "out"),
    ...span((row) => row.cachedInputUsdPerMTok, "cached"),
  ].join(", ");
}

/** "models.dev of 2026-07-01 and openrouter of 2026-11-30 differ by 50%"; undefined where they agree. */
export function disagreement({ price, others }: CurrentPrice): string | undefined {
  if (others.length === 0) return undefined;
  const named = [price, ...others].map(({ origin, asOf }) => `${origin} of ${asOf}`);
  const gap = Math.max(...others.map((other) => priceGap(price, other)));
  return `${named.slice(0, -1).join(", ")} and ${named.at(-1) ?? ""} differ by ${(100 * gap).toFixed(0)}%`;
}

/** The newest price of a GPU hour under given terms. */
export const gpuPriceOf = ({ usdPerHour }: Gpu, terms: GpuPrice["terms"], today: string): GpuPrice | undefined =>
  usdPerHour.filter((row) => row.terms === terms && row.asOf <= today).sort((a, b) => (a.asOf < b.asOf ? 1 : -1))[0];

/** A range over rows of which one is expected. */
export const rangeOver = (expected: number, all: readonly number[]): Estimate => ({
  low: Math.min(expected, ...all),
  expected,
  high: Math.max(expected, ...all),
});
