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
    [
      "10M input tokens at $3 and 2M output at $15",
      "That is $60: 10 million input tokens × $3 per million = $30 plus 2 million output tokens × $15 per million = $30.",
    ],
    [
      "$0.5/1M in $1.5/1M out 100M in 20M out per day",
      "That is $2,400 a month: 3,000 million input tokens × $0.50 per million = $1,500 plus 600 million output tokens × $1.50 per million = $900.",
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
    ["and at $3?", "That is $36:"],
    ["what if output is 10 dollars", "That is $50:"],
    ["now with 4M output", "That is $90:"],
    ["suppose input is $2", "That is $50:"],
  ] as const)("follows “%s”", ([text, want]) => {
    const before = text === "and at $3?" ? "12M tokens at $2.50" : "10M input tokens at $3 and 2M output at $15";
    expect(lead(text, before).startsWith(want)).toBe(true);
  });

  test("is worked out over several follow-ups, and not after talk of something else", () => {
    const bill = "40M tokens at $2.50 per million";
    expect(lead("and for 20M tokens?", bill, "and at $3?")).toMatch(/^That is \$60:/);
    expect(lead("and at $3?", bill, "what is LoRA?")).not.toMatch(/^That is/);
    expect(lead("what is LoRA?", bill)).toBe("answer");
  });

  test.for([
    ["10M tokens at $3", "prices read as per million tokens"],
    ["5m tokens in, 1m out, 2.50 / 10", "prices read as dollars per million tokens"],
    ["30M tokens, $5 per million, monthly bill?", "the volume is for a month"],
  ] as const)("of “%s” says that it assumes: %s", ([text, assumed]) => {
    const { reply } = answer({ text, context: [] });
    expect(toPlain(reply)).toContain(`Assumed: prices are the ones that you gave; ${assumed};`);
  });

  test.for([
    ["500k tokens at $5", "how many tokens one of the prices buys"],
    ["30M tokens at $5 per million with 20% discount", "“20%”"],
    ["between 30M and 60M tokens at $5 per million", "“between”"],
    ["40M tokens, $2/M input, $8/M output", "how many tokens are input and how many are output"],
    ["$5 per million tokens, what will we pay?", "the number of tokens is missing"],
    ["5M input and 1M output tokens, $3/M in", "the price of output tokens is missing"],
    ["1000 requests and 2000 tokens at $2 per million", "what 1,000 has to do with the tokens"],
    ["30M tokens at $5 or $6 per million", "which price belongs to which tokens"],
    ["5M input at $3 per million and 2M output at €15 per million", "different currencies"],
    ["30M tokens a day or a week at $5 per million", "how often, or for how long"],
    ["1.5 tokens at $5 per million", "can't be a number of tokens"],
  ] as const)("is not made up for “%s”: the reply names what is missing", ([text, missing]) => {
    const { reply } = answer({ text, context: [] });
    expect(reply.kind).toBe("abstain");
    expect(toPlain(reply)).toMatch(/^I don't have a sum for that: /);
    expect(toPlain(reply).split("\n")[0]).toContain(missing);
    expect(toPlain(reply)).toContain("10M input tokens at $3 per million and 2M output tokens at $15 per million");
  });

  test("asks back which of two prices a follow-up means", () => {
    const context = [{ role: "user", text: "10M input tokens at $3 and 2M output at $15" }] as const;
    expect(toPlain(answer({ text: "and at $10?", context }).reply)).toContain("say whether you mean input or output");
  });

  test.for([
    "how much do 30M tokens cost?",
    "We send 30M tokens a month at $5 per million and have 20 engineers. Open or closed?",
    "is 30M tokens at $5 per million cheaper than 2 GPUs at $3 per hour?",
    "Why is a token price of $3 per million dear for 30M tokens?",
  ])("leaves “%s” to the advisors of other questions", (text) => {
    expect(toPlain(answer({ text, context: [] }).reply)).not.toMatch(/That is \*?\*?\$|I don't have a sum/);
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
