import type { Currency, Doubt, Price, Volume } from "./bill-parts.ts";
import { restated } from "./follow-up.ts";
import { pair } from "./lines.ts";
import { type Period, timesAsMuch } from "./periods.ts";
import { type Reading, stated, type Stated } from "./stated.ts";
import { withUnits } from "./units.ts";

export type { Currency, Doubt } from "./bill-parts.ts";

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

export type Bill =
  | { readonly kind: "sum"; readonly sum: TokenSum }
  /** Volumes and prices are named, and still there is no one sum. */
  | { readonly kind: "doubt"; readonly doubt: Doubt }
  | { readonly kind: "none" };

/**
 * The sum that a message states, or why there is none: nothing is guessed.
 * @param before the messages that this one follows up, oldest first; what each names anew takes the place of what was
 * named before it
 */
export function tokenBill(text: string, before: readonly string[] = []): Bill {
  const alone = billOf(stated(text));
  const isWhole = alone.kind === "sum" && !leansBack.test(text);
  const earlier = isWhole ? undefined : billBefore(before);
  return earlier ? billAfter(earlier, text) : alone;
}

export function tokenSum(text: string, ...before: readonly string[]): TokenSum | undefined {
  const bill = tokenBill(text, before);
  return bill.kind === "sum" ? bill.sum : undefined;
}

/** Words by which even a whole bill takes something from the one before: "and 10M tokens at $3 per million?" */
const leansBack = /^\W*(?:and|or|but|so|then|same|now|with|what (?:if|about)|how about)\b/i;

/** What a conversation has stated of a bill: a whole one begins anew, talk of something else ends it. */
const billBefore = (messages: readonly string[]): Stated | undefined =>
  messages.reduce<Stated | undefined>((before, message) => {
    const now = stated(message, before !== undefined);
    if (now.kind === "doubt") return undefined;
    const isWhole = billOf(now).kind === "sum" && !leansBack.test(message);
    const bill = before && !isWhole ? restated(before, now.stated) : undefined;
    return bill ?? (hasParts(now.stated) ? now.stated : undefined);
  }, undefined);

/** Doubts about a follow-up are worth saying where it is surely about the bill. */
const namesAmounts = /\d|%|\btok/i;

function billAfter(before: Stated, text: string): Bill {
  const now = stated(text, true);
  if (now.kind === "doubt") {
    const isAboutBill = namesAmounts.test(text) && billOf({ kind: "stated", stated: before }).kind === "sum";
    return isAboutBill ? { kind: "doubt", doubt: now.doubt } : { kind: "none" };
  }
  const bill = restated(before, now.stated);
  if (bill) return billOf({ kind: "stated", stated: bill });
  return hasParts(now.stated) ? { kind: "doubt", doubt: { kind: "which" } } : { kind: "none" };
}

const hasParts = ({ prices, volumes }: Stated): boolean => prices.length + volumes.length > 0;

function billOf(reading: Reading): Bill {
  if (reading.kind === "doubt") return reading.isBill ? { kind: "doubt", doubt: reading.doubt } : { kind: "none" };
  if (!hasParts(reading.stated)) return { kind: "none" };
  const result = sumOf(reading.stated);
  return "doubt" in result ? { kind: "doubt", doubt: result.doubt } : { kind: "sum", sum: result };
}

const mostMoney = 1e15;

function sumOf(said: Stated): TokenSum | { readonly doubt: Doubt } {
  const priced = withUnits(said);
  if ("doubt" in priced) return priced;
  const paired = pair({ ...said, prices: priced.prices });
  if ("doubt" in paired) return paired;
  const currencies = new Set(priced.prices.flatMap((p) => p.currency ?? []));
  if (currencies.size > 1) return { doubt: { kind: "currencies" } };
  const [currency = "$"] = currencies;
  const time = timeOf(said);
  if (!time || (said.isEach && said.counts.length === 0 && said.volumes.length > 0 && !said.isOfEach))
    return { doubt: { kind: "time" } };
  const times = said.counts.reduce((product, { count }) => product * count, 1) * time.factor;
  const lines = paired.lines.map(([volume, price]) => lineOf(volume.tokens * times, volume.side, price));
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const was = beforeOf(said, times, lines);
  if (!Number.isFinite(amount) || amount > mostMoney) return { doubt: { kind: "amount" } };
  return {
    amount,
    currency,
    per: time.per,
    lines,
    assumptions: [...priced.assumes, ...time.assumes],
    ...(was === undefined ? {} : { was }),
  };
}

const perMTok = ({ value, per = 1e6 }: Price): number => (value * 1e6) / per;

const lineOf = (tokens: number, side: Volume["side"], price: Price): TokenLine => ({
  item: side === "any" ? "tokens" : `${side} tokens`,
  tokens,
  pricePerMTok: perMTok(price),
  amount: (tokens / 1e6) * perMTok(price),
});

interface Time {
  readonly factor: number;
  readonly per: TokenSum["per"];
  readonly assumes: readonly string[];
}

/** A month unless another period is asked for; a named stretch of time makes a total of a rate. */
function timeOf({ rates, asked, isAskedByFor, isOfEach, counts, lasting }: Stated): Time | undefined {
  const rate = rates[0];
  if (rates.length > 1 || (lasting && rate === undefined)) return undefined;
  if (rate === undefined) {
    if (asked === undefined) return { factor: 1, per: "total", assumes: [] };
    // "30M tokens, what is the monthly bill?", but not "5000 tokens per request": how many requests?
    const isWhole = !isAskedByFor && (!isOfEach || counts.length > 0);
    return isWhole ? { factor: 1, per: asked, assumes: [`the volume is for a ${asked}`] } : undefined;
  }
  const to = lasting?.period ?? asked ?? "month";
  const { factor, assumes } = timesAsMuch(rate, to);
  return { factor: factor * (lasting?.count ?? 1), per: lasting ? "total" : to, assumes: assumes ? [assumes] : [] };
}

function beforeOf({ was }: Stated, times: number, lines: readonly TokenLine[]): number | undefined {
  const [line] = lines;
  if (!line || lines.length > 1 || (!was.price && was.tokens === undefined)) return undefined;
  const tokens = was.tokens === undefined ? line.tokens : was.tokens * times;
  return (tokens / 1e6) * (was.price ? perMTok(was.price) : line.pricePerMTok);
}
