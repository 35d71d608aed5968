import { describe, expect, test } from "vitest";
import { tokenBill, tokenSum } from "../../../src/core/sums/token-sum.ts";

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
