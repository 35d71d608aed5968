import { digitsOnly } from "./digits.ts";
import { markPeriods, type Period, periodsOf } from "./periods.ts";

export type Currency = "$" | "€" | "£";
export type Side = "input" | "output" | "any";
export interface Price {
  readonly perMTok: number;
  readonly side: Side;
  readonly currency: Currency;
}
export interface Volume {
  readonly tokens: number;
  readonly side: Side;
}
/** What a message states of a bill. `was` holds the first of "from … to …". */
export interface Stated {
  readonly prices: readonly Price[];
  readonly volumes: readonly Volume[];
  readonly was: { readonly price?: Price; readonly tokens?: number };
  /** "8,000 requests" of so many tokens each. */
  readonly repeats: number;
  readonly rates: readonly Period[];
  readonly asked: Period | undefined;
  /** "for 12 months". */
  readonly lasting: { readonly count: number; readonly period: Period } | undefined;
}

const mostTokens = 1e16;
const mostPerMTok = 1e6; // a dollar a token
const unclear =
  /%|\b(half|third|quarter|halves|twice|thrice|doubl\w+|tripl\w+|dozens?|percent|discount\w*|cach\w+|between|minus|negative|except|instead)\b|(?:^|[\s=:($€£])[-−–][$€£]?\d|[$€£] ?[-−–] ?\d/;
const tokenWord = /\btok(?!yo)[a-z]{0,4}\b/g; // "tokns" and "toks" too
const moneyWord =
  /([$€£]) ?(\d+(?:\.\d+)?)(?! ?[$€£])|\b(usd|eur|gbp) ?(\d+(?:\.\d+)?)|(?<![\w.])(\d+(?:\.\d+)?) ?([$€£]|(?:usd|us dollars?|dollars?|bucks|eur|euros?|gbp|pounds?|cents?)\b)/g;
const sideOf = (word: string | undefined): Side => (word === "I" ? "input" : word === "O" ? "output" : "any");
const currencyOf = (word: string): Currency => (/^(€|eur)/.test(word) ? "€" : /^(£|gbp|pound)/.test(word) ? "£" : "$");
const isRound = (n: number): boolean =>
  n === 1 || (n >= 1000 && n <= 1e9 && n !== 1e7 && n !== 1e8 && Number.isInteger(Math.log10(n)));

const unit = String.raw`(?:(?: ,)? (?:per|\/|an?|for|for each|for every|each|every|por|pro|par)(?: N(\d+))?(?: of)?(?: (I|O))?( T)?(?: (I|O))?\b)`;
const sideBefore = String.raw`(?<=\b(I|O) (?:T )?(?:(?:costs?|is|are|at|=|:|for|priced|price) )*)`;

/**
 * Reads a message into symbols and gives each number its part: money `M`, a number `N`, the word for tokens `T`,
 * the input and output side `I` and `O`, a period `P`. A number that is left without a part means that the message says
 * something that is not understood here, and then nothing is known.
 */
export function stated(message: string): Stated | undefined {
  const text = markPeriods(digitsOnly(message).replaceAll(/(?<=\d ?)x(?= |\d|$)/g, " times "));
  const amounts: { value: number; currency: Currency }[] = [];
  const numbers: number[] = [];
  const symbols = text
    .replaceAll(moneyWord, (_, sign, a, code, b, c, word) => {
      const value = Number(a ?? b ?? c) * (word?.startsWith("cent") ? 0.01 : 1);
      return ` M${amounts.push({ value, currency: currencyOf(sign ?? code ?? word) }) - 1} `;
    })
    .replaceAll(
      /(?<![\p{L}\d.]|\p{L}-)(\d+(?:\.\d+)?|\.\d+)(?![\p{L}\d])/gu,
      (n) => ` N${numbers.push(Number(n)) - 1} `,
    )
    .replaceAll(tokenWord, " T ")
    .replaceAll(/@/g, " at ")
    .replaceAll(/[×*]|\bx\b/g, " times ")
    .replaceAll(/[^\p{L}\d/=:;,?+-]+/gu, " ")
    .replaceAll(/([/=:;,?+])/g, " $1 ")
    .replaceAll(/\b(input|prompt)\b/g, "I")
    .replaceAll(/\b(output|completion|generated)\b/g, "O")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(?<=\b(?:[NM]\d+|T|P\w+) )(in|out)(?= ?(?:$|[,;?/=]|at\b|and\b|T\b|M\d|each\b|plus\b))/g, (s) =>
      s === "in" ? "I" : "O",
    )
    .replaceAll(/(?<=\bN\d+ (?:T )?)out(?= P)/g, "O");
  const n = (id: string | undefined): number => (id === undefined ? 1 : (numbers[Number(id)] ?? 0));
  const was: { price?: Price; tokens?: number } = {};
  let left = shareUnit(` ${symbols} `);
  const isChange = /\bfrom [MN]\d+ (?:T )?to [MN]\d+\b/.test(left);
  if (/(?<![\p{L}\d.-])\d/u.test(symbols)) return undefined; // a number grown together with something unknown
  if (unclear.test(isChange ? text.replaceAll(/\b(doubl|tripl)\w+/g, "") : text)) return undefined;

  const found: Price[] = [];
  const priceOf = (
    money: string,
    per: string | undefined,
    side: string | undefined,
    hasToken: boolean,
  ): Price | undefined => {
    const amount = amounts[Number(money)];
    const each = n(per);
    if (!amount || (per === undefined ? !hasToken : !isRound(each) || (each === 1 && !hasToken))) return undefined;
    return { perMTok: (amount.value * 1e6) / each, side: sideOf(side), currency: amount.currency };
  };
  const take = (price: Price | undefined, whole: string): string => (price ? ` ; R${found.push(price) - 1} ; ` : whole);
  // "$3 per million input" or "input at $3 per million": what follows the last price shows which it is.
  const isSideLast = new RegExp(String.raw`^${unit}`).exec(left.slice(left.search(/ [^M]*$/)));
  const sideAfter = !!(isSideLast?.[2] ?? isSideLast?.[4]);
  left = left
    .replaceAll(new RegExp(String.raw`\bfrom M(\d+) to (?=M(\d+)${unit})`, "g"), (whole, old, _now, per, _s1, word) => {
      const price = priceOf(old, per, undefined, !!word);
      if (price) was.price = price;
      return price ? " " : whole;
    })
    .replaceAll(new RegExp(String.raw`${sideBefore}M(\d+)${unit}`, "g"), (whole, s0, money, per, s1, word, s2) => {
      const price = priceOf(money, per, sideAfter ? (s1 ?? s2) : s0, !!word);
      const unread = !sideAfter && s2 ? ` ${s2} ` : "";
      return take(price, whole) + (price ? unread : "");
    })
    .replaceAll(new RegExp(String.raw`\bM(\d+)${unit}`, "g"), (whole, money, per, s1, word, s2) =>
      take(priceOf(money, per, s1 ?? s2, !!word), whole),
    )
    .replaceAll(
      /\b(?:N(\d+)|(?:per|an?|each|every|one)(?: N(\d+))?)(?: of)?(?: (I|O))?( T)?(?: (I|O))? (?:(?:costs?|is|are|=|:|at|for|priced at|goes for) )?(?:about )?M(\d+)/g,
      (whole, per1, per2, s1, word, s2, money) => take(priceOf(money, per1 ?? per2, s1 ?? s2, !!word), whole),
    );

  const read: Volume[] = [];
  const add = (id: string, side: string | undefined): string => {
    return ` V${read.push({ tokens: n(id), side: sideOf(side) }) - 1} `;
  };
  let lasting: Stated["lasting"];
  left = left
    .replaceAll(/\bfrom N(\d+) (?:T )?to N(\d+)(?: (?:of )?T)?\b/g, (whole, old, now) => {
      if (!/\bT\b/.test(symbols)) return whole;
      was.tokens = n(old);
      return add(now, undefined);
    })
    .replaceAll(/(?<!\b(?:per|\/) )\bN(\d+)(?: of| de)?(?: (I|O))? T\b(?: (?:of )?(I|O)\b)?/g, (_, id, s1, s2) =>
      add(id, s1 ?? s2),
    )
    .replaceAll(/\bN(\d+) (?:T )?(I|O)\b/g, (_, id, side) => add(id, side))
    .replaceAll(/\b(?:(I|O) )?(?:T|volume|usage) ?[:=] ?N(\d+)\b/g, (_, side, id) => add(id, side))
    .replaceAll(
      /\b(?:for |over |during )?(?:the )?(?:next |last )?N(\d+) (hour|day|week|month|year)s?\b/g,
      (whole, id, period) => {
        if (lasting) return whole;
        lasting = { count: n(id), period };
        return " ";
      },
    )
    .replaceAll(/\b(in|since|by|during|until) N(\d+)\b/g, (whole, word, id) =>
      n(id) >= 1990 && n(id) < 2100 ? ` ${word} ` : whole,
    );
  left = left.replaceAll(/\s+/g, " ");
  const bare = [...left.matchAll(/\bN(\d+)(?= (?:$|[;,?=:/+]|at\b|times\b|P|of ;|with ;|for ;))/g)].filter(
    (m) => n(m[1]) >= 100_000,
  );
  // "we do 10 million a week": a large bare number beside a token price can only be tokens.
  if (read.length === 0 && bare.length === 1 && bare[0])
    left = left.replace(bare[0][0], add(bare[0][1] ?? "", undefined));

  const inOrder = <T>(symbol: RegExp, of: readonly T[]): T[] =>
    [...left.matchAll(symbol)].flatMap((m) => of[Number(m[1])] ?? []);
  const prices = inOrder(/\bR(\d+)\b/g, found);
  const volumes = inOrder(/\bV(\d+)\b/g, read);
  left = left
    .replaceAll(/\bR\d+\b/g, " ")
    .replaceAll(/\bV\d+\b/g, "V")
    .replaceAll(/\s+/g, " ");
  const repeats = repeatsOf(left, n);
  if (repeats === undefined || /\bM\d+\b/.test(left)) return undefined;
  if (
    volumes.length > 1 &&
    volumes.every((v) => v.side === "any") &&
    prices.length === 1 &&
    !/\bV (?:and|plus|\+) V\b/.test(left)
  )
    return undefined;
  const amount = volumes.every((v) => v.tokens >= 1 && v.tokens <= mostTokens && Number.isInteger(v.tokens));
  if (!amount || repeats > mostTokens || prices.some((p) => p.perMTok > mostPerMTok)) return undefined;
  return { prices, volumes, was, repeats, lasting, ...periodsOf(left) };
}

/** "$1.50 and … $10, both per million", "$3 and $15 per million": the unit that is said once is written to each price. */
function shareUnit(text: string): string {
  const bare = /\bM\d+\b(?! (?:per|\/|for|an?|each|every) (?:N|T))/g;
  const shared = /,? ?\b(?:both|all|each)(?: (?:are|prices))? (per N\d+(?: T)?)/.exec(text);
  if (shared) return text.replace(shared[0], " ").replaceAll(bare, (money) => `${money} ${shared[1] ?? ""}`);
  return text.replaceAll(
    /\b(M\d+)((?: [IO])?) (and|\/|,|, and) (?=M\d+(?: [IO])? ((?:per|\/|an?) N\d+(?: T)?))/g,
    "$1 $4$2 $3 ",
  );
}

const idle = /\bN\d+ (?:vendors?|models?|providers?|options?|alternatives?|apis?|questions?|ways|things)\b/g;

const singular = (noun: string): string => noun.replace(/ies$/, "y").replace(/s$/, "");

/** How often a volume is sent: once, unless one count is tied to it, or each further count to the one before it. */
function repeatsOf(text: string, n: (id: string) => number): number | undefined {
  const isEach =
    /\b(each|apiece|every one|average)\b|\bV (?:per|\/|for each|for every|an?|every) [a-z]|\bN\d+ (?:\w+ ){0,3}?(?:P\w+ )?(?:,? )?(?:of|with|at|times|using|needing|send|sends) (?:about )?V\b|\bV times N\d|\bN\d+ times\b/;
  const counted = /\bN(\d+)(?: ([a-z]\w*))?/g;
  const one = [...text.matchAll(counted)].some(
    (c) => c[2] && new RegExp(String.raw`\b(?:an?|per|each|every) ${singular(c[2])}\b`).test(text),
  );
  const each = one || isEach.test(text);
  const counts = [...(each ? text : text.replaceAll(idle, " ")).matchAll(counted)];
  if (counts.length === 0) return /\bV (?:\w+ )?(?:each|apiece)\b/.test(text) ? undefined : 1;
  if (!each || counts.some((c) => n(c[1] ?? "") <= 0)) return undefined;
  const tied = counts.slice(1).every((_, i) => {
    const before = counts[i]?.[2] && singular(counts[i][2]);
    return before !== undefined && new RegExp(String.raw`\b(?:per|each|every) ${before}`).test(text);
  });
  return tied ? counts.reduce((product, c) => product * n(c[1] ?? ""), 1) : undefined;
}
