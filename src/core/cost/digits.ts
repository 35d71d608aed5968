const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  mil: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  trillion: 1e12,
};
const words: Readonly<Record<string, number>> = {
  one: 1,
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
  hundred: 100,
  "a hundred": 100,
  "two hundred": 200,
  "five hundred": 500,
  "half a": 0.5,
};
const wordNumber = Object.keys(words)
  .sort((a, b) => b.length - a.length)
  .join("|");
const longScale = "thousand|millions?|billions?|trillion|mio|mn|bn";

const trim = (n: number): string => String(Number(n.toPrecision(15)));

/** A message with every amount written in digits: `40 million` and `40M` become `40000000`, `per M` becomes `per 1000000`. */
export function digitsOnly(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/(\d),(?=\d{3}\b)/g, "$1")
    .replaceAll(/\bm(?:i|ill?i)(?:l|ll)?i?on(?:s|es)?\b|\bmill[oó]n(?:es)?\b|\bmillionen\b/g, "million")
    .replaceAll(/\bbill?ion(?:s)?\b/g, "billion")
    .replaceAll(/\bth?ous?an?d?s?\b/g, "thousand")
    .replaceAll(/\bm(?:illion)? ?tok(?:ens?)?s?\b/g, "million tokens")
    .replaceAll(
      /(\d+(?:\.\d+)?|\.\d+) ?(k|m|b|mil|thousand|millions?|billions?|trillion|mio|mn|bn)\b/g,
      (_, n: string, s: string) => trim(Number(n) * (scales[s] ?? 1)),
    )
    .replaceAll(new RegExp(String.raw`\b(${wordNumber}) (${longScale})\b`, "g"), (_, n: string, s: string) =>
      trim((words[n] ?? 1) * (scales[s] ?? 1)),
    )
    .replaceAll(
      /(\/ ?|\bper |\bevery |\beach )(k|m|b)\b/g,
      (_, before: string, s: string) => before + trim(scales[s] ?? 1),
    )
    .replaceAll(new RegExp(String.raw`\b(${longScale})\b`, "g"), (s) => trim(scales[s] ?? 1))
    .replaceAll(/\b(two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|a hundred)\b/g, (n) =>
      trim(words[n] ?? 1),
    )
    .replaceAll(/\s+/g, " ");
}
