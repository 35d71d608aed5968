import { describe, expect, test } from "vitest";
import { readBarePrices } from "../../../src/core/sums/bare-prices.ts";
import { readPrices } from "../../../src/core/sums/prices.ts";
import { symbolsOf } from "../../../src/core/sums/symbols.ts";
import { readVolumes } from "../../../src/core/sums/volumes.ts";

describe("a price that says nothing of what it buys", () => {
  const bare = (message: string, isFollowUp = false): string[] => {
    const symbols = symbolsOf(message);
    const priced = readPrices(symbols);
    const { left, volumes } = readVolumes(priced.left, symbols.numbers);
    const hasUnit = priced.prices.length > 0;
    return readBarePrices(left, symbols, { volumes, hasUnit, isFollowUp }).prices.map(({ value, side }) =>
      side === "any" ? String(value) : `${value} ${side}`,
    );
  };

  test.for([
    ["30M tokens at $5", ["5"]],
    ["10M in @ 3, 2M out @ 15", ["3", "15"]],
    ["10M in, 2M out, 2.50 / 10", ["2.5", "10"]],
    ["10M in, 2M out at $3 and $15", ["3", "15"]],
    ["input $3, output $15", ["3 input", "15 output"]],
    ["$3 for input and $15 for output", ["3 input", "15 output"]],
    ["30M tokens × $5", ["5"]],
    ["price: $5, 30M tokens", ["5"]],
    ["10M in at $3 per million, 2M out $15", ["15"]],
  ] as const)("%s", ([message, want]) => {
    expect(bare(message)).toEqual(want);
  });

  test.for([
    ["a total", "10M tokens for $30"],
    ["what was paid", "10M in, 2M out, we paid $45 and $15"],
    ["another thing", "30M tokens, support at $50"],
    ["another unit", "30M tokens at $5 per user"],
    ["another unit behind a stroke", "30M tokens at $5/seat"],
    ["a stretch of time", "30M tokens at $5 a month"],
    ["a time of day", "30M tokens at 3 pm"],
    ["a number of things", "30M tokens at 3 sites"],
    ["dear beyond any list price", "30M tokens at $201"],
    ["cheap enough to be that of a thousand", "30M tokens at $0.09"],
    ["in the order of output and input", "2M out, 5M in, $3 / $15"],
  ] as const)("is not taken when it is %s", ([, message]) => {
    expect(bare(message)).toEqual([]);
  });

  test("may follow more words where a bill stands before it", () => {
    expect(bare("what if it costs $3")).toEqual([]);
    expect(bare("what if it costs $3", true)).toEqual(["3"]);
    expect(bare("and support is $50", true)).toEqual([]);
  });
});
