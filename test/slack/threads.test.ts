import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { bot } from "../fakes/slack.ts";
import { echo, echoing, run, type Running, whole } from "./harness.ts";

const channel = "C0CHAN";
/** Knows what it is greeted with, and knows nothing of lunch. */
const choosy: Answer = (question) => {
  const kind = /thanks/.test(question.text) ? "smalltalk" : /lunch/.test(question.text) ? "abstain" : "answer";
  return { ...echoing(question), reply: { ...echo(question.text), kind } };
};
let on: Running;
let root: string;
beforeEach(async () => {
  on = await run({ answer: choosy });
  const { message } = await on.settled(on.people.writes({ user: "U0A", channel, text: "<@U0BOT> what is LoRA?" }));
  root = message.ts;
});
afterEach(() => on.stop());
const says = (text: string, more: object = {}) =>
  on.settled(on.people.writes({ user: "U0B", channel, text, thread_ts: root, ...more }));

describe("in a thread where the bot answered", () => {
  test("a follow-up needs no mention, and takes the thread with it", async () => {
    await says("And what does it need?");
    expect(on.fake.posted()).toHaveLength(2);
    expect(on.fake.posted()[1]).toMatchObject({ channel, thread_ts: root });
    expect(on.asked[1]?.context.map(({ role }) => role)).toEqual(["user", "bot"]);
  });

  test.for([
    { is: "said to somebody else", text: "<@U0C> can you look at this?" },
    { is: "said to somebody of another organisation", text: "<@W0C> can you look at this?" },
    { is: "small talk", text: "thanks all" },
    { is: "nothing that it knows of, and no question", text: "off to lunch" },
    { is: "by another bot", text: "What is LoRA?", more: { more: { bot_id: "B0OTHER" } } },
  ])("it is silent about what is $is", async ({ text, more = {} }) => {
    await says(text, more);
    expect(on.fake.posted()).toHaveLength(1);
    expect(on.fake.ephemeral("U0B")).toEqual([]);
  });

  test.for([
    { is: "thanks with its name", text: "thanks <@U0BOT>" },
    { is: "a question to it and to somebody else", text: "<@U0BOT> <@U0C> is that so?" },
    { is: "a question that it has no answer to", text: "where is lunch?" },
  ])("it answers $is", async ({ text }) => {
    await says(text);
    expect(on.fake.posted()).toHaveLength(2);
  });

  test("a message that is said to somebody else costs no call to Slack", async () => {
    const before = on.fake.calls.length;
    await says("<@U0C> can you look at this?");
    expect(on.fake.calls).toHaveLength(before);
  });

  test("an answer that breaks tells only those who asked", async () => {
    await on.stop();
    let broken = false;
    on = await run({
      answer: (question) => {
        if (broken) throw new TypeError("broken");
        return echoing(question);
      },
    });
    const { message } = await on.settled(on.people.writes({ user: "U0A", channel, text: "<@U0BOT> what is LoRA?" }));
    root = message.ts;
    broken = true;
    await says("Shall we meet at four?");
    expect(on.fake.posted()).toHaveLength(1);
    await says("<@U0BOT> shall we?");
    expect(on.fake.posted()[1]?.["text"]).toContain("Something went wrong on my side");
  });
});

describe("what is private", () => {
  const canary = "canary-of-private-talk";
  const place = { channel, channel_type: "channel", user: "U0B", ts: "1700000009.000100" };
  const dataDir = mkdtempSync(join(tmpdir(), "slack-private-"));
  const kept = (): string =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"))
      .join();

  test("talk that is not for the bot never gets into the store", async () => {
    await on.stop();
    on = await run({ dataDir });
    const { message } = await on.settled(on.people.writes({ user: "U0A", channel, text: "<@U0BOT> marker-asked" }));
    const told = (event: object) => on.settled(on.people.event({ type: "message", ...place, text: canary, ...event }));
    await told({});
    await told({ thread_ts: "1700000001.000000" });
    await told({ channel: "G0PRIVATE", channel_type: "group" });
    await told({ channel: "G0MANY", channel_type: "mpim" });
    // The thread of the same time stamp, in another channel.
    await told({ channel: "C0OTHER", thread_ts: message.ts });
    const before = { user: "U0B", text: canary, ts: place.ts };
    await told({ subtype: "message_changed", message: { ...before, text: `${canary} 2` }, previous_message: before });
    await told({ subtype: "message_deleted", deleted_ts: place.ts, previous_message: before });
    expect(on.asked).toHaveLength(1);
    expect(kept()).toContain("marker-asked");
    expect(kept()).not.toContain(canary);
    await on.stop();
    expect(kept()).not.toContain(canary);
    rmSync(dataDir, { recursive: true, force: true });
    on = await run();
  });

  test("what was asked is not kept in the inbox once it is answered", async () => {
    const rows = await on.store.engine.db.selectFrom("inbox").selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(whole(rows as never)).not.toContain("LoRA");
  });

  test("its own answers never make it speak", async () => {
    const [answer] = on.fake.messages(channel, root).filter(({ user }) => user === bot.user_id);
    await on.settled(on.people.event({ type: "message", channel_type: "channel", ...answer }));
    expect(on.fake.posted()).toHaveLength(1);
  });
});
