import fc from "fast-check";
import { createIndex } from "../../../src/core/retrieve/index.ts";
import type { Doc, Index, IndexOptions } from "../../../src/core/retrieve/types.ts";
import { stem } from "../../../src/stem.ts";

/** A small help desk, told in our own words. */
export const HELP_DESK: readonly Doc[] = [
  {
    id: "copyleft",
    title: "AGPL-3.0 and network use",
    text: "Whoever offers changed software over a network must publish the changes. Many companies avoid it.",
    aliases: ["may we host copyleft code for customers?", "what does the network clause oblige us to?"],
  },
  {
    id: "accelerators",
    title: "Renting an H100",
    text: "An H100 is rented by the hour. A model of 70 billion parameters in 16 bits needs two of them.",
    aliases: ["what does a graphics card cost?", "how many accelerators do we need?"],
  },
  {
    id: "omni",
    title: "GPT-4o behind an API",
    text: "GPT-4o is closed: you send text and get text back. Nobody outside sees its weights.",
    aliases: ["which vendor model handles images?", "closed multimodal assistant"],
  },
  {
    id: "herd",
    title: "Llama 3.1 on your own machines",
    text: "Llama 3.1 comes in three sizes. The licence asks for a notice and limits very large services.",
    aliases: ["may we fine-tune the herd?", "downloadable weights from Meta"],
  },
  {
    id: "reasoner",
    title: "gpt-oss, the open-weight reasoner",
    text: "gpt-oss runs on one machine. It can be kept on-prem, away from the internet.",
    aliases: ["open reasoning model for a closed network", "smallest model that can plan"],
  },
  {
    id: "latency",
    title: "How long an answer takes",
    text: "The first word arrives after the prompt was read; each further word takes the time of one step.",
    aliases: ["why is the bot slow?", "time to first token"],
  },
  {
    id: "price",
    title: "How much an answer costs",
    text: "Hosted models charge by token. Own machines cost the same whether anybody asks or not.",
    aliases: ["is it cheaper to self-host?", "bill per thousand questions"],
  },
];

export function indexOf(docs: readonly Doc[], options: Partial<IndexOptions> = {}): Index {
  const index = createIndex({ stem, ...options });
  index.upsert(docs);
  return index;
}

export function firstHit(index: Index, query: string): string | undefined {
  return index.search(query, 5).hits[0]?.id;
}

const WORDS =
  "open closed model weights licence hosting price token answer how the is self-host GPT-4o 3.1 ümlaut 模型".split(" ");
/** Any texts and corpora of few words, so that much of them matches. */
export const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(" "));
export const docs = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    title: text,
    text: fc.array(text, { maxLength: 4 }).map((sentences) => sentences.join(". ")),
    aliases: fc.array(text, { maxLength: 3 }),
  }),
  { selector: (doc) => doc.id, maxLength: 12 },
);
