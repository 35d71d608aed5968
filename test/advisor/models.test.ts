import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});

describe("named models side by side", () => {
  test.for([
    ["llama vs claude in one table", ["", "Llama", "Claude"]],
    ["what is the difference between Gemini and Gemma?", ["", "Gemini", "Gemma"]],
    ["claude vs llama, not the scores, just how I get at them", ["", "Claude", "Llama"]],
  ] as const)("“%s” is a table of what the sources hold", ([text, columns]) => {
    const { reply } = answer({ text, context: [] });
    const table = reply.blocks.find((block) => block.kind === "table");
    expect(table?.kind === "table" ? table.columns : []).toEqual(columns);
    expect(reply.kind).toBe("table");
    expect(reply.citations.length).toBeGreaterThan(0);
  });

  test.for([
    "Is Claude better than GPT?",
    "llama vs claude, who wins?",
    "compare open and closed on privacy",
    "What is Llama?",
  ])("“%s” is none", (text) => {
    expect(answer({ text, context: [] }).trace.advisor).not.toBe("models");
  });

  test("nothing in it ranks them", () => {
    const { reply } = answer({ text: "compare Llama, Qwen and Claude", context: [] });
    expect(JSON.stringify(reply.blocks[0])).toContain("no ranking");
  });
});
