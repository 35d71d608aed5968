/** From a question to the plan by which passages are scored. */
import { at } from "./growable.ts";
import type { Alternative, QueryPlan, Slot, Way } from "./slots.ts";
import type { Spelling } from "./spelling.ts";
import type { Store } from "./store.ts";
import type { Synonyms } from "./synonyms.ts";
import { wordsOf } from "./terms.ts";
import { trigramsOf } from "./trigrams.ts";
import type { QueryPart } from "./types.ts";
import { idfOf, JOINED_WEIGHT, MAX_REPAIRS, MAX_SLOTS, REPAIR_WEIGHT, STOP_WEIGHT, SYNONYM_WEIGHT } from "./weights.ts";

/** A word of the question, as it will be looked for. */
interface Asked {
  /** The word and, when it was misspelled, what else it may be. */
  readonly stems: readonly string[];
  readonly word: string;
  readonly weight: number;
  readonly stop: boolean;
  readonly repaired: boolean;
  /** Joined forms have no neighbours. */
  readonly joined: boolean;
}

export function plan(store: Store, spelling: Spelling, synonyms: Synonyms, query: readonly QueryPart[]): QueryPlan {
  const repairs: [string, string][] = [];
  const asked = strongest(query.flatMap((part) => [...ask(store, spelling, part, repairs)]));
  const terms: number[] = [];
  const idf: number[] = [];
  const slotOf: number[] = [];
  const place = new Map<number, number>();
  const placeOf = (stem: string, slot: number): number | undefined => {
    const term = store.lexicon.liveTerm(stem);
    if (term < 0) return undefined;
    let i = place.get(term);
    if (i === undefined) {
      i = terms.push(term) - 1;
      place.set(term, i);
      idf.push(idfOf(at(store.lexicon.df, term), store.live));
      slotOf.push(slot);
    }
    return i;
  };

  const slots: Slot[] = [];
  let attainable = 0;
  let typed = 0;
  const slotByStem = new Map<string, number>();
  /** Slot of each asked word, -1 where none. */
  const sequence: number[] = [];
  const unknown = idfOf(0, store.live);
  const worthOf = (word: Asked): number => {
    const term = store.lexicon.liveTerm(word.stems[0] ?? "");
    return word.weight * (term < 0 ? unknown : idfOf(at(store.lexicon.df, term), store.live));
  };
  for (const word of heaviest(asked, worthOf)) {
    const key = word.stems[0] ?? word.word;
    let slot = slotByStem.get(key);
    if (slot === undefined) {
      slot = slots.length;
      slotByStem.set(key, slot);
      const ways: Way[] = [];
      for (const stem of word.stems) {
        const i = placeOf(stem, slot);
        if (i !== undefined) ways.push({ terms: [i], worth: word.weight * (idf[i] ?? 0) });
      }
      const worth = ways.length === 0 ? word.weight * unknown : Math.max(...ways.map((way) => way.worth));
      slots.push({ ways, stop: word.stop, worth });
      attainable += worth;
      // A question about something else has words that are near the corpus' words by chance only; half of the doubt stays.
      typed += word.repaired && !word.stop ? (worth + word.weight * unknown) / 2 : worth;
    }
    sequence.push(word.joined ? -1 : slot);
  }

  const alternatives: Alternative[] = [];
  const stems = asked.map((word) => (word.joined ? "" : (word.stems[0] ?? "")));
  for (const { from, to, others } of synonyms.in(stems)) {
    const covered = [...new Set(stems.slice(from, to))]
      .map((stem) => slotByStem.get(stem))
      .filter((s) => s !== undefined);
    const worth = SYNONYM_WEIGHT * covered.reduce((sum, slot) => sum + (slots[slot]?.worth ?? 0), 0);
    const ways: Way[] = [];
    for (const phrase of others) {
      const places = phrase.map((stem) => placeOf(stem, -1));
      if (places.every((i) => i !== undefined)) ways.push({ terms: places, worth });
    }
    if (ways.length > 0) alternatives.push({ slots: covered, ways });
  }

  const hasSubject = slots.some((slot) => !slot.stop);
  return {
    terms,
    idf,
    slotOf,
    slots,
    alternatives,
    pairs: pairsOf(slots, sequence),
    trigrams: trigramsIn(store, asked),
    attainable,
    certainty: typed === 0 ? 0 : attainable / typed,
    hasSubject,
    repairs,
  };
}

function* ask(store: Store, spelling: Spelling, part: QueryPart, repairs: [string, string][]): Generator<Asked> {
  const { words, joined } = wordsOf(part.text);
  const { lexicon } = store;
  const knows = (word: string): boolean => lexicon.liveTerm(lexicon.stemOf(word)) >= 0;
  /** Words that a joined name of the corpus stands for: "h 100" where the corpus writes "H100". */
  const spoken = new Set<number>();
  const names = new Map<string, number>();
  for (const { form, from, to } of joined) {
    if (!knows(form)) continue;
    names.set(form, JOINED_WEIGHT);
    for (let i = from; i < to; i++) {
      if (knows(words[i] ?? "")) continue;
      spoken.add(i);
      names.set(form, 1);
    }
  }
  for (const [i, word] of words.entries()) {
    if (spoken.has(i)) continue;
    const stop = lexicon.isStopStem(lexicon.stemOf(word));
    const one = { word, stop, weight: part.weight * (stop ? STOP_WEIGHT : 1), repaired: false, joined: false };
    if (stop || knows(word)) {
      yield { ...one, stems: [lexicon.stemOf(word)] };
      continue;
    }
    const parts = repairs.length < MAX_REPAIRS ? spelling.parts(word) : undefined;
    const candidates = repairs.length < MAX_REPAIRS && parts === undefined ? spelling.repair(word) : [];
    if (parts !== undefined) {
      repairs.push([word, parts.join(" ")]);
      for (const half of parts) yield { ...one, word: half, stems: [lexicon.stemOf(half)] };
    } else if (candidates[0] !== undefined) {
      repairs.push([word, candidates[0]]);
      const stems = [...new Set(candidates.map((candidate) => lexicon.stemOf(candidate)))];
      const isStop = lexicon.isStopStem(stems[0] ?? "");
      const weight = part.weight * (isStop ? STOP_WEIGHT : 1) * REPAIR_WEIGHT;
      yield { ...one, word: candidates[0], stems, stop: isStop, weight, repaired: true };
    } else yield { ...one, stems: [lexicon.stemOf(word)] };
  }
  for (const [form, weight] of names) {
    yield {
      word: form,
      stems: [lexicon.stemOf(form)],
      weight: part.weight * weight,
      stop: false,
      repaired: false,
      joined: true,
    };
  }
}

/** A word that several parts of the query hold has the greatest of its weights everywhere. */
function strongest(asked: readonly Asked[]): Asked[] {
  const weights = new Map<string, number>();
  for (const { stems, weight } of asked) {
    const key = stems[0] ?? "";
    weights.set(key, Math.max(weight, weights.get(key) ?? 0));
  }
  return asked.map((word) => ({ ...word, weight: weights.get(word.stems[0] ?? "") ?? word.weight }));
}

/** The words that say most, in their order, when a question is as long as a document. */
function heaviest(asked: readonly Asked[], worthOf: (word: Asked) => number): readonly Asked[] {
  if (asked.length <= MAX_SLOTS) return asked;
  const worth = new Map<string, number>();
  for (const word of asked) {
    const key = word.stems[0] ?? "";
    if (!worth.has(key)) worth.set(key, worthOf(word));
  }
  const kept = new Set(
    [...worth]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, MAX_SLOTS)
      .map(([key]) => key),
  );
  return asked.filter((word) => kept.has(word.stems[0] ?? ""));
}

/** Neighbours by full idf, stop words too: "how long" is not "how much". */
function pairsOf(slots: readonly Slot[], sequence: readonly number[]): Map<number, number> {
  const pairs = new Map<number, number>();
  for (const [i, second] of sequence.entries()) {
    const first = sequence[i - 1] ?? -1;
    const a = slots[first];
    const b = slots[second];
    if (a === undefined || b === undefined || first === second) continue;
    pairs.set(first * slots.length + second, a.worth + b.worth);
  }
  return pairs;
}

function trigramsIn(store: Store, asked: readonly Asked[]): Map<number, number> {
  const worth = new Map<number, number>();
  for (const word of asked) {
    if (word.joined) continue;
    for (const code of trigramsOf(word.word)) {
      const value = word.weight * idfOf(store.trigramDf[code] ?? 0, store.live);
      if (value > (worth.get(code) ?? 0)) worth.set(code, value);
    }
  }
  return worth;
}
