import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenSum } from "../../../src/core/cost/token-sum.ts";

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
  ] as const)("input and output are told apart: %s", ([text, input, output]) => {
    expect(tokenSum(text)?.lines.map(({ item, amount }) => [item, amount])).toEqual([
      ["input tokens", input],
      ["output tokens", output],
    ]);
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
  ] as const)("a follow-up takes the place of what it names anew: %s", ([text, amount, per]) => {
    expect(tokenSum(text, "40M tokens a month at $2.50 per million")).toMatchObject({ amount, per });
  });
});

describe("nothing is worked out when", () => {
  test.for([
    ["there is no price", "how much do 30M tokens cost?"],
    ["there is no volume", "$5 per million tokens, what will we pay?"],
    ["the price is for nothing in particular", "30M tokens at $5"],
    ["the price is for something else", "30M tokens at $5 per user"],
    ["the price is for a month", "30M tokens at $5 per month"],
    ["the volume is negative", "-30M tokens at $5 per million"],
    ["the price is negative", "30M tokens at -$5 per million"],
    ["the price is negative behind its sign", "30M tokens at $-5 per million"],
    ["the volume is negative in words", "minus 30M tokens at $5 per million"],
    ["a price has no volume", "5M input tokens, $3/M in, $15/M out"],
    ["the volume is zero", "0 tokens at $5 per million"],
    ["a token is cut up", "1.500 tokens at $5 per million"],
    ["the volume is absurd", "99999999999999999999999 tokens at $5 per million"],
    ["the volume is absurd in words", "1000000000000 trillion tokens at $5 per million"],
    ["the price is absurd", "30M tokens at $9999999 per token"],
    ["the volume is a range", "between 30M and 60M tokens at $5 per million"],
    ["the volume is a range with a dash", "30-60M tokens at $5 per million"],
    ["the price is a range", "30M tokens at $5-7 per million"],
    ["the price is one of two", "about 30M tokens at $5 or $6 per million"],
    ["two vendors are named", "vendor A $5 per million, vendor B $3 per million, 30M tokens"],
    ["currencies are mixed", "5M input at $3 per million and 2M output at €15 per million"],
    ["the currency is unknown", "30M tokens at 5 CHF per million"],
    ["there is a discount", "30M tokens at $5 per million with 20% discount"],
    ["there is a part of it", "30M tokens, half of them input, at $3/M in and $15/M out"],
    ["the volume grows", "our 30M tokens double, at $5/M"],
    ["sides are missing", "40M tokens, $2/M input, $8/M output"],
    ["a side has no price", "3M output tokens at $3 per million input tokens and 1M input tokens"],
    ["a number has no part in it", "we send 40M input tokens and get 10M back, $2/M in, $8/M out"],
    ["another cost is named", "10M tokens at $2 per million plus $500 a month for support"],
    ["a GPU is named beside", "is 30M tokens at $5 per million cheaper than 2 GPUs at $3 per hour?"],
    ["requests are not tied to tokens", "100 requests and 150k tokens at $5 per million"],
    ["counts are not tied to each other", "50 users, 10 requests per day, 1000 tokens per request, $2 per million"],
    ["each has no count", "5000 tokens each at $3 per million"],
    ["a dozen is all there is", "a dozen requests of 5000 tokens at $3 per million"],
    ["there are two rates", "30M tokens a day or a week at $5 per million"],
    ["a stretch of time has no rate", "30M tokens at $5 per million for 12 months"],
    ["years differ", "1M tokens in 2025 and 3M tokens in 2026 at $5 per million"],
    ["the sum is asked backwards", "How many tokens do I get for $100 at $5 per million tokens?"],
    ["the price is what is asked", "We pay $3000 for 30M tokens, what per million?"],
    ["tiers are named", "30M tokens at $5 per million up to 10M, then $4 per million"],
    ["part of it is free", "first 10M tokens free, then $5 per million for 30M tokens"],
    ["users are no tokens", "10 million users at $2 per million tokens"],
    ["'mil' may be a thousand", "40 mil tokens at $2.5 per million"],
    ["Tokyo is no token", "Tokyo office, 30 people at $5 per million"],
    ["it is empty", ""],
  ] as const)("%s", ([, text]) => {
    expect(tokenSum(text)).toBeUndefined();
  });

  test("a follow-up names neither volume nor price nor period", () => {
    expect(tokenSum("and for a bank?", "40M tokens at $2.50 per million")).toBeUndefined();
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
