import { describe, expect, test } from "vitest";
import { readPrices } from "../../../src/core/sums/prices.ts";
import { symbolsOf } from "../../../src/core/sums/symbols.ts";

describe("a price that says what it buys", () => {
  const prices = (message: string): string[] =>
    readPrices(symbolsOf(message)).prices.map(({ value, per, side, currency }) =>
      [`${currency ?? ""}${value}`, per, ...(side === "any" ? [] : [side])].join(" "),
    );

  test.for([
    ["$3 per million", ["$3 1000000"]],
    ["$3/M tokens", ["$3 1000000"]],
    ["$0.03 per 1K", ["$0.03 1000"]],
    ["$2 per billion", ["$2 1000000000"]],
    ["$0.002 per token", ["$0.002 1"]],
    ["$3 per 500 tokens", ["$3 500"]],
    ["2.50 per million", ["2.5 1000000"]],
    ["1M tokens cost $4", ["$4 1000000"]],
    ["per million tokens: $4", ["$4 1000000"]],
    ["input costs $3 a million and output $15 a million", ["$3 1000000 input", "$15 1000000 output"]],
    ["$3 per million input, $15 per million output", ["$3 1000000 input", "$15 1000000 output"]],
    ["$3 in / $15 out per 1M", ["$3 1000000 input", "$15 1000000 output"]],
    ["$3/$15 per million", ["$3 1000000", "$15 1000000"]],
    ["$1.50 and later $10, both per million", ["$1.5 1000000", "$10 1000000"]],
  ] as const)("%s", ([message, want]) => {
    expect(prices(message)).toEqual(want);
  });

  test.for([
    "$3",
    "$3 per user",
    "$3 per 1000 requests",
    "$3 per million characters",
    "$3 per million API calls",
    "$3 per hour",
    "$3 per 500",
    "$30 for 10M tokens",
    "5 CHF per million",
    "20k tokens per 1000 requests",
  ])("is not stated by “%s”", (message) => {
    expect(prices(message)).toEqual([]);
  });
});
