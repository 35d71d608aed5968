import { respeller } from "../respell.ts";
import { digitsForWords } from "./number-words.ts";

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  crore: 1e7,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  trillion: 1e12,
};
const short = "k|m|b";
/** Scales that are words, and stand for a number even by themselves. */
const long = "thousand|million|billion|trillion|mio|mn|bn";
const any = Object.keys(scales)
  .sort((a, b) => b.length - a.length)
  .join("|");

const written = (n: number): string =>
  Number.isFinite(n) && n < 1e21 ? String(Number(n.toPrecision(15))) : "1".repeat(22);
const scaled = (n: string, scale: string): string => written(Number(n) * (scales[scale] ?? 1));

/** Signs by which a message shows that its full stops part thousands: a decimal comma, or number words of such a language. */
const commaDecimals = /\d,\d{1,2}(?!\d)|\b(?:mio|millionen|milliarden?|tausend|mill[oó]n(?:es)?)\b/;

/** Thousands marks go, whether comma, full stop, apostrophe or space; a decimal comma becomes a full stop. */
function plainNumbers(text: string): string {
  const stops = commaDecimals.test(text)
    ? /(?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+(?!\d)/g
    : /(?<![\d.])\d{1,3}(?:\.\d{3}){2,}(?!\d)/g;
  return text
    .replaceAll(/(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g, (n) => n.replaceAll(",", ""))
    .replaceAll(stops, (n) => n.replaceAll(".", ""))
    .replaceAll(/(?<![\d.])\d{1,3}(?:['’]\d{3})+(?!\d)/g, (n) => n.replaceAll(/['’]/g, ""))
    .replaceAll(/(?<![\d.] ?)\d{1,3}(?: \d{3})+(?![\d.])/g, (n) => n.replaceAll(" ", ""))
    .replaceAll(/(?<![\d.])(\d+),(\d{1,2})(?![\d,])/g, "$1.$2")
    .replaceAll(/(?<![\w.])\d(?:\.\d+)?e\d{1,2}\b/g, (n) => written(Number(n)))
    .replaceAll(/(?<![\w.])(\d(?:\.\d+)?) ?(?:x|×|\*) ?10 ?\^ ?(\d{1,2})\b/g, (_, n, to) =>
      written(Number(n) * 10 ** Number(to)),
    )
    .replaceAll(/(?<![\w.])10 ?\^ ?(\d{1,2})\b/g, (_, to) => written(10 ** Number(to)));
}

const plurals = ["thousands", "millions", "billions"];
const respell = respeller(["thousand", "million", "billion", "trillion", ...plurals], new Set(["bullion", "minion"]));

/** Scales in the spelling that the rest expects: slips, German and Spanish forms, "MTok". */
const plainScales = (text: string): string =>
  respell(
    text
      .replaceAll(/\bmillion(?:en)\b|\bmill[oó]n(?:es)?\b|\bmill(?:es)?\b/g, "million")
      .replaceAll(/\bmilliarden?\b/g, "billion")
      .replaceAll(/\btausend\b/g, "thousand")
      .replaceAll(/\bmio\./g, "mio"),
  ).replaceAll(/(?<=\d ?|\b)m ?tok(?:ens?)?s?\b/g, "million tokens");

/** "40 millions" are 40 million; "millions of tokens" are nobody knows how many, and stay a word. */
const singularScales = (text: string): string =>
  text.replaceAll(/(?<=(?:\d|\bper|\bevery|\/) ?)(thousand|million|billion|lakh|crore)s\b/g, "$1");

/** Scales after what is no exact number: "a few million". */
const vague = new RegExp(
  String.raw`\b(?:few|several|couple|many|some|another|more|hundred) (?:of )?(?:${long})\b`,
  "g",
);

/**
 * "40.000 requests": nobody counts requests, tokens or people in thousandths, so a full stop before exactly three digits parts
 * thousands there, whatever it does in prices and before a scale ("1.125 million").
 */
export const countsWithoutStops = (text: string): string =>
  text.replaceAll(
    new RegExp(
      String.raw`(?<![\d.,$€£]|[$€£] )[1-9]\d{0,2}\.\d{3}(?![\d.,]*\d| ?(?:(?:${any}|ms|x|times|usd|eur|dollars?|euros?)\b|[%$€£×]))`,
      "g",
    ),
    (n) => n.replace(".", ""),
  );

/** A message with every amount written in digits: `40 million` and `40M` become `40000000`, `per M` becomes `per 1000000`. */
export function digitsOnly(text: string): string {
  const number = String.raw`\d+(?:\.\d+)?|\.\d+`;
  return (
    singularScales(digitsForWords(plainScales(plainNumbers(text.toLowerCase()))))
      .replaceAll(vague, (whole) => `${whole}s`)
      // "from 10 to 25 million": both are millions
      .replaceAll(new RegExp(String.raw`\bfrom (${number}) to (${number}) ?(${any})\b`, "g"), (_, a, b, scale) =>
        ["from", scaled(a, scale), "to", scaled(b, scale)].join(" "),
      )
      .replaceAll(new RegExp(String.raw`(?<![\w.])(${number}) ?(${any})\b`, "g"), (_, n, scale) => scaled(n, scale))
      .replaceAll(
        new RegExp(String.raw`(\/ ?|\bper |\bevery |\beach )(${short})\b`, "g"),
        (_, before, scale) => before + scaled("1", scale),
      )
      .replaceAll(new RegExp(String.raw`\b(${long})\b`, "g"), (_, scale) => scaled("1", scale))
      .replaceAll(/\s+/g, " ")
  );
}
