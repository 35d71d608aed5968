/** Typed arrays that grow by half: millions of numbers at their packed size, where `number[]` takes eight bytes each. */

type Packed = Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

export interface Growable<T extends Packed = Packed> {
  /** Valid up to `length`; replaced when the array grows, so read it anew after every `push`. */
  data: T;
  length: number;
  readonly over: (buffer: ArrayBuffer) => T;
}

export function growable32(capacity = 64): Growable<Uint32Array<ArrayBuffer>> {
  return { data: new Uint32Array(capacity), length: 0, over: (buffer) => new Uint32Array(buffer) };
}

export function growable16(capacity = 64): Growable<Uint16Array<ArrayBuffer>> {
  return { data: new Uint16Array(capacity), length: 0, over: (buffer) => new Uint16Array(buffer) };
}

export function growable8(capacity = 64): Growable<Uint8Array<ArrayBuffer>> {
  return { data: new Uint8Array(capacity), length: 0, over: (buffer) => new Uint8Array(buffer) };
}

/** Makes room for `more` entries after `length`. */
export function reserve<T extends Packed>(array: Growable<T>, more: number): void {
  const needed = array.length + more;
  if (needed <= array.data.length) return;
  const entries = Math.max(needed, Math.ceil(array.data.length * 1.5));
  array.data = array.over(array.data.buffer.transfer(entries * array.data.BYTES_PER_ELEMENT));
}

export function push<T extends Packed>(array: Growable<T>, value: number): void {
  if (array.length === array.data.length) reserve(array, 1);
  array.data[array.length++] = value;
}

/** Entry `i`; an index past the end is a bug of the caller's and reads as 0. */
export function at(array: { readonly data: Packed }, i: number): number {
  return array.data[i] ?? 0;
}
