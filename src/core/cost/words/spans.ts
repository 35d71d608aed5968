/** "10-20k requests a day", "between 1,000 and 2,000 tokens in": a number nobody knows better keeps both its ends. */
import type { Given } from "../read-inputs.ts";
import { countText } from "../sentences.ts";
import { counted } from "./amounts.ts";

const scale = "k|m|bn|thousand|million|billion";
const number = String.raw`\d+(?:[.,]\d+)*`;
const oneScale = new RegExp(
  String.raw`(?<![\w.,$€£/-])(?:between (${number}) and|(?:from )?(${number}) ?(?:-|to)) ?(${number}) ?(${scale})\b`,
  "g",
);
const spanned = `${counted}|users?|employees|people|tokens?|pages?|words?|in\\b|out\\b`;
const span = new RegExp(
  String.raw`(?<![\w.,$€£/-])(?:(?:between|from) (\d+(?:\.\d+)?) (?:and|to)|(\d+(?:\.\d+)?) ?(?:-|to|or)) ?(\d+(?:\.\d+)?)(?= (?:[a-z]+ ){0,2}?(?:${spanned}))`,
  "g",
);

/** Both ends in one scale, before scales become digits. @param text lower case */
export const inOneScale = (text: string): string =>
  text.replaceAll(
    oneScale,
    (_, a: string | undefined, b: string | undefined, c: string, of: string) =>
      `from ${a ?? b ?? ""}${of} to ${c}${of}`,
  );

export interface SpansRead {
  readonly given: Given;
  readonly remarks: readonly string[];
  /** The text with the middle in the place of each span. */
  readonly plain: string;
}

/** @param read the fields of a text without spans */
export function withSpans(text: string, read: (plain: string) => Given): SpansRead {
  const remarks: string[] = [];
  const at = (pick: (low: number, high: number) => number): string =>
    text.replaceAll(span, (match, a: string | undefined, b: string | undefined, c: string) => {
      const [low, high] = [Number(a ?? b), Number(c)];
      return low < high ? String(pick(low, high)) : match;
    });
  const middle = at((low, high) => {
    remarks.push(
      `Between ${countText(low)} and ${countText(high)} the sums are for the middle, ${countText((low + high) / 2)}; low and high reach over both.`,
    );
    return (low + high) / 2;
  });
  const given = read(middle);
  if (remarks.length === 0) return { given, remarks, plain: middle };
  const [low, high] = [read(at((a) => a)), read(at((_, b) => b))];
  const all = Object.entries(given).map(([name, expected]): [string, unknown] => {
    const [least, most] = [low[name], high[name]];
    const isSpan = typeof least === "number" && typeof most === "number" && least < most;
    return [name, isSpan ? { low: least, expected, high: most } : expected];
  });
  return { given: Object.fromEntries(all), remarks, plain: middle };
}
