import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { purposeNames, purposes } from "../../src/core/prompt.ts";
import { loadPrompts } from "../../src/knowledge/prompts.ts";
import { outputSchemas, sensibleFacts, sensibleQuestion } from "../../src/llm/outputs.ts";
import { type Ladder, objectIn, structured } from "../../src/llm/structured.ts";
import { verify } from "../../src/llm/verify.ts";
import { fakeLlmHere, type Script, type Sent } from "../fakes/llm.ts";
import { vocabulary } from "./recorded/set.ts";
import { modelsOn } from "./support.ts";

const folder = resolve(import.meta.dirname, "../../prompts");
const { prompts } = loadPrompts(
  new Map(purposeNames.map((name) => [`${name}.md`, readFileSync(join(folder, `${name}.md`), "utf8")])),
).book;
const good = '{"kind": "case", "language": "en"}';

async function classified(script: (request: Sent, count: number) => Script, ladder: Ladder = new Map()) {
  const fake = await fakeLlmHere(script);
  const prompt = prompts.classify;
  if (!prompt) throw new Error("no prompt");
  const request = {
    output: "classification",
    prompt,
    inputs: { message: "We are a clinic" },
    order: ["open"],
  } as const;
  return { told: await structured(modelsOn({ open: fake }), request, ladder), fake, ladder };
}

test("a server that knows schemas is asked once, by schema", async () => {
  const { told, fake, ladder } = await classified(() => ({ text: good }));
  expect(told).toMatchObject({ ok: true, value: { kind: "case", language: "en" } });
  expect(fake.requests.map(({ body }) => body.response_format?.type)).toEqual(["json_schema"]);
  expect(ladder.get("open")).toBe("json_schema");
});

test("a server that refuses schemas is asked by a tool, and from then on at once", async () => {
  const script = (body: Sent): Script =>
    body.response_format ? { status: 400 } : body.tools ? { tool: good } : { text: "?" };
  const { told, fake, ladder } = await classified(script);
  expect(told).toMatchObject({ ok: true });
  expect(fake.requests).toHaveLength(2);
  const again = await classified(script, ladder);
  expect(again.fake.requests).toHaveLength(1);
});

test("one that knows neither is asked in words, with one repair", async () => {
  const script = (body: Sent): Script => {
    if (body.response_format || body.tools) return { text: "Sure, I can do that." };
    return { text: body.messages.length > 2 ? `Here: \`\`\`json\n${good}\n\`\`\`` : '{"kind": "essay"}' };
  };
  const { told, fake } = await classified(script);
  expect(told).toMatchObject({ ok: true, value: { kind: "case" } });
  expect(fake.requests).toHaveLength(4);
  expect(fake.requests.at(-1)?.body.messages.at(-1)?.content).toMatch(/no object of the schema \(kind: invalid_value/);
});

test.for<[string, Script]>([
  ["never gives an object", { text: "Words and words." }],
  ["gives a value that can't be", { text: '{"kind": "verdict", "language": "en"}' }],
  ["adds a field", { text: '{"kind": "case", "language": "en", "verdict": "closed"}' }],
])("of a model that %s nothing is taken, after four calls at most", async ([, script]) => {
  const { told, fake } = await classified(() => script);
  expect(told).toEqual({ ok: false, why: "bad-answer" });
  expect(fake.requests).toHaveLength(4);
});

test("a server that is down is not asked another way", async () => {
  const { told, fake } = await classified(() => ({ status: 401 }));
  expect(told).toEqual({ ok: false, why: "key-refused" });
  expect(fake.requests).toHaveLength(1);
});

test("each example of a prompt gives what the prompt promises", () => {
  for (const name of purposeNames) {
    for (const { inputs, output } of prompts[name]?.examples ?? []) {
      const kind = purposes[name].output;
      if (kind === "sentences") {
        const passages = [...(inputs["passages"] ?? "").matchAll(/^\[(\d+)\] (.+)$/gm)].map(
          ([, number, text = ""]) => ({ number: Number(number), title: "", text }),
        );
        for (const line of output.trim().split("\n"))
          expect(verify(line, passages, vocabulary), line).toMatchObject({ ok: true });
      } else expect(outputSchemas[kind].safeParse(objectIn(output)), name).toMatchObject({ success: true });
    }
  }
});

test.for([
  ["What does LoRA need?", "What is LoRA? And what does it need?", "What does LoRA need?"],
  ["What does Llama need?", "What is LoRA? And what does it need?", undefined],
  ["Does it cost $40?", "What does it cost?", undefined],
  ["See https://x.org", "See it", undefined],
  ["<!channel> what is it?", "what is it?", "what is it?"],
  ["???", "what is it?", undefined],
] as const)("the rewriting %j of %j is taken as %j", ([question, from, taken]) => {
  expect(sensibleQuestion(question, from, ["Llama", "Claude"], false)).toBe(taken);
});

test("facts are taken only with a value that can be, from words that were said", () => {
  const facts = [
    { fact: "ml_team" as const, value: "some", words: "two ML engineers" },
    { fact: "data_may_leave" as const, value: "perhaps", words: "must stay" },
    { fact: "gpu_access" as const, value: "own", words: "we own a data centre" },
    { fact: "volume_tokens_per_month" as const, value: "3,000,000", words: "3,000,000 tokens" },
    { fact: "volume_tokens_per_month" as const, value: -338_294_765_741, words: "3,000,000 tokens" },
  ];
  const read = sensibleFacts({ facts }, "Two ML engineers, letters must stay, 3,000,000 tokens a month.");
  expect(read.map(({ fact, value }) => `${fact}=${value}`)).toEqual([
    "ml_team=some",
    "volume_tokens_per_month=3000000",
  ]);
});
