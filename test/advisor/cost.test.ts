import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});
const lead = (text: string, ...before: string[]): string => {
  const context = before.map((said) => ({ role: "user", text: said }) as const);
  const { reply } = answer({ text, context });
  return reply.kind === "cost" ? (toPlain(reply).split("\n")[0] ?? "") : reply.kind;
};

describe("a token bill", () => {
  test.for([
    ["What do 40 million tokens cost at $2.50 per million?", "That is $100: 40 million tokens × $2.50 per million."],
    [
      "1.2 billion tokens a month at $0.075 per million",
      "That is $90 a month: 1,200 million tokens × $0.075 per million.",
    ],
    [
      "5M input tokens at $3/M and 2M output tokens at $15/M",
      "That is $45: 5 million input tokens × $3 per million = $15 plus 2 million output tokens × $15 per million = $30.",
    ],
    ["30 tokens at $0.50 per million", "That is $0.000015: 30 tokens × $0.50 per million."],
    ["5000 tokens at €3 per million", "That is €0.015: 5,000 tokens × €3 per million."],
    [
      "tokens double from 30M to 60M at $5/1M: extra cost",
      "That is $300: 60 million tokens × $5 per million. Before it was $150, so that is $150 more.",
    ],
    [
      "price drops from $5 to $3 per million, 30M tokens a month",
      "That is $90 a month: 30 million tokens × $3 per million. Before it was $150 a month, so that is $60 a month less.",
    ],
    [
      "100k tokens a day at $5 per million, yearly bill?",
      "That is $182.50 a year: 36.5 million tokens × $5 per million.",
    ],
    ["GPT-5 at $5 per million, 30M tokens", "That is $150: 30 million tokens × $5 per million."],
    ["Claude 4: 30M tokens at $5 per million", "That is $150: 30 million tokens × $5 per million."],
    ["Was kosten 40 Millionen Tokens bei 3 € pro Million Tokens?", "That is €120: 40 million tokens × €3 per million."],
    [
      "¿Cuánto cuestan 40 millones de tokens a 2,50 € por millón?",
      "That is €100: 40 million tokens × €2.50 per million.",
    ],
  ] as const)("%s → %s", ([text, want]) => {
    expect(lead(text)).toBe(want);
  });

  test("is worked out again for what a follow-up names anew", () => {
    expect(lead("and for 80M tokens?", "What do 40M tokens cost at $2.50 per million?")).toMatch(/^That is \$200:/);
    expect(lead("what about $3 per million?", "What do 40M tokens cost at $2.50 per million?")).toMatch(
      /^That is \$120:/,
    );
    expect(lead("what does that cost at $2 per million?", "We send 40M tokens a month.")).toMatch(
      /^That is \$80 a month:/,
    );
  });

  test.for([
    "30M tokens at $5",
    "30M tokens at $5 per million with 20% discount",
    "between 30M and 60M tokens at $5 per million",
  ])("is not made up for “%s”", (text) => {
    expect(lead(text)).not.toBe("cost");
    expect(lead(text)).not.toMatch(/^That is/);
  });

  test("says what it assumes, cites what drives a bill, and never writes an exponent", () => {
    const amount = fc.oneof(fc.integer({ min: 1, max: 1e15 }), fc.constantFrom(1, 7, 1e15));
    const price = fc.constantFrom("0.0000001", "0.01", "2.50", "999999");
    const readable = fc.property(amount, price, (tokens, perMillion) => {
      const { reply } = answer({ text: `${tokens} tokens a day at $${perMillion} per million`, context: [] });
      if (reply.kind !== "cost") return;
      const text = toPlain(reply);
      expect(text).toMatch(/Assumed: prices are the ones that you gave; a month has 30 days/);
      expect(text).not.toMatch(/\de[+-]?\d|NaN|Infinity/);
      expect(reply.citations.map((c) => c.entry)).toEqual(["how-closed-is-priced", "api-bill-grows"]);
    });
    fc.assert(readable, { numRuns: 60 });
  });
});
