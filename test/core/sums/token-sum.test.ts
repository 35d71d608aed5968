import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenSum } from "../../../src/core/sums/token-sum.ts";

describe("a message that states a volume and a price gets its sum", () => {
  test.for([
    ["40 million tokens at $2.50 per million", 100, "total"],
    ["what do 40M tokens cost at $2.50/M?", 100, "total"],
    ["1.5 billion tokens at 80 cents per million", 1200, "total"],
    ["1.5bn tokens at $0.80 per million tokens", 1200, "total"],
    ["500k tokens at $3 per million", 1.5, "total"],
    ["2 million tokns at $3 per milion tokns", 6, "total"],
    ["ten million tokens at two dollars per million", 20, "total"],
    ["10M tokens @$2 per M", 20, "total"],
    ["10 million tokens @ $2/1M", 20, "total"],
    ["If a model costs $3 a million tokens, what do 20 million tokens cost?", 60, "total"],
    ["30M tokens for $5 a million", 150, "total"],
    ["$0.002 per token, 5000 tokens", 10, "total"],
    ["$0.03 per 1K tokens, 200,000 tokens", 6, "total"],
    ["0.5 cents per 1,000 tokens for 2 million tokens", 10, "total"],
    ["1,000,000 tokens at $1,000 per 1,000,000 tokens", 1000, "total"],
    ["price: $2.50/MTok, volume: 40 MTok", 100, "total"],
    ["tokens: 40,000,000; price: $2.50 per 1,000,000", 100, "total"],
    ["How much is 25M tokens if 1M tokens cost $4?", 100, "total"],
    ["1M tokens cost $4, we need 25M tokens", 100, "total"],
    ["10M tokens at $2, per million tokens", 20, "total"],
    ["30M tokens at 5$ per million", 150, "total"],
    ["30M tokens at USD 5 per million", 150, "total"],
    ["30 M tok @ $5 / M tok", 150, "total"],
    ["1e9 tokens at $5 per million", 5000, "total"],
    ["$4/M tokens * 3M tokens", 12, "total"],
    ["3x 10M tokens at $5/M", 150, "total"],
    ["we have two options; 40M tokens at $2.50 per million", 100, "total"],
    ["24/7 we burn 2M tokens an hour at $1 per million", 1460, "month"],
    ["100k tokens per day at $5 per million", 15, "month"],
    ["100k tokens a day at $5 per million, what is the monthly bill?", 15, "month"],
    ["100k tokens a day at $5 per million, what is the yearly bill?", 182.5, "year"],
    ["100k tokens a day at $5 per million, daily cost?", 0.5, "day"],
    ["how much per year at 30M tokens a month and $5 per million?", 1800, "year"],
    ["3M tokens per week at $4 per million", 52, "month"],
    ["30M tokens per month at $5 per million", 150, "month"],
    ["30M tokens in a month at $5 per million", 150, "month"],
    ["120 million tokens a year at $1 per 1M", 10, "month"],
    ["we do 12 million a week at $2 per million tokens", 104, "month"],
    ["30M tokens per day for 10 days at $5 per million", 1500, "total"],
    ["5 million tokens a month at $2 per million, for a year", 120, "year"],
    ["price goes from $2 to $3 per 1M, 400M tokens monthly; new bill?", 1200, "month"],
    ["30M tokens and 20M tokens at $5 per million", 250, "total"],
    ["40 Millionen Tokens zu 2,50 $ pro Million", 100, "total"],
    ["40 Mio. Tokens zu 2,50 $ pro Mio. Tokens", 100, "total"],
    ["40 millones de tokens a $2.50 por millón", 100, "total"],
    ["twenty-five million tokens at two dollars per million", 50, "total"],
    ["100 million tokens at $.15/1K", 15_000, "total"],
    ["100M tokens at 15 cents per 1k tokens", 15_000, "total"],
    ["3 billion tokens at $2 per billion", 6, "total"],
    ["10M tokens at $3 per 500 tokens", 60_000, "total"],
    ["30M tokens at 80¢ per million", 24, "total"],
    ["US$5 per million, 30M tokens", 150, "total"],
    ["100 tok/s at $3/M, daily cost?", 25.92, "day"],
    ["1000 tokens per second at $3 per million, monthly bill?", 7884, "month"],
    ["a nightly job of 1M tokens at $3 per million", 90, "month"],
    ["I have a meeting in an hour: 30M tokens at $5 per million", 150, "total"],
    ["a second question: 30M tokens at $5 per million", 150, "total"],
    ["30M tokens, $5 per million, what is the monthly bill?", 150, "month"],
    ["10M tokens at $3 per million and 5M tokens at $2 per million", 40, "total"],
    ["10M input and output tokens at $3/M", 30, "total"],
  ] as const)("%s → %d, %s", ([text, amount, per]) => {
    const sum = tokenSum(text);
    expect(sum?.amount).toBeCloseTo(amount, 9);
    expect(sum).toMatchObject({ currency: "$", per });
  });

  test.for([
    ["1,000 requests a day with 2,000 tokens each at $4 per million tokens", 240],
    ["8,000 requests × 1,500 tokens each at $2 per million", 24],
    ["10,000 requests per day, 1,500 tokens each, $0.002 per 1k tokens", 900],
    ["20 users each send 50,000 tokens a day at $3 per million", 90],
    ["summarise 500 documents with 4k tokens each, price $2.5 per 1M tokens", 5],
    ["3 documents of 10,000 tokens at $5 per million tokens", 0.15],
    ["500 pages with 600 tokens per page at $3 per million", 0.9],
    ["20k tokens/request, 500 requests/day, $3/1M tokens", 900],
    ["1k docs a day at 5k tokens apiece, $3/MTok", 450],
    ["a summary needs 3,000 tokens and we write 400 summaries a week, $2 per million", 10.4],
    ["50 users, 10 requests per user per day, 1000 tokens per request, $2 per million", 30],
    [
      "1,000 times a day and each run writes about 2,000 output tokens. At $10 per million output tokens, what is that for a 30 day month?",
      600,
    ],
    ["we use 8000 requsts a month, 1500 tokens each, price is $5 per 1M tokns. monthly bil?", 60],
    ["what is 12 times 3M tokens at $2 per million", 72],
    ["5000 tokens per request at $3 per million", 0.015],
    ["1000 requests a day, 2000 tokens each at $2 per million", 120],
    ["two thousand requests a day, 1k tokens each at $2 per million", 120],
    ["1000 reqs/day × 2k tok @ $2/M", 120],
    ["100 requests per minute of 1000 tokens at $3 per million, daily bill?", 432],
  ] as const)("%s → %d", ([text, amount]) => {
    expect(tokenSum(text)?.amount).toBeCloseTo(amount, 9);
  });

  test.for([
    ["5M input tokens at $3/M and 2M output tokens at $15/M", 15, 30],
    ["5M in at $3/M, 2M out at $15/M", 15, 30],
    ["input costs $3 a million and output $15 a million; we send 5M input and 2M output tokens", 15, 30],
    ["$15 per 1M output tokens and $3 per 1M input tokens; we use 5M in and 2M out", 15, 30],
    ["5M input and 2M output tokens at $3/M input and $15/M output", 15, 30],
    ["5M input tokens at $3 and 2M output tokens at $15, both per million", 15, 30],
    ["5M input tokens and 2M output tokens, $3 and $15 per million", 15, 30],
    ["$3/$15 per million, 5M in, 2M out", 15, 30],
    ["7M tokens, 5M in and 2M out, $3/M in, $15/M out", 15, 30],
    ["1000 requests of 5,000 input and 2,000 output tokens, $3 per million input, $15 per million output", 15, 30],
    ["$3/1M in $15/1M out 5M in 2M out", 15, 30],
    ["5M in and 2M out at $3/$15 per million", 15, 30],
    ["input: 5M, output: 2M, $3/$15 per million", 15, 30],
    ["5M/2M in/out at $3/$15 per million", 15, 30],
    ["price per million: $3 input, $15 output. volume 5M input, 2M output", 15, 30],
    ["5M prompt tokens and 2M completion tokens, $3 in / $15 out per 1M", 15, 30],
  ] as const)("input and output are told apart: %s", ([text, input, output]) => {
    expect(tokenSum(text)?.lines.map(({ item, amount }) => [item, amount])).toEqual([
      ["input tokens", input],
      ["output tokens", output],
    ]);
  });

  test.for([
    ["10M input tokens at $3 and 2M output at $15", 60, "per million tokens"],
    ["5m tokens in, 1m out, 2.50 / 10", 22.5, "dollars per million tokens"],
    ["10M in @ 3, 2M out @ 15", 60, "dollars per million tokens"],
    ["10M in and 2M out at $3 and $15", 60, "per million tokens"],
    ["input price $3, output price $15; 10M input, 2M output", 60, "per million tokens"],
    ["10M input at $3 and 500k output at $15", 37.5, "per million tokens"],
    ["30M tokens a month at $5", 150, "per million tokens"],
    ["30M tokens at 5 per million", 150, "dollars"],
    ["10M input at $3 per million and 2M output at $15", 60, "per million tokens"],
    ["10M in at $0.003 per 1k, 2M out at $0.015", 60, "per 1,000 tokens"],
  ] as const)("a price that names no unit is read in the one that it can only be: %s", ([text, amount, read]) => {
    const sum = tokenSum(text);
    expect(sum?.amount).toBeCloseTo(amount, 9);
    expect(sum?.assumptions).toContain(`prices read as ${read}`);
  });

  test.for([
    ["€3", "€"],
    ["3 €", "€"],
    ["3 euros", "€"],
    ["EUR 3", "€"],
    ["£3", "£"],
    ["3 pounds", "£"],
    ["$3", "$"],
    ["3 dollars", "$"],
    ["3 bucks", "$"],
    ["3 usd", "$"],
  ] as const)("%s per million is in %s", ([price, currency]) => {
    expect(tokenSum(`2M tokens at ${price} per million`)).toMatchObject({ amount: 6, currency });
  });

  test.for([
    ["tokens double from 30M to 60M at $5/1M: extra cost", 150, 300],
    ["usage grows from 10 to 25 million tokens at $4 per million", 40, 100],
    ["price drops from $5 to $3 per million, 30M tokens", 150, 90],
  ] as const)("a change keeps the bill before: %s", ([text, was, amount]) => {
    expect(tokenSum(text)).toMatchObject({ was, amount });
  });

  test.for([
    ["and for 80M tokens?", 200, "month"],
    ["what about $3 per million?", 120, "month"],
    ["and per year?", 1200, "year"],
    ["and at $3?", 120, "month"],
    ["and at 3?", 120, "month"],
    ["what if it is $3 instead?", 120, "month"],
    ["20 million", 50, "month"],
    ["and 20M a day?", 1500, "month"],
    ["and at $3 per 1k?", 120_000, "month"],
  ] as const)("a follow-up takes the place of what it names anew: %s", ([text, amount, per]) => {
    expect(tokenSum(text, "40M tokens a month at $2.50 per million")).toMatchObject({ amount, per });
  });
});

const cents = fc.integer({ min: 1, max: 100_000 });
const millions = fc.integer({ min: 1, max: 100_000 });

describe("the sum", () => {
  test("scales with the volume", () => {
    const scales = fc.property(millions, cents, fc.integer({ min: 1, max: 1000 }), (volume, price, times) => {
      const once = tokenSum(`${volume}M tokens at $${price / 100} per million`)?.amount ?? NaN;
      const more = tokenSum(`${volume * times}M tokens at $${price / 100} per million`)?.amount ?? NaN;
      return Math.abs(more - once * times) <= 1e-9 * more;
    });
    fc.assert(scales);
  });

  test("does not depend on thousands separators", () => {
    const same = fc.property(fc.integer({ min: 1, max: 1e12 }), cents, (tokens, price) => {
      const bare = tokenSum(`${tokens} tokens at $${price / 100} per million`);
      for (const locale of ["en-US", "de-CH", "fr-FR"]) {
        const written = tokens.toLocaleString(locale).replaceAll(/\s/g, " ");
        expect(tokenSum(`${written} tokens at $${price / 100} per million`)).toEqual(bare);
      }
      expect(bare?.amount).toBeCloseTo((tokens * price) / 1e8, 4);
    });
    fc.assert(same);
  });

  test("does not depend on the unit of the price", () => {
    const same = fc.property(millions, cents, (volume, price) => {
      const perMillion = tokenSum(`${volume}M tokens at ${price} cents per million`)?.amount ?? NaN;
      const perBillion = tokenSum(`${volume}M tokens at $${price * 10} per billion`)?.amount ?? NaN;
      return Math.abs(perMillion - perBillion) <= 1e-9 * perMillion;
    });
    fc.assert(same);
  });

  const word = fc.oneof(
    fc.constantFrom(
      ..."30M tokens|$5|per million|a day|each|requests|input|output|from|to|and|-|%|1e9|at|.5|€3|per|/|x|,|;|?|for|2 weeks|null".split(
        "|",
      ),
    ),
    fc.string({ unit: "grapheme", maxLength: 6 }),
    fc.double({ noNaN: false }).map(String),
  );
  test("is a number that can be paid, whatever the message holds, and its lines add up to it", () => {
    const payable = fc.property(fc.array(word, { maxLength: 14 }), (parts) => {
      const sum = tokenSum(parts.join(" "));
      if (!sum) return;
      expect(sum.amount).toBeGreaterThanOrEqual(0);
      expect(sum.amount).toBeLessThanOrEqual(1e15);
      expect(sum.lines.reduce((total, line) => total + line.amount, 0)).toBe(sum.amount);
    });
    fc.assert(payable, { numRuns: 2_000 });
  });
});
