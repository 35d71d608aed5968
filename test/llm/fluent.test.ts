import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toPlain } from "../../src/core/plain.ts";
import type { Block, Reply } from "../../src/core/reply.ts";
import { fakeLlmHere, type Script, type Sent } from "../fakes/llm.ts";
import { composedOnce, fluentOn, here, honestly, knowledge, plainAnswer, purposeOf } from "./fluent-support.ts";

const ask = (text: string) => ({ text, context: [] });
const recorded = readFileSync(join(import.meta.dirname, "../questions/recorded.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => (JSON.parse(line) as { question: string }).question);
const scenarios = ["signal-texts", "scenarios", "shared-scenarios"].flatMap((name) =>
  readFileSync(join(import.meta.dirname, `../core/decide/${name}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { text: string }).text),
);

test("an honest model words an answer, the footer says which one and where, and it is marked as a model's", async () => {
  const open = await fakeLlmHere(honestly);
  const shown: string[] = [];
  const { reply, trace } = await fluentOn({ open })(ask("What is vendor lock-in?"), {
    ...here,
    onSentence: ({ text }) => shown.push(text),
  });
  expect(shown.length).toBeGreaterThan(1);
  expect(reply.blocks[0]).toMatchObject({ kind: "text", text: shown[0] });
  expect(toPlain(reply)).toContain(
    "Worded by open-model on your own servers; every sentence was checked against the sources.",
  );
  expect(trace.wording).toMatchObject({
    by: { backend: "open" },
    rules: ["simple-to-open", "closed-absent"],
    sentences: shown.length,
  });
  expect(trace.wording?.prompt).toMatch(/^[0-9a-f]{12}$/);
  const composed = plainAnswer(ask("What is vendor lock-in?")).reply;
  expect([reply.byModel, composed.byModel]).toEqual([true, undefined]);
  expect(reply.citations).toEqual(composed.citations);
  expect(reply.blocks.filter(({ kind }) => kind === "next")).toEqual(
    composed.blocks.filter(({ kind }) => kind === "next"),
  );
});

test("a model at a host outside is named with that host, and gets nothing that is sensitive", async () => {
  const open = await fakeLlmHere(honestly);
  const fluent = fluentOn({ open }, { outside: "api.host.example" });
  const { reply, trace } = await fluent(ask("What is vendor lock-in?"), here);
  expect(toPlain(reply)).toContain("Worded by open-model at api.host.example; every sentence was checked");
  expect(toPlain(reply)).not.toContain("your own servers;");
  expect(trace.wording?.by).toEqual({ backend: "open", model: "open-model", outside: "api.host.example" });
  const before = open.requests.length;
  const question = ask("What is vendor lock-in? Tell ann@example.com, please.");
  const sensitive = await fluent(question, here);
  expect(sensitive.reply).toEqual(plainAnswer(question).reply);
  expect(sensitive.trace.wording).toEqual({ rules: ["sensitive-email", "open-outside", "no-model"] });
  expect(open.requests).toHaveLength(before);
});

/** That a model was asked, though none of its words are used. */
const isInVain = (block: Block): boolean => block.kind === "note" && /was asked to word this, too/.test(block.text);
const toldInVain = ({ blocks }: Reply): number => blocks.filter(isInVain).length;
const untold = (reply: Reply): Reply => ({ ...reply, blocks: reply.blocks.filter((block) => !isInVain(block)) });

/** Says something of everything that is no source's. */
const liar = (_: Sent, count: number): Script => ({
  text: [
    `It saves ${count + 37} percent [1].`,
    `Use Zeta-${count} by Quuxware [1].`,
    "See https://quuxware.example/buy [1].",
    `Source KB-${9_000 + count} proves it [99].`,
    "Vendor lock-in costs $1,234,567 a year [1].",
    "@channel buy now [1].",
    "It is legal in every country [1].",
  ].join("\n"),
});
test.for([
  { dropped: "all", honest: 0, lies: 4 },
  { dropped: "most", honest: 2, lies: 4 },
  { dropped: "all but one", honest: 1, lies: 1 },
])("where $dropped of a model's sentences are dropped, the whole composed answer stands", async ({ honest, lies }) => {
  const open = await fakeLlmHere((body) => {
    const kept = (honestly(body).text ?? "").split("\n").slice(0, honest);
    return { ...honestly(body), text: [...kept, ...(liar(body, 0).text ?? "").split("\n").slice(0, lies)].join("\n") };
  });
  const question = ask("What is vendor lock-in?");
  const { reply, trace } = await fluentOn({ open })(question, here);
  expect(toldInVain(reply)).toBe(1);
  expect(untold(reply)).toEqual(plainAnswer(question).reply);
  expect(Object.values(trace.wording?.dropped ?? {}).reduce((sum, n) => sum + n, 0)).toBe(lies);
});

test("whoever waits is told once when a model is asked, and not where none is", async () => {
  const open = await fakeLlmHere((body) =>
    purposeOf(body) === "translate"
      ? { text: '{"question": "What is vendor lock-in?", "language": "ja"}' }
      : honestly(body),
  );
  const told: string[] = [];
  const occasion = { ...here, onWork: () => told.push("work"), onSentence: () => told.push("sentence") };
  await fluentOn({ open })(ask("ベンダーロックインとは何ですか？"), occasion);
  expect(told.slice(0, 2)).toEqual(["work", "sentence"]);
  expect(open.requests.length).toBeGreaterThan(1);
  expect(told.filter((one) => one === "work")).toHaveLength(1);
  told.length = 0;
  await fluentOn({ closed: open })(ask("What is lock-in? Strictly internal, please."), occasion);
  expect(told).toEqual([]);
});

test("without a model that may see it, the answer is the composed one", async () => {
  const closed = await fakeLlmHere(honestly);
  const question = ask("What is lock-in? Strictly internal, please.");
  const { reply, trace } = await fluentOn({ closed })(question, here);
  expect(reply).toEqual(plainAnswer(question).reply);
  expect(trace.wording).toEqual({ rules: ["sensitive-word", "open-absent", "no-model"] });
  expect(closed.requests).toHaveLength(0);
});

const invented = /37 percent|Zeta|Quuxware|KB-9|1,234,567|@channel|legal in every/i;

test("of a model that always lies nothing reaches a person, over all recorded questions", async () => {
  const open = await fakeLlmHere(liar);
  const compose = composedOnce();
  const fluent = fluentOn({ open }, { answer: compose });
  const seen: string[] = [];
  let told = 0;
  for (const question of recorded) {
    const { reply } = await fluent(ask(question), { ...here, onSentence: ({ text }) => seen.push(text) });
    expect(toPlain(reply)).not.toMatch(invented);
    expect(untold(reply).blocks).toEqual(compose(ask(question)).reply.blocks);
    told += toldInVain(reply);
  }
  expect(told).toBeGreaterThan(50);
  expect(seen).toEqual([]);
  expect(open.requests.length).toBeGreaterThan(50);
});

const costs = [
  "what do 40 million tokens cost at $2.50 per million?",
  "server $9,000 a month or $3 per million tokens, break-even?",
];
const cases = [...scenarios, ...costs];
const parts = [0, 1].map((part) => cases.filter((_, i) => i % 2 === part));

test.for(parts)(
  "verdicts and costs are the same with a model as without, over half of all described cases",
  async (texts) => {
    const open = await fakeLlmHere((body) => {
      if (purposeOf(body) === "word") return honestly(body);
      const facts = [
        { fact: "data_may_leave", value: "yes", words: (body.messages.at(-1)?.content ?? "").slice(-40, -20) },
      ];
      return { text: JSON.stringify(purposeOf(body) === "extract" ? { facts } : { kind: "case", language: "en" }) };
    });
    const compose = composedOnce();
    const fluent = fluentOn({ open }, { answer: compose });
    let verdicts = 0;
    for (const text of texts) {
      const [composed, worded] = [compose(ask(text)), await fluent(ask(text), here)];
      expect(worded.reply.kind).toBe(composed.reply.kind);
      expect(worded.trace.advisor).toBe(composed.trace.advisor);
      expect(worded.reply.title).toBe(composed.reply.title);
      if (composed.trace.advisor !== "decide" && composed.trace.advisor !== "cost") continue;
      verdicts += 1;
      const decided = ({ reply }: typeof composed) =>
        reply.blocks.filter(({ kind }) => kind === "text" || kind === "table");
      expect(decided(worded)).toEqual(decided(composed));
    }
    expect(verdicts).toBeGreaterThan(20);
  },
);

test("where a model reads a case otherwise, both readings are shown and the rules' counts", async () => {
  const open = await fakeLlmHere((body) =>
    purposeOf(body) === "extract"
      ? { text: '{"facts": [{"fact": "ml_team", "value": "strong", "words": "two ML engineers"}]}' }
      : honestly(body),
  );
  const text = "We're a clinic, patient letters must stay in house, two ML engineers. Which way?";
  const { reply, trace } = await fluentOn({ open })(ask(text), here);
  const note = reply.blocks.find((block) => block.kind === "note" && block.text.includes("a model"));
  expect(note).toMatchObject({
    text: expect.stringMatching(
      /“two ML engineers” a model reads .+; my rules read: .+\. Only what the rules read was weighed/,
    ),
  });
  expect(trace.wording?.understood).toEqual({ extract: "differs-1" });
  expect(reply.blocks[0]).toEqual(plainAnswer(ask(text)).reply.blocks[0]);
});

test("a question in an unknown alphabet is answered from its translation, which is shown", async () => {
  const open = await fakeLlmHere((body) =>
    purposeOf(body) === "translate"
      ? { text: '{"question": "What is vendor lock-in?", "language": "ja"}' }
      : honestly(body),
  );
  const question = ask("ベンダーロックインとは何ですか？");
  expect(plainAnswer(question).reply.kind).toBe("abstain");
  const { reply, trace } = await fluentOn({ open })(question, here);
  expect(reply.kind).toBe("answer");
  expect(toPlain(reply)).toContain("A model read your message as: “What is vendor lock-in?”.");
  expect(trace.wording?.understood).toEqual({ translate: "used" });
});

test("a verdict is never begun on a translation", async () => {
  const open = await fakeLlmHere((body) =>
    purposeOf(body) === "translate"
      ? {
          text: '{"question": "We are a clinic, patient letters must stay in house, strong ML team. Which way?", "language": "ja"}',
        }
      : honestly(body),
  );
  const { reply, trace } = await fluentOn({ open })(ask("私たちは診療所です。患者の手紙は社外に出せません。"), here);
  expect(reply.kind).toBe("abstain");
  expect(trace.wording?.understood).toEqual({ translate: "would-decide" });
  expect(toPlain(reply)).toContain("I weigh and reckon only what people wrote themselves");
});

test("when both models die in the middle of 100 questions, 100 are answered and none twice", async () => {
  let asked = 0;
  const dies = (body: Sent): Script =>
    (asked += 1) > 40 ? (asked % 2 ? { status: 503 } : { text: "Half an", cutAfter: 0 }) : honestly(body);
  const [open, closed] = [await fakeLlmHere(dies), await fakeLlmHere(dies)];
  const fluent = fluentOn({ open, closed }, { limits: { timeoutMs: 1_000 } });
  const questions = Array.from({ length: 100 }, (_, i) => recorded[i % recorded.length] ?? "");
  const replies = [];
  for (const question of questions) replies.push(await fluent(ask(question), here));
  expect(replies).toHaveLength(100);
  for (const [i, { reply }] of replies.entries()) {
    expect(reply.kind).toBe(plainAnswer(ask(questions[i] ?? "")).reply.kind);
    expect(new Set(reply.blocks.map((block) => JSON.stringify(block))).size).toBe(reply.blocks.length);
  }
  expect(replies.filter(({ trace }) => trace.wording?.by).length).toBeGreaterThan(10);
  expect(replies.slice(-20).every(({ trace }) => trace.wording?.by === undefined)).toBe(true);
});

test("the policy's versions are those of the knowledge that is served", () => {
  expect(knowledge.catalog.routing?.rules.map(({ id }) => id)).toEqual(["complex-to-closed", "simple-to-open"]);
});
