import { beforeAll, describe, expect, test } from "vitest";
import { wantsItShorter } from "../../src/advisor/again.ts";
import type { Answer } from "../../src/core/ports.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});
const before = [
  { role: "user", text: "What is LoRA?" },
  { role: "bot", text: "LoRA is …" },
] as const;

describe("the answer before is given again, in fewer words", () => {
  test.for([
    "shorter please",
    "tl;dr",
    "in one sentence",
    "can you summarize that?",
    "Too long!",
    "give me the short version",
  ])("“%s”", (text) => {
    const long = answer({ text: "What is LoRA?", context: [] }).reply;
    const short = answer({ text, context: before }).reply;
    expect(short.blocks).toEqual(long.blocks.slice(0, 1));
    expect(short.citations).toEqual(long.citations.slice(0, 1));
  });

  test.for(["what is a shorter contract?", "is a summary enough for a closed model?", "short"])(
    "“%s” with nothing before it is a question like any other",
    (text) => {
      expect(answer({ text, context: [] }).trace.advisor).not.toBe("broken");
    },
  );

  test("words that merely hold “short” ask for something else", () => {
    expect(wantsItShorter("is setup time shorter with closed models?")).toBe(false);
  });

  test("an example is looked for where the answer before was", () => {
    expect(answer({ text: "give me an example", context: before }).trace.entries[0]).toBe("lora");
  });
});

describe("what is said around a question does not change what is found", () => {
  test.for([
    ["Is it true that open models are free?", "are open models free?"],
    ["open models are cheaper at volume, right?", "open models are cheaper at volume?"],
    ["I heard that closed models are faster to set up", "closed models are faster to set up"],
    ["Quick question: can you tell me what a router is?", "what a router is?"],
  ] as const)("“%s”", ([framed, bare]) => {
    const entriesOf = (text: string) => answer({ text, context: [] }).trace.entries[0];
    expect(entriesOf(framed)).toBe(entriesOf(bare));
  });
});

describe("what tells too little is asked back", () => {
  test.for(["Which way?", "say", "what about it", "a"])("“%s”", (text) => {
    expect(answer({ text, context: [] }).reply).toMatchObject({ kind: "abstain", title: "About what?" });
  });
});
