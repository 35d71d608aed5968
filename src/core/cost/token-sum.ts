import { digitsOnly } from "./digits.ts";

/** A bill that a message states in full: so many tokens at so much per so many. Every number is the asker's own. */
export interface TokenSum {
  readonly amount: number;
  readonly currency: Currency;
  /** `month` when the message names a rate over time, else the total of what was named. */
  readonly per: "total" | "month";
  readonly lines: readonly TokenLine[];
  readonly assumptions: readonly string[];
}
export interface TokenLine {
  readonly item: "tokens" | "input tokens" | "output tokens";
  readonly tokens: number;
  readonly pricePerMTok: number;
  readonly amount: number;
}
export type Currency = "$" | "€" | "£";

type Side = "input" | "output" | "any";
interface Price {
  readonly perMTok: number;
  readonly side: Side;
  readonly currency: Currency;
}

const num = String.raw`(\d+(?:\.\d+)?)`;
const money = String.raw`(?:([$€£]) ?${num}|${num} ?(usd|dollars?|bucks|eur|euros?|cents?|pounds?))`;
const side = String.raw`(input|output|prompt|completion|in|out|generated)?`;
const tokenWord = String.raw`(?:tok(?!yo)[a-z]{0,4})`; // "tokns" and "toks" too
const priceFirst = new RegExp(
  String.raw`${money},? ?(?:\/|per|por|pro|par|for(?: each| every)?|an?|each|every) ?(?:${num} ?)?(?:of )?${side} ?(${tokenWord}\b)?(?: (input|output|in|out)\b)?`,
  "gi",
);
const priceLast = new RegExp(
  String.raw`(?:${num}|\b(?:a|each|every|one)\b) ?${side} ?(${tokenWord})? ?(?:costs?|is|are|=|at|for|priced at|goes for) ?(?:about )?${money}`,
  "gi",
);
const volume = new RegExp(
  String.raw`${num} ?(?:of )?${side}[- ]?${tokenWord}\b(?: (?:of )?(input|output|in|out)\b)?`,
  "gi",
);
const bareSide = new RegExp(String.raw`${num} (?:tokens? )?(input|output|in|out)\b`, "gi");
const calls = new RegExp(
  String.raw`${num} (?:\w+ ){0,2}?(?:requests?|calls?|runs?|queries|messages?|times|emails?|e-mails?|chats?|conversations?|documents?|docs|summaries|tickets?|jobs?|answers?|replies|prompts?|users?)\b`,
  "i",
);
const rates: readonly (readonly [RegExp, number, string?])[] = [
  [/\b(?:an|per|each|every) hour\b|\bhourly\b|\/ ?h(?:our)?\b/i, 730, "a month has 730 hours"],
  [/\b(?:a|per|each|every) day\b|\bdaily\b|\/ ?day\b/i, 30, "a month has 30 days"],
  [/\b(?:a|per|each|every) week\b|\bweekly\b|\/ ?week\b/i, 52 / 12, "a month is a twelfth of 52 weeks"],
  [/\b(?:a|per|each|every) year\b|\byearly\b|\bannual(?:ly)?\b|\/ ?year\b/i, 1 / 12],
  [/\b(?:a|per|each|every|last|this|next|one) month\b|\bmonthly\b|\/ ?mo(?:nth)?\b/i, 1],
];

/** The sum that a message states, or nothing when it lacks a volume or a price: nothing here is guessed. */
export function tokenSum(text: string): TokenSum | undefined {
  const plain = shareUnit(digitsOnly(text));
  const { prices, rest } = readPrices(plain);
  const volumes = readVolumes(rest, prices);
  const currency = prices[0]?.currency;
  if (volumes.length === 0 || currency === undefined) return undefined;
  const repeats = repeatsOf(rest.replaceAll(volume, " "), volumes);
  const assumptions: string[] = [];
  const found = rates.find(([pattern]) => pattern.test(rest));
  const factor = found?.[1] ?? 1;
  if (found?.[2]) assumptions.push(found[2]);
  const lines: TokenLine[] = [];
  // "5M input at $3 and 2M output at $15": prices without a side belong to the volumes in the order in which they stand.
  const inOrder = prices.length === volumes.length && prices.every((p) => p.side === "any");
  for (const [i, v] of volumes.entries()) {
    const at = inOrder
      ? prices[i]
      : (prices.find((p) => p.side === v.side) ??
        prices.find((p) => p.side === "any") ??
        (v.side === "any" ? prices[0] : undefined));
    if (!at) return undefined;
    const tokens = v.tokens * repeats * factor;
    lines.push({
      item: v.side === "any" ? "tokens" : `${v.side} tokens`,
      tokens,
      pricePerMTok: at.perMTok,
      amount: (tokens / 1e6) * at.perMTok,
    });
  }
  return {
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
    currency,
    per: found ? "month" : "total",
    lines,
    assumptions,
  };
}

/** "$1.50 and … $10, both per million": the unit that is said once is written to each price. */
function shareUnit(text: string): string {
  const shared = new RegExp(String.raw`,? ?\b(?:both|all|each) (?:are )?per (\d+)\b`).exec(text);
  if (!shared) return text;
  const bare = new RegExp(String.raw`${money}(?! ?(?:\/|per|for|an?|each|every) ?\d)`, "gi");
  return text.replace(shared[0], " ").replaceAll(bare, (price) => `${price} per ${shared[1] ?? ""}`);
}

function readPrices(text: string): { prices: Price[]; rest: string } {
  const prices: Price[] = [];
  const take = (
    sign: string | undefined,
    amount: string | undefined,
    unit: string | undefined,
    per: string | undefined,
    what: string | undefined,
    hasTokenWord: boolean,
  ): boolean => {
    const each = per === undefined ? (hasTokenWord ? 1 : undefined) : Number(per);
    if (amount === undefined || each === undefined || !(each === 1 || each >= 1000)) return false;
    const currency: Currency =
      sign === "€" || /^eur/i.test(unit ?? "") ? "€" : sign === "£" || /^pound/i.test(unit ?? "") ? "£" : "$";
    const cents = /^cent/i.test(unit ?? "") ? 0.01 : 1;
    prices.push({ perMTok: (Number(amount) * cents * 1e6) / each, side: sideOf(what), currency });
    return true;
  };
  const rest = text
    .replaceAll(priceFirst, (whole, sign, a1, a2, unit, per, s1, word, s2) =>
      take(sign, a1 ?? a2, unit, per, s1 ?? s2, !!word) ? " ; " : whole,
    )
    .replaceAll(priceLast, (whole, per, s1, word, sign, a1, a2, unit) =>
      take(sign, a1 ?? a2, unit, per, s1, !!word) ? " ; " : whole,
    );
  return { prices, rest };
}

function readVolumes(rest: string, prices: readonly Price[]): { tokens: number; side: Side }[] {
  if (prices.length === 0) return [];
  const named = [...rest.matchAll(volume)].map((m) => ({ tokens: Number(m[1]), side: sideOf(m[2] ?? m[3]) }));
  const bare = [...rest.replaceAll(volume, " ").matchAll(bareSide)].map((m) => ({
    tokens: Number(m[1]),
    side: sideOf(m[2]),
  }));
  const found = [...named, ...bare].filter((v) => v.tokens > 0);
  if (found.length > 0) {
    // "1,500 input and 400 output tokens": once one volume has a side, a volume without one is no second bill.
    const sided = found.filter((v) => v.side !== "any");
    return sided.length > 0 ? sided : found;
  }
  // "we do 10 million a week": a large bare number beside a token price can only be tokens.
  const large = [...rest.matchAll(new RegExp(num, "g"))].map((m) => Number(m[1])).filter((n) => n >= 100_000);
  return large.length === 1 && large[0] !== undefined ? [{ tokens: large[0], side: "any" }] : [];
}

/** How often a volume is sent: "8,000 requests", or whatever one number stands beside "1,500 tokens each". */
function repeatsOf(text: string, volumes: readonly { readonly tokens: number }[]): number {
  const named = Number(calls.exec(text)?.[1] ?? 0);
  if (named > 0) return named;
  const others = [...text.matchAll(new RegExp(num, "g"))].map((m) => Number(m[1])).filter((n) => n > 1);
  const each = /\beach\b/.test(text) && volumes.every((v) => v.tokens < 1e6);
  return each && others.length === 1 ? (others[0] ?? 1) : 1;
}

function sideOf(word: string | undefined): Side {
  if (!word) return "any";
  return /^(in|input|prompt)$/i.test(word) ? "input" : "output";
}
