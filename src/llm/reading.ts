/** A text as words with what is said of them: negated or not, of open or of closed models. Good enough to compare two texts. */
import { STOP_WORDS } from "../core/retrieve/stop-words.ts";
import { evened } from "./idioms.ts";

export type Stem = (word: string) => string;
export type Side = "open" | "closed";

export interface Word {
  readonly text: string;
  readonly stem: string;
  /** Says something by itself. */
  readonly isContent: boolean;
  readonly isNegated: boolean;
  /** Which negator of the text reaches it, counted from 1; 0 for none. */
  readonly negator: number;
  /** The first that its negator reaches. */
  readonly isHead: boolean;
  /** Behind a negator in its clause, however far. */
  readonly isUnderNegator: boolean;
  readonly side: Side | undefined;
}

export const sideOf = (word: string): Side | undefined => {
  if (/^open(?:-(?:weights?|source|model))?$|^self-host|^own-model/.test(word)) return "open";
  return /^(?:closed|proprietary)$/.test(word) ? "closed" : undefined;
};

const negators =
  /^(?:not|no|never|none|nor|neither|nothing|nobody|without|cannot|hardly|missing|absent|instead|rather|beyond|ignor(?:e|es|ed|ing)|lacks?|lacking|avoid(?:s|ed|ing)?|\w+n't|cant|dont|doesnt|isnt|arent|wont|didnt|wasnt)$/;
const reach = 3; // words that say something, after a negator, within its clause
/** Ties a sentence together without claiming anything. */
const fillers = new Set(
  "also namely especially particularly mainly primarily essentially effectively notably specifically accordingly consequently nevertheless nonetheless furthermore likewise respectively thus hence therefore however moreover example instance case overall generally short brief means mean meaning every everything yourself yourselves themselves itself roughly about approximately around nearly merely simply frequently occasional occasionally whatever someone somebody something kept held keeping needing made done given taken think consider remember go goes going went gone look looks looking possible sometimes often usually typically generally possibly probably likely perhaps quite rather relatively fairly really actually simply just tend tends rather able may might can could would should already still even yet kind sort type form called ordinary so then whereas while basically simply put note way ways thing things kind kinds come comes get gets got make makes use uses used using give gives given take takes let lets keep keeps become becomes include includes including involve involves require requires need needs needed want wants".split(
    " ",
  ),
);

/** What a negation does not reach over. */
export const negationEnds = /^(?:for|with|by|from|because|if|when|until|as|that|which|who|so)$/;
const segmentEnd = /^(?:[;:]|while|whereas|but|although|though)$/;
const clauseEnd = /^[,()]$/;
const wordShape = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[,;:()]/gu;

/** Each segment speaks of one thing against another; a clause that names no side is about the one named before it, or next. */
function clausesOf(text: string): string[][][] {
  const segments: string[][][] = [[[]]];
  const plain = evened(text.normalize("NFKC"))
    .replaceAll(/\bown (?=model)/giu, "own-")
    .replaceAll(/\bby (?:it|them|your)sel(?:f|ves)\b/giu, "");
  for (const [found] of plain.matchAll(wordShape)) {
    const word = found.toLowerCase().replaceAll("’", "'");
    if (segmentEnd.test(word)) segments.push([[]]);
    else if (clauseEnd.test(word)) segments.at(-1)?.push([]);
    if (/[\p{L}\p{N}]/u.test(word)) segments.at(-1)?.at(-1)?.push(word);
  }
  return segments;
}

const readings = new WeakMap<Stem, Map<string, readonly Word[]>>();
/** The clauses of a passage are compared with each sentence anew, and read once. */
const mostReadings = 5_000;

/** @param start the side that the text is about before it names one: its heading's */
export function readWords(text: string, stem: Stem, start?: Side): readonly Word[] {
  let known = readings.get(stem);
  if (!known || known.size > mostReadings) {
    known = new Map();
    readings.set(stem, known);
  }
  const key = `${start ?? ""} ${text}`;
  const before = known.get(key);
  if (before) return before;
  const words = readAnew(text, stem, start);
  known.set(key, words);
  return words;
}

function readAnew(text: string, stem: Stem, start?: Side): readonly Word[] {
  let inherited = start;
  let negator = 0;
  return clausesOf(text).flatMap((clauses) => {
    let side = clauses.flat().map(sideOf).find(Boolean) ?? inherited;
    const words = clauses.flatMap((clause) => {
      const than = clause.indexOf("than");
      side =
        clause
          .slice(0, than < 0 ? undefined : than)
          .map(sideOf)
          .find(Boolean) ?? side;
      let isCompared = false;
      let left = 0;
      let isHead = false;
      let isUnderNegator = false;
      return clause.flatMap((word): Word[] => {
        // What is compared with is not what is spoken of.
        if (word === "than") isCompared = true;
        if (!isCompared) side = sideOf(word) ?? side;
        if (negators.test(word)) {
          left = /^(?:missing|absent)$/.test(word) ? 1 : reach;
          isHead = true;
          isUnderNegator = true;
          negator += 1;
          return [];
        }
        if (negationEnds.test(word)) left = 0;
        // What is said of one thing is said of the other: "cannot host it or change its weights".
        if (word === "or" && left > 0) left = reach;
        // A word with a hyphen is found by its parts too: open-weight, high-volume.
        return [word, ...(word.includes("-") ? word.split("-") : [])].map((one): Word => {
          const isContent = !STOP_WORDS.has(one.replaceAll("'", "")) && !fillers.has(one) && !/^\p{L}$/u.test(one);
          const isNegated = left > 0;
          const read = {
            isNegated,
            negator: isNegated ? negator : 0,
            isHead: isNegated && isHead && isContent,
            isUnderNegator,
          };
          if (isContent && one === word) {
            left -= 1;
            isHead = false;
          }
          return { text: one, stem: stem(one.replace(/'s$/, "")), isContent, ...read, side };
        });
      });
    });
    inherited = side;
    return words;
  });
}

/** What each clause begins with, and what it says of that; stems. */
export function statementsOf(
  text: string,
  stem: Stem,
): { readonly subject: string; readonly rest: ReadonlySet<string> }[] {
  return clausesOf(text)
    .flat()
    .flatMap((clause) => {
      const [subject, ...rest] = readWords(clause.join(" "), stem).flatMap((word) =>
        word.isContent ? [word.stem] : [],
      );
      return subject === undefined || rest.length === 0 ? [] : [{ subject, rest: new Set(rest) }];
    });
}

export const isNegator = (word: string): boolean => negators.test(word);
export const hasNegator = (text: string): boolean =>
  (text.toLowerCase().replaceAll("’", "'").match(wordShape) ?? []).some((word) => negators.test(word));

/** "Do you have engineers? Without them, …" */
const withWhatItMeans = (sentence: string, before: string | undefined): string =>
  before === undefined
    ? sentence
    : sentence.replace(
        /^Without (?:it|them|this|these|that)\b/,
        `Without ${
          before
            .match(/[\p{L}\p{N}-]+/gu)
            ?.slice(-2)
            .join(" ") ?? ""
        }`,
      );

/** Sentences of a passage; each sentence of a point knows the point's heading. */
export function unitsOf(text: string): { readonly heading: string; readonly text: string }[] {
  return text.split("\n").flatMap((line) => {
    const [, heading = "", rest = line] = /^\*\*(.+?)\*\*\s*(.*)$/.exec(line.trim()) ?? [];
    return rest
      .split(/(?<=[\p{L}\p{N})"%\]][.!?])\s+(?=[\p{Lu}"(])|;\s+/u)
      .map((sentence, i, all) => withWhatItMeans(sentence, all[i - 1]))
      .map((sentence) => ({ heading: heading.replace(/[.?!]$/, ""), text: sentence.replaceAll("**", "").trim() }))
      .filter((unit) => unit.text !== "");
  });
}
