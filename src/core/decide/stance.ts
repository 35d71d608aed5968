import { clauseAt, type Sentence } from "./sentences.ts";
import type { Grammar } from "./signal-book.ts";

/** How a sentence holds some of its words: as said, as not known, or as said by nobody of themselves. */
export type Stance =
  | { readonly kind: "said"; readonly isNegated: boolean; readonly hedged: boolean }
  | { readonly kind: "unknown" }
  | { readonly kind: "unsaid" };

const unsaid: Stance = { kind: "unsaid" };
const nearWords = 5;
const touchingWords = 0;
const reach = { near: nearWords, touching: touchingWords } as const;

const all = (pattern: RegExp, text: string): RegExpExecArray[] => [...text.matchAll(pattern)];
export const has = (pattern: RegExp, text: string): boolean => {
  pattern.lastIndex = 0;
  return pattern.test(text);
};
const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)?.length ?? 0;

/**
 * Reads how the words from `start` to `end` of a sentence are meant.
 * @param negation how far a negation before them reaches: over a few words, or over one at most
 */
export function stanceOf(
  sentence: Sentence,
  start: number,
  end: number,
  grammar: Grammar,
  negation: keyof typeof reach = "near",
): Stance {
  const { text, asksFrom } = sentence;
  const clause = clauseAt(sentence, start);
  const before = text.slice(clause.from, start);
  const after = text.slice(end);
  const rest = text.slice(end, Math.max(end, clauseAt(sentence, Math.max(start, end - 1)).to));
  const asked = asksFrom !== undefined && start >= asksFrom ? text.slice(asksFrom, start) : undefined;
  if (asked !== undefined && !has(grammar.presupposed, asked)) return unsaid;
  if (has(grammar.otherTimes, before) || has(grammar.otherTimes, rest)) return unsaid;
  if (isOfOthers(text, start, end, grammar)) return unsaid;
  if (has(grammar.doubts, before) || grammar.doubtsAfter.test(after)) return { kind: "unknown" };
  if (isSupposed(sentence, clause, start, grammar)) return unsaid;

  const negations = negationsIn(before, grammar);
  const isFar = negations.some((one) => one.words > reach[negation]);
  const near = negations.filter((one) => one.words <= reach[negation]).length;
  // A negation that stands far before may mean these words or others.
  if (isFar && near === 0 && negation === "near") return unsaid;
  const count = near + (grammar.negatorsAfter.test(after) ? 1 : 0);
  const hedged = has(grammar.hedges, text.slice(clause.from, end) + rest) || hedgesAlone(sentence, grammar);
  return { kind: "said", isNegated: count % 2 === 1, hedged };
}

function negationsIn(before: string, grammar: Grammar): { readonly words: number }[] {
  const plain = before.replaceAll(grammar.notNegators, (words) => "x".repeat(words.length));
  return all(grammar.negators, plain).map(({ 0: word, index }) => ({
    words: wordsIn(plain.slice(index + word.length)),
  }));
}

/** "Our competitors have GPUs, and strong teams": somebody else is spoken of, until it or the words are about us again. */
function isOfOthers(text: string, start: number, end: number, grammar: Grammar): boolean {
  const last = all(grammar.others, text.slice(0, start)).at(-1);
  return last !== undefined && !has(grammar.ours, text.slice(last.index + last[0].length, end));
}

/** "If we had GPUs", and what then would be. */
function isSupposed(
  { text }: Sentence,
  clause: { readonly from: number; readonly to: number },
  start: number,
  grammar: Grammar,
): boolean {
  if (has(grammar.conditions, text.slice(clause.from, start))) return true;
  return (
    has(grammar.conditions, text.slice(0, clause.from)) && has(grammar.consequences, text.slice(clause.from, start))
  );
}

/** ", I think": a clause that is nothing but a hedge speaks for the whole sentence. */
const hedgesAlone = ({ text, clauses }: Sentence, grammar: Grammar): boolean =>
  clauses.some((from, i) => {
    const clause = text.slice(from, clauses[i + 1]);
    return has(grammar.hedges, clause) && wordsIn(clause.replaceAll(grammar.hedges, "")) === 0;
  });
