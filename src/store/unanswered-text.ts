import { plainWords } from "../core/question.ts";

const longestText = 500; // characters
const longestRaw = 6_000; // characters that are cleaned at all, of a message of any length

/** Mentions go with the control characters, so that no user id is kept. */
export const shortened = (text: string): string =>
  plainWords(text.slice(0, longestRaw))
    .slice(0, longestText)
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trim();

/** The same for questions that differ in case, punctuation and spacing only, unless there is nothing else. */
export function normalised(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase();
  return (
    plain
      .replaceAll(/[^\p{L}\p{M}\p{N}$€£%+.]+/gu, " ")
      .replaceAll(/\.(?!\d)/g, "")
      .trim() || plain
  );
}
