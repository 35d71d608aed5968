import type { Doubt, Price } from "./bill-parts.ts";
import type { Stated } from "./stated.ts";

export type Priced =
  | { readonly prices: readonly Price[]; readonly unit: number; readonly assumes: readonly string[] }
  | { readonly doubt: Doubt };

const leastVolume = 1_000_000; // tokens beside which a price can only be that of a million

/**
 * Gives every price the number of tokens that it buys. One that names none shares the unit of the others; where none
 * names any, a million is taken beside a million tokens or more, and the reply says so.
 */
export function withUnits({ prices, volumes, unit: before, isGuess, isOfEach, counts, isEach }: Stated): Priced {
  const bare = prices.filter((p) => p.per === undefined);
  const units = new Set(prices.flatMap((p) => p.per ?? []));
  const [named = before ?? leastVolume] = units;
  const isLarge =
    volumes.some((v) => v.tokens >= leastVolume) && !isGuess && !isOfEach && !isEach && counts.length === 0;
  if (bare.length > 0 && (units.size > 1 || (units.size === 0 && before === undefined && !isLarge)))
    return { doubt: { kind: "unit" } };
  const noCurrency = prices.every((p) => p.currency === undefined);
  const unit =
    named === leastVolume ? "million tokens" : named === 1 ? "token" : `${named.toLocaleString("en-US")} tokens`;
  const read = [...(noCurrency ? ["dollars"] : []), ...(bare.length > 0 ? [`per ${unit}`] : [])];
  return {
    prices: prices.map((p) => ({ ...p, per: p.per ?? named })),
    unit: named,
    assumes: read.length > 0 ? [`prices read as ${read.join(" ")}`] : [],
  };
}
