import * as slack from "@slack/bolt";
import express from "express";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appToken,
  type Args,
  bot,
  type FakeSlack,
  type Install,
  type People,
  startFakeSlack,
  token,
} from "../fakes/slack.ts";

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
const logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => slack.LogLevel.ERROR,
  setName() {},
};
const button = { type: "button", action_id: "go", value: "a1", text: { type: "plain_text", text: "Go" } };
const blocks = [{ type: "actions", elements: [button] }];

describe.for(["http", "socket"] as const)("through %s", (by) => {
  let fake: FakeSlack;
  let people: People;
  /** The same, of another installation. */
  let peopleAs: (install: Install) => People;
  let app: slack.App;
  let server: Server | undefined;
  /** What Bolt handed on. */
  let got: { readonly kind: string; readonly body: Args }[];
  let answers: Args;

  beforeEach(async () => {
    fake = await startFakeSlack();
    [got, answers] = [[], {}];
    const clientOptions = { slackApiUrl: fake.url };
    const common = { token, logger, clientOptions, convoStore: false as const };
    if (by === "http") {
      const http = express();
      const receiver = new slack.ExpressReceiver({ signingSecret, app: http, endpoints: "/slack/events", logger });
      app = new slack.App({ ...common, receiver });
      server = http.listen(0, "127.0.0.1");
      await new Promise((done) => server?.once("listening", done));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
      peopleAs = (install) => fake.people(url, signingSecret, install);
    } else {
      app = new slack.App({ ...common, appToken, socketMode: true });
      peopleAs = (install) => fake.peopleBySocket(install);
    }
    people = peopleAs({ token, ...bot });
    const keep = (kind: string, body: object): void => void got.push({ kind, body: body as Args });
    app.event(/.*/, async ({ event, body }) => keep(event.type, body));
    app.command(/.*/, async ({ body, ack }) => {
      keep("command", body);
      await ack("on it");
    });
    app.action(/.*/, async ({ body, ack, respond }) => {
      keep("action", body);
      await ack();
      if ("message" in body || body.type === "block_actions") await respond({ replace_original: true, text: "done" });
    });
    app.shortcut(/.*/, async ({ body, ack }) => {
      keep("shortcut", body);
      await ack();
    });
    app.view(/.*/, async ({ body, ack }) => {
      keep("view", body);
      await ack(answers as never);
    });
    if (by === "socket") await app.start();
  });
  afterEach(async () => {
    if (by === "socket") await app.stop();
    await fake.close();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
    server = undefined;
  });
  const eventsOf = (type: string): Args[] =>
    got.filter((each) => each.kind === type).map((each) => each.body["event"] as Args);

  test("a mention comes as app_mention and as message, with the same text and time but two ids", async () => {
    const { message, deliveries } = await people.writes({ user: "U1", channel: "C1", text: "<@U0BOT> hi" });
    expect(deliveries.map((delivery) => delivery.status)).toEqual([200, 200]);
    for (const type of ["app_mention", "message"])
      expect(eventsOf(type)).toMatchObject([{ text: "<@U0BOT> hi", ts: message.ts, user: "U1", channel: "C1" }]);
    expect(new Set(got.map((each) => each.body["event_id"])).size).toBe(2);
  });

  test("a direct message comes once, as one of the im kind, even if it mentions the bot", async () => {
    const { id } = fake.workspace.dmOf("U1");
    await people.writes({ user: "U1", channel: id, text: "<@U0BOT> hi" });
    expect(got.map((each) => each.kind)).toEqual(["message"]);
    expect(eventsOf("message")).toMatchObject([{ channel: "D1", channel_type: "im" }]);
  });

  test("edits and deletions carry the message as it was", async () => {
    const { message } = await people.writes({ user: "U1", channel: "C1", text: "old" });
    await people.edits("C1", message.ts, "new");
    await people.deletes("C1", message.ts);
    expect(eventsOf("message").slice(1)).toMatchObject([
      { subtype: "message_changed", message: { text: "new", ts: message.ts }, previous_message: { text: "old" } },
      { subtype: "message_deleted", deleted_ts: message.ts, previous_message: { text: "new" } },
    ]);
    expect(fake.messages("C1")).toEqual([]);
  });

  test("a person of a shared channel carries their own workspace, and the event says that it is shared", async () => {
    fake.workspace.addChannel({ id: "C1", is_ext_shared: true });
    fake.workspace.addUser({ id: "U9", team_id: "T9", is_stranger: true });
    await people.writes({ user: "U9", channel: "C1", text: "hi" });
    expect(got[0]?.body).toMatchObject({ is_ext_shared_channel: true, team_id: "T0TEAM", event: { user_team: "T9" } });
  });

  test("the home tab and the messages tab are opened by the same event", async () => {
    await people.opensHome("U1");
    await people.opensHome("U1", "messages");
    expect(eventsOf("app_home_opened")).toMatchObject([
      { tab: "home", user: "U1" },
      { tab: "messages", user: "U1" },
    ]);
  });

  test("a command's acknowledgement is shown to whoever ran it", async () => {
    await people.runs("/weigh", "cost 40M", { user: "U1", channel: "C1" });
    expect(got[0]?.body).toMatchObject({ command: "/weigh", text: "cost 40M", channel_id: "C1", user_id: "U1" });
    expect(fake.ephemeral("U1", "C1")).toMatchObject([{ text: "on it" }]);
  });

  test("a click carries the value that was posted, and its response_url changes the message", async () => {
    const client = new slack.webApi.WebClient(token, { slackApiUrl: fake.url, logger });
    const { ts } = await client.chat.postMessage({ channel: "C1", text: "old", blocks });
    const message = fake.workspace.find("C1", ts);
    if (message === undefined) throw new Error("not posted");
    await people.clicks(message, "go", { user: "U2" });
    expect(got[0]?.body).toMatchObject({
      user: { id: "U2" },
      message: { ts },
      actions: [{ action_id: "go", value: "a1" }],
    });
    await fake.until(() => message.text === "done");
    await expect(people.clicks(message, "gone", { user: "U2" })).rejects.toThrow("action_id gone");
  });

  test("a click on an ephemeral message says where it was, not what it was", async () => {
    const client = new slack.webApi.WebClient(token, { slackApiUrl: fake.url, logger });
    await client.chat.postEphemeral({ channel: "C1", user: "U1", text: "old", blocks });
    const [message] = fake.ephemeral("U1");
    if (message === undefined) throw new Error("not posted");
    await people.clicks(message, "go", { user: "U1" });
    expect(got[0]?.body).toMatchObject({ container: { is_ephemeral: true, message_ts: message.ts } });
    expect(got[0]?.body).not.toHaveProperty("message");
    await fake.until(() => message.text === "done");
  });

  test("a shortcut of a message brings the message along", async () => {
    const { message } = await people.writes({ user: "U1", channel: "C1", text: "which model?" });
    await people.takesShortcut("weigh_message", { user: "U2", message });
    expect(got.at(-1)?.body).toMatchObject({
      callback_id: "weigh_message",
      message: { text: "which model?", user: "U1" },
    });
  });

  test("what the app answers to a modal happens to it", async () => {
    const client = new slack.webApi.WebClient(token, { slackApiUrl: fake.url, logger });
    const modal = (text: string) => ({
      type: "modal" as const,
      callback_id: "case",
      title: { type: "plain_text" as const, text },
      blocks: [],
    });
    await client.views.open({ trigger_id: fake.workspace.trigger("U1"), view: modal("1") });
    answers = { response_action: "errors", errors: { b: "too much" } };
    await people.submits("U1", { b: { a: { value: "9" } } });
    expect(got[0]?.body).toMatchObject({
      type: "view_submission",
      view: { state: { values: { b: { a: { value: "9" } } } } },
    });
    expect(fake.modals("U1")).toHaveLength(1);
    answers = { response_action: "update", view: modal("2") };
    await people.submits("U1", {});
    expect(fake.modals("U1")).toMatchObject([{ title: { text: "2" } }]);
    answers = { response_action: "push", view: modal("3") };
    await people.submits("U1", {});
    expect(fake.modals("U1")).toHaveLength(2);
    answers = { response_action: "clear" };
    await people.submits("U1", {});
    expect(fake.modals("U1")).toEqual([]);
  });

  test("what is brought again has the same event_id, and says that it is a retry", async () => {
    const seen: unknown[] = [];
    app.event(
      "reaction_added",
      async ({ body, context }) => void seen.push([body.event_id, context.retryNum, context.retryReason]),
    );
    const first = await people.event({ type: "reaction_added", user: "U1", reaction: "eyes", item: { channel: "C1" } });
    await people.again(first, 2, "http_timeout");
    const id = first.sent["event_id"];
    expect(seen.map((each) => (each as unknown[])[0])).toEqual([id, id]);
    expect((seen[1] as unknown[]).slice(1)).toEqual([2, "http_timeout"]);
  });

  test("an organisation's installation is named by its enterprise", async () => {
    const org = fake.install({ token, enterprise_id: "E1", org: true });
    await peopleAs(org).event(
      { type: "reaction_added", user: "W1", reaction: "eyes", item: { channel: "C1" } },
      { event_id: "E-1" },
    );
    expect(got[0]?.body).toMatchObject({
      enterprise_id: "E1",
      event_id: "E-1",
      authorizations: [{ enterprise_id: "E1", team_id: null, is_enterprise_install: true }],
    });
  });
});
