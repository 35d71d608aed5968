/**
 * The corpus as numbers: documents, their passages, and what is counted over them. Removed passages stay in the lists
 * as dead until the index is written anew, but leave every count at once, so that a search never sees them.
 */
import { at, growable32, growable8, push, reserve } from "./growable.ts";
import { BREAK, JOINED, Lexicon } from "./lexicon.ts";
import { packCounts, Postings } from "./postings.ts";
import { TRIGRAMS } from "./trigrams.ts";

/** Word numbers: sentences or aliases, each followed by BREAK, then JOINED and the joined forms. */
export type Sequence = readonly number[] | Uint32Array;

export class Store {
  readonly lexicon: Lexicon;
  readonly postings = new Postings();
  readonly ids: string[] = [];
  readonly #byId = new Map<string, number>();
  readonly #words = growable32(1024);
  /** Head sequence and passages of each document. */
  readonly #headFrom = growable32();
  readonly #headTo = growable32();
  readonly #firstPassage = growable32();
  readonly #endPassage = growable32();
  /** Document, body sequence and lengths in words of each passage. */
  readonly documentOf = growable32();
  readonly #bodyFrom = growable32();
  readonly #bodyTo = growable32();
  readonly headLength = growable32();
  readonly bodyLength = growable32();
  readonly dead = growable8();
  /** Live passages that hold a trigram. */
  readonly trigramDf = new Uint32Array(TRIGRAMS);
  readonly #trigramSeen = new Uint32Array(TRIGRAMS);
  /** Scratch for one passage: the passage that last touched a term, and its counts there. */
  readonly #termSeen = growable32();
  readonly #termCounts = growable32();
  #round = 0;
  live = 0;
  headWords = 0;
  bodyWords = 0;

  constructor(stem: (word: string) => string) {
    this.lexicon = new Lexicon(stem);
  }

  get size(): number {
    return this.#byId.size;
  }

  get passages(): number {
    return this.documentOf.length;
  }

  document(id: string): number | undefined {
    return this.#byId.get(id);
  }

  documents(): IterableIterator<[string, number]> {
    return this.#byId.entries();
  }

  passagesOf(document: number): { from: number; to: number } {
    return { from: at(this.#firstPassage, document), to: at(this.#endPassage, document) };
  }

  head(document: number): Uint32Array {
    return this.#words.data.subarray(at(this.#headFrom, document), at(this.#headTo, document));
  }

  body(passage: number): Uint32Array {
    return this.#words.data.subarray(at(this.#bodyFrom, passage), at(this.#bodyTo, passage));
  }

  /** The id must not be in the store. */
  add(id: string, head: Sequence, bodies: readonly Sequence[]): void {
    const document = this.ids.length;
    this.ids.push(id);
    this.#byId.set(id, document);
    push(this.#headFrom, this.#words.length);
    push(this.#headTo, this.#keep(head));
    push(this.#firstPassage, this.passages);
    for (const body of bodies) {
      const passage = this.passages;
      push(this.documentOf, document);
      push(this.#bodyFrom, this.#words.length);
      push(this.#bodyTo, this.#keep(body));
      push(this.headLength, lengthOf(head));
      push(this.bodyLength, lengthOf(body));
      push(this.dead, 0);
      this.#count(passage, 1);
    }
    push(this.#endPassage, this.passages);
  }

  remove(id: string): void {
    const document = this.#byId.get(id);
    if (document === undefined) return;
    this.#byId.delete(id);
    const { from, to } = this.passagesOf(document);
    for (let passage = from; passage < to; passage++) {
      this.dead.data[passage] = 1;
      this.#count(passage, -1);
    }
  }

  #keep(sequence: Sequence): number {
    reserve(this.#words, sequence.length);
    this.#words.data.set(sequence, this.#words.length);
    this.#words.length += sequence.length;
    return this.#words.length;
  }

  /** Enters a passage into all counts (and lists), or takes it out of all counts. */
  #count(passage: number, sign: 1 | -1): void {
    const round = ++this.#round;
    const touched: number[] = [];
    this.#tally(this.head(at(this.documentOf, passage)), 1 << 16, sign, round, touched);
    this.#tally(this.body(passage), 1, sign, round, touched);
    const df = this.lexicon.df.data;
    for (const term of touched) {
      df[term] = (df[term] ?? 0) + sign;
      const counts = at(this.#termCounts, term);
      if (sign === 1) this.postings.add(term, passage, packCounts(counts >>> 16, counts & 0xffff));
    }
    this.live += sign;
    this.headWords += sign * at(this.headLength, passage);
    this.bodyWords += sign * at(this.bodyLength, passage);
  }

  #tally(sequence: Uint32Array, unit: number, sign: number, round: number, touched: number[]): void {
    const { lexicon } = this;
    while (this.#termSeen.length < lexicon.terms) {
      push(this.#termSeen, 0);
      push(this.#termCounts, 0);
    }
    const seen = this.#termSeen.data;
    const counts = this.#termCounts.data;
    const uses = lexicon.uses.data;
    const { trigrams } = lexicon;
    let joined = false;
    for (const word of sequence) {
      if (word === JOINED) joined = true;
      if (word === BREAK || word === JOINED) continue;
      const term = lexicon.termOf(word);
      if (seen[term] !== round) {
        seen[term] = round;
        counts[term] = 0;
        touched.push(term);
      }
      counts[term] = (counts[term] ?? 0) + unit;
      if (joined) continue;
      uses[word] = (uses[word] ?? 0) + sign;
      const to = lexicon.trigramsFrom(word + 1);
      for (let i = lexicon.trigramsFrom(word); i < to; i++) {
        const code = trigrams[i] ?? 0;
        if (this.#trigramSeen[code] === round) continue;
        this.#trigramSeen[code] = round;
        this.trigramDf[code] = (this.trigramDf[code] ?? 0) + sign;
      }
    }
  }
}

/** Words of a sequence, without separators and joined forms. */
function lengthOf(sequence: Sequence): number {
  let length = 0;
  for (const word of sequence) {
    if (word === JOINED) break;
    if (word !== BREAK) length++;
  }
  return length;
}
