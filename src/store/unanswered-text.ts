import { plainWords } from "../core/question.ts";
import { redact } from "./redact.ts";

const longestText = 500; // characters
const longestRaw = 6_000; // characters that are cleaned at all, of a message of any length

/** What gives somebody away goes before the text is cut: of half a mail address nobody would know that it is one. */
export const shortened = (text: string): string =>
  redact(plainWords(text.slice(0, longestRaw)))
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
