import { describe, expect, test } from "vitest";
import { readCostWords } from "../../../src/core/cost/words/read.ts";
import { desk } from "./desk.ts";

const read = (text: string) => readCostWords(`40k requests a day, ${text}`, desk);

describe("what is said of money, growth and waiting is read:", () => {
  test.for([
    ["power at $0.30 per kWh", { usdPerKwh: 0.3 }],
    ["electricity costs 25 cents a kWh", { usdPerKwh: 0.25 }],
    ["$0 power", { usdPerKwh: 0 }],
    ["electricity is free", { usdPerKwh: 0 }],
    ["an engineer costs $90k a year", { usdPerFteYear: 90_000 }],
    ["salaries of 150,000", { usdPerFteYear: 150_000 }],
    ["growing 5% a month", { growthPerMonth: 0.05 }],
    ["shrinks 10% a month", { growthPerMonth: -0.1 }],
    ["doubling every month", { growthPerMonth: 1 }],
    ["grows 21% per quarter", { growthPerMonth: expect.closeTo(1.21 ** (1 / 3) - 1, 4) as number }],
    ["latency 200 ms", { ttftLimitS: 0.2 }],
    ["answers must come within 3 seconds", { ttftLimitS: 3 }],
    ["first token within 2 s", { ttftLimitS: 2 }],
    ["0 ms per token", { tpotLimitS: 0 }],
    ["a third of it is cached", { cachedShare: 0.3333 }],
    ["three quarters can wait", { batchShare: 0.75 }],
    ["a router sends 80% to the small model", { smallModelShare: 0.8 }],
    ["70% of requests go to the cheaper one", { smallModelShare: 0.7 }],
    ["20% need the bigger model", { smallModelShare: 0.8 }],
    ["40% of the requests go to the small model", { smallModelShare: 0.4 }],
  ] as const)("%s", ([said, given]) => {
    const found = read(said);
    expect(found.given).toMatchObject({ requestsPerDay: 40_000, ...given });
    expect(found.problems).toEqual([]);
  });

  test.for([
    "the best model is 200% better",
    "the large model at 120% load",
    "the small model is 90% cheaper",
    "accuracy is 90% on the small model",
    "we pay $1.50 on the small model",
    "30% cheaper models",
    "answers may be 20% simpler",
  ])("that is none of a router's is not taken for one: %s", (said) =>
    expect(read(said).given).not.toHaveProperty("smallModelShare"),
  );
});

describe("a rate of exchange", () => {
  test.for([
    ["in pounds at 1.27", "GBP", 1.27],
    ["in pounds at 0.79", "GBP", 1.26582],
    ["in yen at 150", "JPY", 0.00666667],
    ["in swiss francs at 1.12", "CHF", 1.12],
    ["in £ at $0.79", "GBP", 0.79],
  ] as const)("is meant the way round that its size says: %s", ([said, currency, usdPerUnit]) =>
    expect(read(said).given).toMatchObject({ currency, usdPerUnit }),
  );

  test("that was turned round is said to be, with how to say the other", () => {
    expect(read("in pounds at 0.79").remarks).toEqual([
      "0.79 is read as what one dollar buys in GBP, so one GBP is $1.266; if you meant $0.79 for one GBP, say “in GBP at $0.79”.",
    ]);
  });

  test("that is far from usual is to be checked", () => {
    expect(read("in euros at $12").remarks).toEqual(["One EUR usually buys about $1.15: please check the rate."]);
  });
});

describe("two ends of a number", () => {
  test.for([
    ["cost 10-20k requests a day", { low: 10_000, expected: 15_000, high: 20_000 }],
    ["cost between 10k and 20k requests a day", { low: 10_000, expected: 15_000, high: 20_000 }],
    ["cost 300 to 500 tickets an hour", { low: 7_200, expected: 9_600, high: 12_000 }],
    ["cost 100-200 orders a day", { low: 100, expected: 150, high: 200 }],
    ["cost 3 to 5 chats a day with 10 messages each", { low: 30, expected: 40, high: 50 }],
  ] as const)("are both kept: %s", ([text, requestsPerDay]) => {
    const { given, remarks } = readCostWords(text, desk);
    expect(given).toMatchObject({ requestsPerDay });
    expect(remarks).toContainEqual(expect.stringContaining("the sums are for the middle"));
  });

  test("count for what a person asks, too", () => {
    const { given } = readCostWords("what do 100 users cost with 10 to 20 questions a day each?", desk);
    expect(given).toMatchObject({ requestsPerDay: { low: 1_000, expected: 1_500, high: 2_000 } });
  });
});

test.for([
  ["budget $500", { usd: 500, each: "month" }],
  ["at most $12k a year", { usd: 1_000, each: "month" }],
  ["at most $0.02 per request", { usd: 0.02, each: "request" }],
  ["up to 2 cents a ticket", { usd: 0.02, each: "request" }],
  ["less than $5 per 1,000 questions", { usd: 0.005, each: "request" }],
] as const)("a budget is read by the month, or by the request: %s", ([said, { usd, each }]) => {
  const { budget } = read(said);
  expect(budget?.each).toBe(each);
  expect(budget?.usd).toBeCloseTo(usd, 6);
});

test.for([
  "at $3 per million tokens",
  "under $0.02 per token",
  "under $3 per million tokens",
  "budget $500 per user",
  "at most $2.50 an hour for each GPU",
])("what is asked for something else is no budget: %s", (said) => {
  expect(read(said).budget).toBeUndefined();
});

test.for([
  ["cost 10 contracts a day of 40 pages", { requestsPerDay: 10, inputTokens: 24_000 }],
  ["cost 2500 support calls a day, about 4 minutes long each", { requestsPerDay: 2_500, inputTokens: 800 }],
  [
    "cost 5,000 questions a day, 8,000 tokens context, 300 tokens answer",
    { requestsPerDay: 5_000, inputTokens: 8_000, outputTokens: 300 },
  ],
] as const)("a size counts wherever it stands: %s", ([text, given]) => {
  expect(readCostWords(text, desk).given).toEqual(given);
});

test("minutes that were spoken are tokens, as a transcript has them", () => {
  expect(readCostWords("cost 500 calls of 6 minutes a day", desk).given).toEqual({
    requestsPerDay: 500,
    inputTokens: 1_200,
  });
  expect(readCostWords("cost 500 6-minute calls a day", desk).given).toEqual({
    requestsPerDay: 500,
    inputTokens: 1_200,
  });
});
