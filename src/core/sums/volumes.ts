import type { Volume } from "./bill-parts.ts";
import { type Period, periodNames } from "./periods.ts";
import { rewrite, sideOf } from "./symbols.ts";
import { isOtherThing } from "./things.ts";

/** Volumes of tokens. In `left` a `V0` stands for each that was read. */
export interface VolumesRead {
  readonly left: string;
  readonly volumes: readonly Volume[];
  /** The first of "from 10 to 25 million tokens". */
  readonly was: number | undefined;
  /** The one volume is a large bare number, which only a token price shows to be tokens. */
  readonly isGuess: boolean;
}

const change = /\bfrom N(?<was>\d+) (?:T )?to N(?<id>\d+)(?: (?:of )?T)?\b/g;
const ofTokens = /(?<!\b(?:per|\/) )\bN(?<id>\d+)(?: of| de)?(?: (?<sideA>I|O))? T\b(?: (?:of )?(?<sideB>I|O)\b)?/g;
const ofSide = /(?<!\b(?:per|\/) )\bN(?<id>\d+) (?<side>I|O)\b/g;
const labelled = /\b(?:(?<side>I|O) )?(?:T|volume|usage) ?(?:[:=]|is|are|of) ?N(?<id>\d+)\b/g;
// "input 10M, output 2M": a side that belongs to what follows it, for no other side stands behind that
const label = String.raw`(?:(?:[:=]|is|are|of|about|volume|usage) )*N\d`;
const behindSide = new RegExp(
  String.raw`\b(?<side>I|O) (?=${label})(?:[^N]+ )?N(?<id>\d+)\b(?! (?:T )?[IO]\b(?! ${label}))(?: T\b)?`,
  "g",
);
const largeNumber =
  /(?<!(?:\b(?:per|each|every)|\/) )\bN(\d+)(?= (?:$|[;,?=:/+]|at\b|times\b|P|(?:of |with |for )?R\d))/g;
const leastLarge = 100_000;
const leastSided = 100; // "3 in, 15 out" are prices

export function readVolumes(text: string, numbers: readonly number[]): VolumesRead {
  const volumes: Volume[] = [];
  const number = (id: string | undefined): number => numbers[Number(id)] ?? 0;
  const take = (id: string | undefined, side?: string): string =>
    `V${volumes.push({ tokens: number(id), side: sideOf(side) }) - 1}`;
  let was: number | undefined;

  let left = text.replaceAll(/(?<=\bN\d+ )I (?:and|plus|\+|\/) O (?=T\b)/g, ""); // "10M input and output tokens"
  if (/\bT\b/.test(text))
    left = rewrite(left, change, ({ groups }) => {
      was = number(groups["was"]);
      return take(groups["id"]);
    });
  if (new RegExp(String.raw`^[^N]*\b[IO] ${label}`).test(left))
    left = rewrite(left, behindSide, (found) =>
      isOtherThing(found.after) && !found.whole.endsWith("T")
        ? found.whole
        : take(found.groups["id"], found.groups["side"]),
    );
  left = rewrite(left, ofTokens, ({ groups }) => take(groups["id"], groups["sideA"] ?? groups["sideB"]));
  left = rewrite(left, ofSide, ({ whole, groups, after }) =>
    isOtherThing(after) || number(groups["id"]) < leastSided ? whole : take(groups["id"], groups["side"]),
  );
  left = rewrite(left, labelled, ({ groups }) => take(groups["id"], groups["side"]));

  const large = [...left.matchAll(largeNumber)].filter((match) => number(match[1]) >= leastLarge);
  // "we do 10 million a week": a large bare number beside a token price can only be tokens.
  const isGuess = volumes.length === 0 && large.length === 1;
  if (isGuess && large[0]) left = left.replace(large[0][0], take(large[0][1]));
  return { left, volumes, was, isGuess };
}

export interface TimesRead {
  readonly left: string;
  /** "For 12 months". */
  readonly lasting: { readonly count: number; readonly period: Period } | undefined;
}

const duration = new RegExp(
  String.raw`\b(?:for |over |during )?(?:an? |the )?(?:next |last )?N(?<id>\d+)(?: | ?- ?)(?<period>${periodNames})s?(?: period| pilot)?\b`,
  "g",
);

/** Takes out how long something lasts, once, and years of the calendar. */
export function readTimes(text: string, numbers: readonly number[]): TimesRead {
  let lasting: TimesRead["lasting"];
  const number = (id: string | undefined): number => numbers[Number(id)] ?? 0;
  let left = rewrite(text, duration, ({ whole, groups }) => {
    if (lasting) return whole;
    lasting = { count: number(groups["id"]), period: groups["period"] as Period };
    return " ";
  });
  left = left.replaceAll(/\b(in|since|by|during|until) N(\d+)\b/g, (whole, word: string, id: string) =>
    number(id) >= 1990 && number(id) < 2100 ? ` ${word} ` : whole,
  );
  return { left: left.replaceAll(/\s+/g, " "), lasting };
}
