import type { Price } from "./bill-parts.ts";
import { type Found, rewrite, sideOf, type Symbols } from "./symbols.ts";
import { isOtherThing } from "./things.ts";

/** Prices that say what they buy. In `left` an `R0` stands for each that was read. */
export interface PricesRead {
  readonly left: string;
  readonly prices: readonly Price[];
  /** The first of "from $5 to $3 per million". */
  readonly was: Price | undefined;
}

/** A number of tokens, perhaps with a side before or after the word for tokens: `N0 I T`. */
const tokens = String.raw`(?: N(?<per>\d+))?(?: of)?(?: (?<sideA>I|O))?(?<token> T)?(?: (?<sideB>I|O))?\b`;
const unit = String.raw`(?: ,(?= per))? (?<word>per|\/|an?|for|for each|for every|each|every|por|pro|par)${tokens}`;
const amount = String.raw`\b(?<kind>[MN])(?<id>\d+)`;

const change = new RegExp(String.raw`\bfrom (?<kind>M)(?<id>\d+) to (?=M\d+${unit}(?<rest>.*))`, "g");
// "input at $3 per million"; in "5M input at $3 per million" the side is that of the volume
const sideFirst = new RegExp(
  String.raw`(?<=(?<!\bN\d+ (?:T )?)\b(?<sideBefore>I|O) (?:T )?(?:(?:costs?|prices?|priced|is|are|at|=|:|for) )*)${amount}${unit}`,
  "g",
);
const unitLast = new RegExp(String.raw`${amount}(?: (?<sideBetween>I|O))?${unit}`, "g");
// "1M tokens cost $4", "per 1M tokens: $4"
const volumeCosts = new RegExp(
  String.raw`(?: (?:an?|one))?${tokens} (?:costs?|is|are|=|for) (?:about )?(?<kind>M)(?<id>\d+)`,
  "g",
);
const unitFirst = new RegExp(
  String.raw` (?:per|each|every)${tokens}(?: (?:costs?|is|are|=|:|at|for))? (?:about )?(?<kind>M)(?<id>\d+)(?: (?<sideBetween>I|O)\b)?`,
  "g",
);

/** A number without a currency is a price only behind a word or a sign after which no currency can stand. */
const mayBeBare = /(?:^|[;,:=/?]|\b(?:at|is|are|costs?|prices?|rate|for|and|with|about|zu|a|R\d+|[IOT])) $/;
const mostBare = 1000;
/** "$30 for 10M tokens" is what was paid, "per 10M tokens" a unit; one or a thousand, a million, a billion are units anyhow. */
const isUnitOf = (per: number, word: string | undefined, hasToken: boolean): boolean =>
  [1, 1e3, 1e6, 1e9].includes(per) ||
  ((word === "per" || word === "/") && per > 0 && (hasToken || (per >= 1000 && Number.isInteger(Math.log10(per)))));

export function readPrices({ text, money, numbers }: Symbols): PricesRead {
  const prices: Price[] = [];
  let was: Price | undefined;

  /** The price that a match states, or nothing if what it names is no number of tokens. */
  const priceOf = ({ groups, before, after }: Found, side?: string): Price | undefined => {
    const { kind, id, per: perId, token, word } = groups;
    const named = kind === "M" ? money[Number(id)] : undefined;
    const value = named?.value ?? numbers[Number(id)] ?? Number.NaN;
    const per = perId === undefined ? 1 : (numbers[Number(perId)] ?? 0);
    const isOfTokens = token !== undefined || (per !== 1 && !isOtherThing(after));
    const isUnit = isUnitOf(per, word, token !== undefined);
    const isPrice = kind === "M" || (perId !== undefined && per >= 1000 && value <= mostBare && mayBeBare.test(before));
    return isOfTokens && isUnit && isPrice
      ? {
          value,
          per,
          side: sideOf(side ?? groups["sideBetween"] ?? groups["sideA"] ?? groups["sideB"]),
          currency: named?.currency,
        }
      : undefined;
  };
  const take = (found: Found, side?: string): string => {
    const price = priceOf(found, side);
    return price ? `${found.whole.startsWith(" ") ? " " : ""}R${prices.push(price) - 1}` : found.whole;
  };

  let left = shareUnit(text);
  // "$3 per million input" or "input at $3 per million": what follows the last price shows which it is.
  const last = new RegExp(`^(?: (?<sideBetween>I|O))?${unit}`).exec(left.slice(left.search(/ [^M]*$/)))?.groups;
  const sideComesAfter = !!(last?.["sideBetween"] ?? last?.["sideA"] ?? last?.["sideB"]);
  left = rewrite(left, change, (found) => {
    const price = priceOf({ ...found, after: found.groups["rest"] ?? "" });
    was ??= price;
    return price ? " " : found.whole;
  });
  if (!sideComesAfter)
    left = rewrite(left, sideFirst, (found) => {
      const { sideBefore, sideB } = found.groups;
      const taken = take(found, sideBefore);
      return taken === found.whole || sideB === undefined ? taken : `${taken} ${sideB}`;
    });
  for (const pattern of [unitLast, volumeCosts, unitFirst]) left = rewrite(left, pattern, (found) => take(found));
  return { left, prices, was };
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
