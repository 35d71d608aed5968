import type { Currency, Side } from "./bill-parts.ts";
import { digitsOnly } from "./digits.ts";
import { markPeriods } from "./periods.ts";
import { markSides } from "./sides.ts";
import { unclearWord } from "./unclear.ts";

/**
 * A message in symbols, so that short patterns can read it: `M0` the first amount of money, `N0` the first number, `T` the
 * word for tokens, `I` and `O` the input and the output side, `Pday` a period; words are in lower case, and all stand
 * apart by one space. Later stages put `R0` for a price that says what it buys, `B0` for one that does not, `V0` for a
 * volume.
 */
export interface Symbols {
  readonly text: string;
  readonly money: readonly { readonly value: number; readonly currency: Currency }[];
  readonly numbers: readonly number[];
  /** A word that changes the sum in a way that is not worked out here, or a number that can't be read. */
  readonly unclear: string | undefined;
}

const number = String.raw`\d+(?:\.\d+)?|\.\d+`;
const moneyWord = new RegExp(
  [
    String.raw`([$€£]) ?(${number})(?: ?(?:usd|eur|gbp)\b)?(?! ?[$€£])`,
    String.raw`\b(usd|eur|gbp) ?(${number})`,
    String.raw`(?<![\w.])(${number}) ?([$€£]|(?:usd|us dollars?|dollars?|bucks|eur|euros?|gbp|pounds?|cents?|ct)\b)`,
  ].join("|"),
  "g",
);
const bareNumber = new RegExp(String.raw`(?<![\p{L}\d.]|\p{L}-)(?:${number})(?![\p{L}\d])`, "gu");
const currencyOf = (word: string): Currency => (/^(€|eur)/.test(word) ? "€" : /^(£|gbp|pound)/.test(word) ? "£" : "$");

export const sideOf = (symbol: string | undefined): Side =>
  symbol === "I" ? "input" : symbol === "O" ? "output" : "any";

export function symbolsOf(message: string): Symbols {
  const plain = message.replaceAll(/(?<=\d ?)¢|(?<=\d)c\b/gi, " cents").replaceAll(/\bUS ?(?=\$)/gi, "");
  const text = markPeriods(digitsOnly(plain).replaceAll(/(?<=\d ?)[x×*](?= ?[\d$€£]| |$)/g, " times "));
  const money: { value: number; currency: Currency }[] = [];
  const numbers: number[] = [];
  const symbols = text
    .replaceAll(moneyWord, (_, sign, a, code, b, c, word) => {
      const value = Number(a ?? b ?? c) * (word?.startsWith("c") ? 0.01 : 1);
      return ` M${money.push({ value, currency: currencyOf(sign ?? code ?? word) }) - 1} `;
    })
    .replaceAll(bareNumber, (n) => ` N${numbers.push(Number(n)) - 1} `)
    .replaceAll(/[.!](?= |$)/g, " ; ")
    .replaceAll(/\btok(?!yo)[a-z]{0,4}\b/g, " T ") // "tokns" and "toks" too
    .replaceAll("@", " at ")
    .replaceAll("&", " and ")
    .replaceAll(/[×*]|\bx\b/g, " times ")
    .replaceAll(/[^\p{L}\d/=:;,?+-]+/gu, " ")
    .replaceAll(/([/=:;,?+])/g, " $1 ");
  const spaced = ` ${symbols} `.replaceAll(/\s+/g, " ");
  // "tokens double from 30M to 60M" says itself what doubling makes
  const isChange = /\bfrom [MN]\d+ (?:T )?to [MN]\d+\b/.test(spaced);
  const unclear = unclearWord(isChange ? text.replaceAll(/\b(?:doubl|tripl)\w+/g, "") : text);
  const grownTogether = /(?<![\p{L}\d.-])\d[\p{L}\d.]{0,20}/u.exec(spaced)?.[0]; // "8x7b"
  return { text: markSides(spaced), money, numbers, unclear: unclear ?? grownTogether };
}

/** Where a pattern was found: its named groups, and what stands on either side of it. */
export interface Found {
  readonly whole: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly before: string;
  readonly after: string;
}

/** Puts something else in the place of each match; what `by` gives back unchanged stays for a later stage. */
export const rewrite = (text: string, pattern: RegExp, by: (found: Found) => string): string =>
  text.replaceAll(pattern, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Found["groups"];
    const at = rest.at(-3) as number;
    return by({ whole, groups, before: text.slice(0, at), after: text.slice(at + whole.length) });
  });
