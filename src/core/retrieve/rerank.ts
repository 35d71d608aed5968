/**
 * Second pass: reads the best passages word by word and adds what posting lists do not hold: the sentence or alias
 * that is most like the question, parts of words, and words side by side.
 */
import { type Norms, normsOf, saturated } from "./bm25f.ts";
import { at } from "./growable.ts";
import { BREAK, JOINED } from "./lexicon.ts";
import type { QueryPlan } from "./slots.ts";
import type { Store } from "./store.ts";
import { TRIGRAMS } from "./trigrams.ts";
import { idfOf, PAIR_WEIGHT, STOP_WEIGHT, TRIGRAM_WEIGHT, UNIT_WEIGHT } from "./weights.ts";

export interface Closeness {
  /** BM25F score ÷ the most that the query could have scored, 0 to 1. */
  readonly ratio: number;
  readonly score: number;
}

/** Counts in title and aliases, and in text. */
interface Counts {
  readonly head: number[];
  readonly body: number[];
}

export class Reader {
  readonly #store: Store;
  /** Place of a term in the plan, plus 1; 0 for terms that the query does not hold. Cleared after each query. */
  #placeOf = new Uint16Array(64);
  readonly #trigramPlace = new Uint16Array(TRIGRAMS);
  /** Worth of a term in a unit's own weight, by term; 0 = not yet computed in this query. */
  #termWorth = new Float64Array(64);
  #worthKnown: number[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Calls `use` with a function that scores single passages for `plan`. */
  read<T>(plan: QueryPlan, use: (score: (document: number, passage: number) => Closeness) => T): T {
    const { terms } = this.#store.lexicon;
    if (this.#placeOf.length < terms) {
      this.#placeOf = new Uint16Array(terms * 1.5);
      this.#termWorth = new Float64Array(terms * 1.5);
    }
    for (const [i, term] of plan.terms.entries()) this.#placeOf[term] = i + 1;
    const codes = [...plan.trigrams.keys()];
    const worths = [...plan.trigrams.values()];
    for (const [i, code] of codes.entries()) this.#trigramPlace[code] = i + 1;
    const norms = normsOf(this.#store);
    try {
      return use((document, passage) => this.#score(plan, worths, norms, document, passage));
    } finally {
      for (const term of plan.terms) this.#placeOf[term] = 0;
      for (const code of codes) this.#trigramPlace[code] = 0;
      for (const term of this.#worthKnown) this.#termWorth[term] = 0;
      this.#worthKnown = [];
    }
  }

  #score(plan: QueryPlan, trigramWorths: readonly number[], norms: Norms, document: number, passage: number): Closeness {
    const store = this.#store;
    const words = counts(plan.terms.length);
    const trigrams = counts(trigramWorths.length);
    const pairs = new Map<number, [head: number, body: number]>();
    const best = Math.max(
      this.#walk(plan, store.head(document), words.head, trigrams.head, pairs, 0),
      this.#walk(plan, store.body(passage), words.body, trigrams.body, pairs, 1),
    );
    const headNorm = norms.free + norms.perHeadWord * at(store.headLength, passage);
    const bodyNorm = norms.free + norms.perBodyWord * at(store.bodyLength, passage);
    const share = (head: number, body: number): number => saturated(head, headNorm, body, bodyNorm);

    const ratio = ratioOf(plan, (i) => share(words.head[i] ?? 0, words.body[i] ?? 0));
    let trigram = 0;
    let trigramsAll = 0;
    for (const [i, worth] of trigramWorths.entries()) {
      trigram += worth * share(trigrams.head[i] ?? 0, trigrams.body[i] ?? 0);
      trigramsAll += worth;
    }
    let pair = 0;
    let pairsAll = 0;
    for (const [key, worth] of plan.pairs) {
      const [head, body] = pairs.get(key) ?? [0, 0];
      pair += worth * share(head, body);
      pairsAll += worth;
    }
    const score =
      ratio +
      TRIGRAM_WEIGHT * (trigramsAll === 0 ? 0 : trigram / trigramsAll) +
      UNIT_WEIGHT * best +
      PAIR_WEIGHT * (pairsAll === 0 ? 0 : pair / pairsAll);
    return { ratio, score };
  }

  /** Fills the counts of one sequence; returns the likeness of its best unit. */
  #walk(
    plan: QueryPlan,
    sequence: Uint32Array,
    words: number[],
    trigrams: number[],
    pairs: Map<number, [head: number, body: number]>,
    field: 0 | 1,
  ): number {
    const { lexicon } = this.#store;
    const codes = lexicon.trigrams;
    const n = plan.slots.length;
    let best = 0;
    let unit: number[] = [];
    let previous = -1;
    let joined = false;
    for (let i = 0; i < sequence.length; i++) {
      const word = sequence[i] as number;
      if (word === BREAK || word === JOINED) {
        best = Math.max(best, this.#likeness(plan, unit));
        unit = [];
        previous = -1;
        joined ||= word === JOINED;
        continue;
      }
      const term = lexicon.termOf(word);
      const place = (this.#placeOf[term] as number) - 1;
      if (place >= 0) words[place] = (words[place] as number) + 1;
      if (joined) continue;
      unit.push(term);
      const slot = place < 0 ? -1 : (plan.slotOf[place] as number);
      if (slot >= 0 && previous >= 0) {
        const key = previous * n + slot;
        const found = pairs.get(key);
        if (found !== undefined) found[field]++;
        else if (plan.pairs.has(key)) pairs.set(key, field === 0 ? [1, 0] : [0, 1]);
      }
      previous = slot;
      const to = lexicon.trigramsFrom(word + 1);
      for (let j = lexicon.trigramsFrom(word); j < to; j++) {
        const code = (this.#trigramPlace[codes[j] as number] as number) - 1;
        if (code >= 0) trigrams[code] = (trigrams[code] as number) + 1;
      }
    }
    return best;
  }

  /** Dice's coefficient of a unit and the question, both as sets of terms weighted by idf (Dice 1945), 0 to 1. */
  #likeness(plan: QueryPlan, unit: readonly number[]): number {
    let own = 0;
    let shared = 0;
    const slots = new Set<number>();
    const seen = new Set<number>();
    for (const term of unit) {
      if (seen.has(term)) continue;
      seen.add(term);
      own += this.#worthOf(term);
      const place = (this.#placeOf[term] as number) - 1;
      const slot = place < 0 ? -1 : (plan.slotOf[place] as number);
      if (slot < 0 || slots.has(slot)) continue;
      slots.add(slot);
      shared += plan.slots[slot]?.worth ?? 0;
    }
    return shared === 0 ? 0 : Math.min(1, (2 * shared) / (own + plan.attainable));
  }

  #worthOf(term: number): number {
    const known = this.#termWorth[term] as number;
    if (known > 0) return known;
    const { lexicon, live } = this.#store;
    const worth = (lexicon.isStop(term) ? STOP_WEIGHT : 1) * idfOf(at(lexicon.df, term), live);
    this.#termWorth[term] = worth;
    this.#worthKnown.push(term);
    return worth;
  }
}

function counts(length: number): Counts {
  return { head: new Array<number>(length).fill(0), body: new Array<number>(length).fill(0) };
}

/**
 * Share of what the query could score, 0 to 1. Where a phrase has synonyms, the better of the two counts.
 * @param shareOf saturated count of a term, 0 to 1, by place in the plan
 */
export function ratioOf(plan: QueryPlan, shareOf: (place: number) => number): number {
  if (plan.attainable === 0) return 0;
  const wayScore = ({ terms, worth }: { terms: readonly number[]; worth: number }): number => {
    let got = 0;
    let all = 0;
    for (const i of terms) {
      got += (plan.idf[i] ?? 0) * shareOf(i);
      all += plan.idf[i] ?? 0;
    }
    return all === 0 ? 0 : (worth * got) / all;
  };
  const bySlot = plan.slots.map((slot) => Math.max(0, ...slot.ways.map(wayScore)));
  let sum = 0;
  for (const score of bySlot) sum += score;
  for (const { slots, ways } of plan.alternatives) {
    const own = slots.reduce((total, slot) => total + (bySlot[slot] ?? 0), 0);
    sum += Math.max(0, Math.max(...ways.map(wayScore)) - own);
  }
  return Math.min(1, sum / plan.attainable);
}
