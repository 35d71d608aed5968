/** Cuts a text into sentences and, when it is long, into passages that end where sentences end. */
import { PASSAGE_MAX, PASSAGE_MIN } from "./weights.ts";

/** A full stop ends a sentence only before white space, so that "3.1" and "node.js" stay whole. */
const SENTENCE_END = /(?<=[.!?…][)"'\]]{0,2})\s+|(?<=[。！？])|[\r\n]+|\s[•·]\s/u;

export function sentencesOf(text: string): string[] {
  return text.split(SENTENCE_END).filter((sentence) => sentence.trim() !== "");
}

/**
 * Groups sentences into passages of 80 to 150 words.
 * @param lengths words of each sentence
 * @returns for each passage the index one past its last sentence
 */
export function cut(lengths: readonly number[]): number[] {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total <= PASSAGE_MAX) return [lengths.length];
  // Even shares, so that the last passage is no stub.
  const target = Math.max(PASSAGE_MIN, total / Math.ceil(total / ((PASSAGE_MIN + PASSAGE_MAX) / 2)));
  const ends: number[] = [];
  let words = 0;
  for (const [i, length] of lengths.entries()) {
    if (words > 0 && words + length > PASSAGE_MAX) {
      ends.push(i);
      words = 0;
    }
    words += length;
    if (words >= target) {
      ends.push(i + 1);
      words = 0;
    }
  }
  if (ends.at(-1) === lengths.length) return ends;
  // A short rest goes to the passage before it.
  if (words < PASSAGE_MIN / 2 && ends.length > 0) ends.pop();
  return [...ends, lengths.length];
}
