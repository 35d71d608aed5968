import { describe, expect, test } from "vitest";
import { formulaReply } from "../../src/advisor/cost-formula.ts";
import type { Turn } from "../../src/core/question.ts";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { option, summary } from "../core/cost/desk.ts";

const kb = await realKnowledge();
const answer = answererOf(kb);
const said = (text: string): Turn => ({ role: "user", text });
const ask = (text: string, ...context: readonly Turn[]) => {
  const { reply, trace } = answer({ text, context });
  return { reply, advisor: trace.advisor, told: toPlain(reply) };
};
const workload = "40k requests a day, 1500 in, 400 out, gpt-5.5 vs llama 70b";

describe("a workload in words is reckoned by the engine:", () => {
  test.for([
    `what would ${workload} cost?`,
    `cost ${workload}`,
    `/weigh cost ${workload}`,
    "Is GPT-5.5 or Llama 3.3 70B cheaper at 40,000 requests per day with 1500 tokens in and 400 tokens out?",
    "how much do we pay for 40k requests a day?",
    "cost 20 million tokens a month",
  ])("%s", (text) => expect(ask(text)).toMatchObject({ advisor: "workload cost", reply: { kind: "cost" } }));

  test("with the engine's own sums, to the dollar in the table and with three digits in the sentence", () => {
    const asked = {
      requestsPerDay: 40_000,
      inputTokens: 1_500,
      outputTokens: 400,
      api: ["gpt-5.5"],
      model: "llama-3-3-70b",
    };
    const { expected } = option(summary(asked), "api:openai/gpt-5.5").monthlyUsd;
    const { told } = ask(`what would ${workload} cost?`);
    const [whole, rounded] = [Math.round(expected), Number(expected.toPrecision(3))].map((usd) =>
      usd.toLocaleString("en-US"),
    );
    expect(told).toContain(`expected: $${whole};`);
    expect(told).toContain(`At 40,000 requests a day GPT-5.5 at OpenAI costs about $${rounded} a month`);
  });
});

test.for([
  ["what do 40 million tokens cost at $2.50 per million?", "cost"],
  ["server $9,000 a month or $3 per million tokens, break-even?", "cost"],
  ["what is LoRA?", "ask"],
] as const)("what states its own price, or no volume, is not taken: %s", ([text, advisor]) => {
  expect(ask(text).advisor).toBe(advisor);
});

test("says low, expected and high, what moves the sums, what was assumed, old prices and that quality differs", () => {
  const { reply, told } = ask(`what would ${workload} cost?`);
  const table = reply.blocks.find((block) => block.kind === "table");
  expect(table).toMatchObject({ columns: ["Way", "low", "expected", "high", "per 1,000 requests"] });
  for (const words of [
    "What moves the difference between",
    "the busiest hour has 3 times the average load (1.5 to 6; say, for example, “office hours only”",
    "prices were read over 90 days ago, the oldest in 2026",
    "Models are not equal in quality",
    "Speculative decoding is not modelled",
  ])
    expect(told).toContain(words);
  expect(told).not.toMatch(/Taken as usual[^.]*tokens in/);
});

test("marks the break-even in the chart, at a volume that stands on its axis", () => {
  const { reply } = ask(`what would ${workload} cost?`);
  const chart = reply.blocks.find((block) => block.kind === "chart");
  expect(chart?.kind === "chart" && chart.categories.includes(chart.mark?.at ?? "")).toBe(true);
});

test("goes on from what was said before, the latest word counting", () => {
  const first = said(`what would ${workload} cost?`);
  expect(ask("and with 80k requests a day?", first).told).toContain("At 80,000 requests a day GPT-5.5 at OpenAI");
  const cached = ask("and if 80% were cached?", first);
  expect(cached.advisor).toBe("workload cost");
  expect(cached.reply.workload).toMatchObject({ requestsPerDay: 40_000, cachedShare: 0.8 });
});

describe("what can't be reckoned is said with what to do:", () => {
  test.for([
    ["cost 0 requests a day", "0 requests a day is too little to reckon with. Write between one a month and"],
    ["cost -7 requests a day", "-7 requests a day is less than nothing."],
    ["cost 1e30 requests a day", "That many requests a day is more than I reckon with."],
    ["cost 10^14 requests a day", "100,000,000,000,000 requests a day is more than I reckon with."],
    [
      "cost banana requests",
      "I find no number of requests in “banana requests”. Write, for example, “40k requests a day”",
    ],
    ["cost 40k requests", "In what time are there 40,000 requests? Write, for example, “40,000 requests a day”"],
    ["cost 40k", "What are the 40,000, and in what time?"],
    [
      "cost 5k requests a day, 300% cached",
      "300% of the input cached is more than I reckon with. Write between 0% and 100%",
    ],
    ["cost 5k requests a day, 2 billion tokens in", "2,000,000,000 tokens in is more than I reckon with."],
    [
      "cost 5k requests a day, 3 MB in",
      "I can't reckon with “3 mb in”: write tokens in as a number of tokens, words or pages",
    ],
    [
      "cost 5k requests a day, grows 900% a month",
      "Growth of 900% a month is more than I reckon with. Write between -50% and 200%",
    ],
    ["cost 5k requests a day, shrinks 90% a month", "Growth of -90% a month is too little to reckon with."],
    ["cost 5k requests a day, 0 ms per token", "0 ms for each token is too little to reckon with."],
    ["cost 5k requests a day, latency 0", "0 seconds until the first token is too little to reckon with."],
    ["cost 5k requests a day, -2 engineers to run it", "-2 people to run the machines is less than nothing."],
    [
      "cost 5k requests a day, power at $9 per kWh",
      "Power at $9 per kWh is more than I reckon with. Write between $0 and $5",
    ],
    ["cost 5k requests a day on -2 H100s", "I can't reckon with “-2 NVIDIA H100 SXM”: write how many GPUs there are"],
    ["cost 5k requests a day, 400-2000000 tokens out", "2,000,000 tokens out is more than I reckon with."],
    ["cost 5k requests a day on gpt-99", "I have no prices for “gpt-99”; the nearest I have is GPT-5"],
    ["cost 5k requests a day on our H101s", "I know no GPU “h101s”. Did you mean H100"],
    ["cost 5k requests a day in EUR", "Write how many dollars one EUR buys, for example “in EUR at 1.15”"],
    ["cost 5k requests a day in pounds at 0", "A rate of 0 is too little to reckon with. Write how many dollars"],
  ] as const)("%s", ([text, says]) => {
    const { told, reply } = ask(text);
    expect(reply.kind).toBe("help");
    expect(told).toContain(says);
    expect(told).not.toMatch(/JSON|usdPerUnit|requestsPerDay|undefined|NaN/);
  });

  test.for([
    ["in the same message", `cost ${workload}, and patient data must not leave our building`, []],
    ["before it", `what would ${workload} cost?`, ["We are a clinic, and patient data must not leave our building."]],
  ] as const)("that data may not leave counts where it was said %s", ([, text, told]) => {
    const { reply, told: plain } = ask(text, ...told.map(said));
    expect(plain).toMatch(/^At 40,000 requests a day machines of your own .* is only there to compare with/);
    expect(plain).toMatch(/must not leave.{0,14}”: so vendors and hosts are only there to compare with/);
    const ways = reply.blocks.flatMap((block) =>
      block.kind === "table" ? block.rows.map(([way]) => String(way)) : [],
    );
    expect(ways[0]).toMatch(/on \d+ x/);
    expect(plain).not.toMatch(/The cheapest is/);
  });

  test("a model that fits the named GPU nowhere is left out, and says why", () => {
    expect(ask("cost 5k requests a day, kimi k2.6 on L4").told).toMatch(
      /NVIDIA L4 does not run Kimi K2\.6 within these limits/,
    );
  });

  test("each closed model that was named stands in the first sentence", () => {
    expect(ask("how much cheaper is haiku than opus at 50k requests a day?").told).toMatch(
      /Claude Haiku 4\.5 at Anthropic costs about \$[\d,]+ a month, .{1,60}; Claude Opus 4\.8 at Anthropic about \$[\d,]+ a month; machines .* and against Claude Haiku 4\.5 at Anthropic they pay from/,
    );
  });

  test("a GPU without an open model has the usual one run on it, and says so", () => {
    expect(ask("what would 40k requests a day cost on mistral large 3 on 8 H200s").told).toContain(
      "You named no open model that I could run on NVIDIA H200 SXM, so machines are reckoned for Llama 3.3 70B",
    );
  });

  test("another currency is shown at the rate that was given, which is named", () => {
    const { told } = ask("cost 5k requests a day on GPT-5.5 in EUR at 1.25");
    expect(told).toMatch(/GPT-5\.5 at OpenAI costs about EUR [\d,]+ a month/);
    expect(told).toContain("Shown in EUR at 1.25 USD, the rate that you gave.");
    expect(told).toMatch(/A thousand requests cost EUR [\d.]+ in tokens .*, and EUR [\d.]+ on machines/);
    expect(told).not.toMatch(/\$|USD (?:a|per) /);
  });
});

describe("what is said after a summary changes it:", () => {
  const first = said("what would 40k requests a day cost on gpt-5.5?");
  test.for([
    ["make it 100k a day", "At 100,000 requests a day GPT-5.5"],
    ["what if 10k", "At 10,000 requests a day GPT-5.5"],
    ["what if 10k?", "I took 10,000 as requests a day"],
    ["which one is cheaper?", "At 40,000 requests a day GPT-5.5"],
    ["and with 80% cached?", "At 40,000 requests a day GPT-5.5"],
  ] as const)("%s", ([text, says]) => {
    const { advisor, told } = ask(text, first);
    expect(advisor).toBe("workload cost");
    expect(told.replaceAll(/\s+/g, " ")).toContain(says);
  });

  test("a second change builds on the first", () =>
    expect(ask("which one is cheaper?", first, said("make it 100k a day")).told).toContain(
      "At 100,000 requests a day",
    ));

  test("a volume in tokens gives way to one in requests", () =>
    expect(ask("make it 5k a day", said("cost 20 million tokens a month")).told).toContain("At 5,000 requests a day"));
});

test.for([
  ["What would 1 million requests a month cost on Claude?", "Claude Sonnet 4.6 at Anthropic costs"],
  ["5 million tokens a day on deepseek", "DeepSeek V4 Pro"],
  ["Was würden 40000 Anfragen am Tag mit GPT-5.5 kosten?", "At 40,000 requests a day GPT-5.5"],
] as const)("the named model is reckoned, and how it was read is said: %s", ([text, says]) => {
  const { advisor, told } = ask(text);
  expect(advisor).toBe("workload cost");
  expect(told).toContain(says);
});

describe("a summary says what it shows, once and truly:", () => {
  const told = (text: string): string => ask(text).told.replaceAll(/\s+/g, " ");
  test("own machines come first for whoever has them", () =>
    expect(told("what would 40k requests a day cost, gpt-5.5 vs llama 70b on our H100s?")).toMatch(
      /^.{0,60}At 40,000 requests a day your machines \(Llama 3\.3 70B on 1 x NVIDIA H100 SXM \(TP1, fp8\), bought\) cost about/,
    ));

  test("another currency is everywhere, break-even and pictures too", () => {
    const { reply } = ask("what would 40k requests a day cost on gpt-5.5, in EUR at 1.08?");
    const others = reply.blocks.filter((block) => block.kind !== "note");
    expect(JSON.stringify(others)).not.toMatch(/\$\d|USD a month"/);
  });

  test("no release date is taken for a price's, and people in an API's sum are said", () => {
    const text = told("what would 40k requests a day cost on gpt-5.5?");
    expect(text).not.toContain("2024-12-06");
    expect(text).toContain("of it for people who look after it");
    expect(text).toContain("Were the predicted throughput off");
    expect(text).toMatch(
      /Taken as usual.{50,600}more, with their ranges and sources, stand in the formula\. These are assumptions of ours; an admin can change them/,
    );
  });

  test("files are named to no manager, and to admins below the formula", () => {
    for (const text of [
      "what would 40k requests a day cost on gpt-5.5 or llama 70b?",
      "cost 5k requests a day, kimi k2.6 on L4",
      "what would 40k requests a day cost on llama 3.3 70b on H200 NVL?",
      "what would 40k requests a day cost on gemma 4 31b?",
    ])
      expect(told(text)).not.toMatch(/knowledge\/|\.yaml/);
    expect(toPlain(formulaReply({ requestsPerDay: 40_000 }, kb))).toMatch(/For admins: .{20,60}knowledge\/costs\.yaml/);
  });

  test("a mixed row that is the API alone is left out", () =>
    expect(told("what would 100 requests a day cost on gpt-5.5?")).not.toContain("alone: no replica"));
});

test("a drawing asked for in words comes as steps", () =>
  expect(ask("draw hybrid router")).toMatchObject({
    advisor: "draw",
    told: expect.stringContaining("Router →") as string,
  }));

test.for([`what would ${workload} cost?`, `what would ${workload} on our H100s cost?`])(
  "the break-even of the sentence is marked in the chart, whoever's the machines are: %s",
  (text) => {
    const { reply, told } = ask(text);
    const chart = reply.blocks.find((block) => block.kind === "chart");
    if (chart?.kind !== "chart") throw new Error("there is no chart");
    const [, said = ""] = /pay from about ([\d,]+) requests a day/.exec(told) ?? [];
    expect(chart.mark?.at).toBe(`${said.replace(/,000$/, "")}k`);
    expect(chart.categories).toContain(chart.mark?.at);
  },
);
