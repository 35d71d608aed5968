/**
 * Finds the documents of a corpus that answer a question: BM25F over stems, then a closer look at the best fifty.
 * Results do not depend on the order in which documents came.
 */
import { compact, addDocument } from "./encode.ts";
import { plan } from "./query.ts";
import { type Candidate, rank } from "./rank.ts";
import { ratioOf } from "./ratio.ts";
import { rerank } from "./rerank.ts";
import { Scratch } from "./scratch.ts";
import type { QueryPlan } from "./slots.ts";
import { Spelling } from "./spelling.ts";
import { Store } from "./store.ts";
import { Synonyms } from "./synonyms.ts";
import { wordsOf } from "./terms.ts";
import type { Doc, Index, IndexOptions, QueryPart, SearchResult, Thresholds } from "./types.ts";
import { DEFAULT_THRESHOLDS, type Found, verdict } from "./confidence.ts";
import { COMPACT_LEAST, COMPACT_SHARE, RERANK_DOCUMENTS } from "./weights.ts";

export { calibrate } from "./calibrate.ts";
export { DEFAULT_THRESHOLDS } from "./confidence.ts";

export function createIndex(options: IndexOptions): Index {
  return new Retrieval(options);
}

class Retrieval implements Index {
  readonly #options: IndexOptions;
  readonly #scratch = new Scratch();
  readonly thresholds: Thresholds;
  #store: Store;
  #spelling: Spelling;
  #synonyms: Synonyms;

  constructor(options: IndexOptions) {
    this.#options = options;
    this.thresholds = options.thresholds ?? DEFAULT_THRESHOLDS;
    this.#store = new Store(options.stem);
    this.#spelling = new Spelling(this.#store.lexicon);
    this.#synonyms = new Synonyms(options.synonyms ?? [], this.#store.lexicon);
  }

  get size(): number {
    return this.#store.size;
  }

  upsert(docs: readonly Doc[]): void {
    for (const doc of docs) addDocument(this.#store, doc);
    this.#compact();
    this.#spelling.catchUp();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#store.remove(id);
    this.#compact();
    this.#spelling.catchUp();
  }

  #compact(): void {
    const old = this.#store;
    const dead = old.passages - old.live;
    if (dead < COMPACT_LEAST || dead < COMPACT_SHARE * old.passages) return;
    this.#store = compact(old, new Store(this.#options.stem));
    this.#spelling = new Spelling(this.#store.lexicon);
  }

  search(query: string | readonly QueryPart[], k: number): SearchResult {
    const asked = this.#plan(query);
    const most = Math.max(0, Math.floor(k));
    this.#scratch.fit(this.#store);
    const found = rank(this.#store, asked, this.#scratch, Math.max(this.#closerLook, most));
    const hits = this.#closer(asked, found);
    return verdict(hits, asked, most, this.thresholds);
  }

  /** How many documents get a closer look. */
  get #closerLook(): number {
    return this.#options.rerank ?? RERANK_DOCUMENTS;
  }

  /** The first by a closer look, then the rest as they were, below them. */
  #closer(asked: QueryPlan, found: readonly Candidate[]): Found[] {
    const first = found.slice(0, this.#closerLook);
    const hits = rerank(this.#store, asked, first, this.#scratch).map(({ score, ratio, unit }, i) => ({
      id: this.#store.ids[first[i]?.document ?? 0] ?? "",
      score,
      ratio: ratio * asked.certainty,
      unit,
    }));
    hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const lowest = hits.at(-1)?.score ?? 0;
    for (const { document, score } of found.slice(this.#closerLook)) {
      const ratio = asked.attainable === 0 ? 0 : Math.min(1, score / asked.attainable);
      hits.push({
        id: this.#store.ids[document] ?? "",
        score: Math.min(ratio, lowest),
        ratio: ratio * asked.certainty,
        unit: 0,
      });
    }
    return hits;
  }

  relevance(query: string | readonly QueryPart[], text: string): number {
    const asked = this.#plan(query);
    const { lexicon } = this.#store;
    const { words, joined } = wordsOf(text);
    const forms = [...words, ...joined.map(({ form }) => form)];
    const held = new Set(forms.map((word) => lexicon.liveTerm(lexicon.stemOf(word))));
    return ratioOf(asked, (i) => (held.has(asked.terms[i] ?? -1) ? 1 : 0));
  }

  #plan(query: string | readonly QueryPart[]): QueryPlan {
    const parts = typeof query === "string" ? [{ text: query, weight: 1 }] : query;
    return plan(this.#store, this.#spelling, this.#synonyms, parts);
  }
}
