/** One document to find: an entry of the knowledge base, or a line of any corpus. */
export interface Doc {
  readonly id: string;
  readonly title?: string | undefined;
  readonly text: string;
  /** Other ways in which people ask for this document; weighted like the title. */
  readonly aliases?: readonly string[] | undefined;
}

export interface Hit {
  readonly id: string;
  /** Comparable within one query only. */
  readonly score: number;
  /** BM25F score ÷ the most that this query could have scored, 0 to 1: comparable across queries. */
  readonly ratio: number;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Highest ratio among the first three hits, 0 to 1. */
  readonly confidence: number;
  /** `confidence` is at least the answer threshold. */
  readonly answerable: boolean;
  /** Between the two thresholds: the nearest documents, which may not cover the question. */
  readonly near: boolean;
  /** Words that were respelled to match the corpus: `[typed, read as]`. */
  readonly repairs: readonly (readonly [string, string])[];
}

/** A query in parts: a follow-up gives what is new full weight and what was said before less. */
export interface QueryPart {
  readonly text: string;
  readonly weight: number;
}

export interface Thresholds {
  readonly answer: number;
  readonly near: number;
}

export interface Index {
  upsert(docs: readonly Doc[]): void;
  remove(ids: readonly string[]): void;
  search(query: string | readonly QueryPart[], k: number): SearchResult;
  /** How much of the query's idf weight this text holds, 0 to 1: for choosing which points to show. */
  relevance(query: string | readonly QueryPart[], text: string): number;
  readonly size: number;
  readonly thresholds: Thresholds;
}

export interface IndexOptions {
  /** Snowball English or the like; handed in, since core imports no package. */
  readonly stem: (word: string) => string;
  /** Groups of words or phrases that mean the same; expanded at half weight. */
  readonly synonyms?: readonly (readonly string[])[];
  readonly thresholds?: Thresholds;
  /** Documents that get the closer look, 50 when left out; fewer is quicker and ranks worse. */
  readonly rerank?: number;
}
