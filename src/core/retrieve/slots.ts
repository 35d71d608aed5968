/**
 * What a query asks for, as slots. A slot is one word of the question with the terms that may answer it: its stem, or
 * several when it was misspelled. The most that a slot can give is its `worth`.
 */

/** Terms that together stand for a slot (or a phrase), by place in `QueryPlan.terms`. */
export interface Way {
  readonly terms: readonly number[];
  /** What the way gives when all its terms are there, saturated. */
  readonly worth: number;
}

export interface Slot {
  readonly ways: readonly Way[];
  readonly stop: boolean;
  /** Weight × idf: what the slot adds to the most that the query can score. */
  readonly worth: number;
}

/** A phrase of the query, and the other ways to say it. */
export interface Alternative {
  readonly slots: readonly number[];
  readonly ways: readonly Way[];
}

export interface QueryPlan {
  /** Distinct terms, and the inverse document frequency of each. */
  readonly terms: readonly number[];
  readonly idf: readonly number[];
  /** Slot in which a term counts for units and pairs, by place in `terms`; -1 for a term that only synonyms use. */
  readonly slotOf: readonly number[];
  readonly slots: readonly Slot[];
  readonly alternatives: readonly Alternative[];
  /** Slots that stand side by side, `first * slots.length + second`, with their worth. */
  readonly pairs: ReadonlyMap<number, number>;
  /** Trigram codes with their worth. */
  readonly trigrams: ReadonlyMap<number, number>;
  /** The most that the query can score: the sum of its slots' worth. */
  readonly attainable: number;
  /** 1, or less when words were respelled: `attainable` ÷ what it would be if those words were unknown. */
  readonly certainty: number;
  /** The query names a subject, not only "how do I". */
  readonly hasSubject: boolean;
  readonly repairs: readonly (readonly [string, string])[];
}
