/** Reads stored sequences word by word for one query and counts in them what the query asks for. */
import { at } from "./growable.ts";
import { BREAK, JOINED } from "./lexicon.ts";
import type { Scratch } from "./scratch.ts";
import type { QueryPlan } from "./slots.ts";
import type { Store } from "./store.ts";
import { idfOf, STOP_WEIGHT } from "./weights.ts";

/** What one sequence holds of the query. */
export interface Holding {
  /** Occurrences, by place in the plan's terms, trigrams and pairs. */
  readonly terms: readonly number[];
  readonly trigrams: readonly number[];
  readonly pairs: readonly number[];
  /** Likeness of its best sentence, title or alias, 0 to 1. */
  readonly unit: number;
}

interface TermSeen {
  /** Place in the plan's terms, or -1. */
  readonly place: number;
  readonly slot: number;
  /** Weight × idf within a unit. */
  readonly worth: number;
  /** The last unit that held it. */
  unit: number;
}

interface WordSeen {
  readonly term: TermSeen;
  /** Places of the query's trigrams that it holds. */
  readonly trigrams: readonly number[];
}

export class Reading {
  readonly #store: Store;
  readonly #plan: QueryPlan;
  /** Words and terms that were met, since the best passages share most of theirs; and their places by number. */
  readonly #words: WordSeen[] = [];
  readonly #terms: TermSeen[] = [];
  readonly #scratch: Scratch;
  readonly #met: number[] = [];
  readonly #places: ReadonlyMap<number, number>;
  readonly #trigramPlaces: ReadonlyMap<number, number>;
  readonly #pairPlaces: ReadonlyMap<number, number>;
  /** The last unit that held a slot. */
  readonly #slots: number[];
  #unit = 0;

  constructor(store: Store, plan: QueryPlan, scratch: Scratch) {
    this.#store = store;
    this.#plan = plan;
    this.#scratch = scratch;
    this.#places = places(plan.terms);
    this.#trigramPlaces = places(plan.trigrams.keys());
    this.#pairPlaces = places(plan.pairs.keys());
    this.#slots = plan.slots.map(() => 0);
  }

  read(sequence: Uint32Array): Holding {
    const wordPlace = this.#scratch.words;
    const terms = zeros(this.#plan.terms.length);
    const trigrams = zeros(this.#plan.trigrams.size);
    const pairs = zeros(this.#plan.pairs.size);
    let best = 0;
    let own = 0;
    let shared = 0;
    let previous = -1;
    let joined = false;
    this.#unit++;
    for (let i = 0; i < sequence.length; i++) {
      const id = sequence[i] ?? 0;
      if (id === BREAK || id === JOINED) {
        if (shared > 0) best = Math.max(best, this.#dice(own, shared));
        own = 0;
        shared = 0;
        previous = -1;
        this.#unit++;
        joined ||= id === JOINED;
        continue;
      }
      const word = this.#words[(wordPlace[id] ?? 0) - 1] ?? this.#meet(id);
      const { term } = word;
      if (term.place >= 0) add(terms, term.place);
      if (joined) continue;
      for (const place of word.trigrams) add(trigrams, place);
      if (term.unit !== this.#unit) {
        term.unit = this.#unit;
        own += term.worth;
        if (term.slot >= 0) shared += this.#first(term.slot);
      }
      if (term.slot >= 0 && previous >= 0) {
        const pair = this.#pairPlaces.get(previous * this.#plan.slots.length + term.slot);
        if (pair !== undefined) add(pairs, pair);
      }
      previous = term.slot;
    }
    return { terms, trigrams, pairs, unit: best };
  }

  /** Leaves the scratch as it was found. */
  close(): void {
    for (const id of this.#met) {
      this.#scratch.words[id] = 0;
      this.#scratch.terms[this.#store.lexicon.termOf(id)] = 0;
    }
  }

  /** Dice's coefficient (1945) of a unit and the question, both as sets of terms weighted by idf. */
  #dice(own: number, shared: number): number {
    return Math.min(1, (2 * shared) / (own + this.#plan.attainable));
  }

  /** What a slot adds to the unit that is read: its worth, once. */
  #first(slot: number): number {
    if (this.#slots[slot] === this.#unit) return 0;
    this.#slots[slot] = this.#unit;
    return this.#plan.slots[slot]?.worth ?? 0;
  }

  #meet(id: number): WordSeen {
    const { lexicon } = this.#store;
    const trigrams: number[] = [];
    const to = lexicon.trigramsFrom(id + 1);
    for (let i = lexicon.trigramsFrom(id); i < to; i++) {
      const place = this.#trigramPlaces.get(lexicon.trigrams[i] ?? 0);
      if (place !== undefined) trigrams.push(place);
    }
    const word = { term: this.#term(lexicon.termOf(id)), trigrams };
    this.#scratch.words[id] = this.#words.push(word);
    this.#met.push(id);
    return word;
  }

  #term(id: number): TermSeen {
    const known = this.#terms[(this.#scratch.terms[id] ?? 0) - 1];
    if (known !== undefined) return known;
    const { lexicon, live } = this.#store;
    const place = this.#places.get(id) ?? -1;
    const worth = (lexicon.isStop(id) ? STOP_WEIGHT : 1) * idfOf(at(lexicon.df, id), live);
    const term = { place, slot: this.#plan.slotOf[place] ?? -1, worth, unit: 0 };
    this.#scratch.terms[id] = this.#terms.push(term);
    return term;
  }
}

function places(keys: Iterable<number>): Map<number, number> {
  const found = new Map<number, number>();
  for (const key of keys) found.set(key, found.size);
  return found;
}

function zeros(length: number): number[] {
  const counts: number[] = [];
  for (let i = 0; i < length; i++) counts.push(0);
  return counts;
}

function add(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}
