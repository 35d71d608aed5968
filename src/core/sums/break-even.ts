import type { Currency } from "./bill-parts.ts";
import { type Period, timesAsMuch } from "./periods.ts";
import { readPrices } from "./prices.ts";
import { symbolsOf } from "./symbols.ts";

/** A fixed cost against a price per token, both the asker's own. */
export interface StatedBreakEven {
  readonly currency: Currency;
  readonly fixedPerMonth: number;
  readonly pricePerMTok: number;
  /** From this volume on the fixed cost is the lower one, if it can serve that much. */
  readonly tokensPerMonth: number;
  readonly assumes: string;
}

const asksForIt =
  /\b(?:break[- ]?even\w*|tie|evens? (?:out|up)|pays? (?:off|for itself)|tipping point|cross(?:es|over)?|cheaper|worth it|rentabel|goedkoper|günstiger)\b/i;
const fixed =
  /\b(?<kind>[MN])(?<id>\d+)(?: (?:fixed|flat|fix|in all|total))?(?: (?:for|as) (?:an? )?\w+)? P(?<period>month|year|week|day|hour)\b/g;

/**
 * Fixed cost ÷ price, the break-even point of cost-volume-profit analysis with no running cost of one's own
 * (Horngren, Cost Accounting, ch. 3). Undefined unless exactly one price per token and one cost per period are stated.
 */
export function statedBreakEven(message: string): StatedBreakEven | undefined {
  if (!asksForIt.test(message)) return undefined;
  const symbols = symbolsOf(message.replaceAll(/\bbetween\b/gi, " ")); // "break-even between" is no range
  if (symbols.unclear !== undefined) return undefined;
  const { left, prices } = readPrices(symbols);
  const [price, ...more] = prices;
  const costs = [...left.matchAll(fixed)];
  const cost = costs[0]?.groups;
  // A volume beside them makes it another question: which of the two costs less at that volume.
  if (!price || more.length > 0 || costs.length !== 1 || !cost || /\bN\d+ (?:[IO] )?T\b/.test(left)) return undefined;
  const id = Number(cost["id"]);
  const named = cost["kind"] === "M" ? symbols.money[id] : undefined;
  const amount = named?.value ?? symbols.numbers[id] ?? 0;
  const currency = price.currency ?? named?.currency ?? "$";
  if (named && price.currency && named.currency !== price.currency) return undefined;
  const { factor, assumes } = timesAsMuch(cost["period"] as Period, "month");
  const fixedPerMonth = amount * factor;
  const pricePerMTok = (price.value * 1e6) / (price.per ?? 1e6);
  if (!(fixedPerMonth > 0 && pricePerMTok > 0 && pricePerMTok < 1e6)) return undefined;
  const tokensPerMonth = (fixedPerMonth / pricePerMTok) * 1e6;
  return tokensPerMonth < 1e16 ? { currency, fixedPerMonth, pricePerMTok, tokensPerMonth, assumes } : undefined;
}
