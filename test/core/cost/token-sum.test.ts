import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenBill, tokenSum } from "../../../src/core/cost/token-sum.ts";

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

  test.for([
    ["what if output is 10 dollars", 50],
    ["and 4M output?", 90],
    ["and with $2 in and $8 out?", 36],
    ["at $2/$8?", 36],
    ["and 20M in, 4M out?", 120],
  ] as const)("a follow-up changes the side that it names: %s", ([text, amount]) => {
    expect(tokenSum(text, "10M input tokens at $3 and 2M output at $15")?.amount).toBeCloseTo(amount, 9);
  });

  test.for([
    ["and 3000 tokens each?", 180],
    ["and with 5000 requests?", 600],
    ["and 500 requests a week?", (500 * 52 * 2000 * 2) / 12e6],
    ["and at $3?", 180],
    ["and per year?", 1460],
  ] as const)("a follow-up changes how often, or how much each: %s", ([text, amount]) => {
    expect(tokenSum(text, "1000 requests a day, 2000 tokens each at $2 per million")?.amount).toBeCloseTo(amount, 9);
  });

  test("follow-ups add up, a full bill begins anew, and a price keeps the currency before it", () => {
    expect(tokenSum("and for 20M tokens?", "40M tokens at $2.50 per million", "and at $3?")?.amount).toBe(60);
    expect(tokenSum("and at $3?", "1000 tokens a day at $9/M", "40M tokens at $2.50 per million")).toMatchObject({
      amount: 120,
      per: "total",
    });
    expect(tokenSum("and at 3?", "40M tokens at €2.50 per million")).toMatchObject({ amount: 120, currency: "€" });
    expect(tokenSum("what does that cost at $2 per million?", "We send 40M tokens")?.amount).toBe(80);
  });
});

describe("nothing is worked out when", () => {
  test.for([
    ["there is no price", "how much do 30M tokens cost?"],
    ["there is no volume", "$5 per million tokens, what will we pay?"],
    ["a price without a unit stands beside few tokens", "500k tokens at $5"],
    ["a price without a unit may be that of a thousand", "30M tokens at $0.002"],
    ["a price without a unit may be what was paid", "30M tokens for $5"],
    ["a price without a unit may be for something else", "30M tokens per user at $5"],
    ["a price without a unit may be for a request", "1000 requests of 2M tokens at $5"],
    ["prices without a unit are totals", "10M in, 2M out at $30 and $30 total"],
    ["neither tokens nor their price are named", "30M at $5"],
    ["prices stand in the order of input and output, volumes not", "2M out, 5M in, $3/$15 per million"],
    ["the price is for requests", "$2 per 1000 requests, 30M tokens"],
    ["the price is for characters", "30M tokens at $5 per million characters"],
    ["the volume is one of words", "5M input words at $3 per million tokens"],
    ["volumes are a choice", "10M tokens at $5 per million versus 20M tokens at $3 per million"],
    ["the cheaper one is asked for", "which is cheaper: 10M tokens at $5 per million and 20M at $3 per million?"],
    ["nothing says that they are one bill", "10M tokens at $5 per million, 20M tokens at $3 per million"],
    ["tiers are counted up", "first 10M tokens at $5 per million, the rest at $3 per million, 30M tokens total"],
    ["days are not those of the calendar", "100k tokens per working day at $5 per million, monthly bill?"],
    ["it is unknown how many", "5000 tokens per request at $3 per million, monthly bill?"],
    [
      "a count is said of one volume",
      "1000 requests of 5,000 input tokens each, and 2M output tokens, $3/M in $15/M out",
    ],
    ["a side is said to cost more", "10M tokens at $3 per million, output extra"],
    ["the number is vague", "a few million tokens at $3 per million"],
    ["the number is a plural", "millions of tokens at $3 per million"],
    ["a price may be another currency", "A$5 per million, 30M tokens"],
    ["the currency stands behind its number", "30M tokens at $5 CAD per million"],
    ["a stop may part thousands", "€1.250 per million, 30M tokens"],
    ["the price of the volume was what is known", "we paid $30 for 10M tokens, price per million?"],
    ["something is taken off", "10M tokens and 3M tokens less at $3 per million"],
    ["a total stands beside its part", "we used 30M tokens last month and 50M tokens in total, at $3/M"],
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

  test.for([
    ["names neither volume nor price nor period", "and for a bank?", "40M tokens at $2.50 per million"],
    ["counts something else", "and for a bank with 300 people?", "40M tokens at $2.50 per million"],
    ["asks for the period of a total", "and per year?", "40M tokens at $2.50 per million"],
    ["names a price of something else", "and support is $50?", "40M tokens at $2.50 per million"],
    ["names a budget", "and is $100 a lot?", "40M tokens at $2.50 per million"],
    ["names one of two prices", "and at $3?", "10M input tokens at $3 and 2M output at $15"],
    ["names one of two volumes", "and for 20M tokens?", "10M input tokens at $3 and 2M output at $15"],
    ["mixes currencies", "and output at €3?", "10M input tokens at $3 and 2M output at $15"],
    ["names a volume that may be each or all", "and 3000 tokens?", "1000 requests a day, 2000 tokens each at $2/M"],
  ] as const)("a follow-up %s", ([, text, before]) => {
    expect(tokenSum(text, before)).toBeUndefined();
  });
});

describe("what is missing is named", () => {
  test.for([
    ["30M tokens at $5 per million with 20% discount", { kind: "word", word: "20%" }],
    ["1000 requests and 2000 tokens at $2 per million", { kind: "number", number: 1000 }],
    ["500k tokens at $3", { kind: "unit" }],
    ["$5 per million tokens, what will we pay?", { kind: "no volume", side: "any" }],
    ["how much do 30M tokens cost?", { kind: "no price", side: "any" }],
    ["5M input tokens, $3/M in, $15/M out", { kind: "no volume", side: "output" }],
    ["5M input and 1M output tokens, $3/M in", { kind: "no price", side: "output" }],
    ["40M tokens, $2/M input, $8/M output", { kind: "not split" }],
    ["30M tokens at $5 or $6 per million", { kind: "not paired" }],
    ["5M input at $3 per million and 2M output at €15 per million", { kind: "currencies" }],
    ["30M tokens a day or a week at $5 per million", { kind: "time" }],
    ["1.5 tokens at $5 per million", { kind: "amount" }],
  ] as const)("%s", ([text, doubt]) => {
    expect(tokenBill(text)).toEqual({ kind: "doubt", doubt });
  });

  test("of a follow-up, when it means one of two", () => {
    const before = ["10M input tokens at $3 and 2M output at $15"];
    expect(tokenBill("and at $3?", before)).toEqual({ kind: "doubt", doubt: { kind: "which" } });
    expect(tokenBill("and 20% more?", before)).toEqual({ kind: "doubt", doubt: { kind: "word", word: "20%" } });
  });

  test.for(["What is LoRA?", "we have 30 people", "a server at $500", "half of it", ""])(
    "but not where no bill is meant: %s",
    (text) => {
      expect(tokenBill(text)).toEqual({ kind: "none" });
      expect(tokenBill(text, ["hello"])).toEqual({ kind: "none" });
    },
  );
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
