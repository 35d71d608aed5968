/** Sets the two thresholds from the corpus itself: its aliases are questions it answers, and others are given that it does not. */
import { DEFAULT_THRESHOLDS } from "./confidence.ts";
import { createIndex } from "./index.ts";
import type { Doc, IndexOptions, Thresholds } from "./types.ts";

/** Fewer questions than this say too little. */
const LEAST = 30;
/** More questions than this of either kind cost time at every start and move the thresholds by less than a step. */
const MOST = 60;
const LOWEST = 0.15;
const HIGHEST = 0.5;
/** Turning away a question that has an answer is worse than answering beside the point, which names its sources. */
const KEEP_WEIGHT = 1.5;
const NEAR_SHARE = 2 / 3;

/**
 * Holds out one alias of each document and asks it, then asks the questions that are out of scope.
 * `answer` parts the two best; `near` is two thirds of it.
 */
export function calibrate(
  docs: readonly Doc[],
  outOfScope: readonly string[],
  options: Omit<IndexOptions, "thresholds">,
): Thresholds {
  const { rest, held } = holdOut(docs);
  const inScope = held.map(({ text }) => text);
  if (inScope.length < LEAST || outOfScope.length < LEAST) return DEFAULT_THRESHOLDS;
  // Confidence needs the best three only, which the first few of the plain ranking nearly always hold.
  const index = createIndex({ ...options, rerank: 6 });
  index.upsert(rest);
  const ask = (question: string): number => index.search(question, 1).confidence;
  const answer = parting(sample(inScope).map(ask), sample(outOfScope).map(ask));
  return { answer, near: round(answer * NEAR_SHARE) };
}

/** The documents without one alias of each, and those aliases: questions whose answers are known. */
export function holdOut(docs: readonly Doc[]): {
  readonly rest: readonly Doc[];
  readonly held: readonly { readonly id: string; readonly text: string }[];
} {
  const held: { id: string; text: string }[] = [];
  const rest = docs
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((doc, i) => {
      const aliases = doc.aliases ?? [];
      const text = aliases[i % Math.max(1, aliases.length)];
      if (text === undefined) return doc;
      held.push({ id: doc.id, text });
      return { ...doc, aliases: aliases.filter((alias) => alias !== text) };
    });
  return { rest, held };
}

/** The threshold with the best weighted sum of questions kept and questions turned away, in steps of .01. */
function parting(inScope: readonly number[], outOfScope: readonly number[]): number {
  const gain = (t: number): number => KEEP_WEIGHT * share(inScope, t) - share(outOfScope, t);
  let best = LOWEST;
  for (let step = 100 * LOWEST; step <= 100 * HIGHEST; step++) if (gain(step / 100) > gain(best)) best = step / 100;
  return best;
}

/** Share of the values that reach `t`. */
function share(values: readonly number[], t: number): number {
  return values.filter((value) => value >= t).length / values.length;
}

/** At most `MOST` questions, evenly from the whole list. */
function sample(questions: readonly string[]): readonly string[] {
  const every = Math.max(1, questions.length / MOST);
  return questions.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
