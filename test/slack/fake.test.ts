import { scopes, slackManifest } from "../../src/slack/manifest.ts";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type FakeSlack, refusal, startFakeSlack, token } from "../fakes/slack.ts";

let fake: FakeSlack;
beforeAll(async () => {
  fake = await startFakeSlack();
});
afterAll(() => fake.close());

const call = async (method: string, authorization?: string, body = "") => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await fetch(`${fake.url}${method}`, {
    method: "POST",
    headers: authorization === undefined ? headers : { ...headers, authorization },
    body,
  });
  return response.json();
};

test("the fake refuses unknown methods and wrong tokens in Slack's words", async () => {
  expect(await call("chat.shout", `Bearer ${token}`)).toMatchObject({ ok: false, error: "unknown_method" });
  expect(await call("auth.test")).toMatchObject({ ok: false, error: "not_authed" });
  expect(await call("auth.test", "Bearer xoxb-other")).toMatchObject({ ok: false, error: "invalid_auth" });
});

test("the fake takes forms with JSON strings", async () => {
  const blocks = JSON.stringify([{ type: "section", text: { type: "mrkdwn", text: "hi" } }]);
  const body = new URLSearchParams({ channel: "C1", text: "hi", blocks }).toString();
  expect(await call("chat.postMessage", `Bearer ${token}`, body)).toMatchObject({ ok: true });
  expect(fake.posted().at(-1)).toMatchObject({ blocks: [{ type: "section" }] });
});

const section = (length: number) => ({ type: "section", text: { type: "mrkdwn", text: "x".repeat(length) } });
const table = (rows: number, columns: number, text = "x") => ({
  type: "table",
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ type: "raw_text", text }))),
});
test.for([
  { is: "a section of 3,000 characters", blocks: [section(3_000)], error: undefined },
  { is: "a section of 3,001 characters", blocks: [section(3_001)], error: "invalid_blocks" },
  { is: "a section without text", blocks: [section(0)], error: "invalid_blocks" },
  { is: "51 blocks", blocks: Array.from({ length: 51 }, () => section(1)), error: "invalid_blocks" },
  { is: "an unknown block", blocks: [{ type: "nonsense" }], error: "invalid_blocks" },
  {
    is: "13,201 characters",
    blocks: [...Array.from({ length: 4 }, () => section(3_000)), section(1_201)],
    error: "msg_blocks_too_long",
  },
  { is: "a table of 100 rows and 20 columns", blocks: [table(100, 20)], error: undefined },
  { is: "a table of 101 rows", blocks: [table(101, 1)], error: "invalid_blocks" },
  { is: "a table of 21 columns", blocks: [table(1, 21)], error: "invalid_blocks" },
  { is: "an empty cell", blocks: [table(1, 1, "")], error: "invalid_blocks" },
  { is: "two tables", blocks: [table(1, 1), table(1, 1)], error: "only_one_table_allowed" },
])("of $is the fake says $error", ({ blocks, error }) => {
  expect(refusal({ channel: "C1", text: "hi", blocks })?.error).toBe(error);
});

test.for([
  { is: "no text", args: { channel: "C1" }, error: "no_text" },
  { is: "no channel", args: { text: "hi" }, error: "channel_not_found" },
  { is: "an empty thread", args: { channel: "C1", text: "hi", thread_ts: "" }, error: "invalid_thread_ts" },
])("a message with $is is refused with $error", ({ args, error }) => expect(refusal(args)?.error).toBe(error));

test("the manifest asks for the scopes and events of the code, and for nothing else", () => {
  const manifest = parse(readFileSync(new URL("../../manifests/slack.yaml", import.meta.url), "utf8"));
  const ours = slackManifest("https://advisor.example");
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(Object.keys(scopes).toSorted());
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(ours.settings.event_subscriptions.bot_events);
  expect(manifest.settings.event_subscriptions.request_url).toMatch(/^https:.*\/slack\/events$/);
});
