import { describe, expect, test } from "vitest";
import { readPrices } from "../../../src/core/sums/prices.ts";
import { symbolsOf } from "../../../src/core/sums/symbols.ts";
import { readTimes, readVolumes } from "../../../src/core/sums/volumes.ts";

describe("a volume", () => {
  const volumes = (message: string): string[] => {
    const symbols = symbolsOf(message);
    return readVolumes(readPrices(symbols).left, symbols.numbers).volumes.map(({ tokens, side }) =>
      side === "any" ? String(tokens) : `${tokens} ${side}`,
    );
  };

  test.for([
    ["30M tokens", ["30000000"]],
    ["5M in and 2M out", ["5000000 input", "2000000 output"]],
    ["input: 5M, output: 2M", ["5000000 input", "2000000 output"]],
    ["input is 5M and output is 2M tokens", ["5000000 input", "2000000 output"]],
    ["5M tokens of output", ["5000000 output"]],
    ["5M input and output tokens", ["5000000"]],
    ["tokens: 40,000,000", ["40000000"]],
    ["40 millones de tokens", ["40000000"]],
    ["we do 12 million a week at $2 per million", ["12000000"]],
  ] as const)("%s", ([message, want]) => {
    expect(volumes(message)).toEqual(want);
  });

  test.for([
    "5M input words",
    "10 million users",
    "what is the price per million?",
    "3 in, 15 out",
    "per 1M input tokens",
  ])("is not stated by “%s”", (message) => {
    expect(volumes(message)).toEqual([]);
  });
});

describe("how long", () => {
  const lasting = (message: string): string => {
    const symbols = symbolsOf(message);
    const { left, lasting: time } = readTimes(symbols.text, symbols.numbers);
    return [time && `${time.count} ${time.period}`, left.trim()].join(" | ");
  };

  test.for([
    ["a day for 12 months", "12 month | Pday"],
    ["over a 90-day pilot", "90 day |"],
    ["8 hours", "8 hour |"],
    ["in 2026", " | in"],
    ["since 30", " | since N0"],
  ] as const)("%s → %s", ([message, want]) => {
    expect(lasting(message)).toBe(want.endsWith("|") ? `${want} ` : want);
  });
});
