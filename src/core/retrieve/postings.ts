/**
 * For each term the passages that hold it, with how often: 6 bytes a pair.
 *
 * All lists live in one pair of arrays, in blocks that double in size, so that a hundred thousand short lists cost no
 * object each and appending never moves what is there. The first cell of a block names the block after it.
 */
import { at, growable16, growable32, push, reserve } from "./growable.ts";

const FIRST_BLOCK = 4;
const LARGEST_BLOCK = 2048;
/** Counts saturate here; at 255 BM25's own saturation has long made them all one. */
const MOST = 255;

/** Two counts in 16 bits: head (title and aliases) above, body (text) below. */
export function packCounts(head: number, body: number): number {
  return (Math.min(head, MOST) << 8) | Math.min(body, MOST);
}

export class Postings {
  readonly #passages = growable32(1024);
  readonly #counts = growable16(1024);
  readonly #head = growable32();
  readonly #tail = growable32();
  /** Next free cell of the tail block, and its end. */
  readonly #next = growable32();
  readonly #end = growable32();

  constructor() {
    // Cell 0 stays unused: it means "no block".
    push(this.#passages, 0);
    push(this.#counts, 0);
  }

  /** Terms are numbered from 0 without gaps; a number that is new makes room for itself. */
  add(term: number, passage: number, counts: number): void {
    while (this.#head.length <= term) for (const list of [this.#head, this.#tail, this.#next, this.#end]) push(list, 0);
    if (at(this.#next, term) === at(this.#end, term)) this.#grow(term);
    const cell = at(this.#next, term);
    this.#passages.data[cell] = passage;
    this.#counts.data[cell] = counts;
    this.#next.data[term] = cell + 1;
  }

  #grow(term: number): void {
    const tail = at(this.#tail, term);
    const size = tail === 0 ? FIRST_BLOCK : Math.min(2 * (at(this.#end, term) - tail), LARGEST_BLOCK);
    const block = this.#passages.length;
    reserve(this.#passages, size);
    reserve(this.#counts, size);
    this.#passages.length += size;
    this.#counts.length += size;
    this.#passages.data[block] = 0;
    if (tail === 0) this.#head.data[term] = block;
    else this.#passages.data[tail] = block;
    this.#tail.data[term] = block;
    this.#next.data[term] = block + 1;
    this.#end.data[term] = block + size;
  }

  /** Calls `visit` for every stretch of one list: cells `from` to `to` of the two arrays. */
  each(term: number, visit: (passages: Uint32Array, counts: Uint16Array, from: number, to: number) => void): void {
    let block = at(this.#head, term);
    for (let size = FIRST_BLOCK; block !== 0; size = Math.min(2 * size, LARGEST_BLOCK)) {
      const last = block === at(this.#tail, term);
      visit(this.#passages.data, this.#counts.data, block + 1, last ? at(this.#next, term) : block + size);
      block = last ? 0 : at(this.#passages, block);
    }
  }
}
