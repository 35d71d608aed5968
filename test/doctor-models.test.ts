import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Config, readConfig } from "../src/config.ts";
import { examineModels } from "../src/doctor-models.ts";
import { fakeLlmHere, type Script, type Sent } from "./fakes/llm.ts";

const configOf = (env: Record<string, string>): Config => {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.message);
  return read.config;
};
const open = (baseUrl: string) => ({
  LLM_OPEN_BASE_URL: baseUrl,
  LLM_OPEN_MODEL: "mine",
  LLM_OPEN_API_KEY: "canary-key",
  LLM_TIMEOUT_SECONDS: "1",
});
const isList = ({ path }: Sent): boolean => path.endsWith("/models");
const lists = (...ids: string[]): Script => ({ json: { object: "list", data: ids.map((id) => ({ id })) } });

async function modelOn(script: (body: Sent) => Script | Promise<Script>) {
  const { baseUrl } = await fakeLlmHere(script);
  const [finding] = await examineModels(configOf(open(baseUrl)));
  expect(JSON.stringify(finding)).not.toContain("canary");
  return finding;
}

test("without a model there is nothing to look at", async () => {
  expect(await examineModels(configOf({}))).toEqual([]);
});

test("a model that answers and ends its answer is good, and so are the prompts", async () => {
  const { baseUrl } = await fakeLlmHere((body) => (isList(body) ? lists("mine") : { text: "Ready." }));
  const found = await examineModels(configOf(open(baseUrl)));
  expect(found.map(({ check, verdict, remedy }) => [check, verdict, remedy])).toEqual([
    ["models, open-weight", "ok", undefined],
    ["prompts", "ok", undefined],
  ]);
  expect(found[0]?.what).not.toContain("list of models");
});

test("a server that lists no models is good all the same", async () => {
  expect(await modelOn((body) => (isList(body) ? { status: 404 } : { text: "Ready." }))).toMatchObject({
    verdict: "ok",
  });
});

test.for<[string, Script | "silence", string, RegExp, RegExp]>([
  ["refuses the key", { status: 401 }, "failure", /refuses the key/, /LLM_OPEN_API_KEY/],
  ["fails", { status: 500 }, "failure", /fails/, /log/],
  ["ends without finish_reason", { text: "Ready.", finish: null }, "failure", /finish_reason/, /finish_reason/],
  ["is cut off", { text: "Ready, I think, and more.", cutAfter: 1 }, "failure", /cut/, /./],
  ["reasons aloud", { text: "Well, let me think", finish: "length" }, "warning", /tokens for one word/, /reasoning/],
  ["says nothing", { text: "" }, "failure", /without a word/, /LLM_OPEN_MODEL/],
  ["never answers", "silence", "failure", /in time/, /LLM_TIMEOUT_SECONDS/],
])("a model that %s says so, and what to do", async ([, script, verdict, what, remedy]) => {
  const finding = await modelOn((body) =>
    isList(body) ? lists("mine") : script === "silence" ? new Promise<Script>(() => {}) : script,
  );
  expect(finding).toMatchObject({
    verdict,
    what: expect.stringMatching(what),
    remedy: expect.stringMatching(remedy),
  });
});

test("an open model that is not on one's own servers is warned of, whether it answers or not", async () => {
  const { baseUrl } = await fakeLlmHere((body) => (isList(body) ? lists("mine") : { text: "Ready." }));
  const placeOf = async (env: Record<string, string>) =>
    (await examineModels(configOf(env))).find(({ check }) => check.endsWith("place"));
  for (const at of [baseUrl, "http://127.0.0.1:9/v1"])
    expect(await placeOf({ ...open(at), LLM_OPEN_IS_OURS: "false" })).toMatchObject({
      verdict: "warning",
      what: expect.stringMatching(/at 127\.0\.0\.1, .*no model sees what is sensitive/),
      remedy: expect.stringContaining("LLM_OPEN_IS_OURS=true"),
    });
  expect(await placeOf(open(baseUrl))).toBeUndefined();
});

test("a name that the server does not know is said, with the names that it has", async () => {
  const finding = await modelOn((body) => (isList(body) ? lists("llama", "qwen") : { status: 404 }));
  expect(finding).toMatchObject({
    verdict: "failure",
    what: "the server does not know mine; it has llama, qwen.",
    remedy: "set LLM_OPEN_MODEL to one of its names.",
  });
});

test("a server that is not there names its variable", async () => {
  const [finding] = await examineModels(configOf(open("http://127.0.0.1:9/v1")));
  expect(finding).toMatchObject({ verdict: "failure", remedy: expect.stringContaining("LLM_OPEN_BASE_URL") });
});

test("embeddings are tried, and what routing.yaml takes their server for is said", async () => {
  const { baseUrl } = await fakeLlmHere(({ input = [] }) => ({
    json: { data: input.map((_, index) => ({ index, embedding: [1, 2, 3] })) },
  }));
  const env = { LLM_EMBEDDINGS_BASE_URL: baseUrl, LLM_EMBEDDINGS_MODEL: "m" };
  expect(await examineModels(configOf(env))).toEqual([
    { check: "models, embeddings", verdict: "ok", what: expect.stringMatching(/vectors of 3 numbers.*own server/) },
  ]);
  const broken = await fakeLlmHere(() => ({ json: { data: [] } }));
  expect(await examineModels(configOf({ ...env, LLM_EMBEDDINGS_BASE_URL: broken.baseUrl }))).toMatchObject([
    { verdict: "failure", remedy: expect.stringContaining("LLM_EMBEDDINGS_MODEL") },
  ]);
});

test("a broken prompt and a missing folder are failures that name the place", async () => {
  const { baseUrl } = await fakeLlmHere(() => ({ text: "Ready." }));
  const folder = mkdtempSync(join(tmpdir(), "prompts-"));
  writeFileSync(join(folder, "word.md"), "---\nversion: none\n---\n");
  const [, broken] = await examineModels(configOf({ ...open(baseUrl), PROMPTS_DIR: folder }));
  expect(broken).toMatchObject({ check: "prompts", verdict: "failure", what: expect.stringContaining("word.md:") });
  const [, missing] = await examineModels(configOf({ ...open(baseUrl), PROMPTS_DIR: join(folder, "nowhere") }));
  expect(missing).toMatchObject({ verdict: "failure", what: expect.stringContaining("PROMPTS_DIR") });
});
