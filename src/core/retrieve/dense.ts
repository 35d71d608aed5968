/** Documents by meaning: each text and each way of asking is a vector, and a document is as near as its nearest one. */
import type { Doc } from "./types.ts";

/** Something of a document that has a vector of its own. */
export interface Meaning {
  readonly id: string;
  readonly text: string;
}

export const meaningsOf = (docs: readonly Doc[]): Meaning[] =>
  docs.flatMap(({ id, title, text, aliases = [] }) => [
    { id, text: title === undefined ? text : `${title}\n${text}` },
    ...aliases.map((alias) => ({ id, text: alias })),
  ]);

export interface Dense {
  readonly dimensions: number;
  /** Ids of the nearest documents; `except` is a meaning that is held out. */
  readonly near: (vector: Float32Array, k: number, except?: Meaning) => string[];
}

/** @param vectors of length 1, one for each meaning, all with as many dimensions */
export function createDense(meanings: readonly Meaning[], vectors: readonly Float32Array[]): Dense {
  const dimensions = vectors[0]?.length ?? 0;
  return {
    dimensions,
    near: (asked, k, except) => {
      const best = new Map<string, number>();
      for (const [i, meaning] of meanings.entries()) {
        if (except && meaning.id === except.id && meaning.text === except.text) continue;
        const cosine = dot(asked, vectors[i] ?? asked);
        if (cosine > (best.get(meaning.id) ?? -Infinity)) best.set(meaning.id, cosine);
      }
      return [...best]
        .toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
        .slice(0, k)
        .map(([id]) => id);
    },
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
