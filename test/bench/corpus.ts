/** A made-up corpus that is like a real one where it matters for speed: Zipf's law, topics, passages of about 90 words. */
import { STOP_WORDS } from "../../src/core/retrieve/stop-words.ts";
import type { Doc } from "../../src/core/retrieve/types.ts";

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const VOCABULARY = 60_000;
const TOPIC_WORDS = 40;
const ONSETS = "b c d f g h j k l m n p r s t v w br ch cl cr dr fl gr pl pr sh sl st th tr".split(" ");
const VOWELS = "a e i o u ai ea ee ou".split(" ");
const CODAS = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "st", "ck"];
const ENDINGS = ["", "", "", "s", "ing", "ed", "er", "ion", "ment", "ly"];

export interface Corpus {
  docs(count: number): Generator<Doc>;
  /** Questions whose words come from the first `count` documents; one in ten is misspelled. */
  questions(count: number, from: readonly Doc[]): string[];
}

export function madeUp(seed = 1): Corpus {
  const random = seeded(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    let word = "";
    for (let n = 1 + Math.floor(random() * 3); n > 0; n--) word += pick(ONSETS) + pick(VOWELS) + pick(CODAS);
    if (word.length > 3) words.add(word + pick(ENDINGS));
  }
  const vocabulary = [...words];
  const stops = [...STOP_WORDS];
  /** Rank by Zipf's law with exponent 1: the inverse of a logarithm. */
  const zipf = (size: number): number => Math.min(size - 1, Math.floor((size + 1) ** random()) - 1);
  const word = (topic: number): string => {
    const kind = random();
    if (kind < 0.45) return stops[zipf(stops.length)] ?? "";
    if (kind < 0.7) return vocabulary[(topic * 7919 + zipf(TOPIC_WORDS) * 104729) % VOCABULARY] ?? "";
    return vocabulary[zipf(VOCABULARY)] ?? "";
  };
  const sentence = (topic: number, length: number): string => Array.from({ length }, () => word(topic)).join(" ");

  return {
    *docs(count) {
      for (let i = 0; i < count; i++) {
        const topic = Math.floor(random() * Math.max(20, count / 50));
        const sentences = Array.from({ length: 6 }, () => `${sentence(topic, 10 + Math.floor(random() * 11))}.`);
        yield { id: `p${i}`, title: sentence(topic, 5), text: sentences.join(" ") };
      }
    },
    questions: (count, from) =>
      Array.from({ length: count }, () => {
        const { title = "", text } = from[Math.floor(random() * from.length)] ?? { text: "" };
        const own = [...title.split(" "), ...text.split(/\W+/)].filter((w) => w !== "" && !STOP_WORDS.has(w));
        const asked = Array.from({ length: 3 + Math.floor(random() * 3) }, () => pick(own));
        if (random() < 0.1) asked[0] = misspelled(asked[0] ?? "", random);
        return `${pick(["how do I", "what is the", "can we", "when should"])} ${asked.join(" ")}?`;
      }),
  };
}

/** Swaps two letters inside a word. */
function misspelled(word: string, random: () => number): string {
  const i = 1 + Math.floor(random() * Math.max(1, word.length - 2));
  return word.slice(0, i) + (word[i + 1] ?? "") + (word[i] ?? "") + word.slice(i + 2);
}
