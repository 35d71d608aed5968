import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import type { Served } from "../src/knowledge-service.ts";
import { createLog } from "../src/log.ts";
import { openWriters, terminalAnswer } from "../src/writers.ts";
import { vectorsFor } from "./fakes/embeddings.ts";
import { fakeLlmHere } from "./fakes/llm.ts";
import { knowledge } from "./llm/fluent-support.ts";
import { folderHere, good, odd } from "./support/meanings.ts";
import { answererOf } from "./support/real-knowledge.ts";

const served: Served = {
  current: () => knowledge,
  onChange: () => () => {},
  warnings: () => [],
  warmUp: async () => {},
  follow: () => ({ stop: async () => {} }),
};
const log = createLog("silent", "stderr");
const configOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.message);
  return read.config;
};
const embeddingsAt = (baseUrl: string, folder: string) =>
  configOf({ LLM_EMBEDDINGS_BASE_URL: baseUrl, LLM_EMBEDDINGS_MODEL: "m", DATA_DIR: join(folder, "data") });

test("without models and embeddings there is nothing to open, and the answer is the one by words", async () => {
  const config = configOf({ DATA_DIR: folderHere() });
  expect(await openWriters(config, served, { log, stays: true })).toBeUndefined();
  const answer = await terminalAnswer(config, served, log);
  expect((await answer({ text: odd, context: [] })).reply).toEqual(
    answererOf(knowledge)({ text: odd, context: [] }).reply,
  );
});

test("with embeddings alone the service has vectors made, and a command that comes later takes them", async () => {
  const { baseUrl, requests } = await fakeLlmHere(good());
  const folder = folderHere();
  const config = embeddingsAt(baseUrl, folder);
  const writers = await openWriters(config, served, { log, stays: true });
  const followed = writers?.follow(log);
  const question = { text: odd, context: [] };
  await vi.waitFor(
    async () => expect((await writers?.nearest?.(question, { platform: "slack" }))?.ids[0]).toBe("price-rises"),
    {
      timeout: 50_000,
      interval: 200,
    },
  );
  expect(writers?.warnings()).toEqual([]);
  expect(writers?.states()).toMatchObject([{ name: "embeddings", isUp: true }]);
  await followed?.stop();
  const before = requests.length;
  const answered = await (await terminalAnswer(config, served, log))(question);
  expect(answered.reply.citations.map(({ entry }) => entry)).toContain("price-rises");
  expect(requests.length).toBe(before + 1);
});

test("a server that gives no vectors is a warning with what to do, and nobody waits for it", async () => {
  const { baseUrl } = await fakeLlmHere((body) => vectorsFor(body, () => [0]));
  const writers = await openWriters(embeddingsAt(baseUrl, folderHere()), served, { log, stays: true });
  await writers?.ready();
  expect(writers?.warnings()).toMatchObject([
    { name: "embeddings-not-working", remedy: expect.stringContaining("doctor") },
  ]);
});
