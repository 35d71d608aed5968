import { describe, expect, test } from "vitest";
import { readPrices } from "../../../src/core/sums/prices.ts";
import { readRepeats } from "../../../src/core/sums/repeats.ts";
import { symbolsOf } from "../../../src/core/sums/symbols.ts";
import { readTimes, readVolumes } from "../../../src/core/sums/volumes.ts";

describe("how often", () => {
  const repeats = (message: string, isFollowUp = false): number | undefined => {
    const symbols = symbolsOf(message);
    const { left } = readTimes(readVolumes(readPrices(symbols).left, symbols.numbers).left, symbols.numbers);
    const text = left.replaceAll(/\bV\d+\b/g, "V").replaceAll(/\bR\d+\b/g, ";");
    return readRepeats(text, symbols.numbers, isFollowUp)?.counts.reduce((product, { count }) => product * count, 1);
  };

  test.for([
    ["30M tokens", 1],
    ["1000 requests, 2000 tokens each", 1000],
    ["1000 requests of 2000 tokens", 1000],
    ["500 pages with 600 tokens per page", 500],
    ["2k tokens/request, 500 requests", 500],
    ["a summary needs 3000 tokens and we write 400 summaries", 400],
    ["the average call is 2000 tokens, 50 calls", 50],
    ["50 users, 10 requests per user, 1000 tokens per request", 500],
    ["3 times 2000 tokens", 3],
    ["two options; 30M tokens", 1],
    ["100 requests of 2000 in and 500 out", 100],
  ] as const)("%s: %d times", ([message, want]) => {
    expect(repeats(message)).toBe(want);
  });

  test.for([
    ["a count is tied to nothing", "1000 requests and 30M tokens"],
    ["each is said of something else", "1000 requests, 5M tokens; each request is small"],
    ["an average is that of the count", "on average 1000 requests use 5M tokens"],
    ["the volume is that of all", "20 users each day, 5M tokens in total each"],
    ["one of two volumes is said of each", "1000 requests of 2000 tokens, then 5M tokens"],
    ["counts are not tied to each other", "50 users, 10 requests, 1000 tokens per request"],
    ["something grows so many times", "30M tokens, 3x growth"],
    ["there are none of them", "0 requests of 2000 tokens"],
  ] as const)("is unknown when %s", ([, message]) => {
    expect(repeats(message)).toBeUndefined();
  });

  test("a follow-up may name a number of things alone", () => {
    expect(repeats("with 5000 requests")).toBeUndefined();
    expect(repeats("with 5000 requests", true)).toBe(5000);
  });
});
