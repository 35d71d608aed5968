/** A text as words with what is said of them: negated or not, of open or of closed models. Good enough to compare two texts. */
import { STOP_WORDS } from "../core/retrieve/stop-words.ts";

export type Stem = (word: string) => string;
export type Side = "open" | "closed";

export interface Word {
  readonly text: string;
  readonly stem: string;
  /** Says something by itself. */
  readonly isContent: boolean;
  readonly isNegated: boolean;
  readonly side: Side | undefined;
}

export const sideOf = (word: string): Side | undefined => {
  if (/^open(?:-(?:weights?|source|model))?$|^self-host|^own-model/.test(word)) return "open";
  return /^(?:closed|proprietary)$/.test(word) ? "closed" : undefined;
};

const negators =
  /^(?:not|no|never|none|nor|neither|nothing|nobody|without|cannot|hardly|lacks?|lacking|avoid(?:s|ed|ing)?|\w+n't|cant|dont|doesnt|isnt|arent|wont|didnt|wasnt)$/;
const reach = 3; // words that say something, after a negator, within its clause
/** Ties a sentence together without claiming anything. */
const fillers = new Set(
  "also thus hence therefore however moreover example instance case overall general generally short brief word words means mean meaning so then whereas while basically simply put note way ways thing things kind kinds come comes get gets got make makes use uses used using give gives given take takes let lets keep keeps become becomes include includes including involve involves require requires need needs needed want wants".split(
    " ",
  ),
);

/** What a negation does not reach over. */
const negationEnds = /^(?:for|with|by|from|because|if|when|until|as|that|which|who|so)$/;
const segmentEnd = /^(?:[;:]|while|whereas|but|although|though)$/;
const clauseEnd = /^[,()]$/;
const wordShape = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[,;:()]/gu;

/** Each segment speaks of one thing against another; a clause that names no side is about the one named before it, or next. */
function clausesOf(text: string): string[][][] {
  const segments: string[][][] = [[[]]];
  const plain = text.normalize("NFKC").replaceAll(/\bown (?=model)/giu, "own-");
  for (const [found] of plain.matchAll(wordShape)) {
    const word = found.toLowerCase().replaceAll("’", "'");
    if (segmentEnd.test(word)) segments.push([[]]);
    else if (clauseEnd.test(word)) segments.at(-1)?.push([]);
    if (/[\p{L}\p{N}]/u.test(word)) segments.at(-1)?.at(-1)?.push(word);
  }
  return segments;
}

/** @param start the side that the text is about before it names one: its heading's */
export function readWords(text: string, stem: Stem, start?: Side): readonly Word[] {
  let inherited = start;
  return clausesOf(text).flatMap((clauses) => {
    let side = clauses.flat().map(sideOf).find(Boolean) ?? inherited;
    const words = clauses.flatMap((clause) => {
      side = clause.map(sideOf).find(Boolean) ?? side;
      let left = 0;
      return clause.flatMap((word): Word[] => {
        side = sideOf(word) ?? side;
        if (negators.test(word)) {
          left = word === "without" ? 1 : reach;
          return [];
        }
        if (negationEnds.test(word)) left = 0;
        // A word with a hyphen is found by its parts too: open-weight, high-volume.
        return [word, ...(word.includes("-") ? word.split("-") : [])].map((one): Word => {
          const isContent = !STOP_WORDS.has(one.replaceAll("'", "")) && !fillers.has(one) && !/^\p{L}$/u.test(one);
          const isNegated = left > 0;
          if (isContent && one === word) left -= 1;
          return { text: one, stem: stem(one.replace(/'s$/, "")), isContent, isNegated, side };
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

/** Sentences of a passage; each sentence of a point knows the point's heading. */
export function unitsOf(text: string): { readonly heading: string; readonly text: string }[] {
  return text.split("\n").flatMap((line) => {
    const [, heading = "", rest = line] = /^\*\*(.+?)\*\*\s*(.*)$/.exec(line.trim()) ?? [];
    return rest
      .split(/(?<=[\p{L}\p{N})"%\]][.!?])\s+(?=[\p{Lu}"(])|;\s+/u)
      .map((sentence) => ({ heading: heading.replace(/[.?!]$/, ""), text: sentence.replaceAll("**", "").trim() }))
      .filter((unit) => unit.text !== "");
  });
}
