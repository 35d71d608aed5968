import { type Period, timesAsMuch } from "./periods.ts";
import { type Currency, type Price, stated, type Stated, type Volume } from "./stated.ts";

export type { Currency } from "./stated.ts";

/** A bill that a message states in full: so many tokens at so much per so many. Every number is the asker's own. */
export interface TokenSum {
  readonly amount: number;
  readonly currency: Currency;
  /** A period when the message names a rate over time, else the total of what was named. */
  readonly per: "total" | Period;
  readonly lines: readonly TokenLine[];
  readonly assumptions: readonly string[];
  /** The bill before, where something went "from … to …". */
  readonly was?: number;
}
export interface TokenLine {
  readonly item: "tokens" | "input tokens" | "output tokens";
  readonly tokens: number;
  readonly pricePerMTok: number;
  readonly amount: number;
}

/**
 * The sum that a message states, or nothing when it lacks a volume or a price or says more than that: nothing is guessed.
 * @param before the message that this one follows up; what this one names anew takes the place of what was named there
 */
export function tokenSum(text: string, before?: string): TokenSum | undefined {
  const said = before === undefined ? stated(text) : followUp(stated(before), stated(text));
  const currency = said?.prices[0]?.currency;
  if (!said || currency === undefined) return undefined;
  const priced = pair(said);
  const time = timeOf(said);
  if (!priced || !time || said.prices.some((p) => p.currency !== currency)) return undefined;
  const times = said.repeats * time.factor;
  const lines = priced.map(([v, p]) => lineOf(v.tokens * times, v.side, p));
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const was = beforeOf(said, times, lines);
  if (!Number.isFinite(amount) || amount > 1e15) return undefined;
  return { amount, currency, per: time.per, lines, assumptions: time.assumes, ...(was === undefined ? {} : { was }) };
}

function followUp(before: Stated | undefined, now: Stated | undefined): Stated | undefined {
  if (!before || !now) return undefined;
  const hasVolume = now.volumes.length > 0;
  const asked = now.asked ?? (hasVolume ? undefined : now.rates[0]);
  if (!hasVolume && now.prices.length === 0 && !asked) return undefined;
  return {
    prices: now.prices.length > 0 ? now.prices : before.prices,
    volumes: hasVolume ? now.volumes : before.volumes,
    was: now.was,
    repeats: hasVolume ? now.repeats : before.repeats,
    rates: hasVolume && now.rates.length > 0 ? now.rates : before.rates,
    lasting: now.lasting ?? (asked ? undefined : before.lasting),
    asked: asked ?? before.asked,
  };
}

const lineOf = (tokens: number, side: Volume["side"], price: Price): TokenLine => ({
  item: side === "any" ? "tokens" : `${side} tokens`,
  tokens,
  pricePerMTok: price.perMTok,
  amount: (tokens / 1e6) * price.perMTok,
});

/** Each volume with its price, or nothing when a volume has none, or a price no volume: then the message means something else. */
function pair({ prices, volumes: all }: Stated): (readonly [Volume, Price])[] | undefined {
  const volumes = withoutTotal(all);
  if (!volumes || volumes.length === 0) return undefined;
  const sided = prices.some((p) => p.side !== "any");
  // "5M input at $3 and 2M output at $15": prices without a side belong to the volumes in the order in which they stand.
  if (!sided && prices.length === volumes.length)
    return volumes.flatMap((v, i) => (prices[i] ? [[v, prices[i]] as const] : []));
  if (
    prices.length === 1 &&
    prices[0] &&
    (!sided || volumes.every((v) => v.side === "any" || v.side === prices[0]?.side))
  )
    return volumes.map((v) => [v, prices[0] as Price] as const);
  const pairs = volumes.flatMap((v) => {
    const fitting = prices.filter((p) => p.side === v.side);
    return fitting.length === 1 && fitting[0] ? [[v, fitting[0]] as const] : [];
  });
  const used = new Set(pairs.map(([, p]) => p));
  return pairs.length === volumes.length && used.size === prices.length ? pairs : undefined;
}

/** "2M tokens, 1.5M in and 0.5M out": a volume without a side beside sided ones has to be their total. */
function withoutTotal(volumes: readonly Volume[]): readonly Volume[] | undefined {
  const sided = volumes.filter((v) => v.side !== "any");
  const total = volumes.filter((v) => v.side === "any");
  if (sided.length === 0 || total.length === 0) return volumes;
  const isTotal = total.length === 1 && total[0]?.tokens === sided.reduce((sum, v) => sum + v.tokens, 0);
  return isTotal ? sided : undefined;
}

interface Time {
  readonly factor: number;
  readonly per: TokenSum["per"];
  readonly assumes: readonly string[];
}

/** A month unless another period is asked for; a named stretch of time makes a total of a rate. */
function timeOf({ rates, asked, lasting }: Stated): Time | undefined {
  const rate = rates[0];
  if (rates.length > 1 || (lasting && rate === undefined)) return undefined;
  if (rate === undefined) return { factor: 1, per: "total", assumes: [] };
  const to = lasting?.period ?? asked ?? "month";
  const { factor, assumes } = timesAsMuch(rate, to);
  return { factor: factor * (lasting?.count ?? 1), per: lasting ? "total" : to, assumes: assumes ? [assumes] : [] };
}

function beforeOf({ was }: Stated, times: number, lines: readonly TokenLine[]): number | undefined {
  const [line] = lines;
  if (!line || lines.length > 1 || (!was.price && was.tokens === undefined)) return undefined;
  const tokens = was.tokens === undefined ? line.tokens : was.tokens * times;
  return (tokens / 1e6) * (was.price?.perMTok ?? line.pricePerMTok);
}
