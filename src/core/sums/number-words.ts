const units: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
const teens: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const scale = "thousand|million|billion|trillion";
const oneOf = (of: Readonly<Record<string, number>>): string => `(?:${Object.keys(of).join("|")})`;

const belowHundred = `(?:${oneOf(tens)}(?:[- ]${oneOf(units)})?|${oneOf(teens)}|${oneOf(units)})`;
const number = new RegExp(
  String.raw`\b(?:(?:(an?|${belowHundred}) )?hundred(?: (?:and )?(${belowHundred}))?|(${belowHundred}))\b`,
  "g",
);

const valueBelowHundred = (words: string): number =>
  words.split(/[- ]/).reduce((sum, word) => sum + (tens[word] ?? teens[word] ?? units[word] ?? 0), 0);

/**
 * Numbers below a thousand in digits: "two hundred and fifty million" becomes "250 million". "One" alone stays, being
 * more often a pronoun than a number; so does a "hundred" of which nobody says how many.
 */
export function digitsForWords(text: string): string {
  return text
    .replaceAll(number, (whole, hundreds: string | undefined, rest = "", small: string | undefined, at: number) => {
      const isBeforeScale = new RegExp(`^ (?:${scale})\\b`).test(text.slice(at + whole.length));
      if (small !== undefined) return small === "one" && !isBeforeScale ? whole : String(valueBelowHundred(small));
      if (hundreds === undefined && !isBeforeScale) return whole;
      const count = hundreds === undefined || /^an?$/.test(hundreds) ? 1 : valueBelowHundred(hundreds);
      return String(count * 100 + valueBelowHundred(rest));
    })
    .replaceAll(new RegExp(String.raw`\b(one|\d+) and a half (?=(?:${scale})\b)`, "g"), (_, n: string) =>
      n === "one" ? "1.5 " : `${n}.5 `,
    )
    .replaceAll(
      new RegExp(String.raw`(?<!(?<![$€£\d.,])(?:one|\d+) and )\b(?:half an?|an? half) (?=(?:${scale})\b)`, "g"),
      "0.5 ",
    );
}
