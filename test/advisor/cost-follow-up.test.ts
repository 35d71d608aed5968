import { describe, expect, test } from "vitest";
import type { Turn } from "../../src/core/question.ts";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const answer = answererOf(await realKnowledge());
const said = (text: string): Turn => ({ role: "user", text });
const ask = (text: string, ...before: readonly string[]) => {
  const { reply, trace } = answer({ text, context: before.map(said) });
  return { reply, advisor: trace.advisor, told: toPlain(reply) };
};
const first = "cost 40k requests a day, 1500 in, 400 out";

describe("a short message after a cost summary changes it as its buttons do:", () => {
  test.for([
    ["batch it", { batchShare: 0.5 }, "Batch half of it:"],
    ["without on-call", { selfHostedPeopleFte: 0.25 }, "No on-call:"],
    ["what if volume doubles?", { requestsPerDay: 80_000 }, "Double the volume:"],
    ["what if it triples", { requestsPerDay: 120_000 }, "3 times the volume:"],
    ["10x the volume", { requestsPerDay: 400_000 }, "10 times the volume:"],
    ["half the traffic", { requestsPerDay: 20_000 }, "0.5 times the volume:"],
    ["cache the prompt", { cachedShare: 0.8 }, "Cache 80%:"],
    ["and with a smaller model?", { model: "llama-3-1-8b" }, "Smaller models:"],
    ["committed for a year", { terms: "committed" }, "Committed GPUs:"],
    ["switch them off at night", { autoscaled: true }, "Follow the hours:"],
    ["and with Llama 3.1 8B instead?", { model: "llama-3-1-8b" }, "Llama 3.1 8B"],
    ["on our two H100s", { gpu: "h100-sxm", gpusAtHand: 2 }, "H100"],
    ["with spot GPUs", { terms: "spot" }, "GPUs at spot prices"],
    ["round the clock", { profile: "round-the-clock" }, "When the requests come: Round the clock, evenly."],
    ["three quarters of the traffic between 9 and 17", { profile: "75% 9-17" }, "75% of the requests between 9 and 17"],
    ["half of it can wait", { batchShare: 0.5 }, "share that can wait for a batch 50%"],
    ["when would own hardware pay off?", {}, "they pay from about"],
    ["and per request?", {}, "For each request: GPT-5.5 at OpenAI $0.0"],
    ["and per 1000 requests?", {}, "For each 1,000 requests: GPT-5.5 at OpenAI $18.98"],
    ["and over three years?", {}, "In 3 years: GPT-5.5 at OpenAI $832,000"],
    ["and per year?", {}, "In a year: GPT-5.5 at OpenAI $"],
  ] as const)("%s", ([text, workload, says]) => {
    const { advisor, reply, told } = ask(text, first);
    expect(advisor).toBe("workload cost");
    expect(reply.workload).toMatchObject({ inputTokens: 1_500, outputTokens: 400, ...workload });
    expect(told).toContain(says);
  });

  test("and adds to what was changed before", () => {
    expect(ask("only office hours", first, "double it", "batch it").reply.workload).toMatchObject({
      requestsPerDay: 80_000,
      batchShare: 0.5,
      profile: "office-hours-only",
    });
  });
});

test.for([
  "what is an H100?",
  "is open source cheaper?",
  "what does batch mean?",
  "thanks!",
  "why is that so expensive?",
  "which licence does Llama 3.3 70B have?",
  "GPT-5.5 context window",
  "compare GPT-5.5 and Llama 3.3 70B",
  "we need it in 3 languages",
])("what asks something else after a summary is answered as such: %s", (text) =>
  expect(ask(text, first).advisor).not.toBe("workload cost"),
);

test("what was asked in between ends the talk of a workload", () => {
  expect(ask("batch it", first, "what is LoRA?").advisor).not.toBe("workload cost");
});

describe("managers' own words are reckoned:", () => {
  test.for([
    ["What if volume doubles? We're at 40k requests a day now with sonnet", 80_000],
    ["1,500 employees, everyone asks the assistant about 8 questions a day. Monthly cost?", 12_000],
    ["give me a rough price for a chatbot with 2000 conversations a day, 6 messages each", 12_000],
    ["Is self hosting worth it at 5000 requests a day?", 5_000],
    ["Our budget is 3000 dollars a month for 20k requests a day, is that enough?", 20_000],
    ["200 developers using a coding assistant, 100 requests a day each, 6000 in 800 out on claude sonnet", 20_000],
    ["if we put an assistant in front of 3,000 staff who use it five times a day, what do we pay a month?", 15_000],
    ["estimate for processing 10,000 invoices per month, 3 pages each", 329],
    ["cost of classifying 1 million emails once", 32_852],
    ["20,000 minutes of calls a month need transcripts summarised, what's the monthly bill?", 131],
  ] as const)("%s", ([text, perDay]) => {
    const { advisor, told } = ask(text);
    expect(advisor).toBe("workload cost");
    expect(told).toMatch(new RegExp(`^At ${perDay.toLocaleString("en-US")} requests a day`));
  });

  test("what was asked for in units of its own is told in these", () => {
    expect(ask("how much per ticket if we do 3000 tickets a day with GPT-5.5?").told).toMatch(
      /For each ticket: GPT-5\.5 at OpenAI \$0\.0376 \(\$0\.0175 without people\); machines of your own \$0\.\d+/,
    );
    expect(ask("what do 3000 tickets a day cost with 800 tokens per ticket?").told).not.toContain("For each ticket");
  });

  test("a budget is held against the sums", () => {
    expect(ask("cost 40k requests a day, budget $500").told).toMatch(
      /Of \$500 a month: nothing here fits\. The cheapest, .*, costs \$2,\d+, \$1,\d+ more\./,
    );
    expect(ask("cost 40k requests a day, at most 10000 dollars a month").told).toMatch(
      /Of \$10,000 a month: \d+ of \d+ ways fit/,
    );
    expect(ask("cost 40k requests a day, at most $0.001 per request").told).toMatch(
      /Of \$0\.001 a request, \$1,\d+ a month: nothing here fits/,
    );
  });
});

describe("a comparison by factors of which one is cost", () => {
  test("is a table of these factors, with what the case costs below its first words", () => {
    const { reply, told } = ask("compare open and closed on privacy and cost, we have 40k requests a day");
    expect(reply.kind).not.toBe("cost");
    const tables = reply.blocks.flatMap((block) =>
      block.kind === "table" ? [block.rows.map(([row]) => String(row))] : [],
    );
    expect(tables[0]).toEqual([expect.stringMatching(/privacy/i), expect.stringMatching(/cost/i)]);
    expect(told).toContain("What your case costs: At 40,000 requests a day GPT-5.5 at OpenAI costs about");
    expect(told).toContain("say “cost 40,000 requests a day”");
  });

  test.for([
    "compare gpt-5.5 vs claude haiku 4.5 on cost at 40k requests a day",
    "compare the price of gpt-5.5 and haiku for 12k requests a day",
  ])("stays a cost summary where only money is compared: %s", (text) => expect(ask(text).reply.kind).toBe("cost"));
});
