/** Slack away, slow, overloaded or talking nonsense: a question waits, and is answered once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openStore, type Store } from "../../src/store/open.ts";
import { startFakeSlack } from "../fakes/slack.ts";
import { type Asked, allWell, ask, deliverUntilAcknowledged, verdict } from "./support/asking.ts";
import { startBetween, type Trouble } from "./support/between.ts";
import { startEdge } from "./support/edge.ts";

/** Two replicas on one store, and a Slack whose calls go through what a test says. They are taken down when it ends. */
async function down(whenDone: (stop: () => Promise<void>) => void) {
  const folder = mkdtempSync(join(tmpdir(), "slack-down-"));
  const fake = await startFakeSlack();
  const between = await startBetween(fake.url);
  const opened = await openStore({ dataDir: join(folder, "data") });
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const edges = [await startEdge(store, between.url), await startEdge(store, between.url)];
  whenDone(async () => {
    for (const edge of edges) await edge.stop();
    await between.close();
    await fake.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await vi.waitFor(() => expect(edges.flatMap((edge) => edge.slack.notReady())).toEqual([]), { timeout: 20_000 });
  const urls = () => edges.map((edge) => edge.url);
  const deliver = async ({ events }: Asked, to = urls): Promise<void> =>
    void (await Promise.all(events.map((event) => deliverUntilAcknowledged(event, to))));
  return {
    fake,
    between,
    store,
    edges,
    deliver,
    askMany: async (n: number): Promise<Asked[]> => {
      const asked = Array.from({ length: n }, (_, i) => ask(fake, i % 3 === 0 ? { channel: `D${2_000 + i}` } : {}));
      await Promise.all(asked.map((one) => deliver(one)));
      return asked;
    },
    answered: (asked: readonly Asked[]): Promise<void> =>
      vi.waitFor(() => expect(verdict(fake, asked).lost).toEqual([]), { timeout: 45_000, interval: 50 }),
    posts: () => between.passed.filter((call) => call.method === "chat.postMessage"),
    /** The first `times` posts meet with trouble. */
    atFirst: (times: number, trouble: Trouble): void => {
      let left = times;
      between.trouble((method) => (method === "chat.postMessage" && left-- > 0 ? trouble : {}));
    },
  };
}

const html = { "content-type": "text/html" };
const json = { "content-type": "application/json" };
// They wait most of the time, and have nothing in common.
test.concurrent.for<{ is: string; trouble: Trouble }>([
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
])("Slack $is: questions wait and are answered once", async ({ trouble }, { onTestFinished }) => {
  const { fake, edges, askMany, answered, atFirst } = await down(onTestFinished);
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

test.concurrent("an answer that Slack took without saying so is found by its mark and changed, also in a long thread", async ({
  onTestFinished,
}) => {
  const { fake, edges, deliver, posts, atFirst } = await down(onTestFinished);
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
  await deliver(first);
  await vi.waitFor(() => expect(fake.calls.filter((call) => call.method === "chat.update")).toHaveLength(1), {
    timeout: 45_000,
    interval: 50,
  });
  await Promise.all(edges.map((edge) => edge.slack.idle()));
  expect(verdict(fake, [first])).toEqual(allWell);
  expect(posts()).toHaveLength(1);
});

test.concurrent("Slack that hangs holds up nobody's acknowledgement, and the question is answered once", async ({
  onTestFinished,
}) => {
  const { fake, edges, askMany, answered, atFirst } = await down(onTestFinished);
  atFirst(1, { beforeMs: 11_000, instead: "refuse" });
  const asked = await askMany(5);
  await answered(asked);
  await Promise.all(edges.map((edge) => edge.slack.idle()));
  expect(verdict(fake, asked)).toEqual(allWell);
});

test.concurrent("after one 429 no replica calls that method before its time is over", async ({ onTestFinished }) => {
  const { fake, store, deliver, askMany, answered, posts, atFirst } = await down(onTestFinished);
  const seconds = 3;
  const limited = JSON.stringify({ ok: false, error: "ratelimited" });
  atFirst(1, { instead: { status: 429, body: limited, headers: { ...json, "retry-after": String(seconds) } } });
  const first = ask(fake, {});
  await deliver(first);
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

test.concurrent("a cool-down that the store cannot share is kept by the process that was told", async ({
  onTestFinished,
}) => {
  const { fake, store, edges, deliver, answered, atFirst } = await down(onTestFinished);
  const [edge] = edges;
  const { pause } = store.cooldown;
  (store.cooldown as { pause: typeof pause }).pause = async () => {
    throw new Error("the store is away");
  };
  const limited = JSON.stringify({ ok: false, error: "ratelimited" });
  atFirst(1, { instead: { status: 429, body: limited, headers: { ...json, "retry-after": "2" } } });
  const one = ask(fake, {});
  await deliver(one, () => [edge?.url ?? ""]);
  await answered([one]);
  (store.cooldown as { pause: typeof pause }).pause = pause;
  expect(verdict(fake, [one])).toEqual(allWell);
  expect(edge?.logged.join("\n")).toContain("cooldown_not_shared");
});

test.concurrent("a store that is away just before posting is no refusal of Slack's", async ({ onTestFinished }) => {
  const { fake, between, store, edges, deliver, answered } = await down(onTestFinished);
  let away = 1;
  const left: Store["cooldown"]["left"] = async (key) => {
    if (away-- > 0) throw new Error("the store is away");
    return store.cooldown.left(key);
  };
  const edge = await startEdge({ ...store, cooldown: { ...store.cooldown, left } }, between.url);
  for (const other of edges.splice(0)) await other.stop();
  edges.push(edge);
  const one = ask(fake, {});
  await deliver(one, () => [edge.url]);
  await answered([one]);
  expect(away).toBeLessThan(0);
  expect(verdict(fake, [one])).toEqual(allWell);
});

test.concurrent("after all tries the person is told once, in the thread", async ({ onTestFinished }) => {
  const { fake, between, store, edges, deliver } = await down(onTestFinished);
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
  await deliver(one, () => [broken.url]);
  const told = () => fake.messages(one.channel, one.thread).filter((message) => message.bot_id !== undefined);
  await vi.waitFor(() => expect(told()).toHaveLength(1), { timeout: 30_000, interval: 50 });
  await broken.slack.idle();
  await deliver(one, () => [broken.url]);
  await broken.slack.idle();
  expect(told().map((message) => message.text)).toEqual([expect.stringContaining("I stop trying now")]);
});
