import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Args, bot, deliver, mention } from "../fakes/slack.ts";
import { one, run, type Running, secret } from "./harness.ts";

let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());
const send = (body: Args, headers: Record<string, string> = {}) =>
  on.settled(deliver(on.url, secret, body, { headers }));

describe("at the door", () => {
  test.for([
    { is: "a wrong signature", tamper: { secret: "another" } },
    { is: "a timestamp ten minutes old", tamper: { ageSeconds: 600 } },
  ])("$is is turned away with 401", async ({ tamper }) => {
    const response = await deliver(on.url, secret, mention("<@U0BOT> hi", "Ev1"), tamper);
    expect(response.status).toBe(401);
    await on.slack.idle();
    expect(on.asked).toEqual([]);
  });

  test("Slack's question whether the address is ours gets its challenge back", async () => {
    expect(await on.people.verifies("c-1")).toMatchObject({ status: 200, body: { challenge: "c-1" } });
  });
});

describe("answered once", () => {
  test("an event that Slack delivers again", async () => {
    const body = mention("<@U0BOT> hi", "Ev1");
    const again = { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" };
    const all = await Promise.all([send(body), send(body, again), send(body, again)]);
    expect(all.map((response) => response.status)).toEqual([200, 200, 200]);
    expect(on.fake.posted()).toHaveLength(1);
  });

  test.for([
    { is: "an event id, whatever comes under it", ids: ["Ev1", "Ev1"], ts: ["1700000001.000100", "1700000002.000100"] },
    {
      is: "the same message under another event id",
      ids: ["Ev1", "Ev22"],
      ts: ["1700000001.000100", "1700000001.000100"],
    },
  ])("$is", async ({ ids, ts }) => {
    for (const [i, id] of ids.entries()) await send(mention("<@U0BOT> hi", id, { ts: ts[i] }));
    expect(on.fake.posted()).toHaveLength(1);
  });

  test("a mention that Slack tells of twice, as app_mention and as message", async () => {
    const { deliveries } = await on.settled(on.people.writes({ user: "U0A", channel: "C0CHAN", text: "<@U0BOT> hi" }));
    expect(deliveries).toHaveLength(2);
    expect(on.fake.posted()).toHaveLength(1);
  });

  test("an event through both doors, HTTP and Socket Mode", async () => {
    await on.stop();
    on = await run({ appToken: "xapp-fake-1" });
    await on.fake.until(() => on.fake.sockets.open > 0);
    const { deliveries } = await on.settled(on.people.writes({ user: "U0A", channel: "C0CHAN", text: "<@U0BOT> hi" }));
    const again = on.fake.sockets.deliver({ kind: "events_api", body: deliveries[0]?.sent ?? {} });
    expect(await on.settled(again)).toMatchObject({ status: 200 });
    expect(on.fake.posted()).toHaveLength(1);
  });

  test("a command that comes again", async () => {
    const sent = await on.settled(on.people.runs("/weigh", "ask is it safe?", { user: "U0A", channel: "C0CHAN" }));
    await on.settled(on.people.again(sent));
    expect(one(on.asked).text).toBe("is it safe?");
    expect(on.fake.ephemeral("U0A")).toHaveLength(1);
  });
});

describe("nobody's question is left alone", () => {
  test.for([
    { is: "another bot", event: { bot_id: "B0OTHER" } },
    { is: "this bot", event: { user: bot.user_id } },
    { is: "Slackbot", event: { user: "USLACKBOT" } },
    { is: "nobody", event: { user: undefined } },
    { is: "a channel that somebody joined", event: { type: "message", subtype: "channel_join" } },
    { is: "a channel's new topic", event: { type: "message", subtype: "channel_topic" } },
    { is: "an old integration", event: { type: "message", subtype: "bot_message" } },
  ])("a mention by $is is not answered", async ({ event }) => {
    expect((await send(mention("<@U0BOT> hi", "Ev1", event))).status).toBe(200);
    expect(on.asked).toEqual([]);
    expect(await on.slack.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
  });

  test.for(["file_share", "thread_broadcast"])("a person's message of subtype %s is answered", async (subtype) => {
    const place = { channel_type: "channel", thread_ts: "1700000001.000000" };
    await send(mention("<@U0BOT> hi", "Ev1", { type: "message", subtype, ...place }));
    expect(on.fake.posted()).toHaveLength(1);
  });
});
