/** The boss's question as a game: what a player named of what there is to consider. */
import { words } from "./words.ts";

/** What was said last asks it: whoever speaks next plays. */
export const asksQuiz = (said: string): boolean => said.includes(words.quizMark);

export interface QuizFactor {
  /** Its row of the coverage list. */
  readonly covers: string;
  readonly title: string;
  /** Patterns by which a player's words are recognised. */
  readonly names: readonly string[];
}
export interface Quiz {
  readonly question: string;
  /** Cases to try on the decision flow afterwards. */
  readonly scenarios: readonly string[];
  readonly factors: readonly QuizFactor[];
}

export interface Played {
  /** With the words that named it. */
  readonly named: readonly { readonly factor: QuizFactor; readonly words: string }[];
  readonly missed: readonly QuizFactor[];
}

const longestRead = 3_000; // characters

/** Which factors a text names. */
export function play({ factors }: Quiz, text: string): Played {
  const read = text.slice(0, longestRead);
  const found = factors.map((factor) => ({ factor, words: firstMatch(factor.names, read) }));
  return {
    named: found.flatMap(({ factor, words }) => (words === undefined ? [] : [{ factor, words }])),
    missed: found.flatMap(({ factor, words }) => (words === undefined ? [factor] : [])),
  };
}

function firstMatch(patterns: readonly string[], text: string): string | undefined {
  for (const pattern of patterns) {
    const found = new RegExp(pattern, "i").exec(text)?.[0];
    if (found !== undefined) return found.trim();
  }
  return undefined;
}
