import { isOtherThing } from "./things.ts";

/** A number of things: 8,000 requests. */
export interface Count {
  readonly count: number;
  readonly thing: string | undefined;
}
export interface Repeats {
  readonly counts: readonly Count[];
  /** The volume is said to be that of each, of how many is perhaps not said. */
  readonly isEach: boolean;
}

const counted = /\bN(\d+)(?: ([a-z]\w*))?/g;
/** Counts of what one chooses from have no part in a sum. */
const choice = /\bN\d+ (?:vendors?|models?|providers?|options?|alternatives?|apis?|questions?|ways|things)\b/g;
const about = "(?:about |around |roughly |approximately |some )?";
const saysEach = new RegExp(
  [
    String.raw`\b(?:each|apiece|every one)\b[^;,:?]*\bV\b|\bV\b[^;,:?]*\b(?:each|apiece)\b`,
    String.raw`\bV (?:per|\/|for each|for every|an?|every) [a-z]`,
    String.raw`\bN\d+ (?:\w+ ){0,3}?(?:P\w+ )?(?:, )?(?:of|at|times) ${about}V\b`,
    String.raw`\bV times N\d|\bN\d+ times\b`,
  ].join("|"),
);
const growth = /\bN\d+ times(?<after> .*)/;
const together = /\bV (?:in total|total|altogether|overall|combined|in all|together|shared)\b|\btotal of V\b/;
const oneList = /\bV(?: (?:[,/+]|and|plus|, and) V)+\b/;

/** The volume is that of all together: "5M tokens in total". */
export const saysTotal = (text: string): boolean => together.test(text);

export const singular = (thing: string): string => thing.replace(/ies$/, "y").replace(/s$/, "");
const saidOfOne = (thing: string, by: string): RegExp =>
  new RegExp(String.raw`(?:\b(?:${by})|\/) ${singular(thing)}\b`);

/** "2,000 tokens per request", "a request is 2,000 tokens", in one clause. */
const isVolumeOf = (thing: string, text: string): boolean =>
  text
    .split(/[;,:?]/)
    .some((clause) => /\bV\b/.test(clause) && saidOfOne(thing, "an?|per|each|every|one|average").test(clause));

/**
 * How often a volume is sent: once, unless a count is tied to it by a word such as "each", and further counts each to
 * the one before ("50 users, 10 requests per user"). Nothing, if a count is tied to nothing.
 * @param text with `V` for every volume
 * @param isFollowUp the volume may stand in the message before
 */
export function readRepeats(text: string, numbers: readonly number[], isFollowUp: boolean): Repeats | undefined {
  const countsIn = (of: string): Count[] =>
    [...of.matchAll(counted)].map((match) => ({ count: numbers[Number(match[1])] ?? 0, thing: match[2] }));
  const isEach =
    saysEach.test(text) || countsIn(text).some(({ thing }) => thing !== undefined && isVolumeOf(thing, text));
  const counts = countsIn(isEach ? text : text.replaceAll(choice, " "));
  if (counts.length === 0) return { counts, isEach: /\bV (?:\w+ )?(?:each|apiece)\b/.test(text) };
  if (isFollowUp && !/\bV\b/.test(text)) return counts.every(({ thing }) => thing) ? { counts, isEach } : undefined;

  const isTotal = saysTotal(text) || isOtherThing(growth.exec(text)?.groups?.["after"] ?? ""); // "3 times growth"
  if (!isEach || isTotal || counts.some(({ count }) => count <= 0)) return undefined;
  // "1000 requests of V each, and V": of which volumes is it said?
  if ((text.match(/\bV\b/g)?.length ?? 0) > 1 && !oneList.test(text)) return undefined;
  const areTied = counts.slice(1).every((_, i) => {
    const thing = counts[i]?.thing;
    return thing !== undefined && saidOfOne(thing, "per|each|every").test(text);
  });
  return areTied ? { counts, isEach } : undefined;
}
