import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Args } from "../fakes/slack.ts";
import { one, run, type Running, whole } from "./harness.ts";

const dm = "D0A";
let on: Running;
beforeEach(async () => {
  on = await run({
    front: {
      starters: ["What is LoRA?", "Is it safe?", "Is it cheaper?", "Which way?", "A fifth one?"],
      knowledge: () => ({ entries: 162, version: "v-162" }),
    },
  });
  on.fake.workspace.dmOf("U0A");
});
afterEach(() => on.stop());
const writes = (text: string, more: object = {}) =>
  on.settled(on.people.writes({ user: "U0A", channel: dm, text, ...more }));
const called = (method: string): Args[] =>
  on.fake.calls.filter((call) => call.method === method).map(({ args }) => args);

describe("a direct message", () => {
  test("is answered in its own thread, without a mention", async () => {
    const { message } = await writes("What is LoRA?");
    expect(one(on.fake.posted())).toMatchObject({ channel: dm, thread_ts: message.ts });
  });

  test("that goes on in the thread is answered there, with what was said before", async () => {
    const { message } = await writes("What is LoRA?");
    await writes("And what does it need?", { thread_ts: message.ts });
    expect(on.fake.posted()[1]).toMatchObject({ channel: dm, thread_ts: message.ts });
    expect(on.asked[1]?.context.map(({ text }) => text.slice(0, 13))).toEqual(["What is LoRA?", "You asked: Wh"]);
  });

  test("of several, each is answered in the order of asking", async () => {
    for (const text of ["first", "second", "third"]) await on.people.writes({ user: "U0A", channel: dm, text });
    await on.slack.idle();
    expect(on.asked.map(({ text }) => text)).toEqual(["first", "second", "third"]);
    expect(on.fake.posted().map((posted) => /first|second|third/.exec(whole(posted))?.[0])).toEqual([
      "first",
      "second",
      "third",
    ]);
  });
});

describe("the agent pane", () => {
  test("says what the bot is at before the answer comes, and what a new thread is about", async () => {
    const { message } = await writes("What is\nLoRA, <@U0B>?");
    const at = { channel_id: dm, thread_ts: message.ts };
    expect(called("assistant.threads.setStatus")).toMatchObject([{ ...at, status: "is weighing it…" }]);
    expect(called("assistant.threads.setTitle")).toMatchObject([{ ...at, title: "What is LoRA, ?" }]);
    const order = on.fake.calls.map(({ method }) => method);
    expect(order.indexOf("assistant.threads.setStatus")).toBeLessThan(order.indexOf("chat.postMessage"));
  });

  test("keeps the title of a thread that goes on", async () => {
    const { message } = await writes("What is LoRA?");
    await writes("And?", { thread_ts: message.ts });
    expect(called("assistant.threads.setTitle")).toHaveLength(1);
    expect(called("assistant.threads.setStatus")).toHaveLength(2);
  });

  test("suggests four questions when the messages tab is opened", async () => {
    await on.settled(on.people.opensHome("U0A", "messages"));
    const { args: asked } = await on.fake.call("assistant.threads.setSuggestedPrompts");
    expect(asked).toMatchObject({ channel_id: dm });
    expect(asked["prompts"]).toHaveLength(4);
    expect(asked["prompts"]).toContainEqual({ title: "Is it safe?", message: "Is it safe?" });
    expect(called("views.publish")).toEqual([]);
  });

  test("that a workspace does not have is missed by nobody", async () => {
    for (const method of ["setStatus", "setTitle", "setSuggestedPrompts"])
      on.fake.refuse(`assistant.threads.${method}`, "not_agent_app");
    await on.settled(on.people.opensHome("U0A", "messages"));
    await on.fake.call("assistant.threads.setSuggestedPrompts");
    await writes("What is LoRA?");
    expect(on.fake.posted()).toHaveLength(1);
    expect(on.logged).toEqual([]);
  });

  test("that does not answer holds up no reply", async () => {
    on.fake.fail("assistant.threads.setStatus", "hang");
    await writes("What is LoRA?");
    expect(on.fake.posted()).toHaveLength(1);
  });
});

describe("the home tab", () => {
  test("says what the bot is for, how to begin, and which knowledge it has", async () => {
    await on.settled(on.people.opensHome("U0A"));
    await on.fake.call("views.publish");
    const view = whole(on.fake.home("U0A"));
    for (const words of [
      "Open-weight or closed?",
      "What is LoRA?",
      "/weigh ask",
      "/weigh forget",
      "162 entries",
      "v-162",
    ])
      expect(view).toContain(words);
  });

  test("is brought up to date whenever it is opened", async () => {
    await on.settled(on.people.opensHome("U0A"));
    await on.settled(on.people.opensHome("U0A"));
    expect((await on.fake.call("views.publish", 2)).answer["ok"]).toBe(true);
  });

  test("that Slack refuses is a line in the log", async () => {
    on.fake.refuse("views.publish", "not_enabled");
    const { status } = await on.settled(on.people.opensHome("U0A"));
    expect(status).toBe(200);
    await vi.waitFor(() => expect(on.logged).not.toEqual([]));
    expect(on.logged).toEqual([`{"code":"slack-home-refused","error":"not_enabled"}`]);
  });
});
