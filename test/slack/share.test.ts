import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../fakes/slack.ts";
import { idsIn, one, run, type Running, whole } from "./harness.ts";

const [user, channel] = ["U0A", "C0CHAN"];
const by = { user, channel };
let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());
const privately = async (text = "ask is it safe?", at = channel): Promise<Message> => {
  await on.settled(on.people.runs("/weigh", text, { user, channel: at }));
  return on.fake.ephemeral(user, at).at(-1) as Message;
};
const share = (answer: Message, who = user) => on.settled(on.people.clicks(answer, "answer.share", { user: who }));
const told = (at = channel) => on.fake.ephemeral(user, at).at(-1)?.text;

describe("Share in channel", () => {
  test("posts the answer for everybody, with who asked and what", async () => {
    await share(await privately());
    const shared = one(on.fake.messages(channel));
    expect(whole(shared)).toContain(`{"type":"user","user_id":"U0A"},{"type":"text","text":" asked"}`);
    expect(whole(shared)).toContain("You asked: is it safe?");
    expect(idsIn(shared)).toContain("answer.feedback");
    expect(idsIn(shared)).not.toContain("answer.share");
    expect(told()).toBe("Shared in this channel, with your name on it.");
  });

  test("shares once, however often it is clicked", async () => {
    const answer = await privately();
    await on.settled(Promise.all([1, 2, 3].map(() => on.people.clicks(answer, "answer.share", { user }))));
    expect(on.fake.messages(channel)).toHaveLength(1);
    expect(told()).toBe("You shared that answer already.");
  });

  test("shares two answers to the same question", async () => {
    await share(await privately());
    await share(await privately());
    expect(on.fake.messages(channel)).toHaveLength(2);
  });

  test("begins a thread in which follow-ups need no mention", async () => {
    await share(await privately());
    const { ts } = one(on.fake.messages(channel));
    await on.settled(on.people.writes({ user: "U0B", channel, text: "And is it cheap?", thread_ts: ts }));
    expect(on.fake.posted()[1]).toMatchObject({ channel, thread_ts: ts });
  });

  test.for([
    { error: "not_in_channel", says: "I can't post here, because I am not in this channel. Add me with /invite" },
    { error: "channel_not_found", says: "I can't post here, because I am not in this channel. Add me with /invite" },
    { error: "restricted_action", says: "I am not allowed to post here, so the answer stays between us." },
    { error: "is_archived", says: "I am not allowed to post here, so the answer stays between us." },
  ])("where Slack says $error tells what to do, and may be tried again", async ({ error, says }) => {
    const answer = await privately();
    on.fake.refuse("chat.postMessage", error);
    await share(answer);
    expect(told()).toContain(says);
    expect(on.fake.messages(channel)).toEqual([]);
    await share(answer);
    expect(on.fake.messages(channel)).toHaveLength(1);
  });

  test("shows a hostile question as it was typed, and nothing in it comes alive", async () => {
    await share(await privately("ask <!channel> &lt;!here&gt; <@U0B> <https://evil.example|safe> @here is it?"));
    const out = whole(one(on.fake.messages(channel)));
    expect(out).not.toMatch(/<[!@#]|<https?:|@here/);
    expect(out.match(/"user_id":"\w+"/g)).toEqual([`"user_id":"U0A"`]);
  });
});

describe("a private answer", () => {
  test.for(["answer.share", "answer.next.0", "answer.sources", "answer.compare", "answer.assess", "answer.feedback"])(
    "has no %s for anybody else",
    async (actionId) => {
      const answer = await privately();
      const before = on.asked.length;
      await on.settled(on.people.clicks(answer, actionId, { user: "U0B" }));
      expect(one(on.fake.ephemeral("U0B")).text).toContain("Only the person who got this answer can use its buttons.");
      expect(on.fake.posted()).toEqual([]);
      expect(on.fake.modals("U0B")).toEqual([]);
      expect(on.asked).toHaveLength(before);
    },
  );

  test("is followed by private answers to what its buttons ask", async () => {
    await on.settled(on.people.clicks(await privately(), "answer.next.0", { user }));
    expect(on.asked.map(({ text }) => text)).toEqual(["is it safe?", "What is LoRA?"]);
    expect(whole(on.fake.ephemeral(user).at(-1))).toContain("What is LoRA?");
    await on.settled(on.people.clicks(on.fake.ephemeral(user).at(-1) as Message, "answer.share", { user }));
    expect(whole(one(on.fake.messages(channel)))).toContain("You asked: What is LoRA?");
  });

  test("can be shared in the direct messages with the bot", async () => {
    on.fake.workspace.dmOf(user);
    await share(await privately("ask is it safe?", "D0A"));
    expect(on.fake.messages("D0A")).toHaveLength(1);
  });

  test("works through Socket Mode, up to sharing", async () => {
    await on.stop();
    on = await run({ socket: true });
    await share(await privately());
    expect(on.fake.messages(by.channel)).toHaveLength(1);
  });
});
