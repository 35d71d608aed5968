import { expect, test } from "vitest";
import type { Prompt } from "../../src/core/prompt.ts";
import { createVeil } from "../../src/core/sensitive/veil.ts";
import { write, type WriteRequest } from "../../src/llm/write.ts";
import { fakeLlmHere, type Script } from "../fakes/llm.ts";
import { passagesOf, vocabulary } from "./recorded/set.ts";
import { modelsOn, usage } from "./support.ts";

const prompt: Prompt = {
  purpose: "word",
  version: 1,
  output: "sentences",
  backend: "any",
  maxTokens: 350,
  system: "Word it.",
  user: "{{question}}\n{{passages}}",
  examples: [],
  hash: "h",
};
const honest = [
  "Vendor lock-in means that you depend on one provider for prices, terms, model versions and uptime [1].",
  "With open-weight models it is lower [1].",
  "When the provider of a closed model raises its prices, you absorb the increase [2].",
];
const request = (more: Partial<WriteRequest> = {}): WriteRequest => ({
  question: "What is lock-in?",
  passages: passagesOf(["vendor-lock-in", "price-rises"]),
  order: ["open"],
  prompt,
  vocabulary,
  veil: createVeil(),
  ...more,
});
const said = async (script: Script, more: Partial<WriteRequest> = {}) => {
  const fake = await fakeLlmHere(() => script);
  const shown: string[] = [];
  const written = await write(
    modelsOn({ open: fake }, { timeoutMs: 2_000 }),
    request({ onSentence: ({ text }) => shown.push(text), ...more }),
  );
  return { written, shown, fake };
};

test.for([
  ["a line each", honest.join("\n")],
  ["in one paragraph", honest.join(" ")],
  ["with list marks and bold", honest.map((line) => `- **${line}**`).join("\n\n")],
])("honest sentences %s are given out one by one, with their sources", async ([, text = ""]) => {
  const { written, shown } = await said({ text, usage });
  expect(written).toMatchObject({ by: { backend: "open", model: "open-model" }, dropped: {}, why: undefined });
  expect(written.sentences.map(({ cites }) => cites)).toEqual([[1], [1], [2]]);
  expect(shown).toEqual(written.sentences.map((one) => one.text));
});

test("a lie between honest sentences is dropped, and the others stay", async () => {
  const { written, shown } = await said({
    text: [honest[0], "It costs 40 percent more [1].", honest[1], honest[1]].join("\n"),
  });
  expect(shown).toHaveLength(2);
  expect(written.dropped).toEqual({ number: 1, repeated: 1 });
});

test("nothing is shown before a sentence of the gist, which then stands first", async () => {
  const { shown } = await said({ text: [honest[2], honest[0]].join("\n") });
  expect(shown[0]).toMatch(/^Vendor lock-in means/);
  expect(shown[1]).toMatch(/^When the provider/);
});

test.for<[string, Script]>([
  ["lies only", { text: "It costs 40 percent more [1].\nAsk Acme-9 about it [1]." }],
  [
    "lies mostly",
    { text: [honest[0], honest[1], "A 9 [1].", "B-2 is it [1].", "C-3 is it [1].", "D-4 is it [1]."].join("\n") },
  ],
  ["never comes to the gist", { text: honest[2] ?? "" }],
  ["says one sentence", { text: honest[0] ?? "" }],
  ["says nothing", { text: "" }],
  ["is down", { status: 401 }],
])("of a model that %s nothing is used", async ([, script]) => {
  expect((await said(script)).written.sentences).toEqual([]);
});

test("a stream that is cut keeps whole sentences only", async () => {
  const { written } = await said({ text: `${honest[0]}\n${honest[1]}\nWith open-weight mod`, finish: "length" });
  expect(written).toMatchObject({ why: "too-long", sentences: [{ cites: [1] }, { cites: [1] }] });
});

test("whoever stops keeps what was shown", async () => {
  const stop = new AbortController();
  const { written } = await said(
    { text: `${honest.join("\n")} and more`, hangAfter: 8 },
    { signal: stop.signal, onSentence: () => stop.abort() },
  );
  expect(written).toMatchObject({ why: "aborted", sentences: [{ cites: [1] }] });
});

test("the other model words it when the first is down, if the policy named it", async () => {
  const down = await fakeLlmHere(() => ({ status: 500 }));
  const works = await fakeLlmHere(() => ({ text: honest.join("\n"), usage }));
  const models = modelsOn({ open: down, closed: works });
  expect(await write(models, request({ order: ["open", "closed"] }))).toMatchObject({ by: { backend: "closed" } });
  expect((await write(models, request({ order: ["open"] }))).sentences).toEqual([]);
});

test("what is private is sent as a placeholder and comes back as it was", async () => {
  const text = `${honest[0]}\n${honest[1]}`;
  const { fake } = await said({ text }, { question: "Is ann@x.org locked in?", veil: createVeil() });
  expect(fake.seen()).toContain("Is [email-1] locked in?");
  expect(fake.seen()).not.toContain("ann@x.org");
});

test("a prompt for one model goes to no other", async () => {
  const { fake, written } = await said({ text: honest.join("\n") }, { prompt: { ...prompt, backend: "closed" } });
  expect(written.why).toBe("absent");
  expect(fake.requests).toHaveLength(0);
});
