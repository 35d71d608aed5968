import { afterEach, describe, expect, test } from "vitest";
import type { Limits } from "../../src/slack/asking.ts";
import type { Message } from "../fakes/slack.ts";
import { one, run, type Running } from "./harness.ts";

const [user, channel] = ["U0A", "C0CHAN"];
const year = 365 * 86_400_000; // a window that no test sees the end of
const limits = (more: Partial<Limits> = {}): Limits => ({ perPerson: 2, perWorkspace: 100, windowMs: year, ...more });
let on: Running;
afterEach(() => on.stop());
const asks = (who = user, more: object = {}) =>
  on.settled(on.people.writes({ user: who, channel, text: "<@U0BOT> is it safe?", ...more }));
const personal = /^That was more than I can answer at once\. Please wait \d+ minutes, then ask again; I don't keep/;
const shared = /^Many people here are asking me at once\. Please wait \d+ minutes, then ask again;/;

describe("who asks too much", () => {
  test("is told once, alone, and gets no more answers; others do", async () => {
    on = await run({ limits: limits() });
    for (let i = 0; i < 5; i += 1) await asks();
    expect(on.fake.posted()).toHaveLength(2);
    expect(one(on.fake.ephemeral(user)).text).toMatch(personal);
    await asks("U0B");
    expect(on.fake.posted()).toHaveLength(3);
    expect(on.fake.ephemeral("U0B")).toEqual([]);
  });

  test("is told in the thread of the question", async () => {
    on = await run({ limits: limits({ perPerson: 0 }) });
    const { message } = await asks();
    expect(one(on.fake.ephemeral(user)).thread_ts).toBe(message.ts);
  });

  test("is told in a direct message by a message: there is nobody else to read it", async () => {
    on = await run({ limits: limits({ perPerson: 0 }) });
    on.fake.workspace.dmOf(user);
    await asks(user, { channel: "D0A" });
    await asks(user, { channel: "D0A" });
    expect(one(on.fake.posted())).toMatchObject({ channel: "D0A", text: expect.stringMatching(personal) });
  });

  test("by commands and buttons counts the same", async () => {
    on = await run({ limits: limits({ perPerson: 3 }) });
    await asks();
    const answer = on.fake.messages(channel).at(-1) as Message;
    await on.settled(on.people.clicks(answer, "answer.next.0", { user }));
    await on.settled(on.people.runs("/weigh", "is it safe?", { user, channel }));
    expect(on.asked).toHaveLength(3);
    await on.settled(on.people.clicks(answer, "answer.compare", { user }));
    await on.settled(on.people.runs("/weigh", "is it safe?", { user, channel }));
    await on.settled(on.people.takesShortcut("weigh_message", { user, message: answer }));
    expect(on.asked).toHaveLength(3);
    expect(on.fake.ephemeral(user).map(({ text }) => personal.test(text ?? ""))).toEqual([false, true]);
  });

  test("may still vote and look at sources", async () => {
    on = await run({ limits: limits({ perPerson: 1 }) });
    await asks();
    const answer = on.fake.messages(channel).at(-1) as Message;
    await on.settled(on.people.clicks(answer, "answer.sources", { user }));
    await on.settled(on.people.clicks(answer, "answer.feedback", { user }));
    expect(on.fake.ephemeral(user)).toHaveLength(2);
  });

  test("by talking in a thread, not to the bot, is not told", async () => {
    on = await run({ limits: limits({ perPerson: 1 }) });
    const { message } = await asks();
    for (let i = 0; i < 3; i += 1)
      await on.settled(on.people.writes({ user, channel, text: "Well, is it?", thread_ts: message.ts }));
    expect(on.fake.ephemeral(user)).toEqual([]);
  });

  test("may still delete a question, and its answer goes", async () => {
    on = await run({ limits: limits({ perPerson: 1 }) });
    const { message } = await asks();
    await asks();
    await on.settled(on.people.deletes(channel, message.ts));
    expect(on.fake.messages(channel).filter(({ bot_id }) => bot_id !== undefined)).toEqual([]);
  });
});

test("a workspace that asks too much is told that it is not one person's fault", async () => {
  on = await run({ limits: limits({ perWorkspace: 2 }) });
  for (const who of ["U0A", "U0B", "U0C", "U0D"]) await asks(who);
  expect(on.fake.posted()).toHaveLength(2);
  for (const who of ["U0C", "U0D"]) expect(one(on.fake.ephemeral(who)).text).toMatch(shared);
});

test("a hint that Slack refuses is a line in the log", async () => {
  on = await run({ limits: limits({ perPerson: 0 }) });
  on.fake.refuse("chat.postEphemeral", "user_not_in_channel");
  await asks();
  expect(on.logged.join()).toContain(`{"code":"slack-hint-refused","error":"user_not_in_channel"}`);
});

describe("within one conversation", () => {
  test("questions are answered in the order in which they came, also through a delay at Slack", async () => {
    on = await run();
    const { message } = await asks();
    on.fake.fail("conversations.replies", "drop");
    const texts = ["one", "two", "three"].map((word) => `<@U0BOT> ${word}?`);
    for (const text of texts) await on.people.writes({ user, channel, text, thread_ts: message.ts });
    await on.slack.idle();
    expect(on.asked.slice(1).map(({ text }) => text)).toEqual(["one?", "two?", "three?"]);
    expect(on.fake.posted().map((posted) => /one|two|three/.exec(String(posted["text"]))?.[0])).toEqual([
      undefined,
      "one",
      "two",
      "three",
    ]);
  });
});
