import { beforeAll, expect, test } from "vitest";
import { definedTerm } from "../../src/advisor/definition.ts";
import type { Answer } from "../../src/core/ports.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});

test.each([
  ["What is an open-weight model?", "open-weight model"],
  ["define closed model", "closed model"],
  ["what does opex mean?", "opex"],
  ["what is cheaper, open or closed?", undefined],
  ["what are the risks of a closed API when prices rise?", undefined],
  ["is open safe?", undefined],
])("%s asks for the meaning of %s", (text, term) => {
  expect(definedTerm(text)).toBe(term);
});

test.each([
  ["What is an open-weight model?", "open-model"],
  ["define closed model", "closed-model"],
  ["what is an LLM?", "weights"],
  ["what is a router", "router"],
  ["what is an SLM", "small-language-models"],
  ["explain LoRA", "lora"],
])("%s is answered by the entry that defines it: %s", (text, entry) => {
  expect(answer({ text, context: [] }).trace.entries[0]).toBe(entry);
});

test.each(["what is a token?", "what is an API?", "what is a GPU?"])(
  "%s: a word that no entry defines is not defined by chance",
  (text) => {
    expect(answer({ text, context: [] }).reply.kind).toBe("abstain");
  },
);
