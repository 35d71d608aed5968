import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { modelsOf, modelWarnings, priceOf } from "../src/models-service.ts";
import { createMetrics } from "../src/metrics.ts";
import type { CallRecord } from "../src/llm/types.ts";
import { fakeLlmHere } from "./fakes/llm.ts";
import { honestly, knowledge } from "./llm/fluent-support.ts";
import { usage } from "./llm/support.ts";
import { run } from "./support/service.ts";

const { catalog } = knowledge;
function configOf(env: Record<string, string>) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.message);
  return read.config;
}
const request = { messages: [{ role: "user" as const, content: "Hm" }], maxTokens: 10 };

test("without a variable there is no model, and nothing to warn of", () => {
  expect(modelsOf(configOf({}), () => catalog)).toBeUndefined();
  expect(modelWarnings(undefined, catalog)).toEqual([]);
});

test("each model that is configured has its state, its price and its failures", async () => {
  const [good, bad] = [await fakeLlmHere(() => ({ text: "Hm.", usage })), await fakeLlmHere(() => ({ status: 401 }))];
  const records: CallRecord[] = [];
  const config = configOf({
    LLM_OPEN_BASE_URL: good.baseUrl,
    LLM_OPEN_MODEL: "mine",
    LLM_CLOSED_BASE_URL: bad.baseUrl,
    LLM_CLOSED_MODEL: "theirs",
    LLM_CLOSED_API_KEY: "canary-key",
  });
  const models = modelsOf(
    config,
    () => catalog,
    (record) => records.push(record),
  );
  if (!models) throw new Error("no models");
  expect(models.states()).toEqual({ open: "up", closed: "up" });
  await models.ask(["open"], request);
  expect(records[0]).toMatchObject({
    backend: "open",
    outcome: "ok",
    usage: { inputTokens: 1_000, outputTokens: 100 },
  });
  expect(records[0]?.usd).toBeCloseTo((1_100 * (catalog.decision?.cost.hostedUsdPerMTok ?? 0)) / 1e6, 9);
  expect(modelWarnings(models, catalog)).toEqual([]);
  for (let i = 0; i < 3; i += 1) await models.ask(["closed"], request);
  const [warning, ...others] = modelWarnings(models, catalog);
  expect(others).toEqual([]);
  expect(warning).toEqual({
    name: "model-not-working",
    what: "the closed model does not work (key-refused); answers are composed without it",
    remedy: "set its API key anew",
  });
  expect(JSON.stringify([warning, records])).not.toContain("canary");
  expect(models.states()).toEqual({ open: "up", closed: "down" });
});

test("a model that the catalogue knows costs what its vendor asks, another one what its kind does", () => {
  const rows = catalog.costBook?.providers
    .flatMap(({ endpoints }) => endpoints)
    .find(({ modelId }) => modelId === "gpt-5.5");
  const asked = rows?.usdPerMTok[0];
  if (!asked) throw new Error("no price");
  const { inputUsdPerMTok, outputUsdPerMTok } = priceOf({ name: "closed", model: "GPT-5.5" }, catalog);
  expect(inputUsdPerMTok).toBeGreaterThanOrEqual(asked.inputUsdPerMTok);
  expect(outputUsdPerMTok).toBeGreaterThanOrEqual(asked.outputUsdPerMTok);
  const usd = catalog.decision?.cost.apiUsdPerMTok;
  expect(priceOf({ name: "closed", model: "nobody-knows" }, catalog)).toEqual({
    inputUsdPerMTok: usd,
    outputUsdPerMTok: usd,
  });
});

test("a budget that is used up, and a policy that is missing, are told", () => {
  const config = configOf({ LLM_OPEN_BASE_URL: "http://127.0.0.1:1/v1", LLM_OPEN_MODEL: "m", LLM_DAILY_USD: "0" });
  const models = modelsOf(config, () => catalog);
  const names = modelWarnings(models, { ...catalog, routing: undefined }).map(({ name }) => name);
  expect(names).toEqual(["no-policy", "model-over-budget"]);
});

test("the metrics tell of models by name and outcome, and of nobody's words", async () => {
  const states = [{ name: "open", isUp: true, todayUsd: 0.5 }];
  const metrics = createMetrics({
    depth: async () => undefined,
    knowledge: () => ({ version: "v", entries: 1, problems: 0 }),
    storeProblem: async () => undefined,
    notReady: async () => [],
    models: () => states,
  });
  await metrics.load();
  const of = { backend: "open", ms: 1_200, usage: { inputTokens: 900, outputTokens: 80 }, usd: 0.002 } as const;
  metrics.modelCalled({ ...of, outcome: "ok" });
  metrics.modelCalled({ ...of, outcome: "timeout" });
  const { text } = await metrics.page();
  for (const line of [
    'counterweight_model_up{backend="open"} 1',
    'counterweight_model_today_usd{backend="open"} 0.5',
    'counterweight_model_calls_total{backend="open",outcome="ok"} 1',
    'counterweight_model_calls_total{backend="open",outcome="timeout"} 1',
    'counterweight_model_tokens_total{backend="open",direction="in"} 1800',
    'counterweight_model_seconds_count{backend="open"} 1',
  ])
    expect(text).toContain(line);
});

test("ask words an answer where a model is configured, and says who worded it", async () => {
  const fake = await fakeLlmHere(honestly);
  const { output, done } = run(["ask", "--json", "What is vendor lock-in?"], {
    LLM_OPEN_BASE_URL: fake.baseUrl,
    LLM_OPEN_MODEL: "mine",
    PROMPTS_DIR: resolve(import.meta.dirname, "../prompts"),
  });
  expect(await done).toBe(0);
  const told = JSON.parse(output.out) as { text: string; wording: { by: unknown; rules: string[] } };
  expect(told.text).toContain("Worded by mine on your own servers");
  expect(told.wording).toMatchObject({
    by: { backend: "open", model: "mine" },
    rules: ["simple-to-open", "closed-absent"],
  });
});

test("route sends nothing sensitive to an open model at a host outside, and says why", async () => {
  const env = { LLM_OPEN_BASE_URL: "https://api.together.xyz/v1", LLM_OPEN_MODEL: "theirs" };
  const told = async (text: string, more: Record<string, string> = {}) => {
    const { output, done } = run(["route", text], { ...env, ...more });
    expect(await done).toBe(0);
    return output.out.replaceAll(/\s+/g, " ");
  };
  const outside = await told("mail a.b@c.com");
  expect(outside).toContain("It goes to no model");
  expect(outside).toContain("The open model is at api.together.xyz, which is not one of your own servers.");
  expect(await told("what is lock-in?")).toContain("It goes to the open model");
  expect(await told("mail a.b@c.com", { LLM_OPEN_IS_OURS: "true" })).toContain("It goes to the open model");
});

test("route says where a text would go, and sends nothing", async () => {
  const fake = await fakeLlmHere(honestly);
  const env = { LLM_CLOSED_BASE_URL: fake.baseUrl, LLM_CLOSED_MODEL: "theirs" };
  const one = run(["route", "--json", "Is ann@example.com in it?"], env);
  expect(await one.done).toBe(0);
  expect(JSON.parse(one.output.out)).toMatchObject({
    backend: "none",
    rules: ["sensitive-email", "open-absent", "no-model"],
    found: ["email"],
  });
  const other = run(["route", "what is lock-in?"], env);
  expect(await other.done).toBe(0);
  expect(other.output.out).toContain("It goes to the closed model.");
  expect(await run(["route"], env).done).toBe(2);
  expect(fake.requests).toEqual([]);
});
