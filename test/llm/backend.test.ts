import { expect, test } from "vitest";
import { createModels } from "../../src/llm/models.ts";
import type { ChatRequest } from "../../src/llm/types.ts";
import { fakeLlmHere, type Script } from "../fakes/llm.ts";
import { backendOn, usage } from "./support.ts";

const request: ChatRequest = { messages: [{ role: "user", content: "What is lock-in?" }], maxTokens: 50 };
test("words arrive in pieces, with the tokens that the server counted", async () => {
  const fake = await fakeLlmHere(() => ({ text: "Lock-in means depending on one vendor.", usage }));
  const { backend, records } = backendOn(fake);
  const pieces: string[] = [];
  const called = await backend.chat(request, { onText: (piece) => pieces.push(piece) });
  expect(called).toEqual({
    ok: true,
    text: "Lock-in means depending on one vendor.",
    usage: { inputTokens: 1_000, outputTokens: 100 },
  });
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe("Lock-in means depending on one vendor.");
  expect(records).toEqual([expect.objectContaining({ backend: "open", outcome: "ok", usd: 0.003 })]);
  expect(fake.requests[0]).toMatchObject({
    authorization: "Bearer secret-key",
    body: { model: "a-model", max_tokens: 50 },
  });
});

test("a character whose bytes, or whose halves, come in two pieces is one", async () => {
  const event = (content: string, finish: string | null = null): string =>
    `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;
  const bytes = Buffer.from(event("Größe: 3 × €"));
  const cut = bytes.indexOf(Buffer.from("€")) + 1;
  const raw = [
    bytes.subarray(0, 40),
    bytes.subarray(40, cut),
    bytes.subarray(cut),
    event("\ud83d"),
    event("\ude00", "stop"),
  ];
  const fake = await fakeLlmHere(() => ({ raw: [...raw, "data: [DONE]\n\n"] }));
  expect(await backendOn(fake).backend.chat(request)).toMatchObject({ ok: true, text: "Größe: 3 × €😀" });
});

test.for<[string, Script, string]>([
  ["a stream that ends without a reason", { text: "Half an answer is", finish: null }, "cut"],
  ["a stream that ends in the middle", { text: "Half an answer is here, and more", endAfter: 1 }, "cut"],
  ["a socket that is cut", { text: "Half an answer is here, and more", cutAfter: 1 }, "cut"],
  ["a server that falls silent", { text: "Half an answer is here, and more", hangAfter: 1 }, "timeout"],
  ["an answer that hit the limit", { text: "Long", finish: "length" }, "too-long"],
  ["an answer that a filter stopped", { text: "Hm", finish: "content_filter" }, "filtered"],
  ["more words than were allowed", { text: "many words ".repeat(1_000) }, "too-long"],
  [
    "an error in the middle of the stream",
    { raw: ['data: {"choices":[{"delta":{"content":"Half"}}]}\n\n', 'data: {"error":{"message":"boom"}}\n\n'] },
    "server-error",
  ],
  ["what is no JSON", { raw: ["data: {oops\n\n"] }, "bad-answer"],
  ["a proxy's page", { raw: ["<html>hello</html>"] }, "cut"],
  ["a chunk that is no chunk", { raw: ['data: {"choices":{"a":1}}\n\n', "data: 7\n\n"] }, "cut"],
  ["a refused key", { status: 401 }, "key-refused"],
  ["a request that the server can't read", { status: 400 }, "not-understood"],
  ["a server that asks for a long pause", { status: 429, headers: { "retry-after": "60" } }, "rate-limited"],
])("%s is a failure with a name", async ([, script, why]) => {
  const fake = await fakeLlmHere(() => script);
  const { backend } = backendOn(fake, { limits: { timeoutMs: 400 } });
  expect(await backend.chat(request)).toMatchObject({ ok: false, why });
  expect(fake.requests).toHaveLength(1);
});

test.for([429, 500, 503])("after one %i a second try is made, and no third", async (status) => {
  const once = await fakeLlmHere((_, count) => (count === 1 ? { status } : { text: "Good.", usage }));
  expect(await backendOn(once).backend.chat(request)).toMatchObject({ ok: true, text: "Good." });
  const always = await fakeLlmHere(() => ({ status }));
  expect(await backendOn(always).backend.chat(request)).toMatchObject({ ok: false });
  expect(always.requests).toHaveLength(2);
});

test("once words have come, nothing is asked again", async () => {
  const fake = await fakeLlmHere(() => ({ text: "Some words that were seen", cutAfter: 1 }));
  await backendOn(fake).backend.chat(request, { onText: () => {} });
  expect(fake.requests).toHaveLength(1);
});

test("whoever stops waiting is told so, and the server is not blamed", async () => {
  const fake = await fakeLlmHere(() => ({ text: "Half an answer is here", hangAfter: 1 }));
  const { backend } = backendOn(fake);
  const stop = new AbortController();
  const called = backend.chat(request, { signal: stop.signal, onText: () => stop.abort() });
  expect(await called).toMatchObject({ ok: false, why: "aborted" });
  expect(backend.trouble()).toBeUndefined();
});

test("a server that nobody listens on is unreachable", async () => {
  const fake = await fakeLlmHere(() => ({}));
  await fake.close();
  expect(await backendOn(fake).backend.chat(request)).toMatchObject({ ok: false, why: "unreachable" });
});

test("after three failures in a row a server is left alone for a while, then one request tries it", async () => {
  let status = 401;
  let now = 0;
  const fake = await fakeLlmHere(() => (status === 200 ? { text: "Good.", usage } : { status }));
  const { backend, records } = backendOn(fake, { nowMs: () => now });
  for (let i = 0; i < 3; i += 1) await backend.chat(request);
  expect(backend.state()).toBe("down");
  expect(backend.trouble()).toBe("key-refused");
  expect(await backend.chat(request)).toMatchObject({ ok: false, why: "down" });
  expect(fake.requests).toHaveLength(3);
  now += 31_000;
  expect(backend.state()).toBe("up");
  const trial = backend.chat(request); // fails again
  expect(backend.state()).toBe("down"); // nobody else, while it is tried
  await trial;
  expect(await backend.chat(request)).toMatchObject({ why: "down" });
  now += 31_000;
  status = 200;
  expect(await backend.chat(request)).toMatchObject({ ok: true });
  expect(backend.state()).toBe("up");
  expect(backend.trouble()).toBeUndefined();
  expect(records.filter(({ outcome }) => outcome === "down")).toHaveLength(2);
});

test("who comes back late, while one request tries a server, does not let another try it", async () => {
  let now = 0;
  const held = Promise.withResolvers<void>();
  const trial = Promise.withResolvers<void>();
  const fake = await fakeLlmHere(async (_, count) => {
    if (count === 1) await held.promise;
    if (count === 5) await trial.promise;
    return { status: 401 };
  });
  const { backend } = backendOn(fake, { nowMs: () => now });
  const late = backend.chat(request);
  for (let i = 0; i < 3; i += 1) await backend.chat(request);
  now += 31_000;
  const tried = backend.chat(request);
  held.resolve();
  await late;
  now += 31_000;
  expect(await backend.chat(request)).toMatchObject({ why: "down" });
  trial.resolve();
  await tried;
});

test.for([
  ["a refused key", { status: 401 }],
  ["a request that the server can't read", { status: 400 }],
  ["a server in trouble", { status: 500 }],
] as const)("%s costs nothing", async ([, script]) => {
  const fake = await fakeLlmHere(() => script);
  const { backend, records } = backendOn(fake);
  await backend.chat(request);
  expect(records).toEqual([expect.objectContaining({ usd: 0 })]);
  expect(backend.todayUsd()).toBe(0);
});

test("an answer that is waited for in vain may have been paid for", async () => {
  const fake = await fakeLlmHere(() => ({ text: "Half an answer is here", hangAfter: 0 }));
  const { backend } = backendOn(fake, { limits: { timeoutMs: 100 } });
  await backend.chat(request);
  expect(backend.todayUsd()).toBeGreaterThan(0);
});

test("no more is spent on a day than may be, and the next day begins anew", async () => {
  let now = 0;
  const fake = await fakeLlmHere(() => ({ text: "Good.", usage })); // 0.003 USD each
  const { backend, records } = backendOn(fake, { limits: { dailyUsd: 0.01 }, nowMs: () => now });
  for (let i = 0; i < 20; i += 1) await backend.chat(request);
  expect(fake.requests.length).toBeLessThanOrEqual(4);
  expect(fake.requests.length).toBeGreaterThanOrEqual(3);
  expect(records.at(-1)).toMatchObject({ outcome: "over-budget", usd: 0 });
  now += 86_400_000;
  expect(await backend.chat(request)).toMatchObject({ ok: true });
});

test("a usage that can't be is not believed", async () => {
  const fake = await fakeLlmHere(() => ({ text: "Good.", usage: { prompt_tokens: -5, completion_tokens: "1" } }));
  const called = await backendOn(fake).backend.chat(request);
  expect(called.usage).toEqual({ inputTokens: 4, outputTokens: 2 });
});

test("no more calls run at once than may", async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const fake = await fakeLlmHere(async () => {
    await held;
    return { text: "Good.", usage };
  });
  const { backend } = backendOn(fake, { limits: { concurrency: 2 } });
  const two = [backend.chat(request), backend.chat(request)];
  expect(backend.state()).toBe("busy");
  expect(await backend.chat(request)).toMatchObject({ why: "busy" });
  release();
  expect(await Promise.all(two)).toEqual([
    expect.objectContaining({ ok: true }),
    expect.objectContaining({ ok: true }),
  ]);
  expect(backend.state()).toBe("up");
});

test("the next model is asked when the first fails, and only the models that were named", async () => {
  const down = await fakeLlmHere(() => ({ status: 401 }));
  const works = await fakeLlmHere(() => ({ text: "Good.", usage }));
  const open = backendOn(down).backend;
  const closed = backendOn(works, { name: "closed" }).backend;
  const models = createModels([open, closed]);
  expect(await models.ask(["open", "closed"], request)).toMatchObject({ ok: true, by: { backend: "closed" } });
  expect(await models.ask(["open"], request)).toMatchObject({ ok: false, why: "key-refused" });
  expect(await models.ask([], request)).toMatchObject({ ok: false, why: "absent" });
  expect(works.requests).toHaveLength(1);
});

test("after words of one model came, no other goes on in its place", async () => {
  const cut = await fakeLlmHere(() => ({ text: "Some words that were seen", cutAfter: 1 }));
  const works = await fakeLlmHere(() => ({ text: "Good.", usage }));
  const models = createModels([backendOn(cut).backend, backendOn(works, { name: "closed" }).backend]);
  expect(await models.ask(["open", "closed"], request)).toMatchObject({ ok: false, why: "cut" });
  expect(works.requests).toHaveLength(0);
});
