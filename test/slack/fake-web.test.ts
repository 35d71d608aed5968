import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appToken, type FakeSlack, startFakeSlack, token } from "../fakes/slack.ts";

let fake: FakeSlack;
let client: webApi.WebClient;
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName() {},
};
const clientFor = (given: string, options: webApi.WebClientOptions = {}): webApi.WebClient =>
  new webApi.WebClient(given, { slackApiUrl: fake.url, retryConfig: { retries: 0 }, logger: quiet, ...options });
beforeEach(async () => {
  fake = await startFakeSlack();
  client = clientFor(token);
});
afterEach(() => fake.close());

/** Slack's word for what was wrong. */
const wordOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "ok",
    (error: { data?: { error?: unknown } }) => error.data?.error ?? error,
  );
const place = { channel: "C1" };
const section = (text: string) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } });
const modal = (title = "Case") => ({
  type: "modal" as const,
  title: { type: "plain_text" as const, text: title },
  blocks: [section("A question")],
});

test("what is posted stands in its channel and thread until it is changed or deleted", async () => {
  const { ts = "" } = await client.chat.postMessage({ ...place, text: "first", blocks: [section("first")] });
  const under = await client.chat.postMessage({ ...place, thread_ts: ts, text: "below" });
  expect(fake.messages("C1", ts).map((message) => message.text)).toEqual(["first", "below"]);
  await client.chat.update({ ...place, ts, text: "second" });
  expect(fake.messages("C1")[0]).toMatchObject({ text: "second", blocks: [{ text: { text: "first" } }], edited: {} });
  await client.chat.update({ ...place, ts, text: "third", blocks: [] });
  expect(fake.messages("C1")[0]?.blocks).toEqual([]);
  await client.chat.delete({ ...place, ts: under.ts ?? "" });
  expect(fake.messages("C1").map((message) => message.text)).toEqual(["third"]);
});

test.for([
  { is: "an archived channel", more: { is_archived: true }, error: "is_archived" },
  { is: "a channel without the bot", more: { is_member: false }, error: "not_in_channel" },
])("posting into $is fails with $error", async ({ more, error }) => {
  fake.workspace.addChannel({ id: "C1", ...more });
  expect(await wordOf(client.chat.postMessage({ ...place, text: "hi" }))).toBe(error);
});

test("a message of somebody else is neither changed nor deleted", async () => {
  fake.say({ ...place, ts: "1.000001", user: "U1", text: "mine" });
  expect(await wordOf(client.chat.update({ ...place, ts: "1.000001", text: "x" }))).toBe("cant_update_message");
  expect(await wordOf(client.chat.delete({ ...place, ts: "1.000001" }))).toBe("cant_delete_message");
  expect(await wordOf(client.chat.update({ ...place, ts: "1.000002", text: "x" }))).toBe("message_not_found");
});

test("an update may have 4,000 characters, a new message more", async () => {
  const { ts = "" } = await client.chat.postMessage({ ...place, text: "x".repeat(4_001) });
  expect(await wordOf(client.chat.update({ ...place, ts, text: "x".repeat(4_001) }))).toBe("msg_too_long");
});

test("a block that Slack refuses is refused with the place in it", async () => {
  const refused = client.chat.postMessage({ ...place, text: "x", blocks: [section("")] });
  await expect(refused).rejects.toMatchObject({
    data: {
      error: "invalid_blocks",
      response_metadata: { messages: [expect.stringContaining("/blocks/0/text/text")] },
    },
  });
  expect(fake.messages("C1")).toEqual([]);
});

test("an ephemeral message is for one person, and nothing reads it back", async () => {
  await client.chat.postEphemeral({ ...place, user: "U1", text: "only you" });
  expect(fake.ephemeral("U1", "C1")).toMatchObject([{ text: "only you" }]);
  expect(fake.ephemeral("U2")).toEqual([]);
  expect(fake.messages("C1")).toEqual([]);
  expect((await client.conversations.history(place)).messages).toEqual([]);
});

test("an ephemeral message for somebody who is not in the channel is refused", async () => {
  fake.workspace.addChannel({ id: "C1", members: ["U2"] });
  expect(await wordOf(client.chat.postEphemeral({ ...place, user: "U1", text: "x" }))).toBe("user_not_in_channel");
});

test("history is the newest message first without replies; replies are a thread, oldest first", async () => {
  for (const n of [1, 2, 3]) fake.say({ ...place, ts: `${n}.000000`, user: "U1", text: `t${n}` });
  fake.say({ ...place, ts: "4.000000", thread_ts: "2.000000", user: "U1", text: "r" });
  const history = await client.conversations.history({ ...place, latest: "3.000000", inclusive: true, limit: 2 });
  expect(history.messages?.map((message) => message.text)).toEqual(["t3", "t2"]);
  expect(history.response_metadata?.next_cursor).toBe("2");
  const replies = await client.conversations.replies({ ...place, ts: "2.000000" });
  expect(replies.messages?.map((message) => message.text)).toEqual(["t2", "r"]);
});

test("channels and people say what they are", async () => {
  fake.workspace.addChannel({ id: "C1", is_ext_shared: true });
  fake.workspace.addUser({ id: "U1", is_restricted: true, is_stranger: true, team_id: "T9" });
  expect((await client.conversations.info(place)).channel).toMatchObject({ is_ext_shared: true, is_private: false });
  expect((await client.users.info({ user: "U1" })).user).toMatchObject({
    is_restricted: true,
    is_stranger: true,
    team_id: "T9",
  });
  expect(await wordOf(client.users.info({ user: "U404" }))).toBe("user_not_found");
});

test("a method whose scope is not there says which one it needs", async () => {
  fake.install({ token, scopes: ["chat:write"] });
  await expect(client.conversations.history({ channel: "G1" })).rejects.toMatchObject({
    data: { error: "missing_scope", needed: "groups:history", provided: "chat:write" },
  });
});

test("a trigger opens one modal within three seconds", async () => {
  const trigger_id = fake.workspace.trigger("U1");
  await client.views.open({ trigger_id, view: modal() });
  expect(fake.modals("U1")).toMatchObject([{ title: { text: "Case" } }]);
  expect(await wordOf(client.views.open({ trigger_id, view: modal() }))).toBe("exchanged_trigger_id");
  const late = fake.workspace.trigger("U1");
  fake.advance(3_001);
  expect(await wordOf(client.views.open({ trigger_id: late, view: modal() }))).toBe("expired_trigger_id");
});

test("three modals lie on each other, and not one more", async () => {
  const push = (title: string) => client.views.push({ trigger_id: fake.workspace.trigger("U1"), view: modal(title) });
  await client.views.open({ trigger_id: fake.workspace.trigger("U1"), view: modal("1") });
  await push("2");
  await push("3");
  expect(await wordOf(push("4"))).toBe("push_limit_reached");
  expect(fake.modals("U1").map((view) => (view["title"] as { text: string }).text)).toEqual(["1", "2", "3"]);
});

test("a view is updated by its newest hash only", async () => {
  const { view } = await client.views.open({ trigger_id: fake.workspace.trigger("U1"), view: modal() });
  const update = (title: string) =>
    client.views.update({ view_id: view?.id ?? "", hash: view?.hash ?? "", view: modal(title) });
  await update("New");
  expect(fake.modals("U1")).toMatchObject([{ title: { text: "New" } }]);
  expect(await wordOf(update("Late"))).toBe("hash_conflict");
  expect(await wordOf(client.views.update({ view_id: "V404", view: modal() }))).toBe("not_found");
});

test("a home tab is published for one person, and a view that Slack refuses is not shown", async () => {
  await client.views.publish({ user_id: "U1", view: { type: "home", blocks: [section("Hello")] } });
  expect(fake.home("U1")).toMatchObject({ blocks: [{ text: { text: "Hello" } }] });
  const wrong = { type: "home" as const, blocks: [section("x".repeat(3_001))] };
  expect(await wordOf(client.views.publish({ user_id: "U1", view: wrong }))).toBe("invalid_arguments");
  expect(fake.home("U1")).toMatchObject({ blocks: [{ text: { text: "Hello" } }] });
});

test("status, title and prompts of a thread are kept in order", async () => {
  const thread = { channel_id: "D1", thread_ts: "1.000001" };
  await client.assistant.threads.setStatus({ ...thread, status: "is reading", loading_messages: ["a"] });
  await client.assistant.threads.setTitle({ ...thread, title: "t" });
  const prompts = Array.from({ length: 5 }, () => ({ title: "t", message: "m" })) as [
    { title: string; message: string },
  ];
  expect(await wordOf(client.assistant.threads.setSuggestedPrompts({ ...thread, prompts }))).toBe("invalid_arguments");
  expect(fake.workspace.threads.map((each) => each["method"])).toEqual(["setStatus", "setTitle"]);
});

test("a response_url answers five times within half an hour", async () => {
  const say = (id: string, body: object) =>
    fetch(`${fake.url.replace("/api/", "/response/")}${id}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const id = fake.workspace.answerUrl("C1", "U1");
  const statuses: number[] = [];
  for (let i = 0; i < 6; i += 1) statuses.push((await say(id, { text: `${i}` })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(fake.ephemeral("U1", "C1")).toHaveLength(5);
  const late = fake.workspace.answerUrl("C1", "U1");
  fake.advance(30 * 60_000 + 1);
  expect((await say(late, { text: "x" })).status).toBe(404);
  const fresh = fake.workspace.answerUrl("C1", "U1");
  expect((await say(fresh, { text: "for all", response_type: "in_channel" })).status).toBe(200);
  expect(fake.messages("C1").map((message) => message.text)).toEqual(["for all"]);
  expect((await say(fresh, { text: "x", blocks: [{ type: "nonsense" }] })).status).toBe(400);
});

test("a response_url replaces and deletes what was clicked, be it for all or for one", async () => {
  const { ts } = await client.chat.postMessage({ ...place, text: "old", blocks: [section("old")] });
  const message = fake.workspace.find("C1", ts);
  const say = (body: object) =>
    fetch(`${fake.url.replace("/api/", "/response/")}${fake.workspace.answerUrl("C1", "U1", message)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await say({ replace_original: true, text: "new" });
  expect(fake.messages("C1")).toMatchObject([{ text: "new", blocks: [] }]);
  await say({ delete_original: true });
  expect(fake.messages("C1")).toEqual([]);
});

test("Socket Mode opens by the app's token only, and that opens nothing else", async () => {
  expect((await clientFor(appToken).apps.connections.open({})).url).toMatch(/^ws:\/\/127\.0\.0\.1/);
  expect(await wordOf(client.apps.connections.open({}))).toBe("not_allowed_token_type");
  expect(await wordOf(clientFor(appToken).auth.test())).toBe("not_allowed_token_type");
});

test("a method fails as it is told to, as often as it is told to", async () => {
  fake.fail("auth.test", { status: 500 });
  await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 500 });
  fake.fail("auth.test", { retryAfter: 7 });
  const limited = clientFor(token, { rejectRateLimitedCalls: true });
  await expect(limited.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
  fake.fail("auth.test", { body: "<html>" });
  await expect(client.auth.test()).rejects.toThrow();
  fake.fail("auth.test", "drop");
  await expect(client.auth.test()).rejects.toThrow();
  fake.fail("auth.test", "hang");
  await expect(clientFor(token, { timeout: 50 }).auth.test()).rejects.toThrow();
  expect((await client.auth.test()).ok).toBe(true);
});
