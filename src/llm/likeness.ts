/**
 * How alike two ordinary English words are in use, for words that a model chooses where a passage has others: from word
 * vectors (GloVe, public domain), scaled to bytes. Names of people, places and products are not among them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const dimensions = 100;
const mostKept = 200_000;

interface Loaded {
  readonly places: ReadonlyMap<string, number>;
  readonly vectors: Int8Array;
}
let loaded: Loaded | undefined;
/** Read when first asked for: 1.8 MB, some 20 ms. */
function load(): Loaded {
  if (loaded) return loaded;
  const file = (name: string): Buffer => readFileSync(join(import.meta.dirname, "words", name));
  const words = file("words.txt").toString().trim().split("\n");
  const { buffer, byteOffset, length } = file("vectors.bin");
  loaded = { places: new Map(words.map((word, i) => [word, i])), vectors: new Int8Array(buffer, byteOffset, length) };
  return loaded;
}

export const isOrdinaryWord = (word: string): boolean => load().places.has(word);

const kept = new Map<string, number>();
/** From -1 to 1; 0 where one is not known. */
export function likeness(one: string, other: string): number {
  const key = one < other ? `${one} ${other}` : `${other} ${one}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const [a, b] = [vectorOf(one), vectorOf(other)];
  const is = a && b ? dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) : 0;
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, is);
  return is;
}

function vectorOf(word: string): Int8Array | undefined {
  const { places, vectors } = load();
  const at = places.get(word);
  return at === undefined ? undefined : vectors.subarray(at * dimensions, (at + 1) * dimensions);
}

function dot(a: Int8Array, b: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < dimensions; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
