import { countsWithoutStops, digitsOnly } from "../sums/digits.ts";
import type { VolumeData } from "./signal-types.ts";

/**
 * What a word or number of a sentence is to a volume, one letter each, so that a sentence has a shape that expressions
 * read: N number, V number of no use, M money, T thing with a size of its own, R thing that is counted, P period, H people,
 * E each, I inward, O outward, C comma or bracket, L colon, x anything else.
 */
export type Kind = "N" | "V" | "M" | "T" | "R" | "P" | "H" | "E" | "I" | "O" | "C" | "L" | "x";

export interface Item {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** Of N the number, of M the amount, of T the tokens of one, of R the tokens taken for one, of P how often it comes in a month. */
  readonly value: number;
  /** Of P its name; of N `one`, where it is written so: more often a pronoun than a number. */
  readonly unit?: string | undefined;
}

export interface VolumeWords {
  readonly data: VolumeData;
  readonly working: RegExp;
  itemsOf(sentence: string): Item[];
}

const small =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const scales = "thousand[- ]million|thousand|million|billion|trillion";
const numeral = String.raw`\d{1,3}(?:[,.' ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?`;
const inWords = `(?:${small}|hundred)(?:(?: and |[- ])(?:${small}|hundred)){0,4}`;
const number = String.raw`(?:(?:an?|one|three) quarters? of an? (?:${scales})(?!\w)|(?:${numeral})(?: and a half)?(?: ?(?:k|m|mm|mn|mio|bn|b|lakh|crore)(?!\w)| ?-?(?:${scales})s?(?!\w))?|(?:an? )?(?:${inWords})(?: and a half)?(?:[- ](?:${scales}))?(?!\w)|(?:half an? |an? half |an? )(?:${scales})(?: and a half)?(?!\w)|half an?(?!\w))`;
const range = String.raw`(?:${number})(?: ?- ?| to | or | and (?!an? half))(?:${number})`;

/** Prepares the words of volumes: `itemsOf` then reads a plain sentence in one pass. */
export function volumeWords(data: VolumeData): VolumeWords {
  const any = (lists: readonly (readonly string[])[]): string => lists.flat().join("|");
  const periods = any(data.perMonth.map((one) => one.names));
  const groups: readonly (readonly [string, string])[] = [
    [
      "money",
      String.raw`[$€£] ?(?:${number})|(?:${number})(?= ?(?:[$€£%]|(?:dollars?|euros?|pounds?|usd|eur|gbp|percent|per cent)(?!\w)))`,
    ],
    ["vague", `(?:${data.vague.join("|")}) (?:of )?(?:${scales}|hundred)s?(?!\\w)|(?:${scales}|hundred|dozen)s(?!\\w)`],
    ["unusable", `(?:${data.unusable.join("|")})(?!\\w)`],
    ["range", String.raw`(?<![\w.-])(?:between |from )?${range}`],
    ["number", String.raw`(?<![\w.-])(?:${number})(?![\w%])`],
    ["glued", String.raw`\d[\w.]*`],
    [
      "period",
      `(?:(?:${data.per.join("|")}) (?:${periods})|/ ?(?:${periods})|${Object.keys(data.adverbs).join("|")})(?!\\w)`,
    ],
    ["each", `(?:${data.each.join("|")})(?!\\w)`],
    ["size", `(?:${any(data.sizes.map((one) => one.names))})(?!\\w)`],
    ["item", `(?:${any(data.items.map((one) => one.names))})(?!\\w)`],
    ["people", `(?:${data.people.join("|")})(?!\\w)`],
    ["inward", `(?:${data.inward.join("|")})(?!\\w)`],
    ["outward", `(?:${data.outward.join("|")})(?!\\w)`],
    ["comma", "[,()]"],
    ["colon", "[:=]"],
    ["word", String.raw`[\w'-]+`],
  ];
  const lexer = new RegExp(groups.map(([name, pattern]) => `(?<${name}>${pattern})`).join("|"), "g");
  const named = <T extends { readonly names: readonly string[] }>(lists: readonly T[], word: string): T | undefined =>
    lists.find((one) => new RegExp(`^(?:${one.names.join("|")})$`).test(word));
  const letters: Readonly<Record<string, Kind>> = {
    each: "E",
    people: "H",
    inward: "I",
    outward: "O",
    comma: "C",
    colon: "L",
  };

  const itemOf = (name: string, text: string, at: { readonly start: number; readonly end: number }): Item => {
    const of = (kind: Kind, value = 0, unit?: string): Item => ({ ...at, kind, value, unit });
    if (name === "money") return of("M", numberOf(text.replace(/^[$€£] ?/, "")));
    if (name === "vague" || name === "unusable" || name === "glued") return of("V");
    if (name === "number" || name === "range") {
      const count = countsWithoutStops(text);
      const value = name === "range" ? middleOf(count) : numberOf(count);
      return value === undefined ? of("V") : of("N", value, text === "one" ? text : undefined);
    }
    if (name === "size") return of("T", named(data.sizes, text)?.tokens ?? 0);
    if (name === "item") return of("R", named(data.items, text)?.assumedTokens ?? 0);
    if (name !== "period") return of(letters[name] ?? "x");
    const unit = data.adverbs[text] ?? text.replace(new RegExp(`^(?:${data.per.join("|")}|/) ?`), "");
    return of("P", named(data.perMonth, unit)?.times ?? 0, unit);
  };

  return {
    data,
    working: new RegExp(`(?<!\\w)(?:${data.working.join("|")})(?!\\w)`),
    itemsOf: (sentence) =>
      [...sentence.matchAll(lexer)].map((match) => {
        const [name = "word"] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
        return itemOf(name, match[0], { start: match.index, end: match.index + match[0].length });
      }),
  };
}

function numberOf(text: string): number | undefined {
  if (text === "one") return 1;
  if (/^half an?$/.test(text)) return 0.5;
  const decimal = text
    .replace(/-(?=[a-z])/g, " ")
    .replace("thousand million", "billion")
    .replace(/^an? (\w+) and a half$/, "1.5 $1")
    .replace(/^three quarters of an? /, "0.75 ")
    .replace(/^(?:an?|one) quarter of an? /, "0.25 ");
  const digits = /\d+(?:\.\d+)?/.exec(digitsOnly(decimal));
  return digits ? Number(digits[0]) : undefined;
}

const hasScale = new RegExp(`(?:\\d ?[a-z]+|hundred|${scales})s?\\s*$`);

/** The geometric middle of "20-30 million": as far above the one as below the other, in proportion. */
function middleOf(text: string): number | undefined {
  const [low = "", high = ""] = text.replace(/^(?:between|from) /, "").split(/ ?- ?(?=\d)| to | or | and (?!a half)/);
  const scale = /(?:hundred |thousand )?[a-z]+\s*$/.exec(high)?.[0] ?? "";
  const top = numberOf(high);
  const bottom = numberOf(hasScale.test(low) ? low : `${low} ${scale}`);
  const bare = numberOf(low);
  if (top === undefined || bottom === undefined || bare === undefined) return undefined;
  const least = bottom <= top ? bottom : bare;
  return least > 0 && least <= top ? Math.sqrt(least * top) : undefined;
}
