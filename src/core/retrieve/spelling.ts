/**
 * Repairs words that the corpus does not know with words that it does. Only words of four letters or more without
 * digits; one edit, or two from eight letters on. An edit is a letter too many, too few, wrong, or two swapped.
 */
import { edits } from "../edits.ts";
import { at, growable32, push } from "./growable.ts";
import type { Lexicon } from "./lexicon.ts";
import { STOP_WORDS } from "./stop-words.ts";

const SHORTEST = 4;
const TWO_EDITS_FROM = 8;
const LONGEST = 40;
/** Candidates that are kept, best first: the rest of the question decides between them. */
const CANDIDATES = 3;

interface Bucket {
  readonly words: ReturnType<typeof growable32>;
  /** Which letters a word holds, one bit each. Words two edits apart differ in at most four. */
  readonly letters: ReturnType<typeof growable32>;
}

export class Spelling {
  readonly #lexicon: Lexicon;
  /** By length. */
  readonly #buckets: Bucket[] = [];
  #known = 0;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** Words of the corpus that `word` may have been meant as, likeliest first. */
  repair(word: string): string[] {
    if (word.length < SHORTEST || word.length > LONGEST || /\d/.test(word)) return [];
    const most = word.length >= TWO_EDITS_FROM ? 2 : 1;
    const letters = lettersOf(word);
    const found: { word: string; distance: number; df: number }[] = [];
    for (let length = word.length - most; length <= word.length + most; length++) {
      const bucket = this.#buckets[length];
      if (bucket === undefined) continue;
      const masks = bucket.letters.data;
      for (let i = 0; i < bucket.letters.length; i++) {
        if (bits((masks[i] ?? 0) ^ letters) > 2 * most) continue;
        const id = at(bucket.words, i);
        if (at(this.#lexicon.uses, id) === 0) continue;
        const candidate = this.#lexicon.words[id] ?? "";
        const distance = edits(word, candidate, most);
        if (distance > most || (distance === 2 && candidate[0] !== word[0])) continue;
        found.push({ word: candidate, distance, df: at(this.#lexicon.df, this.#lexicon.termOf(id)) });
      }
    }
    const nearest = Math.min(...found.map(({ distance }) => distance));
    return found
      .filter(({ distance }) => distance === nearest)
      .toSorted((a, b) => rank(b, word) - rank(a, word) || (a.word < b.word ? -1 : 1))
      .slice(0, CANDIDATES)
      .map((candidate) => candidate.word);
  }

  /** Two words of the corpus that were written without the blank between them. */
  parts(word: string): [string, string] | undefined {
    if (word.length < 2 * SHORTEST - 1 || word.length > LONGEST || /\d/.test(word)) return undefined;
    let best: [string, string] | undefined;
    let bestDf = 0;
    for (let i = 3; i <= word.length - 3; i++) {
      const pair: [string, string] = [word.slice(0, i), word.slice(i)];
      if (pair.some((part) => STOP_WORDS.has(part))) continue;
      const df = Math.min(...pair.map((part) => this.#dfOf(part)));
      if (df > bestDf) [best, bestDf] = [pair, df];
    }
    return best;
  }

  #dfOf(word: string): number {
    const term = this.#lexicon.liveTerm(this.#lexicon.stemOf(word));
    return term < 0 ? 0 : at(this.#lexicon.df, term);
  }

  /** Takes in the words that were entered since the last time. */
  catchUp(): void {
    const { words } = this.#lexicon;
    for (; this.#known < words.length; this.#known++) {
      const word = words[this.#known] ?? "";
      if (word.length < SHORTEST - 1 || word.length > LONGEST || /\d/.test(word)) continue;
      const bucket = (this.#buckets[word.length] ??= { words: growable32(), letters: growable32() });
      push(bucket.words, this.#known);
      push(bucket.letters, lettersOf(word));
    }
  }
}

/** A frequent word is likelier; people seldom mistype the first letter. */
function rank(candidate: { word: string; df: number }, typed: string): number {
  return Math.log(1 + candidate.df) + (candidate.word[0] === typed[0] ? 1.5 : 0);
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << ((word.charCodeAt(i) - 97) & 31);
  return letters >>> 0;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++;
  return count;
}
