import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../fakes/slack.ts";
import { idsIn, one, run, type Running, whole } from "./harness.ts";

const [user, channel] = ["U0A", "C0CHAN"];
let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());
const said = (text: string | undefined, more: object = {}): Message => {
  const message = { channel, ts: "1700000001.000100", user: "U0B", ...(text === undefined ? {} : { text }), ...more };
  on.fake.say(message);
  return message;
};
const weighs = (message: Message, callback = "weigh_message") =>
  on.settled(on.people.takesShortcut(callback, { user, message }));

describe("“Weigh this message”", () => {
  test("answers what somebody else wrote, for one person alone, with the message above the answer", async () => {
    await weighs(said("Should we <@U0C> use *Llama*?"));
    expect(one(on.asked).text).toBe("Should we use *Llama*?");
    const answer = one(on.fake.ephemeral(user));
    expect(whole(answer.blocks?.[1])).toContain("Should we use *Llama*?");
    expect(idsIn(answer)).toContain("answer.share");
    expect(on.fake.posted()).toEqual([]);
  });

  test.for([
    { is: "without words", text: undefined },
    { is: "of spaces", text: "  \n " },
  ])("on a message $is says that there are none", async ({ text }) => {
    await weighs(said(text, { files: [{ id: "F1" }] }));
    expect(one(on.fake.ephemeral(user)).text).toBe("There are no words in that message that I could weigh.");
    expect(on.asked).toEqual([]);
  });

  test.for([
    { is: "another app", more: { user: undefined, bot_id: "B0OTHER" } },
    { is: "a thread", more: { thread_ts: "1700000000.000100" } },
    { is: "a channel without the bot", more: { channel: "C0ELSEWHERE" } },
  ])("works on a message of $is", async ({ more }) => {
    on.fake.workspace.addChannel({ id: "C0ELSEWHERE", is_member: false });
    await weighs(said("Is it safe?", more));
    expect(whole(one(on.fake.ephemeral(user)))).toContain("You asked: Is it safe?");
  });

  test("of another version of the bot says what to do instead", async () => {
    const { status } = await weighs(said("Is it safe?"), "weigh_message_v0");
    expect(status).toBe(200);
    expect(one(on.fake.ephemeral(user)).text).toContain("That menu entry is from another version of me.");
  });

  test("works through Socket Mode", async () => {
    await on.stop();
    on = await run({ socket: true });
    await weighs(said("Is it safe?"));
    expect(on.fake.ephemeral(user)).toHaveLength(1);
  });
});
