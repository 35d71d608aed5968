import { describe, expect, test } from "vitest";
import { symbolsOf } from "../../../src/core/sums/symbols.ts";

const text = (message: string): string => symbolsOf(message).text.trim();

describe("a message in symbols", () => {
  test.for([
    ["40M tokens at $2.50 per million", "N0 T at M0 per N1"],
    ["30 M tok @ USD 5 / M tok", "N0 T at M0 / N1 T"],
    ["250 milion tokns at 80¢ per milion", "N0 T at M0 per N1"],
    ["20k tokens/request & 500 requests/day", "N0 T / request and N1 requests Pday"],
    ["3x 10M tokens", "N0 times N1 T"],
    ["We use 10M. Input is $3.", "we use N0 ; I is M0 ;"],
  ] as const)("%s → %s", ([message, want]) => {
    expect(text(message)).toBe(want);
  });

  test("keeps what money and numbers are worth", () => {
    expect(symbolsOf("2.5bn tokens: €3, $4 USD, 50 cents, £.5 per 1k")).toMatchObject({
      money: [
        { value: 3, currency: "€" },
        { value: 4, currency: "$" },
        { value: 0.5, currency: "$" },
        { value: 0.5, currency: "£" },
      ],
      numbers: [2.5e9, 1000],
    });
  });
});

describe("a side is marked", () => {
  test.for([
    ["10M input, 2M outputs", "N0 I , N1 O"],
    ["5m tokens in, 1m out, 2.50 / 10", "N0 T I , N1 O , N2 / N3"],
    ["100M in 20M out per day", "N0 I N1 O Pday"],
    ["in: 10M out: 2M", "I : N0 O : N1"],
    ["in 10M, out 2M", "I N0 , O N1"],
    ["10M/2M in/out", "N0 I / N1 O"],
    ["$3 in / $15 out", "M0 I / M1 O"],
    ["2M in a day, 1M out a day", "N0 I Pday , N1 O Pday"],
    ["10M prompt tokens and 2M completion tokens", "N0 I T and N1 O T"],
    ["2000 tokens generated", "N0 T O"],
  ] as const)("in “%s”", ([message, want]) => {
    expect(text(message)).toBe(want);
  });

  test.for([
    "30M tokens in 2026",
    "30M tokens in a month",
    "5M tokens in 30 days",
    "we put 30M in the cloud",
    "500 prompts a day",
    "it turns out that 3M go",
    "in total 5M tokens",
  ])("and none in “%s”", (message) => {
    expect(text(message)).not.toMatch(/\b[IO]\b/);
  });
});

describe("a word that changes the sum is named", () => {
  test.for([
    ["30M tokens with 20% off", "20%"],
    ["half of 30M tokens", "half"],
    ["a few million tokens", "few"],
    ["millions of tokens", "millions"],
    ["30M tokens per working day", "working day"],
    ["30M tokens on Mondays", "mondays"],
    ["3M tokens less", "less"],
    ["the first 10M tokens", "first 10000000"],
    ["-30M tokens", "-30000000"],
    ["$-5 per million", "$-5"],
    ["5 CHF", "chf"],
    ["¥5", "¥"],
    ["A$5", "a$"],
    ["€1.250 per million", "1.250"],
    ["price 3.000 per million", "3.000"],
    ["Mixtral 8x7B", "7b"],
  ] as const)("in “%s”: %s", ([message, word]) => {
    expect(symbolsOf(message).unclear).toBe(word);
  });

  test.for([
    "less than 30M tokens",
    "$3.000 per million",
    "2.125 dollars",
    "1.250,50 €",
    "tokens double from 30M to 60M",
    "40 millions",
    "US$5",
    "10M in - $3",
  ])("and none in “%s”", (message) => {
    expect(symbolsOf(message).unclear).toBeUndefined();
  });
});
