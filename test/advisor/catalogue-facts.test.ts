import { describe, expect, test } from "vitest";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const answer = answererOf(await realKnowledge());
const ask = (text: string) => {
  const { reply, trace } = answer({ text, context: [] });
  return { kind: reply.kind, advisor: trace.advisor, told: toPlain(reply).replaceAll(/\s+/g, " ") };
};

describe("what the catalogue holds is answered, with figure, date and source:", () => {
  test.for([
    ["What does Claude Opus cost per million tokens?", ["$5 in, $25 out", "as of 2026", "Claude Opus 4.8"]],
    ["cheapest way to run llama 70b", ["DeepInfra", "an hour", "“llama 70b” is read as Llama 3.3 70B"]],
    ["what does one H200 cost per month?", ["$3.50 an hour (from $2.50 to $10.00), or $2,557 a month of 730.5 hours"]],
    [
      "is it cheaper to host llama ourselves?",
      ["It depends on how much you ask of it", "Against GPT-5.5 at OpenAI: from about"],
    ],
    ["when does self-hosting pay off for 3000 in 400 out?", ["Against GPT-5.5", "with 3,000 tokens in and 400 out"]],
    ["how much does an H100 cost", ["$2.95 an hour", "as of 2026-05", "Bought"]],
    ["sonnet 4.6 price", ["$3 in, $15 out", "“sonnet 4.6” is read as Claude Sonnet 4.6."]],
    ["what does claud opus 4.8 cost per million tokens?", ["$5 in, $25 out", "“opus 4.8” is read as Claude Opus 4.8."]],
    [
      "what does fable cost per million tokens?",
      ["Claude Fable 5: price", "“fable” is read as Claude Fable 5, our usual"],
    ],
    ["context window of qwen3 235b", ["262,144 tokens", "“qwen3 235b” is read as Qwen3 235B-A22B."]],
    [
      "what do command r+ and gpt-5.5 cost per million tokens?",
      ["GPT-5.5: price per million tokens", "I don't have “command r+”."],
    ],
    ["when was claude opus 4.8 released?", ["released 2026-05-28, as of 2026-11"]],
    ["how much VRAM for llama 3.3 70b", ["bf16 141 GB, fp8 70.6 GB, fp4 39.7 GB", "1.64 GB, kept in 8 bits", "as of"]],
    [
      "How much VRAM does llama 70b need in fp8",
      [
        /^.{0,9}Llama 3\.3 70B in fp8 needs about 72\.2 GB: 70\.6 GB for the weights/,
        "bf16 141 GB, fp4 39.7 GB.",
        "as of",
      ],
    ],
    ["memory for llama 3.3 70b in int4", [/Llama 3\.3 70B in int4 \(fp4 here\) needs about 41\.3 GB/]],
    [
      "how much memory does llama 3.3 70b take at 16 bit",
      [/in 16 bit \(bf16 here\) needs about 144 GB/, "3.28 GB for every"],
    ],
    ["how many H100s for llama 3.3 70b at 40k requests", ["For 40,000 requests a day", "3 GPUs", "taken as a day"]],
    ["what is gpt-5.5's context window", ["1,050,000 tokens", "models.dev"]],
    ["what is the licence of llama 3.3 70b", ["Llama 3.3 Community License", "700M monthly users"]],
    ["who makes kimi k2.6", ["moonshotai"]],
    [
      "does llama 3.3 70b fit on one A100",
      ["Only in fp8 and fp4", "bf16: no, 141 GB of weights and 3.3 GB for a context", "of 77 GB", "as of 2026-05"],
    ],
    [
      "Does llama 70b fit on two A100s",
      [
        "Yes, in bf16, fp8, fp4, by memory",
        "fp8: yes, 71 GB",
        "2 x NVIDIA A100 SXM 80 GB have 172 GB",
        "as of 2026-11",
      ],
    ],
    ["will llama 3.3 70b run on our own A100 x1", [/^Only in fp8 and fp4/, "1 x NVIDIA A100 SXM"]],
    ["can an L4 run llama 3.3 70b?", ["No, in no precision that I know", "fp4: no, 40 GB"]],
    ["what does it cost to host llama 3.3 70b on two A100s?", ["NVIDIA A100 SXM 80 GB, on-demand", "2 of them $"]],
    ["does llama 3.3 70b fit on 4 A100", ["Yes, in bf16"]],
    [
      "at what volume does self-hosting llama 70b beat gpt-5.5?",
      [
        "27,000 requests a day",
        "people included",
        "GPT-5.5 at OpenAI: input tokens 5, cached input tokens 0.5, output tokens 30 USD per million tokens; as of 2026-07-01, anomalyco/models.dev",
        "price of a GPU hour: 1.49 USD; as of 2026, skypilot-org",
        "people who run the machines: 0.75 FTE; as of 2026-11-30, assumed: who runs it",
        "size of the model: 70.6 billion parameters; as of 2026-11",
      ],
    ],
    [
      "how many GPUs for llama 3.3 70b at 40k requests a day",
      [
        "about 2 GPUs",
        "memory of the GPU: 95.6 GiB; as of 2026-05, skypilot",
        "peak over average load: 3 times; as of 2026-11-30, assumed",
        "size of the model: 70.6 billion parameters; as of 2026-11",
      ],
    ],
    [
      "how many GPUs for llama 3.3 70b",
      ["1.49 an hour, as of 2026 (sky", "fp8 70.6 GB, fp4 39.7 GB, as of 2026-11 (Semi"],
    ],
    ["what is the break-even between api and self hosting", ["Against GPT-5.5", "It depends on your sizes"]],
    ["current price of an H100", ["$2.95 an hour", "as of 2026-05"]],
    ["who is the cheapest host for Llama?", ["DeepInfra, the cheapest of", "“llama” is read as Llama 3.3 70B"]],
    ["How many tokens until self-hosting is cheaper?", ["million tokens a month", "It depends on your sizes"]],
    ["how many tokens is a page", ["600 tokens", "assumption of ours", "amounts.ts"]],
  ] as const)("%s", ([text, says]) => {
    const { advisor, kind, told } = ask(text);
    expect({ advisor, kind }).toEqual({ advisor: "catalogue facts", kind: "answer" });
    for (const words of says)
      if (words instanceof RegExp) expect(told).toMatch(words);
      else expect(told).toContain(words);
  });
});

describe("a size that names no model is answered for a typical one, and that is said:", () => {
  test.for([
    [
      "can we run a 70B model on two A100s?",
      [
        "Yes, in bf16, fp8, fp4",
        "140 GB of weights",
        "A100 cards of 40 GB are about too: on 2 of those only in fp4",
        "“70B” names no model: I take a dense one",
        "like those of Llama 3.3 70B",
      ],
    ],
    [
      "does a 13b fit on a 24 GB card?",
      ["Only in fp8 and fp4", "26 GB of weights", "I count 22.5 GiB", "like those of Qwen3 14B"],
    ],
    ["we have 2 x 80GB GPUs, can we host a 120b?", ["Only in fp8 and fp4", "Of about this size I hold gpt-oss-120b"]],
    ["Will a 7B model run on a single L4?", ["Yes, in bf16, fp8, fp4", "How many L4 for Mistral 7B"]],
    ["can I run a 405 billion parameter model on one H100?", ["No, in no precision that I know"]],
    ["70b on 4x24gb?", ["Only in fp8 and fp4"]],
    ["can we run a 1T model on 8 H200?", ["Only in fp8 and fp4", "Of about this size I hold Kimi K2.6"]],
    ["does llama 3.3 70b fit on two A100 40GB", ["Only in fp4", "Of 40 GB on the box I count 37.5 GiB"]],
    ["can qwen3 32b run on an RTX 4090 with 24GB?", ["Only in fp4", "18 GB of weights"]],
  ] as const)("%s", ([text, says]) => {
    const { kind, advisor, told } = ask(text);
    expect({ kind, advisor }).toEqual({ kind: "answer", advisor: "catalogue facts" });
    for (const words of says) expect(told).toContain(words);
    expect(told).toMatch(/as of 20\d\d/);
  });

  test("a variant is said only where the asker named none", () => {
    expect(ask("does llama 3.3 70b fit on two A100 80GB?").told).not.toContain("cards of 40 GB");
    expect(ask("does llama 3.3 70b fit on two H100?").told).not.toContain("are about too");
  });
  test("a price, a licence, a maker or a figure of memory has no typical one", () => {
    for (const text of [
      "how much vram for a 70b model",
      "how many GPUs does a 70B need?",
      "what does a 70B model cost per million tokens?",
      "what is the licence of a 13b?",
      "who makes a 7b?",
    ])
      expect(ask(text).told).not.toContain("names no model: I take");
  });
  test("a card of which nothing is known, not even its memory, is asked for it", () =>
    expect(ask("can a 30B model run on an RTX 4090?").told).toContain("say how much memory it has"));
});

describe("what it does not hold is said, without another's figure:", () => {
  test.for([
    [
      "how much does claude opus 4.1 cost per million tokens",
      "I don't have “claude opus 4.1”; the nearest I have is Claude Opus 4.8",
    ],
    ["what does o3 cost per million tokens?", "I don't have “o3”; the nearest I have is GPT-5.5"],
    ["GPT-6 price per million tokens", "I don't have “gpt-6”"],
    ["how much does an RTX 4090 cost", "I know no GPU “rtx 4090”"],
    ["who makes kimi k2", "I don't have “kimi k2”; the nearest I have is Kimi K2.6"],
  ] as const)("%s", ([text, says]) => {
    const { kind, told } = ask(text);
    expect(kind).toBe("abstain");
    expect(told).toContain(says);
    expect(told).not.toMatch(/\$\d/);
  });

  test.for([
    "what is the price of a ChatGPT Enterprise seat?",
    "what MMLU score does GPT-5.5 get against Llama 3.3 70B?",
  ])("%s", (text) => expect(ask(text).kind).toBe("abstain"));
});

test.for([
  ["kimi k2 vs deepseek v3", ["“kimi k2”; the nearest", "“deepseek v3”; the nearest"]],
  ["compare llama 4 and claude", ["“llama 4”; the nearest", "“claude” is read as Claude Sonnet 4.6"]],
  ["compare opus 4.8 and gpt-5.5", ["“opus 4.8” is read as Claude Opus 4.8."]],
  ["compare command r+, gpt-5.5 and sonnet 5", ["I don't have “command r+”", "“sonnet 5” is read as Claude Sonnet 5."]],
  ["gpt-5.5 vs flash", ["“flash” is read as Gemini 3.5 Flash, our usual"]],
  ["compare qwen3 32b and mistral large", ["Mistral Large 3", "“mistral large” is read as"]],
] as const)("a table says which version stands in it: %s", ([text, says]) => {
  const { advisor, told } = ask(text);
  expect(advisor).toBe("model table");
  for (const words of says) expect(told).toContain(words);
});
