import { afterEach, beforeEach, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import type { Question } from "../../src/core/question.ts";
import type { Reply } from "../../src/core/reply.ts";
import { createHttp, type Http } from "../../src/http.ts";
import { connectSlack, type Slack } from "../../src/slack/app.ts";
import { type Args, bot, deliver, type FakeSlack, mention, startFakeSlack, token } from "../fakes/slack.ts";

const secret = "8f742231b10e8888abcd99yyyzzz85a5";
let fake: FakeSlack;
let http: Http;
let slack: Slack;
let url: string;
let asked: Question[];
let logged: string[];
let answer: Answer;

const replyOf = (text: string): Reply => ({
  kind: "answer",
  title: "A title",
  blocks: [{ kind: "text", text, cites: [1] }],
  citations: [{ entry: "e", title: "An entry", documents: ["A paper"], sources: ["p.pdf"], reviewed: "2026-07-01" }],
  knowledgeVersion: "v1",
});
const answered = (text: string) => ({
  reply: replyOf(text),
  trace: { advisor: "ask", entries: [], confidence: 1, ms: 1 },
});

async function start(botToken = token): Promise<void> {
  fake = await startFakeSlack();
  http = createHttp({ host: "127.0.0.1", port: 0, ready: () => [], log: () => {} });
  const listening = await http.listen();
  if (!listening.ok) throw new Error(listening.message);
  url = `${listening.url}/slack/events`;
  slack = await connectSlack({
    signingSecret: secret,
    botToken,
    apiUrl: fake.url,
    router: http.platforms,
    answer: (question) => {
      asked.push(question);
      return answer(question);
    },
    log: (code, facts) => void logged.push(JSON.stringify({ code, ...facts })),
  });
}
const send = (body: Args, headers: Record<string, string> = {}) => deliver(url, secret, body, { headers });
/** Sends a mention and waits until it is dealt with. */
async function ask(body: Args, headers: Record<string, string> = {}): Promise<Response> {
  const response = await send(body, headers);
  await slack.idle();
  return response;
}

beforeEach(async () => {
  asked = [];
  logged = [];
  answer = () => answered("Rent GPUs from **400 million** tokens a month.");
  await start();
});
afterEach(async () => {
  await slack.idle();
  await http.close();
  await fake.close();
});

test("a mention in a channel is answered in the thread under it", async () => {
  const body = mention("<@U0BOT> Rent GPUs or pay per token?", "Ev1", { ts: "1700000001.000200" });
  expect((await ask(body)).status).toBe(200);
  expect(asked).toEqual([{ text: "Rent GPUs or pay per token?", context: [] }]);
  const [message, ...others] = fake.posted();
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    channel: "C0CHAN",
    thread_ts: "1700000001.000200",
    parse: "none",
    link_names: "false",
  });
  expect(message?.["text"]).toContain("Rent GPUs from 400 million tokens a month. [1]");
  expect(JSON.stringify(message?.["blocks"])).toContain("Rent GPUs from *400 million* tokens a month. [1]");
  expect(JSON.stringify(message?.["blocks"])).toContain("[1] An entry. From: A paper. Reviewed 2026-07-01.");
});

test("a mention inside a thread is answered there, and what was said before comes along", async () => {
  const place = { channel: "C0CHAN", thread_ts: "1700000001.000000" };
  fake.say({ channel: "C0CHAN", ts: "1700000001.000000", user: "U0A", text: "<@U0BOT> Is *Llama* open?" });
  fake.say({
    ...place,
    ts: "1700000002.000000",
    user: bot.user_id,
    bot_id: bot.bot_id,
    text: "Its weights are &lt;open&gt;.",
  });
  fake.say({ ...place, ts: "1700000003.000000", bot_id: "B0OTHER", text: "Build failed" });
  fake.say({ ...place, ts: "1700000004.000000", user: "U0A", text: "<@U0BOT> And its licence?" });
  fake.say({ ...place, ts: "1700000005.000000", user: "U0B", text: "too late" });
  await ask(mention("<@U0BOT> And its licence?", "Ev2", { ts: "1700000004.000000", thread_ts: place.thread_ts }));
  expect(asked[0]).toEqual({
    text: "And its licence?",
    context: [
      { role: "user", text: "Is *Llama* open?" },
      { role: "bot", text: "Its weights are <open>." },
    ],
  });
  expect(fake.posted()[0]?.["thread_ts"]).toBe(place.thread_ts);
});

test("a long thread comes along by its last ten turns", async () => {
  const thread_ts = "1700000001.000000";
  for (let i = 0; i < 150; i += 1) {
    fake.say({ channel: "C0CHAN", thread_ts, ts: `${1_700_000_001 + i}.000000`, user: "U0A", text: `turn ${i}` });
  }
  await ask(mention("<@U0BOT> So?", "Ev1", { ts: "1700009999.000000", thread_ts }));
  expect(asked[0]?.context.map((turn) => turn.text)).toEqual(Array.from({ length: 10 }, (_, i) => `turn ${140 + i}`));
});

test("a thread that may not be read costs the context, not the answer", async () => {
  fake.refuse("conversations.replies", "missing_scope");
  await ask(mention("<@U0BOT> So?", "Ev1", { thread_ts: "1700000001.000000" }));
  expect(asked[0]?.context).toEqual([]);
  expect(fake.posted()).toHaveLength(1);
  expect(logged).toEqual([`{"code":"slack-thread-unread","error":"missing_scope"}`]);
});

test.for([
  { is: "a wrong signature", tamper: { secret: "another" } },
  { is: "a timestamp ten minutes old", tamper: { ageSeconds: 600 } },
])("$is is turned away with 401", async ({ tamper }) => {
  expect((await deliver(url, secret, mention("<@U0BOT> hi", "Ev1"), tamper)).status).toBe(401);
  await slack.idle();
  expect(asked).toEqual([]);
});

test("Slack's question whether the address is ours gets its challenge back", async () => {
  const response = await send({ type: "url_verification", challenge: "c-1" });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ challenge: "c-1" });
});

test("an event that Slack delivers again is answered once", async () => {
  const body = mention("<@U0BOT> hi", "Ev1");
  const again = { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" };
  const statuses = await Promise.all([ask(body), ask(body, again), ask(body, again)]);
  expect(statuses.map((response) => response.status)).toEqual([200, 200, 200]);
  expect(fake.posted()).toHaveLength(1);
});

test("an event id is answered once, whatever comes under it", async () => {
  await ask(mention("<@U0BOT> hi", "Ev1", { ts: "1700000001.000100" }));
  await ask(mention("<@U0BOT> hi", "Ev1", { ts: "1700000002.000100" }));
  expect(fake.posted()).toHaveLength(1);
});

test("the same message under another event id is answered once", async () => {
  await ask(mention("<@U0BOT> hi", "Ev1", { ts: "1700000001.000100" }));
  await ask(mention("<@U0BOT> hi", "Ev22", { ts: "1700000001.000100" }));
  expect(fake.posted()).toHaveLength(1);
});

test.for([
  { is: "another bot", event: { bot_id: "B0OTHER" } },
  { is: "this bot", event: { user: bot.user_id } },
  { is: "Slackbot", event: { user: "USLACKBOT" } },
  { is: "nobody", event: { user: undefined } },
])("a mention by $is is not answered", async ({ event }) => {
  expect((await ask(mention("<@U0BOT> hi", "Ev1", event))).status).toBe(200);
  expect(asked).toEqual([]);
});

test("broadcasts and mentions in a question never come out, even if the answer repeats them", async () => {
  answer = (question) => answered(`${question.text} <!channel> <@U0ASKER> <https://evil.example|ours> @channel @here`);
  await ask(mention("<@U0BOT> <!channel> <@U0ASKER> &lt;!here&gt; <!subteam^S1|@ops> say hi", "Ev1"));
  const out = JSON.stringify(fake.posted());
  expect(out).toContain("say hi");
  expect(out).not.toMatch(/[<>]|@(channel|here|everyone|ops)/);
});

test("a failure tells the person one sentence, and the log a code without what was asked", async () => {
  answer = () => {
    throw new TypeError("canary question inside");
  };
  await ask(mention("<@U0BOT> canary question", "Ev1"));
  expect(fake.posted()[0]?.["text"]).toMatch(/^Something went wrong on my side.* this number: [0-9a-f]{8}\.$/);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain(`"code":"slack-answer-failed","error":"TypeError"`);
  expect(logged.join()).not.toContain("canary");
});

test("blocks that Slack refuses after all are posted as text", async () => {
  fake.refuse("chat.postMessage", "invalid_blocks");
  await ask(mention("<@U0BOT> hi", "Ev1"));
  expect(fake.posted()[0]?.["text"]).toContain("Rent GPUs from 400 million");
  expect(fake.posted()[0]?.["blocks"]).toBeUndefined();
});

test("a channel that is gone is a line in the log, not a crash", async () => {
  fake.refuse("chat.postMessage", "is_archived");
  expect((await ask(mention("<@U0BOT> hi", "Ev1"))).status).toBe(200);
  expect(logged).toEqual([`{"code":"slack-post-refused","error":"is_archived"}`]);
});

test("ready says why not until signed in", async () => {
  await fake.call("auth.test");
  await ask(mention("<@U0BOT> hi", "Ev1"));
  expect(slack.notReady()).toEqual([]);
});

test("with a token that Slack refuses, events are asked for again, and neither the log nor ready shows the token", async () => {
  await http.close();
  await fake.close();
  await start("xoxb-wrong-canary");
  expect((await send(mention("<@U0BOT> hi", "Ev1"))).status).toBe(503);
  expect(slack.notReady()).toEqual([
    "Slack: signing in failed (invalid_auth). Check SLACK_BOT_TOKEN and SLACK_API_URL.",
  ]);
  expect(logged.join()).toContain(`"code":"slack-sign-in-failed","error":"invalid_auth"`);
  expect(logged.join()).not.toContain("canary");
});
