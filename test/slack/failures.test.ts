import { afterEach, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { deliver, httpDoor, mention } from "../fakes/slack.ts";
import { one, run, type Running, secret } from "./harness.ts";

const by = { user: "U0A", channel: "C0CHAN" };
let on: Running;
afterEach(() => on.stop());
const failing: Answer = () => {
  throw new TypeError("canary question inside");
};
const apology = /^Something went wrong on my side.* this number: [0-9a-f]{8}\.$/;

test.for([
  { is: "a mention", ask: () => on.people.writes({ ...by, text: "<@U0BOT> canary" }), seen: () => on.fake.posted() },
  { is: "a command", ask: () => on.people.runs("/weigh", "canary", by), seen: () => on.fake.ephemeral("U0A") },
] as const)("a failure at $is tells the person one sentence, and the log a code", async ({ ask, seen }) => {
  on = await run({ answer: failing });
  await on.settled<unknown>(ask());
  expect(one<Record<string, unknown>>(seen())["text"]).toMatch(apology);
  expect(one(on.logged)).toContain(`"code":"slack-answer-failed","error":"TypeError"`);
  expect(on.logged.join()).not.toContain("canary");
});

test("blocks that Slack refuses after all are posted as text", async () => {
  on = await run();
  on.fake.refuse("chat.postMessage", "invalid_blocks");
  await on.settled(on.people.writes({ ...by, text: "<@U0BOT> hi" }));
  const posted = one(on.fake.posted());
  expect(posted["text"]).toContain("You asked: hi");
  expect(posted["blocks"] ?? []).toEqual([]);
});

test.for(["is_archived", "channel_not_found", "not_in_channel", "restricted_action"])(
  "a channel that takes no answer (%s) is a line in the log, not a crash",
  async (error) => {
    on = await run();
    on.fake.refuse("chat.postMessage", error);
    const { deliveries } = await on.settled(on.people.writes({ ...by, text: "<@U0BOT> canary" }));
    expect(deliveries.map(({ status }) => status)).toEqual([200, 200]);
    expect(on.logged.join()).toContain(`{"code":"slack-post-refused","error":"${error}"}`);
    expect(on.logged.join()).not.toContain("canary");
    expect(await on.slack.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
  },
);

test("ready says why not until signed in", async () => {
  on = await run();
  await on.fake.call("auth.test");
  await on.settled(on.people.writes({ ...by, text: "<@U0BOT> hi" }));
  expect(on.slack.notReady()).toEqual([]);
});

test("with a token that Slack refuses, events are asked for again, and neither the log nor ready shows the token", async () => {
  on = await run({ botToken: "xoxb-wrong-canary" });
  expect((await deliver(on.url, secret, mention("<@U0BOT> hi", "Ev1"))).status).toBe(503);
  expect(on.slack.notReady()).toEqual([
    "Slack: signing in failed (invalid_auth). Check SLACK_BOT_TOKEN and SLACK_API_URL.",
  ]);
  expect(on.logged.join()).toContain(`"code":"slack-sign-in-failed","error":"invalid_auth"`);
  expect(on.logged.join()).not.toContain("canary");
});

test("a response_url that ran out is a line in the log: nobody waits there any more", async () => {
  on = await run();
  const { sent } = await on.settled(on.people.runs("/weigh", "is it safe?", by));
  on.fake.advance(31 * 60_000);
  const late = httpDoor(on.url, secret).deliver({ kind: "slash_commands", body: { ...sent, trigger_id: "1.2.late" } });
  expect((await on.settled(late)).status).toBe(200);
  expect(on.asked).toHaveLength(2);
  expect(on.fake.ephemeral("U0A")).toHaveLength(1);
  expect(on.logged.join()).toContain("slack-respond-failed");
  expect(await on.slack.depth()).toMatchObject({ ready: 0, dead: 0 });
});
