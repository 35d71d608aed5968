/** A scripted embeddings server: it knows which entry a text belongs to as well, or as badly, as a test wants. */
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import { corpusOf } from "../../src/advisor/knowledge-base.ts";
import { meaningsOf } from "../../src/core/retrieve/dense.ts";
import { stem } from "../../src/stem.ts";
import { seeded } from "../bench/corpus.ts";
import type { Script, Sent } from "./llm.ts";

const dimensions = 192;

/**
 * Vectors of noise, with a lift in the direction of the entry that a text belongs to: the more, the better the server.
 * @param entriesOf of questions, each as much as the others; texts of the knowledge are known
 */
export function meaningServer(
  kb: KnowledgeBase,
  lift: number,
  entriesOf: (question: string) => readonly string[] = () => [],
): (text: string) => number[] {
  const { docs } = corpusOf(kb.catalog, stem);
  const known = new Map(meaningsOf(docs).map(({ id, text }) => [text, id]));
  return (text) => {
    const id = known.get(text);
    const ids = id === undefined ? entriesOf(text) : [id];
    const directions = ids.map((one) => gaussian(`entry ${one}`, lift / Math.sqrt(ids.length)));
    return gaussian(text, 1).map((value, i) => directions.reduce((sum, one) => sum + (one[i] ?? 0), value));
  };
}

function gaussian(seed: string, scale: number): number[] {
  let hash = 2_166_136_261;
  for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  const random = seeded(hash);
  return Array.from(
    { length: dimensions },
    () => scale * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

/** The answer to one request, as OpenAI-compatible servers give it. */
export const vectorsFor = ({ input = [] }: Sent, vectorOf: (text: string) => readonly number[]): Script => ({
  json: { object: "list", data: input.map((text, index) => ({ index, embedding: vectorOf(text) })) },
});
