import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Args, Message } from "../fakes/slack.ts";
import { idsIn, one, run, type Running, whole } from "./harness.ts";

const [user, channel, dm] = ["U0A", "C0CHAN", "D0A"];
const typed = (value: string | null): Args => ({ input: { text: { type: "plain_text_input", value } } });
const me = "slack:T0TEAM/U0A";
let on: Running;
let answer: Message;
const begin = async (socket = false): Promise<void> => {
  on = await run({ socket });
  const { message } = await on.settled(on.people.writes({ user, channel, text: "<@U0BOT> is it safe?" }));
  answer = one(on.fake.messages(channel, message.ts).filter(({ bot_id }) => bot_id !== undefined));
};
beforeEach(() => begin());
afterEach(() => on.stop());
const clicks = (actionId: string, by: { user?: string; value?: string } = {}) =>
  on.settled(on.people.clicks(answer, actionId, { user, ...by }));
const submits = (value: string | null, who = user) => on.settled(on.people.submits(who, typed(value)));
const answerId = async (): Promise<string> =>
  one(await on.store.answers.byQuestion(`slack:T0TEAM/${channel}`, answer.thread_ts ?? "")).id;

describe("Assess my case", () => {
  const story = "Patient letters, two ML engineers, nothing may leave <!channel>";

  test.for([
    { by: "HTTP", socket: false },
    { by: "Socket Mode", socket: true },
  ])("over $by asks for it in a modal, and weighs it in a direct message below its words", async ({ socket }) => {
    await on.stop();
    await begin(socket);
    await clicks("answer.assess");
    expect(whole(one(on.fake.modals(user)))).toContain("Your case");
    expect(await submits(story)).toMatchObject({ status: 200 });
    expect(on.fake.modals(user)).toEqual([]);
    expect(on.asked[1]).toEqual({ text: "Patient letters, two ML engineers, nothing may leave", context: [] });
    const weighed = one(on.fake.messages(dm));
    expect(whole(weighed)).toContain("Patient letters");
    expect(whole(weighed)).not.toContain("<!");
    expect(idsIn(weighed)).toContain("answer.next.0");
  });

  test("goes on in the thread below: its buttons and follow-ups are answered there", async () => {
    await clicks("answer.assess");
    await submits(story);
    const weighed = one(on.fake.messages(dm));
    await on.settled(on.people.clicks(weighed, "answer.next.0", { user }));
    await on.settled(on.people.writes({ user, channel: dm, text: "and the cost?", thread_ts: weighed.ts }));
    expect(on.fake.posted().slice(2)).toMatchObject([
      { channel: dm, thread_ts: weighed.ts },
      { channel: dm, thread_ts: weighed.ts },
    ]);
  });

  test.for(["", "   ", null])("without words (%j) says so in the modal, which stays", async (value) => {
    await clicks("answer.assess");
    const { body } = await submits(value);
    expect(body).toEqual({ response_action: "errors", errors: { input: "Write at least a few words." } });
    expect(on.fake.modals(user)).toHaveLength(1);
    expect(on.fake.messages(dm)).toEqual([]);
  });

  test("is weighed even if the answer below which it began is gone by then", async () => {
    await clicks("answer.assess");
    await on.store.forget(me);
    await submits(story);
    expect(on.fake.messages(dm)).toHaveLength(1);
  });

  test("is weighed once, however often it comes", async () => {
    await clicks("answer.assess");
    const sent = await submits(story);
    await on.settled(on.people.again(sent));
    expect(on.fake.messages(dm)).toHaveLength(1);
  });

  test("keeps nothing of the modal that it does not need", async () => {
    await clicks("answer.assess");
    const kept: string[] = [];
    on.fake.fail("chat.postMessage", { retryAfter: 1 });
    await submits(story);
    for (const row of await on.store.engine.db.selectFrom("inbox").select(["kind", "payload"]).execute())
      if (row.kind === "slack-told") kept.push(row.payload);
    expect(one(kept)).toContain("Patient letters");
    expect(one(kept)).not.toMatch(/fake-verification-token|username|trigger_id/);
  });

  test("whose trigger ran out asks to press once more", async () => {
    on.fake.refuse("views.open", "expired_trigger_id");
    await clicks("answer.assess");
    expect(on.fake.ephemeral(user).at(-1)?.text).toContain("Please press the button again.");
    await clicks("answer.assess");
    expect(on.fake.modals(user)).toHaveLength(1);
  });

  test("of a person whom the bot may not write to is a line in the log", async () => {
    await clicks("answer.assess");
    on.fake.refuse("chat.postMessage", "cannot_dm_bot");
    await submits(story);
    expect(on.logged.join()).toContain(`{"code":"slack-post-refused","error":"cannot_dm_bot"}`);
    expect(await on.slack.depth()).toMatchObject({ ready: 0, dead: 0 });
  });
});

describe("a vote", () => {
  const useful = async () => clicks("answer.feedback", { value: `${await answerId()}:feedback:useful` });
  const notRight = async (who = user) =>
    clicks("answer.feedback", { user: who, value: `${await answerId()}:feedback:not-useful` });
  const votes = async () => on.store.feedback.of(await answerId());

  test("is one a person, and may be changed", async () => {
    await useful();
    await useful();
    expect(await votes()).toEqual({ up: 1, down: 0 });
    await notRight();
    expect(await votes()).toEqual({ up: 0, down: 1 });
    await notRight("U0B");
    expect(await votes()).toEqual({ up: 0, down: 2 });
    await useful();
    expect(await votes()).toEqual({ up: 1, down: 1 });
  });

  test("is thanked for", async () => {
    await useful();
    expect(one(on.fake.ephemeral(user)).text).toBe("Noted as useful. Thank you.");
  });

  test("that the answer was not right may have a reason, which is kept for admins", async () => {
    await notRight();
    expect(whole(one(on.fake.modals(user)))).toContain("What should it have said?");
    await submits("It left out the price.");
    expect(await on.store.feedback.recent("down", 9)).toEqual([
      { answerId: await answerId(), userKey: me, verdict: "down", reason: "It left out the price." },
    ]);
    expect(on.fake.modals(user)).toEqual([]);
  });

  test("counts without a reason, and when the modal cannot be opened", async () => {
    await notRight();
    await submits("");
    on.fake.refuse("views.open", "expired_trigger_id");
    await notRight("U0B");
    expect(await votes()).toEqual({ up: 0, down: 2 });
    expect(one(on.fake.ephemeral("U0B")).text).toBe("Noted as not right. Thank you.");
  });

  test("on an answer that is no longer kept says so, in the modal too", async () => {
    await notRight();
    const id = await answerId();
    await on.store.forget(me);
    const { body } = await submits("It left out the price.");
    expect(whole(body as Args)).toContain("I no longer keep that answer");
    await clicks("answer.feedback", { value: `${id}:feedback:useful` });
    expect(on.fake.ephemeral(user).at(-1)?.text).toContain("I no longer keep");
    expect(await on.store.feedback.recent("down", 9)).toEqual([]);
  });
});
