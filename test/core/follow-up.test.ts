import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partsOf, understand } from "../../src/core/follow-up.ts";
import type { Turn } from "../../src/core/question.ts";

const user = (text: string): Turn => ({ role: "user", text });
const bot = (text: string): Turn => ({ role: "bot", text });

describe("a message in a conversation", () => {
  test.for([
    ["Is open cheaper?", "and for a bank?", "Is open cheaper, and for a bank?"],
    ["How private is self-hosting?", "what about cost?", "How private is self-hosting, what about cost?"],
    ["Is open cheaper?", "why?", "Is open cheaper, why?"],
    ["Is open cheaper?", "why is that?", "Is open cheaper, why is that?"],
    ["What is LoRA?", "is it expensive?", "What is LoRA, is it expensive?"],
    ["What is LoRA?", "who uses it?", "What is LoRA, who uses it?"],
    ["Open or closed?", "which one is cheaper?", "Open or closed, which one is cheaper?"],
    ["Is closed safe?", "How about that in a hospital?", "Is closed safe, How about that in a hospital?"],
    ["Is closed safe?", "in Germany?", "Is closed safe, in Germany?"],
    [
      "Closed models are reliable?",
      "does this hold for open-source too?",
      "Closed models are reliable, does this hold for open-source too?",
    ],
    ["What is LoRA?", "tell me more", "What is LoRA?"],
    ["What is LoRA?", "Go on!", "What is LoRA?"],
    ["What is LoRA?", "more details please", "What is LoRA?"],
    ["What is LoRA?", "explain that", "What is LoRA?"],
    ["What are the advantages of open models?", "and the other side?", "What are the advantages of closed models?"],
    ["Why move from open to closed?", "vice versa?", "Why move from closed to open?"],
    ["When should I choose open-weight?", "and the opposite?", "When should I choose closed?"],
    ["Who runs proprietary models?", "the other kind?", "Who runs open models?"],
    ["What are the pros of RAG?", "and the flip side?", "What are the cons of RAG?"],
    ["What is LoRA?", "and the other side?", "What is LoRA, and the other side?"],
  ] as const)("after “%s”, “%s” asks “%s”", ([before, text, want]) => {
    expect(understand(text, [user(before), bot("Something.")])).toMatchObject({ text: want, isFollowUp: true });
  });

  test.for([
    "How do guardrails work?",
    "What is RAG?",
    "define weights",
    "Explain fine-tuning",
    "Why are closed models faster to set up?",
    "Is it true that open models are catching up with closed ones?",
    "Is it possible to fine-tune a closed model?",
    "What is one advantage of closed models?",
    "Name models that run offline",
    "Does self-hosting protect our data from leaks and does it cost more?",
    "What is vendor lock-in and how do we avoid it in practice when we use many vendors?",
    "Which licences let a company sell a product built on open-weight models?",
  ])("“%s” stands alone, whatever was asked before", (text) => {
    expect(understand(text, [user("Who builds Llama?"), bot("Meta.")])).toEqual({
      text,
      query: [{ text, weight: 1 }],
      isFollowUp: false,
    });
  });

  test.for([
    ["nothing was said", []],
    ["only the bot spoke", [bot("Hello! Ask me anything."), bot("Still here.")]],
    ["only blanks were said", [user("  "), user("")]],
  ] as const)("stands alone when %s", ([, context]) => {
    expect(understand("and for a bank?", context).isFollowUp).toBe(false);
  });

  test("takes in the last question of thirty, and what that one followed up", () => {
    const context = Array.from({ length: 28 }, (_, i) => (i % 2 ? bot(`Answer ${i}.`) : user(`What is thing ${i}?`)));
    const { query } = understand("and in Spain?", [...context, user("and for a bank?"), bot("Well.")]);
    expect(query).toEqual([
      { text: "in Spain?", weight: 1 },
      { text: "for a bank?", weight: 0.6 },
      { text: "What is thing 26?", weight: 0.25 },
    ]);
  });

  test("counts fully, and what was said before less", () => {
    const turns = fc.array(fc.record({ role: fc.constantFrom("user" as const, "bot" as const), text: fc.string() }), {
      maxLength: 30,
    });
    const weighs = fc.property(fc.string(), turns, (text, context) => {
      const { query, text: whole } = understand(text, context);
      expect(query[0]?.weight).toBe(1);
      expect(query.slice(1).every((part) => part.weight < 1)).toBe(true);
      expect(query.length).toBeLessThanOrEqual(3);
      expect(typeof whole).toBe("string");
    });
    fc.assert(weighs);
  });
});

describe("the parts of a message", () => {
  test.for([
    ["What is LoRA and what does it cost?", ["What is LoRA", "what does it cost"]],
    ["What is RAG? How does it differ from fine-tuning?", ["What is RAG", "How does it differ from fine-tuning"]],
    ["Is open cheaper, and is it safer?", ["Is open cheaper", "is it safer"]],
    ["What is it; why does it matter; who pays", ["What is it", "why does it matter", "who pays"]],
    ["price of closed as well as privacy of open", ["price of closed", "privacy of open"]],
    ["A strength and a weakness of an open model", ["A strength of an open model", "a weakness of an open model"]],
    ["pros and cons of hybrid", ["pros of hybrid", "cons of hybrid"]],
  ] as const)("“%s” asks %j", ([text, parts]) => {
    expect(partsOf(text)).toEqual(parts);
  });

  test.for([
    "What is LoRA",
    "Difference between open and closed models",
    "Compare price and privacy of open and closed",
    "open and closed",
    "who builds Llama and Qwen",
    "a? b? c? d? e? f?",
    "What is a? What is b? What is c? What is d? What is e?",
    "",
    " ? ",
  ])("“%s” is one question", (text) => {
    expect(partsOf(text)).toEqual([text]);
  });

  test("are told apart by what is said, however many blank lines stand between", () => {
    const blank = "\n".repeat(12_000);
    expect(partsOf(`what is LoRA?${blank}what is a GPU cluster?`)).toEqual(["what is LoRA", "what is a GPU cluster"]);
    expect(partsOf(`We have letters.${blank}They stay.`)).toEqual(["We have letters. They stay."]);
  });

  test("are one to four, and none is empty unless the message is", () => {
    const few = fc.property(fc.string({ maxLength: 200 }), (text) => {
      const parts = partsOf(text);
      return (
        parts.length >= 1 && parts.length <= 4 && (parts.length === 1 || parts.every((part) => part.trim() !== ""))
      );
    });
    fc.assert(few, { numRuns: 1_000 });
  });
});
