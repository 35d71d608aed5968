import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { one, run, type Running, whole } from "./harness.ts";

const channel = "C0CHAN";
const [user, hello] = ["U0A", "<@U0BOT> is it safe?"];
let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());
const writes = (text: string, more: object = {}) => on.people.writes({ user, channel, text, ...more });
const asks = async (text = hello, more: object = {}): Promise<string> =>
  (await on.settled(writes(text, more))).message.ts;
const changed = (before: object, after: object, outer: object = {}) =>
  on.settled(
    on.people.event({
      type: "message",
      subtype: "message_changed",
      hidden: true,
      channel,
      channel_type: "channel",
      message: {
        type: "message",
        user,
        ...before,
        ...after,
      },
      previous_message: {
        type: "message",
        user,
        ...before,
      },
      ...outer,
    }),
  );
const answers = () => on.fake.messages(channel).filter((message) => message.bot_id !== undefined);

describe("an edited question", () => {
  test.for([
    { is: "in a channel", channel: "C0CHAN", text: hello },
    { is: "in a direct message", channel: "D0A", text: "is it safe?" },
  ])("$is is answered in place, once more and not again", async ({ channel: at, text }) => {
    if (at === "D0A") on.fake.workspace.dmOf(user);
    const ts = await asks(text, { channel: at });
    await on.settled(on.people.edits(at, ts, `${text} really?`));
    await on.settled(on.people.edits(at, ts, `${text} truly?`));
    expect(on.fake.posted()).toHaveLength(1);
    expect(on.asked.map((each) => each.text)).toEqual(["is it safe?", "is it safe? really?", "is it safe? truly?"]);
    const [answer] = on.fake.messages(at, ts).filter(({ bot_id }) => bot_id !== undefined);
    expect(whole(answer)).toContain("truly?");
  });

  test("keeps its buttons: they ask about what it says now", async () => {
    const ts = await asks();
    await on.settled(on.people.edits(channel, ts, "<@U0BOT> is it cheap?"));
    await on.settled(on.people.clicks(one(answers()), "answer.compare", { user }));
    expect(on.asked.at(-1)?.text).toBe("compare open and closed: is it cheap?");
  });

  test("that was not answered yet is answered by its last words, once", async () => {
    const { message } = await writes(hello);
    await on.settled(on.people.edits(channel, message.ts, "<@U0BOT> is it cheap?"));
    expect(whole(one(answers()))).toContain("is it cheap?");
  });

  test.for([{ first: "message_changed" }, { first: "app_mention" }])(
    "that gets our name is answered once, when Slack tells of it by $first first",
    async ({ first }) => {
      const before = { ts: "1700000001.000100", text: "is it safe?" };
      const after = { text: `<@U0BOT> ${before.text}`, edited: { user, ts: "1700000002.000000" } };
      const mention = { type: "app_mention", channel, user, ...before, ...after };
      const steps = [() => changed(before, after), () => on.settled(on.people.event(mention))];
      for (const step of first === "app_mention" ? steps.toReversed() : steps) await step();
      expect(on.fake.posted()).toHaveLength(1);
      expect(on.fake.posted()[0]).toMatchObject({ thread_ts: before.ts });
    },
  );

  test.for([
    { is: "a link that unfolds", after: { attachments: [{ title: "A page" }] } },
    { is: "a reply that is counted", after: { reply_count: 1, thread_ts: "1700000001.000100" } },
  ])("is not one because of $is", async ({ after }) => {
    const ts = "1700000001.000100";
    await asks(hello, { ts });
    const { length } = on.fake.calls;
    await changed({ ts, text: hello }, after);
    expect(on.fake.calls).toHaveLength(length);
    expect(on.asked).toHaveLength(1);
  });

  test("of somebody else's talk in the thread is not answered unless it was asked", async () => {
    const thread_ts = await asks();
    const ts = await asks("<@U0C> shall we?", { thread_ts });
    await on.settled(on.people.edits(channel, ts, "<@U0C> shall we not?"));
    expect(on.fake.posted()).toHaveLength(1);
  });

  test("whose answer is gone is answered anew", async () => {
    const ts = await asks();
    on.fake.workspace.remove(one(answers()));
    await on.settled(on.people.edits(channel, ts, "<@U0BOT> is it cheap?"));
    expect(whole(one(answers()))).toContain("is it cheap?");
  });
});

describe("a deleted question", () => {
  const outer = { type: "message", hidden: true, channel, channel_type: "channel" };
  const slackbot = { subtype: "tombstone", text: "This message was deleted.", user: "USLACKBOT", hidden: true };

  test("takes its answer with it", async () => {
    const ts = await asks();
    await on.settled(on.people.deletes(channel, ts));
    expect(answers()).toEqual([]);
    expect(await on.store.answers.byQuestion(`slack:T0TEAM/${channel}`, ts)).toEqual([]);
  });

  test("that has replies, and so becomes a tombstone, takes its answer with it", async () => {
    const ts = await asks();
    const tombstone = { type: "message", ...slackbot, ts, thread_ts: ts, reply_count: 1 };
    const previous_message = { type: "message", user, ts, thread_ts: ts, text: hello };
    const subtype = "message_changed";
    await on.settled(on.people.event({ ...outer, subtype, message: tombstone, previous_message }));
    expect(answers()).toEqual([]);
    // Slack then tells that the tombstone is gone too.
    const gone = { ...outer, subtype: "message_deleted", deleted_ts: ts, previous_message: tombstone };
    expect((await on.settled(on.people.event(gone))).status).toBe(200);
    expect(on.logged).toEqual([]);
  });

  test("leaves the answers to what others asked by a button", async () => {
    const ts = await asks();
    await on.settled(on.people.clicks(one(answers()), "answer.next.0", { user: "U0B" }));
    await on.settled(on.people.deletes(channel, ts));
    expect(whole(one(answers()))).toContain("What is LoRA?");
  });

  test("that was not answered yet has no answer in the end", async () => {
    const { message } = await writes(hello);
    await on.settled(on.people.deletes(channel, message.ts));
    expect(answers()).toEqual([]);
  });

  test("whose answer Slack will not delete is a line in the log", async () => {
    const ts = await asks();
    on.fake.refuse("chat.delete", "cant_delete_message");
    await on.settled(on.people.deletes(channel, ts));
    expect(on.logged.join()).toContain(`{"code":"slack-delete-refused","error":"cant_delete_message"}`);
  });
});
