/** Arrays that queries share: making or filling 100,000 cells anew would cost more than a query. All zero between queries. */
import type { Store } from "./store.ts";

export class Scratch {
  /** Score by passage and by document. */
  passages = new Float64Array(64);
  documents = new Float64Array(64);
  /** Where a word or term was put when it was first met, plus 1. */
  words = new Uint32Array(64);
  terms = new Uint32Array(64);

  fit(store: Store): void {
    if (this.passages.length < store.passages) this.passages = new Float64Array(2 * store.passages);
    if (this.documents.length < store.ids.length) this.documents = new Float64Array(2 * store.ids.length);
    const { words, terms } = store.lexicon;
    if (this.words.length < words.length) this.words = new Uint32Array(2 * words.length);
    if (this.terms.length < terms) this.terms = new Uint32Array(2 * terms);
  }
}
