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
  if (/^open(?:-(?:weights?|source|model))?$|^self-host/.test(word)) return "open";
  return /^(?:closed|proprietary)$/.test(word) ? "closed" : undefined;
};

const negators =
  /^(?:not|no|never|none|nor|neither|nothing|nobody|without|cannot|hardly|lacks?|lacking|\w+n't|cant|dont|doesnt|isnt|arent|wont|didnt|wasnt)$/;
const reach = 3; // words that say something, after a negator, within its clause
/** Ties a sentence together without claiming anything. */
const fillers = new Set(
  "also thus hence therefore however moreover example instance case overall general generally short brief word words means mean meaning so then whereas while basically simply put note way ways thing things kind kinds come comes get gets got make makes use uses used using give gives given take takes let lets keep keeps become becomes include includes including involve involves require requires need needs needed want wants".split(
    " ",
  ),
);

const clauseEnd = /[,;:()]|\b(?:while|whereas|but|although|though)\b/;
const wordShape = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[,;:()]/gu;

/** @param start the side that the text is about before it names one: its heading's */
export function readWords(text: string, stem: Stem, start?: Side): readonly Word[] {
  const clauses: string[][] = [[]];
  for (const [found] of text.normalize("NFKC").matchAll(wordShape)) {
    const word = found.toLowerCase().replaceAll("’", "'");
    if (clauseEnd.test(word) && !/[-'.]/.test(word)) clauses.push([]);
    if (/[\p{L}\p{N}]/u.test(word)) clauses.at(-1)?.push(word);
  }
  let inherited = start ?? clauses.flat().map(sideOf).find(Boolean);
  return clauses.flatMap((clause) => {
    const first = clause.map(sideOf).find(Boolean);
    let side = first ?? inherited;
    let left = 0;
    const words = clause.flatMap((word): Word[] => {
      side = sideOf(word) ?? side;
      if (negators.test(word)) {
        left = reach;
        return [];
      }
      // A word with a hyphen is found by its parts too: open-weight, high-volume.
      return [word, ...(word.includes("-") ? word.split("-") : [])].map((text): Word => {
        const isContent = !STOP_WORDS.has(text.replaceAll("'", "")) && !fillers.has(text) && !/^\p{L}$/u.test(text);
        const isNegated = left > 0;
        if (isContent && text === word) left -= 1;
        return { text, stem: stem(text.replace(/'s$/, "")), isContent, isNegated, side };
      });
    });
    inherited = side;
    return words;
  });
}

export const hasNegator = (text: string): boolean =>
  (text.toLowerCase().replaceAll("’", "'").match(wordShape) ?? []).some((word) => negators.test(word));

/** Sentences of a passage; each sentence of a point knows the point's heading. */
export function unitsOf(text: string): { readonly heading: string; readonly text: string }[] {
  return text.split("\n").flatMap((line) => {
    const [, heading = "", rest = line] = /^\*\*(.+?)\*\*\s*(.*)$/.exec(line.trim()) ?? [];
    return rest
      .split(/(?<=[\p{L}\p{N})"%\]][.!?])\s+(?=[\p{Lu}"(])/u)
      .map((sentence) => ({ heading: heading.replace(/[.?!]$/, ""), text: sentence.replaceAll("**", "").trim() }))
      .filter((unit) => unit.text !== "");
  });
}
