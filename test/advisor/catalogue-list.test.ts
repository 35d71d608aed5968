import { describe, expect, test } from "vitest";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const answer = answererOf(await realKnowledge());
function ask(text: string) {
  const { reply, trace } = answer({ text, context: [] });
  const table = reply.blocks.find((block) => block.kind === "table");
  const rows = table?.kind === "table" ? table.rows : [];
  const column = (name: string): string[] => {
    const at = table?.kind === "table" ? table.columns.indexOf(name) : -1;
    return rows.map((row) => row[at] ?? "");
  };
  return { advisor: trace.advisor, told: toPlain(reply).replaceAll(/\s+/g, " "), names: column("Model"), column };
}
const numbers = (cells: readonly string[]): number[] =>
  cells.map((cell) => Number(/[\d,.]+/.exec(cell)?.[0]?.replaceAll(",", "")));

describe("models are listed by the columns of the catalogue:", () => {
  test("a least context, open ones alone, longest first", () => {
    const { advisor, column, told } = ask("which open models have at least 128k context?");
    expect(advisor).toBe("catalogue list");
    const contexts = numbers(column("Context"));
    expect(Math.min(...contexts)).toBeGreaterThanOrEqual(128_000);
    expect(contexts).toEqual(contexts.toSorted((a, b) => b - a));
    expect(told).toMatch(/\d+ open-weight models of the \d+ that I hold meet that/);
    expect(told).toMatch(/What these figures rest on .*as of 20\d\d-\d\d/);
  });
  test("the cheapest with a context that its seller serves, and what it rests on", () => {
    const { told, names, column } = ask("what is the cheapest model with 1M context?");
    expect(told).toMatch(new RegExp(`^${names[0]}, \\$`));
    expect(Math.min(...numbers(column("Context")))).toBeGreaterThanOrEqual(1_000_000);
    expect(told).toContain("Sorted by what a usual request, 1,500 tokens in and 400 out, costs");
    expect(told).toContain("What you ask is not in my data of 1 more: Llama 4 Scout");
    // Scaleway and Together serve a part of what these models can.
    expect(told).not.toMatch(/at (?:Scaleway|Together AI)/);
  });
  test("a number that is said to be out is out", () => {
    expect(ask("which openai models have more than 400k context").names).not.toContain("GPT-5.4 mini");
    expect(ask("which openai models have at least 400k context").names).toContain("GPT-5.4 mini");
    expect(ask("which closed models cost less than $1 per million input tokens?").names).not.toContain(
      "Claude Haiku 4.5",
    );
    expect(ask("which closed models cost up to $1 per million input tokens?").names).toContain("Claude Haiku 4.5");
  });
  test.for([
    ["which models have an MIT licence?", "Licence", /^MIT License$/],
    ["which models are released under Apache 2.0?", "Licence", /^Apache License 2\.0$/],
    ["which open models released since 2026-04 have a permissive licence?", "Released", /^2026-(?:0[4-9]|1)/],
    ["which open models came out after May 2026?", "Released", /^2026-(?:0[6-9]|1)/],
    ["list open-weight models under 40B parameters", "Parameters", /^(?:\d|[123]\d)(?:\.\d+)? billion$/],
    ["which of your models were released this year?", "Released", /^2026/],
    ["which models support 1 million tokens?", "Context", /^\d{1,2},\d{3},\d{3}/],
    ["which Qwen models do you have?", "Model", /^Qwen/],
    ["which mistral models are open?", "Model", /Mi[sx]tral/],
    [
      "show me all models with over 200k context under $2 per million tokens",
      "USD per million tokens",
      /^\$[01]\.\d+ in, \$(?:[01]\.?\d*) out/,
    ],
  ] as const)("%s", ([text, column, each]) => {
    const found = ask(text);
    expect(found.advisor).toBe("catalogue list");
    expect(found.names.length).toBeGreaterThan(1);
    for (const cell of found.column(column)) expect(cell).toMatch(each);
  });
  test.for([
    ["which model has the longest context window?", "Llama 4 Scout, 10,485,760 tokens."],
    ["what's the cheapest closed model?", "Amazon Nova Lite, $0.06 in"],
    ["which is the largest open model you know?", "DeepSeek V4 Pro, 1600 billion."],
    ["biggest model that fits on 8 H100?", "Kimi K2.6"],
    ["the most expensive model?", "GPT-5.5 Pro"],
    ["which model has the lowest input price?", "gpt-oss-120b, $0.039 in"],
    ["newest closed model?", "GPT-5.6 Luna, GPT-5.6 Sol, GPT-5.6 Terra, 2026-07-09."],
    ["newest closed model?", "Newer ones may be out that I don't hold"],
    ["newest closed model?", "its release, as of 2026-11 (anomalyco/models.dev"],
    ["newest closed model?", /not in my data of 2 more: Gemini 2\.5 Flash, Gemini 2\.5 Pro/],
    ["what models do you know?", /^I hold 6\d models\./],
    ["is there a model with more than 20M tokens of context?", "I know of none among the 6"],
  ] as const)("%s", ([text, says]) => {
    const { advisor, told } = ask(text);
    expect(advisor).toBe("catalogue list");
    if (says instanceof RegExp) expect(told).toMatch(says);
    else expect(told).toContain(says);
  });
  test("as many as are asked for", () => expect(ask("what are the three cheapest models?").names).toHaveLength(3));
  test("by the hardware that is named, or its memory", () => {
    const [l4, card] = [ask("models that run on one L4"), ask("which open models fit on a single 24GB card?")];
    expect(l4.names).toEqual(card.names);
    expect(l4.names).not.toContain("Llama 3.3 70B");
    expect(
      ask("which models could we host on two L40S?")
        .column("Parameters")
        .map((cell) => Number.parseFloat(cell))
        .every((n) => n < 140),
    ).toBe(true);
  });
});

describe("what asks for more than columns hold is for others:", () => {
  test.for([
    "which open models are best for coding?",
    "which models are multilingual?",
    "what is an open model?",
    "which models are open?",
    "which models do not have a context of 128k?",
    "which models are not open?",
    "which model is the best?",
    "What is the cheapest way to run a model?",
    "which is cheaper, open or closed models?",
    "which model is cheapest for 40k requests a day?",
    "what model should we use for legal contracts?",
    "which models can we use commercially without restrictions?",
  ])("%s", (text) => expect(ask(text).advisor).not.toBe("catalogue list"));
});
