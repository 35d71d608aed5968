import type { Grammar } from "./signal-book.ts";

export interface Cut {
  readonly start: number;
  readonly end: number;
}

/** A sentence of a plain text, or a line that ends without a mark. */
export interface Sentence {
  readonly text: string;
  /** Where it begins in the plain text. */
  readonly start: number;
  /** Where in it the question begins, if it holds one. */
  readonly asksFrom: number | undefined;
  /** Where its clauses begin: right behind each break; 0 is the first. */
  readonly clauses: readonly number[];
}

const longest = 600; // characters: no pattern then looks further, however a text goes on without a stop
const longestShort = 10; // characters of an abbreviation
const labelWords = 4; // "GPUs? None.": a question this short is a label for what follows
const longestLabel = 60; // characters

/** Where the sentences of a plain text begin and end. */
export function cutsOf(plain: string, grammar: Grammar): Cut[] {
  const cuts: Cut[] = [];
  let start = 0;
  const add = (end: number): void => {
    while (start < end) {
      const to = end - start > longest ? cutAt(plain, start) : end;
      cuts.push({ start, end: to });
      start = to;
    }
  };
  for (const { 0: mark, index } of plain.matchAll(/[.!?;]+(?=[\s"')\]]|$)|\n/g)) {
    const isInside =
      mark === "." && grammar.abbreviation.test(plain.slice(Math.max(start, index - longestShort), index));
    if (!isInside && !(mark === "?" && isLabel(plain, start, index, grammar))) add(index + mark.length);
  }
  add(plain.length);
  return cuts;
}

const cutAt = (plain: string, from: number): number => {
  const space = plain.lastIndexOf(" ", from + longest);
  return space > from ? space : from + longest;
};

/** "ML team? Two people": what stands before the mark is no question but names what comes. */
function isLabel(plain: string, start: number, mark: number, grammar: Grammar): boolean {
  if (mark - start > longestLabel || !/^ \S/.test(plain.slice(mark + 1, mark + 3))) return false;
  const before = plain.slice(start, mark).trim();
  return before.split(/\s+/).length <= labelWords && !startsWith(grammar.questions, before);
}

/** Whether a text begins with what a sticky pattern stands for. */
const startsWith = (pattern: RegExp, text: string): boolean => {
  pattern.lastIndex = 0;
  return pattern.test(text);
};

const opening = /^[\s"'(-]+/;

/** Reads how a sentence is built. */
export function sentenceOf(plain: string, { start, end }: Cut, grammar: Grammar): Sentence {
  const text = plain.slice(start, end);
  const clauses = [0, ...[...text.matchAll(grammar.breaks)].map(({ 0: mark, index }) => index + mark.length)];
  const asking = clauses.find((from) => startsWith(grammar.questions, text.slice(from).replace(opening, "")));
  const isAsked = /\?["')\]]*\s*$/.test(text);
  const unmarked = startsWith(grammar.questionsUnmarked, text.replace(opening, "")) ? 0 : undefined;
  return { text, start, clauses, asksFrom: isAsked ? (asking ?? 0) : unmarked };
}

/** The clause that holds a place: from behind the break before it to behind the break after it. */
export function clauseAt({ text, clauses }: Sentence, place: number): { readonly from: number; readonly to: number } {
  const from = clauses.findLast((start) => start <= place) ?? 0;
  return { from, to: clauses.find((start) => start > place) ?? text.length };
}
