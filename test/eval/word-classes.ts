/**
 * Makes `src/knowledge/word-classes.txt` anew: node test/eval/word-classes.ts
 * Sorts the words of `src/llm/words` by their vectors, three times, ever finer (k-means on the unit sphere, with a fixed
 * seed: the same words, the same classes). Some two minutes.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { seeded } from "../../src/core/decide/random.ts";

const root = resolve(import.meta.dirname, "../..");
const classes = [600, 1500, 3500];
const dimensions = 100;
const rounds = 15;

const words = readFileSync(join(root, "src/llm/words/words.txt"), "utf8").trim().split("\n");
const bytes = readFileSync(join(root, "src/llm/words/vectors.bin"));
const vectors = new Float32Array(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
toUnits(vectors);
const random = seeded(3);
const sorted = classes.map(sort);
writeFileSync(
  join(root, "src/knowledge/word-classes.txt"),
  words.map((word, i) => `${[word, ...sorted.map((of) => of[i])].join(" ")}\n`).join(""),
);

/** @returns for each word the number of its class */
function sort(count: number): Int32Array {
  const centres = new Float32Array(count * dimensions);
  for (let k = 0; k < count; k += 1) centres.set(vectorAt(Math.floor(random() * words.length)), k * dimensions);
  const of = new Int32Array(words.length);
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < words.length; i += 1) of[i] = nearest(vectorAt(i), centres, count);
    centres.fill(0);
    for (let i = 0; i < words.length; i += 1)
      for (const [d, x] of vectorAt(i).entries()) {
        const at = (of[i] ?? 0) * dimensions + d;
        centres[at] = (centres[at] ?? 0) + x;
      }
    toUnits(centres);
  }
  return of;
}

function vectorAt(i: number): Float32Array {
  return vectors.subarray(i * dimensions, (i + 1) * dimensions);
}

function nearest(vector: Float32Array, centres: Float32Array, count: number): number {
  let [best, at] = [-Infinity, 0];
  for (let k = 0; k < count; k += 1) {
    let likeness = 0;
    for (let d = 0; d < dimensions; d += 1) likeness += (vector[d] ?? 0) * (centres[k * dimensions + d] ?? 0);
    if (likeness > best) [best, at] = [likeness, k];
  }
  return at;
}

function toUnits(all: Float32Array): void {
  for (let from = 0; from < all.length; from += dimensions) {
    const one = all.subarray(from, from + dimensions);
    const length = Math.hypot(...one) || 1;
    for (const [d, x] of one.entries()) one[d] = x / length;
  }
}
