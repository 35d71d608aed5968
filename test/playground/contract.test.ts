/**
 * Our workspace is held to what Slack's own client expects of Slack, and to `emulate`, a Slack that others wrote: each
 * sentence here holds in both. And the same bot answers in both.
 */
import { webApi } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { httpDoor, startFakeSlack, token } from "../fakes/slack.ts";
import { people } from "../../src/playground/workspace/send.ts";
import { Workspace } from "../../src/playground/workspace/workspace.ts";
import { patience, secret, start } from "../support/service.ts";
import { type Emulated, startEmulated } from "./emulated.ts";

async function startOurs(): Promise<Emulated> {
  const ours = await startFakeSlack();
  ours.workspace.addUser({ id: "U0EMMA", name: "emma", real_name: "Emma Eriksen" });
  ours.workspace.addChannel({ id: "C0GENERAL", name: "general" });
  ours.workspace.isClosed = true;
  return { url: ours.url, token, close: () => ours.close() };
}

const silent = () => {};
const quiet: webApi.WebClientOptions["logger"] = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => webApi.LogLevel.ERROR,
  setName: silent,
};
const clientOf = (url: string, given?: string): webApi.WebClient =>
  new webApi.WebClient(given, { slackApiUrl: url, retryConfig: { retries: 0 }, logger: quiet });
/** Slack's word for what was wrong. */
const wordOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "ok",
    (error: { data?: { error?: unknown } }) => error.data?.error ?? error,
  );
const divider = { type: "divider" as const };

describe.for([
  { is: "our workspace", begin: startOurs },
  { is: "emulate's Slack", begin: startEmulated },
])("Slack's own client in $is", ({ begin }) => {
  let slack: Emulated;
  let client: webApi.WebClient;
  let channel: string;
  let emma: string;
  beforeAll(async () => {
    slack = await begin();
    client = clientOf(slack.url, slack.token);
    const { channels = [] } = await client.conversations.list();
    channel = channels.find(({ name }) => name === "general")?.id ?? "";
    const { members = [] } = await client.users.list({});
    emma = members.find(({ name }) => name === "emma")?.id ?? "";
  });
  afterAll(() => slack.close());

  test("finds channels and people by their names", () => {
    expect(channel).toMatch(/^C\w+$/);
    expect(emma).toMatch(/^U\w+$/);
  });

  test("is told who it is, or that it is nobody", async () => {
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team_id: expect.stringMatching(/^T\w+$/),
      user_id: expect.stringMatching(/^U\w+$/),
    });
    expect(await wordOf(clientOf(slack.url).auth.test())).toBe("not_authed");
  });

  test("posts, goes on in the thread, changes and deletes", async () => {
    const posted = await client.chat.postMessage({ channel, text: "first", blocks: [divider] });
    const ts = posted.ts ?? "";
    expect(ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(posted).toMatchObject({ channel, message: { text: "first", ts, blocks: [divider] } });
    const below = await client.chat.postMessage({ channel, thread_ts: ts, text: "below" });
    const { messages = [] } = await client.conversations.replies({ channel, ts });
    expect(messages.map((message) => [message.text, message.thread_ts ?? message.ts])).toEqual([
      ["first", ts],
      ["below", ts],
    ]);
    const changed = await client.chat.update({ channel, ts, text: "second", blocks: [divider] });
    expect(changed).toMatchObject({ channel, ts, text: "second" });
    const { messages: after = [] } = await client.conversations.history({ channel });
    expect(after.find((message) => message.ts === ts)).toMatchObject({ text: "second", edited: {} });
    // Replies stand in their threads, not in the channel.
    expect(after.some((message) => message.ts === below.ts)).toBe(false);
    await client.chat.delete({ channel, ts: below.ts ?? "" });
    const { messages: left = [] } = await client.conversations.replies({ channel, ts });
    expect(left.map((message) => message.text)).toEqual(["second"]);
  });

  test("is told by the same words what is wrong", async () => {
    const nowhere = "C0NOWHERE";
    expect({
      nowhere: await wordOf(client.chat.postMessage({ channel: nowhere, text: "hi" })),
      nothing: await wordOf(client.chat.postMessage({ channel, text: "" })),
      update: await wordOf(client.chat.update({ channel, ts: "1.000001", text: "x" })),
      delete: await wordOf(client.chat.delete({ channel, ts: "1.000001" })),
      info: await wordOf(client.conversations.info({ channel: nowhere })),
      user: await wordOf(client.users.info({ user: "U0NOBODY" })),
    }).toEqual({
      nowhere: "channel_not_found",
      nothing: "no_text",
      update: "message_not_found",
      delete: "message_not_found",
      info: "channel_not_found",
      user: "user_not_found",
    });
  });

  test("opens direct messages and posts there", async () => {
    const opened = await client.conversations.open({ users: emma });
    const direct = opened.channel?.id ?? "";
    expect(direct).toMatch(/^D\w+$/);
    expect((await client.conversations.open({ users: emma })).channel?.id).toBe(direct);
    expect(await client.chat.postMessage({ channel: direct, text: "for you" })).toMatchObject({ channel: direct });
  });

  test("publishes a home tab, and again over it", async () => {
    const view = { type: "home" as const, blocks: [divider] };
    const { view: first } = await client.views.publish({ user_id: emma, view });
    expect(first).toMatchObject({ type: "home", blocks: [{ type: "divider" }] });
    const { view: second } = await client.views.publish({ user_id: emma, view });
    expect(second?.id).toBe(first?.id);
    expect(second?.hash).not.toBe(first?.hash);
  });

  test("uploads a file in three steps, and it stands in the channel", async () => {
    await client.filesUploadV2({ channel_id: channel, filename: "case.txt", content: "Grüße", title: "A case" });
    const { messages = [] } = await client.conversations.history({ channel });
    expect(messages.flatMap(({ files = [] }) => files)).toMatchObject([{ name: "case.txt", title: "A case", size: 7 }]);
  });

  test("gets an address for a message", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel, text: "here" });
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    expect(permalink).toMatch(new RegExp(`/archives/${channel}/p${ts.replace(".", "")}$`));
  });
});

test("the same bot answers in emulate's Slack: in the thread, with blocks and sources, and in the home tab", async () => {
  const slack = await startEmulated();
  onTestFinished(() => slack.close());
  const client = clientOf(slack.url, slack.token);
  const { team_id: team = "", user_id: user = "" } = await client.auth.test();
  const { channels = [] } = await client.conversations.list();
  const { members = [] } = await client.users.list({});
  const channel = channels.find(({ name }) => name === "general")?.id ?? "";
  const emma = members.find(({ name }) => name === "emma")?.id ?? "";
  const service = await start({
    SLACK_SIGNING_SECRET: secret,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_API_URL: slack.url,
  });
  await service.becomes(200);
  // It tells the bot nothing of what people do: that comes as Slack would bring it.
  const install = { token: slack.token, team_id: team, user_id: user, bot_id: "B0EMULATED" };
  const door = httpDoor(`${service.url}/slack/events`, secret, 20_000);
  const doings = people(new Workspace(), install, slack.url, door);
  const { ts = "" } = await client.chat.postMessage({ channel, text: `<@${user}> what is vendor lock-in?` });
  const delivery = await doings.event({
    type: "app_mention",
    channel,
    ts,
    user: emma,
    text: `<@${user}> what is vendor lock-in?`,
  });
  expect(delivery.status).toBe(200);
  const replies = async () => (await client.conversations.replies({ channel, ts })).messages ?? [];
  await expect.poll(async () => (await replies()).length, patience).toBe(2);
  const [, answer] = await replies();
  expect(JSON.stringify(answer?.blocks)).toMatch(/Vendor lock-in means depending on one provider/);
  expect(JSON.stringify(answer?.blocks)).toMatch(/\[1\]/);

  await doings.event({ type: "app_home_opened", user: emma, channel: "D0EMMA", tab: "home", event_ts: "1.000001" });
  // What is published can't be read back in Slack, nor here: that it was taken is not in the log as a refusal.
  expect((await doings.again(delivery)).status).toBe(200);
  await expect.poll(async () => (await replies()).length, patience).toBe(2);
  expect(service.said(40).filter((line) => line.startsWith("slack-"))).toEqual([]);
  expect(await service.stop()).toBe(0);
});
