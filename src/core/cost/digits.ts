const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  trillion: 1e12,
};
const words: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  eighty: 80,
  "a hundred": 100,
  "one hundred": 100,
  "two hundred": 200,
  "five hundred": 500,
};
const beforeScale: Readonly<Record<string, number>> = { ...words, one: 1, hundred: 100, "half a": 0.5 };
const longestFirst = (of: Readonly<Record<string, number>>): string =>
  Object.keys(of)
    .sort((a, b) => b.length - a.length)
    .join("|");
const shortScale = "k|m|b";
const longScale = "thousand|millions?|billions?|trillion|mio|mn|bn";

const trim = (n: number): string =>
  Number.isFinite(n) && n < 1e21 ? String(Number(n.toPrecision(15))) : "1".repeat(22);
const scaled = (n: string, scale: string): string => trim(Number(n) * (scales[scale] ?? 1));

/** Thousands marks go, whether comma, full stop, apostrophe or space; a decimal comma becomes a full stop. */
const plainNumbers = (text: string): string =>
  text
    .replaceAll(/(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g, (n) => n.replaceAll(",", ""))
    .replaceAll(/(?<![\d.])\d{1,3}(?:\.\d{3}){2,}(?!\d)/g, (n) => n.replaceAll(".", ""))
    .replaceAll(/(?<![\d.])\d{1,3}(?:['’]\d{3})+(?!\d)/g, (n) => n.replaceAll(/['’]/g, ""))
    .replaceAll(/(?<![\d.] ?)\d{1,3}(?: \d{3})+(?![\d.])/g, (n) => n.replaceAll(" ", ""))
    .replaceAll(/(?<![\d.])(\d+),(\d{1,2})(?![\d,])/g, "$1.$2")
    .replaceAll(/(?<![\w.])\d(?:\.\d+)?e\d{1,2}\b/g, (n) => trim(Number(n)));

/** Words for numbers in the spelling that the rest expects: slips, German and Spanish forms, "MTok". */
const plainWords = (text: string): string =>
  text
    .replaceAll(/\bm(?:i|ill?i)(?:l|ll)?i?on(?:s|es)?\b|\bmill[oó]n(?:es)?\b|\bmillionen\b/g, "million")
    .replaceAll(/\bbill?ion(?:s)?\b|\bmilliarden?\b/g, "billion")
    .replaceAll(/\bth?ous?an?d?s?\b|\btausend\b/g, "thousand")
    .replaceAll(/(?<=\d ?|\b)m ?tok(?:ens?)?s?\b/g, "million tokens");

/** A message with every amount written in digits: `40 million` and `40M` become `40000000`, `per M` becomes `per 1000000`. */
export function digitsOnly(text: string): string {
  const scale = `${shortScale}|${longScale}`;
  const amount = String.raw`(?<![\w.])(\d+(?:\.\d+)?|\.\d+) ?`;
  return (
    plainWords(plainNumbers(text.toLowerCase()))
      // "from 10 to 25 million": both are millions
      .replaceAll(new RegExp(String.raw`\bfrom (\d+(?:\.\d+)?) to (\d+(?:\.\d+)?) ?(${scale})\b`, "g"), (_, a, b, s) =>
        ["from", scaled(a, s), "to", scaled(b, s)].join(" "),
      )
      .replaceAll(new RegExp(String.raw`${amount}(${scale})\b`, "g"), (_, n, s) => scaled(n, s))
      .replaceAll(new RegExp(String.raw`\b(${longestFirst(beforeScale)}) (${longScale})\b`, "g"), (_, n: string, s) =>
        scaled(String(beforeScale[n]), s),
      )
      .replaceAll(
        new RegExp(String.raw`(\/ ?|\bper |\bevery |\beach )(${shortScale})\b`, "g"),
        (_, before, s) => before + scaled("1", s),
      )
      .replaceAll(new RegExp(String.raw`\b(${longScale})\b`, "g"), (_, s) => scaled("1", s))
      .replaceAll(new RegExp(String.raw`\b(${longestFirst(words)})\b`, "g"), (n) => trim(words[n] ?? 1))
      .replaceAll(/\s+/g, " ")
  );
}
