import { describe, expect, test } from "vitest";
import { readCostWords } from "../../../src/core/cost/words/read.ts";
import { desk } from "./desk.ts";

const near = (value: number): number => expect.closeTo(value, 6) as number;
describe("a workload in words:", () => {
  test.for<readonly [string, object]>([
    ["40k requests a day in 1500 out 400", { requestsPerDay: 40_000, inputTokens: 1_500, outputTokens: 400 }],
    [
      "40k requests/day, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s",
      {
        requestsPerDay: 40_000,
        inputTokens: 1_500,
        outputTokens: 400,
        api: ["openai/gpt-5.5"],
        model: "llama-3-3-70b",
        gpu: "h100-sxm",
        owned: true,
      },
    ],
    ["9k requests a day, we own 8 H100s", { requestsPerDay: 9_000, gpu: "h100-sxm", owned: true, gpusAtHand: 8 }],
    ["9k requests a day on two H100s", { requestsPerDay: 9_000, gpu: "h100-sxm", gpusAtHand: 2 }],
    ["9k requests a day, 8 A100s of our own", { requestsPerDay: 9_000, gpu: "a100-sxm", owned: true, gpusAtHand: 8 }],
    ["9k requests a day on our 8xH100", { requestsPerDay: 9_000, gpu: "h100-sxm", owned: true, gpusAtHand: 8 }],
    [
      "9k requests a day, four H200s that we have",
      { requestsPerDay: 9_000, gpu: "h200-sxm", owned: true, gpusAtHand: 4 },
    ],
    ["9k requests a day on our H100 x2", { requestsPerDay: 9_000, gpu: "h100-sxm", owned: true, gpusAtHand: 2 }],
    ["9k requests a day on A100x4", { requestsPerDay: 9_000, gpu: "a100-sxm", gpusAtHand: 4 }],
    ["9k requests a day, H200 (x8) of our own", { requestsPerDay: 9_000, gpu: "h200-sxm", owned: true, gpusAtHand: 8 }],
    ["on H100 x 9k requests a day", { requestsPerDay: 9_000, gpu: "h100-sxm" }],
    ["on an H100, 9k requests a day", { requestsPerDay: 9_000, gpu: "h100-sxm" }],
    ["9k requests a day on H100s", { requestsPerDay: 9_000, gpu: "h100-sxm" }],
    [
      "What would 40k requests a day cost on Claude Sonnet 4.6?",
      { requestsPerDay: 40_000, api: ["anthropic/claude-sonnet-4-6"] },
    ],
    [
      "2 million queries a month, two pages in, half a page out",
      { requestsPerDay: near(2e6 / 30.44), inputTokens: 1_200, outputTokens: 300 },
    ],
    [
      "5 rps, 300 words in and 150 words out",
      { requestsPerDay: 432_000, inputTokens: near(400), outputTokens: near(200) },
    ],
    [
      "5,000 contracts of 20 pages a month, half a page out",
      { requestsPerDay: near(5_000 / 30.44), inputTokens: 12_000, outputTokens: 300 },
    ],
    ["40k requests/day, a page each", { requestsPerDay: 40_000, inputTokens: 600 }],
    [
      "500 letters a day, two pages each, 200 words out",
      { requestsPerDay: 500, inputTokens: 1_200, outputTokens: near(200 * (4 / 3)) },
    ],
    ["40k requests a day with 300 words per request", { requestsPerDay: 40_000, inputTokens: near(400) }],
    ["40 million tokens a month on haiku", { tokensPerMonth: near(40e6), api: ["anthropic/claude-haiku-4-5"] }],
    [
      "10,000 support tickets per day, input: 800 tokens, output: 200 tokens",
      { requestsPerDay: 10_000, inputTokens: 800, outputTokens: 200 },
    ],
    [
      "1,200 input tokens and 300 output tokens, 500 documents an hour",
      { requestsPerDay: 12_000, inputTokens: 1_200, outputTokens: 300 },
    ],
    [
      "20k/day, peak 5x, 30% cached, growing 10% a month",
      { requestsPerDay: 20_000, peakToAverage: 5, cachedShare: 0.3, growthPerMonth: 0.1 },
    ],
    [
      "20k requests daily, half can wait, committed GPUs, fp8, 50 ms per token",
      { requestsPerDay: 20_000, batchShare: 0.5, terms: "committed", precision: "fp8", tpotLimitS: 0.05 },
    ],
    [
      "growth of 100% a year, 7k emails per week",
      { growthPerMonth: near(2 ** (1 / 12) - 1), requestsPerDay: near(1_000) },
    ],
    ["9k requests a day in EUR at 1.1", { requestsPerDay: 9_000, currency: "EUR", usdPerUnit: 1.1 }],
    ["9k requests a day, autoscaled, three zones", { requestsPerDay: 9_000, autoscaled: true, zones: 3 }],
    [
      "deepseek v4 pro, 100k chats a day, reasoning 3x",
      { requestsPerDay: 100_000, model: "deepseek-v4-pro", reasoningMultiple: 3 },
    ],
    ["-5 requests a day", { requestsPerDay: -5 }],
    [
      "gpt-5.4 mini against gpt-5.4, 1k requests a day",
      { requestsPerDay: 1_000, api: ["openai/gpt-5.4-mini", "openai/gpt-5.4"] },
    ],
  ])("%s", ([text, given]) => {
    const read = readCostWords(text, desk);
    expect(read.given).toEqual(given);
    expect(read.problems).toEqual([]);
  });
});

test.for([
  ["1k requests a day on gpt-5.6 lunar", /no prices for “gpt-5\.6”; the nearest I have is GPT-5\.6/],
  ["1k requests a day on gpt-9", /no prices for “gpt-9”; the nearest I have is GPT-5\.6/],
  [
    "40k requests a day on claude opus 4.1",
    /“claude opus 4\.1”; the nearest I have is Claude Opus 4\.8, priced 20\d\d/,
  ],
  ["1k requests a day on claude-opus-4-1", /“claude-opus-4-1”; the nearest I have is Claude Opus 4\.8/],
  ["1k requests a day on claude 3.5 sonnet", /“claude 3\.5 sonnet”; the nearest I have is Claude Sonnet 4\.6/],
  ["1k requests a day on opus 4.1", /“opus 4\.1”; the nearest I have is Claude Opus 4\.8/],
  ["1k requests a day on claude haiku 4", /“claude haiku 4”; the nearest I have is Claude Haiku 4\.5/],
  ["1k requests a day on gemini 3 pro", /“gemini 3 pro”; the nearest I have is Gemini 3\.1 Pro preview/],
  [
    "1k requests a day on gemini 3.5 flash lite",
    /“gemini 3\.5 flash lite”; the nearest I have is Gemini 3\.1 Flash Lite/,
  ],
  ["1k requests a day on gpt-5.4 pro", /“gpt-5\.4 pro”; the nearest I have is GPT-5\.5 Pro/],
  ["1k requests a day on kimi k2", /“kimi k2”; the nearest I have is Kimi K2\.6, released/],
  ["1k requests a day on deepseek v3", /“deepseek v3”; the nearest I have is DeepSeek V3\.2/],
  ["1k requests a day on llama 3.4 70b", /“llama 3\.4 70b”; the nearest I have is Llama 3\.[13] 70B/],
  ["1k requests a day on our H400s", /^I know no GPU “h400s”\. /],
] as const)("a name that is none is a sentence: %s", ([text, says]) => {
  const { problems, given } = readCostWords(text, desk);
  expect(problems).toEqual([expect.stringMatching(says)]);
  expect(given).not.toHaveProperty("api");
  expect(given).not.toHaveProperty("model");
});

test.for([
  ["1k requests a day on claude", "anthropic/claude-sonnet-4-6", "“claude” is read as Claude Sonnet 4.6"],
  ["on claude 40k requests a day", "anthropic/claude-sonnet-4-6", "“claude” is read as Claude Sonnet 4.6"],
  ["1k requests a day on claude opus", "anthropic/claude-opus-4-8", "“claude opus” is read as Claude Opus 4.8"],
  ["1k requests a day on gemini flash", "google/gemini-3.5-flash", "“gemini flash” is read as Gemini 3.5 Flash"],
  ["1k requests a day on gpt", "openai/gpt-5.5", "“gpt” is read as GPT-5.5"],
] as const)("a name without its version takes the usual one, and that is said: %s", ([text, id, says]) => {
  const { given, remarks } = readCostWords(text, desk);
  expect(given["api"]).toEqual([id]);
  expect(remarks).toEqual([expect.stringContaining(says)]);
});

test.for<readonly [string, object, readonly string[]]>([
  [
    "1k requests a day on sonnet 4.6",
    { api: ["anthropic/claude-sonnet-4-6"] },
    ["“sonnet 4.6” is read as Claude Sonnet 4.6."],
  ],
  [
    "1k requests a day on claud opus 4.8",
    { api: ["anthropic/claude-opus-4-8"] },
    ["“opus 4.8” is read as Claude Opus 4.8."],
  ],
  ["1k requests a day on fable 5", { api: ["anthropic/claude-fable-5"] }, ["“fable 5” is read as Claude Fable 5."]],
  [
    "1k requests a day, nova lite",
    { api: ["amazon-bedrock/amazon.nova-lite-v1:0"] },
    ["“nova lite” is read as Amazon Nova Lite."],
  ],
  [
    "1k requests a day on 3.5 flash",
    { api: ["google/gemini-3.5-flash"] },
    ["“3.5 flash” is read as Gemini 3.5 Flash."],
  ],
  ["1k requests a day on qwen3 235b", { model: "qwen3-235b-a22b" }, ["“qwen3 235b” is read as Qwen3 235B-A22B."]],
  ["1k requests a day on Qwen3-235B", { model: "qwen3-235b-a22b" }, ["“qwen3-235b” is read as Qwen3 235B-A22B."]],
  [
    "1k requests a day on flash",
    { api: ["google/gemini-3.5-flash"] },
    ["“flash” is read as Gemini 3.5 Flash, our usual one of that name; name another and I take that."],
  ],
  [
    "1k requests a day, flash lite vs gpt-5.5",
    { api: ["google/gemini-3.1-flash-lite", "openai/gpt-5.5"] },
    ["“flash lite” is read as Gemini 3.1 Flash Lite, our usual one of that name; name another and I take that."],
  ],
  [
    "1k requests a day, gpt-5.5 and nova",
    { api: ["openai/gpt-5.5", "amazon-bedrock/amazon.nova-pro-v1:0"] },
    ["“nova” is read as Amazon Nova Pro, our usual one of that name; name another and I take that."],
  ],
])("a maker or a family left out is filled in, and that is said: %s", ([text, names, says]) => {
  const { given, problems, remarks } = readCostWords(text, desk);
  expect(given).toEqual({ requestsPerDay: 1_000, ...names });
  expect(problems).toEqual([]);
  expect(remarks).toEqual(says);
});

test.for<readonly [string, readonly string[], readonly string[]]>([
  [
    "1k requests a day with o3, gpt-5.5 and nova pro",
    ["o3"],
    ["openai/gpt-5.5", "amazon-bedrock/amazon.nova-pro-v1:0"],
  ],
  ["1k requests a day, o4-mini or haiku 4.5", ["o4-mini"], ["anthropic/claude-haiku-4-5"]],
  ["1k requests a day, command r+ vs command r vs gpt-5.5", ["command r+", "command r"], ["openai/gpt-5.5"]],
  ["1k requests a day, nova micro vs gpt-5.5", ["nova micro"], ["openai/gpt-5.5"]],
  ["1k requests a day, sonnet 4 vs gpt-5.5", ["sonnet 4"], ["openai/gpt-5.5"]],
  ["1k requests a day, grok 5.4 mini vs gpt-5.5", ["grok 5.4 mini"], ["openai/gpt-5.5"]],
])("what is not held is named beside what is costed: %s", ([text, unknown, api]) => {
  const { given, problems, remarks } = readCostWords(text, desk);
  expect(given["api"]).toEqual(api);
  expect(problems).toEqual([]);
  for (const name of unknown) expect(remarks.join(" ")).toContain(`I have no prices for “${name}”`);
});

test("no usual API stands in for one that is not held beside an open model", () => {
  expect(readCostWords("1k requests a day, o3 vs qwen3 32b", desk).problems).toEqual([
    expect.stringContaining("I have no prices for “o3”"),
  ]);
});

test("the nearest to OpenAI's o line is of its GPT line", () => {
  expect(readCostWords("1k requests a day on o4-mini", desk).problems).toEqual([
    expect.stringMatching(/“o4-mini”; the nearest I have is GPT-.* mini/),
  ]);
});

test.for([
  "1k requests a day in a flash sale",
  "1k requests a day from a command line",
  "1k requests a day, all at the command of our captain",
  "1k requests a day in nova scotia",
  "1k requests a day about flash storage",
  "1k requests a day about 3.5 flash drives",
  "1k requests a day about photos with flash and tripod",
  "1k requests a day, each a fable for kids",
  "1k requests a day, each a fable 5 pages long",
  "1k requests a day, each a sonnet 5 lines long",
  "1k requests a day about o1 visas",
  "1k requests a day of o2 customers",
  "1k requests a day on pro and con",
])("a common word is no model: %s", (text) => {
  const { problems, remarks, names } = readCostWords(text, desk);
  expect({ problems, remarks, names }).toEqual({ problems: [], remarks: [], names: false });
});

test("of two open models the first is hosted, and that is said", () => {
  expect(readCostWords("1k requests a day, llama 3.1 8b or qwen3 32b", desk)).toMatchObject({
    given: { model: "llama-3-1-8b" },
    remarks: [expect.stringContaining("Machines are reckoned for Llama 3.1 8B alone") as string],
  });
});

test.for<readonly [string, object]>([
  [
    "40.000 requests a day, 1.500 tokens in, 400 out",
    { requestsPerDay: 40_000, inputTokens: 1_500, outputTokens: 400 },
  ],
  ["2.500 requests a day", { requestsPerDay: 2_500 }],
  ["1.125 million requests a day", { requestsPerDay: 1_125_000 }],
  ["100 users asking 20 questions a day", { requestsPerDay: 2_000 }],
  ["200 employees each asking 10 questions a day", { requestsPerDay: 2_000 }],
  ["100 users, 20 questions per user per day", { requestsPerDay: 2_000 }],
  ["40k requests a day, 3 people to run the machines", { requestsPerDay: 40_000, selfHostedPeopleFte: 3 }],
  ["40k requests of 1900 tokens a day", { requestsPerDay: 40_000, inputTokens: 1_500, outputTokens: 400 }],
])("a count is read whole, with its thousands and its people: %s", ([text, given]) => {
  const read = readCostWords(text, desk);
  expect(read.given).toEqual(given);
  expect(read.problems).toEqual([]);
});

test.for([
  [
    "40k requests a day of 0 tokens",
    /“0 tokens”: write tokens in and tokens out as a number of tokens, words or pages above 0/,
  ],
  ["40k requests a day, banana in, 400 out", /“banana in”: write tokens in as a number of tokens/],
  ["each employee asks 10 questions a day", /can't tell how many people/],
] as const)("what can't be reckoned with is said: %s", ([text, says]) => {
  expect(readCostWords(text, desk).problems).toEqual([expect.stringMatching(says)]);
});
