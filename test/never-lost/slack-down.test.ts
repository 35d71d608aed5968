/** Slack away, slow, overloaded or talking nonsense: a question waits, and is answered once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore, type Store } from "../../src/store/open.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack.ts";
import { type Asked, allWell, ask, deliverUntilAcknowledged, verdict } from "./support/asking.ts";
import { type Between, startBetween, type Trouble } from "./support/between.ts";
import { type Edge, startEdge } from "./support/edge.ts";

let folder: string;
let fake: FakeSlack;
let between: Between;
let store: Store;
let edges: Edge[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "slack-down-"));
  fake = await startFakeSlack();
  between = await startBetween(fake.url);
  const opened = await openStore({ dataDir: join(folder, "data") });
  if (!opened.ok) throw new Error(opened.message);
  store = opened.store;
  // Two replicas on one store.
  edges = [await startEdge(store, between.url), await startEdge(store, between.url)];
  await vi.waitFor(() => expect(edges.flatMap((edge) => edge.slack.notReady())).toEqual([]), { timeout: 20_000 });
});
afterEach(async () => {
  for (const edge of edges) await edge.stop();
  await between.close();
  await fake.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const urls = () => edges.map((edge) => edge.url);
async function askMany(n: number): Promise<Asked[]> {
  const asked = Array.from({ length: n }, (_, i) => ask(fake, i % 3 === 0 ? { channel: `D${2_000 + i}` } : {}));
  const events = asked.flatMap((one) => one.events);
  await Promise.all(events.map((event) => deliverUntilAcknowledged(event, urls)));
  return asked;
}
const answered = (asked: readonly Asked[]): Promise<void> =>
  vi.waitFor(() => expect(verdict(fake, asked).lost).toEqual([]), { timeout: 45_000, interval: 50 });
const posts = () => between.passed.filter((call) => call.method === "chat.postMessage");
/** The first `times` posts meet with trouble. */
const atFirst = (times: number, trouble: Trouble): void => {
  let left = times;
  between.trouble((method) => (method === "chat.postMessage" && left-- > 0 ? trouble : {}));
};

const html = { "content-type": "text/html" };
const json = { "content-type": "application/json" };
test.for<{ is: string; trouble: Trouble }>([
  { is: "refuses connections", trouble: { instead: "refuse" } },
  { is: "answers 500", trouble: { instead: { status: 500, body: "upstream connect error" } } },
  { is: "answers 503 with a page", trouble: { instead: { status: 503, body: "<html>later</html>", headers: html } } },
  {
    is: "answers 200 with a page",
    trouble: { instead: { status: 200, body: "<html>canary-page</html>", headers: html } },
  },
  { is: "answers with half a JSON", trouble: { instead: { status: 200, body: '{"ok":tr', headers: json } } },
  { is: "answers null", trouble: { instead: { status: 200, body: "null", headers: json } } },
  { is: "answers nothing at all", trouble: { instead: { status: 200, body: "" } } },
  { is: "says yes without saying to what", trouble: { instead: { status: 200, body: '{"ok":true}', headers: json } } },
  {
    is: "says internal_error",
    trouble: { instead: { status: 200, body: '{"ok":false,"error":"internal_error"}', headers: json } },
  },
  { is: "redirects", trouble: { instead: { status: 302, body: "", headers: { location: "http://127.0.0.1:9/" } } } },
  { is: "does what it is told, and the answer is lost", trouble: { loseAnswer: true } },
])("Slack $is: questions wait and are answered once", async ({ trouble }) => {
  atFirst(6, trouble);
  const asked = await askMany(6);
  await answered(asked);
  await vi.waitFor(async () => expect(await edges[0]?.slack.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 }), {
    timeout: 45_000,
    interval: 50,
  });
  expect(verdict(fake, asked)).toEqual(allWell);
  expect(edges.flatMap((edge) => edge.logged).join("\n")).not.toMatch(/canary|You asked|LoRA/);
});

test("an answer that Slack took without saying so is found by its mark and changed, also in a long thread", async () => {
  const first = ask(fake, {});
  for (let i = 0; i < 250; i += 1)
    fake.say({
      channel: first.channel,
      thread_ts: first.thread,
      ts: fake.workspace.ts(),
      user: "U0TALKER",
      text: "...",
    });
  atFirst(1, { loseAnswer: true });
  await Promise.all(first.events.map((event) => deliverUntilAcknowledged(event, urls)));
  await vi.waitFor(() => expect(fake.calls.filter((call) => call.method === "chat.update")).toHaveLength(1), {
    timeout: 45_000,
    interval: 50,
  });
  await Promise.all(edges.map((edge) => edge.slack.idle()));
  expect(verdict(fake, [first])).toEqual(allWell);
  expect(posts()).toHaveLength(1);
});

test("Slack that hangs holds up nobody's acknowledgement, and the question is answered once", async () => {
  atFirst(1, { beforeMs: 11_000, instead: "refuse" });
  const asked = await askMany(5);
  await answered(asked);
  await Promise.all(edges.map((edge) => edge.slack.idle()));
  expect(verdict(fake, asked)).toEqual(allWell);
});

test("after one 429 no replica calls that method before its time is over", async () => {
  const seconds = 3;
  const limited = JSON.stringify({ ok: false, error: "ratelimited" });
  atFirst(1, { instead: { status: 429, body: limited, headers: { ...json, "retry-after": String(seconds) } } });
  const first = ask(fake, {});
  await Promise.all(first.events.map((event) => deliverUntilAcknowledged(event, urls)));
  const key = "slack:T0TEAM:chat.postMessage";
  await vi.waitFor(async () => expect(await store.cooldown.left(key)).toBeGreaterThan(0), { interval: 5 });
  const more = await askMany(20);
  await answered([first, ...more]);
  const [refused, ...later] = posts();
  const tooSoon = later.filter((call) => call.at < (refused?.at ?? 0) + seconds * 1_000);
  expect(refused?.status).toBe(429);
  expect(tooSoon).toEqual([]);
  expect(verdict(fake, [first, ...more])).toEqual(allWell);
});

test("a cool-down that the store cannot share is kept by the process that was told", async () => {
  const [edge] = edges;
  const { pause } = store.cooldown;
  (store.cooldown as { pause: typeof pause }).pause = async () => {
    throw new Error("the store is away");
  };
  const limited = JSON.stringify({ ok: false, error: "ratelimited" });
  atFirst(1, { instead: { status: 429, body: limited, headers: { ...json, "retry-after": "2" } } });
  const one = ask(fake, {});
  await Promise.all(one.events.map((event) => deliverUntilAcknowledged(event, () => [edge?.url])));
  await answered([one]);
  (store.cooldown as { pause: typeof pause }).pause = pause;
  expect(verdict(fake, [one])).toEqual(allWell);
  expect(edge?.logged.join("\n")).toContain("cooldown_not_shared");
});

test("a store that is away just before posting is no refusal of Slack's", async () => {
  let away = 1;
  const left: Store["cooldown"]["left"] = async (key) => {
    if (away-- > 0) throw new Error("the store is away");
    return store.cooldown.left(key);
  };
  const edge = await startEdge({ ...store, cooldown: { ...store.cooldown, left } }, between.url);
  for (const other of edges.splice(0)) await other.stop();
  edges.push(edge);
  const one = ask(fake, {});
  await Promise.all(one.events.map((event) => deliverUntilAcknowledged(event, () => [edge.url])));
  await answered([one]);
  expect(away).toBeLessThan(0);
  expect(verdict(fake, [one])).toEqual(allWell);
});

test("after all tries the person is told once, in the thread", async () => {
  // Fewer tries than a service makes, for a shorter test.
  const inbox: Store["inbox"] = (handlers) => store.inbox(handlers, { mostFailures: 2, sweepMs: 50 });
  const fails = async (): Promise<never> => {
    throw new Error("canary");
  };
  const broken = await startEdge(
    { ...store, inbox, rate: { hit: fails, hitBoth: fails, add: fails }, answers: { ...store.answers, byId: fails } },
    between.url,
  );
  for (const edge of edges.splice(0)) await edge.stop(); // they would answer it
  edges.push(broken);
  const one = ask(fake, {});
  await Promise.all(one.events.map((event) => deliverUntilAcknowledged(event, () => [broken.url])));
  const told = () => fake.messages(one.channel, one.thread).filter((message) => message.bot_id !== undefined);
  await vi.waitFor(() => expect(told()).toHaveLength(1), { timeout: 30_000, interval: 50 });
  await broken.slack.idle();
  await Promise.all(one.events.map((event) => deliverUntilAcknowledged(event, () => [broken.url])));
  await broken.slack.idle();
  expect(told().map((message) => message.text)).toEqual([expect.stringContaining("I stop trying now")]);
});
