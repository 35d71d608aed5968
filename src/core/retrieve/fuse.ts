/** Two rankings made one: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009), where the second has a weight. */
import type { Hit, SearchResult } from "./types.ts";

/** What lies near a question in meaning. */
export interface Nearness {
  /** Ids of documents, nearest first. */
  readonly ids: readonly string[];
  /** What their order counts against the order by words, which counts 1; 0 leaves everything as it was. */
  readonly weight: number;
}

/** How deep both rankings are looked into. */
export const FUSED_DEPTH = 24;
const SMOOTHING = 60; // as in the paper

/** Ids of both rankings, best first; of equals the one that words found earlier. */
export function fuseIds(byWords: readonly string[], { ids, weight }: Nearness): string[] {
  if (weight === 0) return [...byWords];
  const scores = new Map<string, number>();
  const add = (ranked: readonly string[], worth: number): void => {
    for (const [i, id] of ranked.entries()) scores.set(id, (scores.get(id) ?? 0) + worth / (SMOOTHING + i + 1));
  };
  add(byWords, 1);
  add(ids, weight);
  return [...scores].toSorted(([, a], [, b]) => b - a).map(([id]) => id);
}

/**
 * Changes the order of what was found, and nothing else: whether the question is answered stays a matter of words, so that
 * no server of vectors can talk anybody out of "I don't know"; and where words are sure, what they found first stays first.
 * @param found at least `FUSED_DEPTH` hits, where there are so many
 */
export function fuse(found: SearchResult, near: Nearness, k: number): SearchResult {
  const known = new Map(found.hits.map((hit) => [hit.id, hit]));
  const fused = fuseIds([...known.keys()], near);
  const [first] = found.hits;
  const ids = found.answerable && first ? [first.id, ...fused.filter((id) => id !== first.id)] : fused;
  // Scores say how far a hit is behind the first one: each place keeps what it had.
  const hits = ids.slice(0, k).map(
    (id, place): Hit => ({
      id,
      score: found.hits[Math.min(place, found.hits.length - 1)]?.score ?? 0,
      ratio: known.get(id)?.ratio ?? 0,
    }),
  );
  return { ...found, hits };
}
