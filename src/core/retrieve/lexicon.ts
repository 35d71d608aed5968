/**
 * Numbers for words and terms. A word is as written (folded); a term is what words share: their stem. Words are kept
 * beside terms because spelling is repaired, and trigrams are cut, from words.
 */
import { at, growable16, growable32, growable8, push, reserve } from "./growable.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { trigramsOf } from "./trigrams.ts";

/** Word number that separates sentences and aliases in a stored sequence. */
export const BREAK = 0;
/** Word number after which a stored sequence holds joined forms. */
export const JOINED = 1;

const HAS_DIGIT = /\d/;

export class Lexicon {
  readonly #stem: (word: string) => string;
  readonly #wordIds = new Map<string, number>();
  readonly #termIds = new Map<string, number>();
  readonly words: string[] = [];
  readonly #termOf = growable32();
  /** Occurrences of a word in live passages, joined forms not counted. */
  readonly uses = growable32();
  /** Live passages that hold a term. */
  readonly df = growable32();
  readonly #stopStems: ReadonlySet<string>;
  readonly #stops = growable8();
  readonly #trigrams = growable16(1024);
  readonly #trigramsFrom = growable32();

  constructor(stem: (word: string) => string) {
    this.#stem = stem;
    this.#stopStems = new Set(Array.from(STOP_WORDS, stem));
    // BREAK and JOINED take the first two numbers; no text has the empty word.
    for (const reserved of ["", " "]) this.wordId(reserved);
  }

  get terms(): number {
    return this.df.length;
  }

  stemOf(word: string): string {
    return HAS_DIGIT.test(word) ? word : this.#stem(word);
  }

  /** Number of a word; a new one is entered. */
  wordId(word: string): number {
    const known = this.#wordIds.get(word);
    if (known !== undefined) return known;
    const id = this.words.length;
    // A slice of a long text would keep the whole text in memory.
    const own = word.length > 12 ? Array.from(word).join("") : word;
    this.#wordIds.set(own, id);
    this.words.push(own);
    push(this.#termOf, this.#termId(own));
    push(this.uses, 0);
    const codes = trigramsOf(own);
    push(this.#trigramsFrom, this.#trigrams.length);
    reserve(this.#trigrams, codes.length);
    for (const code of codes) push(this.#trigrams, code);
    return id;
  }

  #termId(word: string): number {
    const stem = this.stemOf(word);
    const known = this.#termIds.get(stem);
    const id = known ?? this.df.length;
    if (known === undefined) {
      this.#termIds.set(stem, id);
      push(this.df, 0);
      push(this.#stops, this.isStopStem(stem) ? 1 : 0);
    }
    return id;
  }

  /** Term of a word that live passages hold, or -1. */
  liveTerm(stem: string): number {
    const term = this.#termIds.get(stem);
    return term !== undefined && at(this.df, term) > 0 ? term : -1;
  }

  termOf(word: number): number {
    return at(this.#termOf, word);
  }

  isStopStem(stem: string): boolean {
    return this.#stopStems.has(stem);
  }

  isStop(term: number): boolean {
    return at(this.#stops, term) === 1;
  }

  /** Trigram codes of a word: cells `from` to `to` of `trigrams`. */
  get trigrams(): Uint16Array {
    return this.#trigrams.data;
  }

  trigramsFrom(word: number): number {
    return word < this.#trigramsFrom.length ? at(this.#trigramsFrom, word) : this.#trigrams.length;
  }
}
