import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiBill, billItems } from "../../../src/core/cost/api-bill.ts";
import type { Endpoint, EndpointPrice, Provider } from "../../../src/core/cost/book.ts";
import { expectedSetting } from "../../../src/core/cost/inputs.ts";
import { desk, today, workload } from "./desk.ts";

const plain = { requestsPerDay: 1_000, inputTokens: 2_000, outputTokens: 500, cachedShare: 0 };

/** Dollars a month of each kind of token, to the cent. */
function bill(name: string, given: object): Record<string, number> {
  const found = desk.endpoint(name);
  if (!found.ok) throw new Error(found.sentence);
  const { parts } = apiBill(found.found, desk.providerOf(found.found), today);
  const usd = parts(expectedSetting(workload({ ...plain, ...given }).inputs));
  return Object.fromEntries(
    billItems.flatMap((item, i) => (usd[i] ? [[item, Math.round(100 * (usd[i] ?? 0)) / 100]] : [])),
  );
}

// 1,000 a day are 30,440 requests a month: 60.88 million tokens in and 15.22 million out.
test.for([
  { is: "in and out", of: "claude-haiku-4-5", given: {}, want: { "input tokens": 60.88, "output tokens": 76.1 } },
  {
    is: "a third of the input cached, at the endpoint's own price",
    of: "claude-haiku-4-5",
    given: { cachedShare: 0.25 },
    want: { "input tokens": 45.66, "cached input tokens": 1.52, "output tokens": 76.1 },
  },
  {
    is: "cached tokens at the usual price where there is no other",
    of: "groq/llama-3.3-70b-versatile",
    given: { cachedShare: 0.5 },
    want: { "input tokens": 17.96, "cached input tokens": 17.96, "output tokens": 12.02 },
  },
  {
    is: "500 tokens written to the cache with each request",
    of: "claude-sonnet-4-6",
    given: { cacheWriteTokens: 500 },
    want: { "input tokens": 182.64, "cache writes": 57.08, "output tokens": 228.3 },
  },
  {
    is: "reasoning of three times the output, billed like it",
    of: "gpt-5.4-mini",
    given: { reasoningMultiple: 3 },
    want: { "input tokens": 45.66, "output tokens": 68.49, "reasoning tokens": 205.47 },
  },
  {
    is: "40% of the work in batches at half the price",
    of: "gpt-5.5",
    given: { batchShare: 0.4 },
    want: { "input tokens": 243.52, "output tokens": 365.28 },
  },
  {
    is: "batches where there is no such price",
    of: "mistral-medium-2508",
    given: { batchShare: 0.4 },
    want: { "input tokens": 24.35, "output tokens": 30.44 },
  },
  {
    is: "cached tokens of a batch, discounted once",
    of: "gpt-5.5",
    given: { cachedShare: 0.5, batchShare: 1 },
    want: { "input tokens": 76.1, "cached input tokens": 15.22, "output tokens": 228.3 },
  },
  {
    is: "cached tokens of a batch, discounted twice where the provider says so",
    of: "claude-opus-4-8",
    given: { cachedShare: 0.5, batchShare: 1 },
    want: { "input tokens": 76.1, "cached input tokens": 7.61, "output tokens": 190.25 },
  },
  {
    is: "300,000 tokens of input, on the tier for long requests",
    of: "gpt-5.5",
    given: { requestsPerDay: 10, inputTokens: 300_000, cachedShare: 0.5 },
    want: { "input tokens": 456.6, "cached input tokens": 45.66, "output tokens": 6.85 },
  },
  {
    is: "272,000 tokens, which is not above the tier",
    of: "gpt-5.5",
    given: { requestsPerDay: 10, inputTokens: 272_000 },
    want: { "input tokens": 413.98, "output tokens": 4.57 },
  },
  {
    is: "a tenth asked again, and a tokenizer that counts a fifth more",
    of: "claude-haiku-4-5",
    given: { retryShare: 0.1, tokenizerFactor: 1.2 },
    want: { "input tokens": 80.36, "output tokens": 100.45 },
  },
  {
    is: "the price after an introduction",
    of: "claude-sonnet-5",
    given: {},
    want: { "input tokens": 182.64, "output tokens": 228.3 },
  },
])("a bill counts $is", ({ of, given, want }) => {
  expect(bill(of, given)).toEqual(want);
});

describe("the cost model's worked example", () => {
  const asked = { inputTokens: 1_500, outputTokens: 400, cachedShare: 0.3 };
  const total = (name: string, requestsPerDay: number): number =>
    Object.values(bill(name, { ...asked, requestsPerDay })).reduce((a, b) => a + b, 0);

  test.for([
    ["gpt-5.5", 1_064, 10_638, 106_379, 1_063_791],
    ["claude-sonnet-4-6", 565, 5_652, 56_522, 565_224],
    ["claude-haiku-4-5", 188, 1_884, 18_841, 188_408],
    ["gpt-5.4-mini", 160, 1_596, 15_957, 159_569],
    ["groq/llama-3.3-70b-versatile", 73, 731, 7_311, 73_111],
    ["deepinfra/meta-llama/Llama-3.3-70B-Instruct-Turbo", 17, 169, 1_692, 16_923],
  ] as const)("is reproduced for %s", ([name, ...want]) => {
    // It was worked out with 30.4375 days a month, and is printed in whole dollars.
    const off = want.map(
      (usd, i) => total(name, [2_000, 20_000, 200_000, 2_000_000][i] ?? 0) * (30.4375 / 30.44) - usd,
    );
    expect(off.filter((usd) => Math.abs(usd) > 0.51)).toEqual([]);
  });
});

test("a bill is linear in the volume", () => {
  const linear = fc.property(
    fc.constantFrom("gpt-5.5", "claude-haiku-4-5", "deepseek-v4-pro", "groq/qwen/qwen3-32b"),
    fc.double({ min: 1, max: 1e6, noNaN: true }),
    fc.integer({ min: 2, max: 50 }),
    (name, requestsPerDay, times) => {
      const found = desk.endpoint(name);
      if (!found.ok) return false;
      const { parts } = apiBill(found.found, desk.providerOf(found.found), today);
      const at = (r: number): number =>
        parts(expectedSetting(workload({ ...plain, requestsPerDay: r }).inputs)).reduce((a, b) => a + b, 0);
      return Math.abs(at(requestsPerDay * times) / (times * at(requestsPerDay)) - 1) < 1e-9;
    },
  );
  fc.assert(linear, { numRuns: 200 });
});

describe("a price", () => {
  const row = (given: Partial<EndpointPrice>): EndpointPrice => ({
    origin: "vendor page",
    inputUsdPerMTok: 1,
    outputUsdPerMTok: 2,
    tiers: [],
    asOf: "2026-06-01",
    source: "a page",
    ...given,
  });
  const seller: Provider = { id: "s", name: "S", batchDiscount: 0.5, batchOnCached: false, endpoints: [] };
  const endpoint = (...usdPerMTok: EndpointPrice[]): Endpoint => ({
    provider: "s",
    modelId: "m",
    name: "M",
    names: [],
    kind: "closed",
    usdPerMTok,
  });
  const setting = expectedSetting(workload(plain).inputs);
  const usd = (of: Endpoint, at = setting): number =>
    apiBill(of, seller, today)
      .parts(at)
      .reduce((a, b) => a + b, 0);

  test("is the newest that holds on the day", () => {
    const old = row({ inputUsdPerMTok: 9, asOf: "2026-05-01" });
    const ended = row({ inputUsdPerMTok: 7, asOf: "2026-08-01", until: "2026-09-30" });
    const announced = row({ inputUsdPerMTok: 5, asOf: "2027-01-01" });
    const { current } = apiBill(endpoint(old, ended, row({}), announced), seller, today);
    expect(current.price.inputUsdPerMTok).toBe(1);
    expect(current).toMatchObject({ others: [], hasEnded: false });
  });

  test("that has ended is used when there is no other, and said to have ended", () => {
    const { current } = apiBill(endpoint(row({ until: "2026-09-30" })), seller, today);
    expect(current.hasEnded).toBe(true);
  });

  test("is a range where two origins differ by over a tenth, and none where they nearly agree", () => {
    const other = row({ origin: "models.dev", inputUsdPerMTok: 2, outputUsdPerMTok: 4, asOf: "2026-05-01" });
    const near = row({ origin: "litellm", inputUsdPerMTok: 1.05, asOf: "2026-05-01" });
    const both = endpoint(row({}), other, near);
    expect(apiBill(both, seller, today).current.others).toEqual([other]);
    const [low, expected, high] = (["low", "expected", "high"] as const).map((end) =>
      usd(both, { ...setting, tokenPrice: (price) => price[end] }),
    );
    expect([low, expected, high]).toEqual([usd(endpoint(row({}))), usd(endpoint(row({}))), usd(endpoint(other))]);
  });

  test("for batches and for reasoning of its own is taken before a discount", () => {
    const own = row({ batchInputUsdPerMTok: 0.8, batchOutputUsdPerMTok: 1, reasoningUsdPerMTok: 6 });
    const { values } = setting;
    const at = { ...setting, values: { ...values, batchShare: 1, reasoningMultiple: 1 } };
    const [input = 0, , , output = 0, reasoning = 0] = apiBill(endpoint(own), seller, today).parts(at);
    expect([input, output, reasoning].map((x) => Math.round(100 * x) / 100)).toEqual([48.7, 15.22, 45.66]);
  });
});
