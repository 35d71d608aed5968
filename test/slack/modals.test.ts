import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Args, Message } from "../fakes/slack.ts";
import { one, run, type Running, whole } from "./harness.ts";

const [user, channel] = ["U0A", "C0CHAN"];
const typed = (value: string | null): Args => ({ input: { text: { type: "plain_text_input", value } } });
const me = "slack:T0TEAM/U0A";
let on: Running;
let answer: Message;
beforeEach(async () => {
  on = await run();
  const { message } = await on.settled(on.people.writes({ user, channel, text: "<@U0BOT> is it safe?" }));
  answer = one(on.fake.messages(channel, message.ts).filter(({ bot_id }) => bot_id !== undefined));
});
afterEach(() => on.stop());
const clicks = (actionId: string, by: { user?: string; value?: string } = {}) =>
  on.settled(on.people.clicks(answer, actionId, { user, ...by }));
const submits = (value: string | null, who = user) => on.settled(on.people.submits(who, typed(value)));
const answerId = async (): Promise<string> =>
  one(await on.store.answers.byQuestion(`slack:T0TEAM/${channel}`, answer.thread_ts ?? "")).id;

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
