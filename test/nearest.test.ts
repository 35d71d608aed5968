import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { prepareKnowledge } from "../src/advisor/knowledge-base.ts";
import { createFluent } from "../src/fluent.ts";
import { createModels } from "../src/llm/models.ts";
import type { Meanings } from "../src/nearest.ts";
import { stem } from "../src/stem.ts";
import { meaningServer, vectorsFor } from "./fakes/embeddings.ts";
import { fakeLlmHere, type Script, type Sent } from "./fakes/llm.ts";
import { knowledge, prompts } from "./llm/fluent-support.ts";
import {
  type Around,
  at,
  folderHere,
  good,
  meaningsOn,
  odd,
  readyOn as ready,
  vectorsMade,
} from "./support/meanings.ts";
import { answererOf } from "./support/real-knowledge.ts";

let made: string;
beforeAll(async () => {
  made = await vectorsMade();
});
const readyOn = (script: (body: Sent, count: number) => Script | Promise<Script>, around: Around = {}) =>
  ready(script, { folder: made, ...around });

const answers = (meanings: Meanings, kb = knowledge) => {
  const fluent = createFluent({
    answer: answererOf(kb),
    current: () => kb,
    models: createModels([]),
    prompts: () => prompts,
    nearest: meanings.nearest,
    nowMs: () => 0,
    onBug: (error) => {
      throw error;
    },
  });
  return async (text: string) => (await fluent({ text, context: [] }, { at })).reply;
};
const byWords = (text: string) => answererOf(knowledge)({ text, context: [] }).reply;

test("what lies near a question in meaning changes the order of what is found", async () => {
  const { meanings } = await readyOn(good());
  expect(meanings.state()).toMatchObject({ is: "ready" });
  expect((await meanings.nearest({ text: odd, context: [] }, at))?.ids[0]).toBe("price-rises");
  const cited = (await answers(meanings)(odd)).citations.map(({ entry }) => entry);
  expect(cited).toContain("price-rises");
  expect(cited).not.toEqual(byWords(odd).citations.map(({ entry }) => entry));
});

describe("the answer by words stands, to the letter, with a server that", () => {
  const ways: Readonly<Record<string, () => Script | Promise<Script>>> = {
    fails: () => ({ status: 500 }),
    "refuses the key": () => ({ status: 401 }),
    "is slow": () => new Promise<Script>(() => {}),
    "says no vectors": () => ({ json: { data: [] } }),
    "lies about dimensions": () => ({ json: { data: [{ index: 0, embedding: [1, 2, 3] }] } }),
    "says what is no number": () => ({ json: { data: [{ index: 0, embedding: [null, "x"] }] } }),
    "says what is no JSON": () => ({ raw: ["<html>"] }),
    "names another place": () => ({ json: { data: [{ index: 7, embedding: [1] }] } }),
  };
  test.for(Object.keys(ways))("%s", async (way) => {
    const { server, meanings } = await readyOn(() => ways[way]?.() ?? {}, { patienceMs: 100 });
    expect(meanings.state()).toMatchObject({ is: "ready" });
    expect(await answers(meanings)(odd)).toEqual(byWords(odd));
    expect(server.requests).toHaveLength(1);
  });

  test("failed three times in a row, which is then left alone", async () => {
    const { server, meanings } = await readyOn(() => ({ status: 500 }));
    for (let i = 0; i < 6; i += 1) expect(await answers(meanings)(odd)).toEqual(byWords(odd));
    expect(server.requests).toHaveLength(3);
  });
});

test.for<[string, (body: Sent) => Script]>([
  ["too few", ({ input = [] }) => vectorsFor({ input: input.slice(1) } as unknown as Sent, () => [1, 0])],
  [
    "of several dimensions",
    (body) => vectorsFor(body, (text) => Array.from({ length: 2 + (text.length % 2) }, () => 1)),
  ],
  ["without a direction", (body) => vectorsFor(body, () => [0, 0, 0])],
  ["the same place twice", ({ input = [] }) => ({ json: { data: input.map(() => ({ index: 0, embedding: [1] })) } })],
])(
  "vectors of the knowledge that are %s are not taken, and nothing is asked of the server after",
  async ([, script]) => {
    const { server, meanings } = await readyOn(script, { folder: folderHere() });
    expect(meanings.state()).toEqual({ is: "not ready", why: "bad-answer" });
    const before = server.requests.length;
    expect(await answers(meanings)(odd)).toEqual(byWords(odd));
    expect(server.requests).toHaveLength(before);
  },
);

test("vectors that find the knowledge's own questions no better than words do are not used, and no question is sent", async () => {
  const noise = meaningServer(knowledge, 0);
  const { server, meanings } = await readyOn((body) => vectorsFor(body, noise), { folder: folderHere() });
  expect(meanings.state()).toEqual({ is: "ready", weight: 0 });
  const before = server.requests.length;
  expect(await answers(meanings)(odd)).toEqual(byWords(odd));
  expect(server.requests).toHaveLength(before);
});

test("after an edit only what changed is sent, and what was ready serves until the new is", async () => {
  const first = knowledge.catalog.entries.get("price-rises");
  if (!first) throw new Error("no entry");
  const edited = { ...first, answer: "Prices of closed models may rise, says this edited sentence." };
  const entries = new Map([...knowledge.catalog.entries, [first.id, edited]]);
  const next = prepareKnowledge({ ...knowledge.catalog, entries }, stem, () => "2026-11-30");
  let current = knowledge;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const script = good(next);
  const server = await fakeLlmHere(async (body) => {
    if (JSON.stringify(body).includes("edited sentence")) await held;
    return script(body);
  });
  const folder = folderHere();
  copyFileSync(join(made, "embeddings.jsonl"), join(folder, "embeddings.jsonl"));
  const meanings = await meaningsOn(server, { folder, current: () => current });
  await meanings.renew();
  expect(server.requests).toEqual([]);
  current = next;
  const renewed = meanings.renew();
  expect((await meanings.nearest({ text: odd, context: [] }, at))?.ids[0]).toBe("price-rises");
  release();
  await renewed;
  const sent = server.requests.flatMap(({ body }) => body.input ?? []).filter((text) => text !== odd);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toContain("edited sentence");
});

test("a command that answers once takes what is on the disk and has nothing made", async () => {
  const { server, meanings } = await readyOn(good(), { folder: folderHere(), mayBuild: false });
  expect(meanings.state()).toEqual({ is: "not ready", why: "not-built" });
  expect(server.requests).toEqual([]);
  const other = await readyOn(good(), { mayBuild: false });
  expect(other.meanings.state()).toMatchObject({ is: "ready" });
});

test("a file of vectors that is cut, or is none, is made anew", async () => {
  const folder = folderHere();
  const whole = readFileSync(join(made, "embeddings.jsonl"), "utf8");
  writeFileSync(join(folder, "embeddings.jsonl"), `${whole.slice(0, whole.length / 2)}\n{"key": 1}\nnull\n`);
  const { server, meanings } = await readyOn(good(), { folder });
  expect(meanings.state()).toMatchObject({ is: "ready" });
  expect(server.requests.length).toBeGreaterThan(0);
});

test("nothing that was unknown becomes known: what the sources do not hold stays unanswered", async () => {
  // The worst server: whatever is asked, it says that some entry is meant.
  const ids = [...knowledge.catalog.entries.keys()];
  const vectorOf = meaningServer(knowledge, 2, (text) => [ids[text.length % ids.length] ?? ""]);
  const { meanings } = await readyOn((body) => vectorsFor(body, vectorOf));
  const ask = answers(meanings);
  const unknown = knowledge.catalog.outOfScope.filter((text) => byWords(text).kind === "abstain");
  expect(unknown.length).toBeGreaterThan(50);
  for (const text of unknown) expect([text, (await ask(text)).kind]).toEqual([text, "abstain"]);
});
