import fc from "fast-check";
import { expect, test } from "vitest";
import { statedBreakEven } from "../../../src/core/sums/break-even.ts";

test.for([
  ["API is $3/M, own rig incl. people 9000 a month. at how many tokens is it a tie?", 3e9],
  ["GPU box rents for $1,200 a month, API is $3 per million tokens. where's the break-even?", 400e6],
  ["we pay 6000 a month flat for two gpu servers. the api is $5 per 1M. how many tokens till it evens out", 1.2e9],
  ["break-even between 2k a month fixed and $4 per million tokens?", 500e6],
  ["server for $24,000 a year against $2 per million, break-even?", 1e9],
] as const)("%s", ([text, tokens]) => {
  expect(statedBreakEven(text)?.tokensPerMonth).toBeCloseTo(tokens, 0);
});

test.for([
  "what is the break-even point?",
  "break-even at $3 per million tokens?",
  "we pay 6000 a month, when does it pay off?",
  "$3 per million or $5 per million, break-even with 6000 a month?",
  "400M tokens a month, API $2 per million, own box 1500 a month: which is cheaper?",
  "€900 a month against $3 per million tokens, break-even?",
  "$3 per million tokens and $9000 a month",
  "$9000 a month or $3 per million tokens with a 20% discount: break-even?",
  "half of $9000 a month or $3 per million tokens: break-even?",
])("“%s” is not worked out", (text) => {
  expect(statedBreakEven(text)).toBeUndefined();
});

test("whatever the amounts, the volume times the price is the fixed cost", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900_000 }), fc.integer({ min: 1, max: 90_000 }), (fixed, cents) => {
      const even = statedBreakEven(`$${fixed} a month or $${(cents / 100).toFixed(2)} per million tokens: break-even?`);
      expect(((even?.tokensPerMonth ?? 0) / 1e6) * (cents / 100)).toBeCloseTo(fixed, 4);
    }),
  );
});
