/** Model outputs, honest and lying, over passages that are frozen beside them: an edit of the knowledge changes no figure. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { verify, type Passage, type Verified, type Vocabulary } from "../../../src/llm/verify.ts";
import { stem } from "../../../src/stem.ts";

export interface Output {
  readonly id: number;
  readonly passages: readonly string[];
  readonly line: string;
  readonly honest: boolean;
  readonly kind: string;
}

const here = (file: string): string => readFileSync(join(import.meta.dirname, file), "utf8");
const texts = JSON.parse(here("passages.json")) as Record<string, { title: string; text: string }>;
const outputsIn = (file: string): Output[] =>
  here(file)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Output);
export const outputs = outputsIn("outputs.jsonl");
/** Sentences that turn their passage round, and honest ones beside them. Rules were made by looking at these, too. */
export const turned = outputsIn("turned.jsonl");
/** What a model says of passages in words of its own, honest and lying. Rules may be made by these, never by those that are held. */
export const paraphrasedDev = outputsIn("paraphrased-dev.jsonl");
export const paraphrasedDev2 = outputsIn("paraphrased-dev2.jsonl");
/** Written before any rule was made by it: its first figures are those of sentences that no rule had seen. */
export const paraphrasedDev3 = outputsIn("paraphrased-dev3.jsonl");
/** Freer than those before, and of other entries. */
export const paraphrasedDev4 = outputsIn("paraphrased-dev4.jsonl");
/** As free as the fourth; its first figures, after the rules that the fourth led to: 12 of 26 honest ones lost, 2 of 24 lies through. */
export const paraphrasedDev5 = outputsIn("paraphrased-dev5.jsonl");
/** Of other entries. Look at its figures, not at its sentences. */
export const paraphrasedHeld = outputsIn("paraphrased-held.jsonl");
/** Written with the fourth and as freely, of entries that no other set is of. Look at its figures, not at its sentences. */
export const paraphrasedHeld2 = outputsIn("paraphrased-held2.jsonl");

const words = new Set(
  JSON.stringify(texts)
    .toLowerCase()
    .match(/[\p{L}\p{N}-]+/gu),
);
export const vocabulary: Vocabulary = {
  stem,
  names: [
    "OpenAI",
    "GPT",
    "Claude",
    "Gemini",
    "Llama",
    "Mistral",
    "DeepSeek",
    "Qwen",
    "Amazon",
    "Azure",
    "AWS",
    "Hugging Face",
  ],
  isKnown: (word) => words.has(word) || words.has(word.replace(/s$/, "")),
};

export const passagesOf = (ids: readonly string[]): Passage[] =>
  ids.map((id, i) => ({ number: i + 1, title: texts[id]?.title ?? "", text: texts[id]?.text ?? "" }));

export interface Judged extends Output {
  readonly verified: Verified;
}
export const judged = (all: readonly Output[] = outputs): Judged[] =>
  all.map((output) => ({ ...output, verified: verify(output.line, passagesOf(output.passages), vocabulary) }));
