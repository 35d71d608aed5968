import type { Index } from "../core/retrieve/types.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

export interface Timed {
  readonly kb: KnowledgeBase;
  /** A question begins: one is answered at a time. */
  readonly begin: () => void;
  /** Spent on finding since then. */
  readonly searchMs: () => number;
}

/** Tells how long finding takes. A knowledge base stays the same object from question to question: others remember by it. */
export function searchTimer(nowMs: () => number): (kb: KnowledgeBase) => Timed {
  const known = new WeakMap<KnowledgeBase, Timed>();
  return (kb) => {
    const before = known.get(kb);
    if (before) return before;
    let spent = 0;
    const index: Index = {
      upsert: (docs) => kb.index.upsert(docs),
      remove: (ids) => kb.index.remove(ids),
      relevance: (query, text) => kb.index.relevance(query, text),
      size: kb.index.size,
      thresholds: kb.index.thresholds,
      search: (query, k) => {
        const startedMs = nowMs();
        const found = kb.index.search(query, k);
        spent += nowMs() - startedMs;
        return found;
      },
    };
    const timed = { kb: { ...kb, index }, begin: () => void (spent = 0), searchMs: () => spent };
    known.set(kb, timed);
    return timed;
  };
}
