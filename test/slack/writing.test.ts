import { afterEach, expect, test } from "vitest";
import type { Answered, FluentAnswer } from "../../src/core/ports.ts";
import type { Whereabouts } from "../../src/core/route/route.ts";
import { echo, echoing, one, run, type Running, whole } from "./harness.ts";

const channel = "C0CHAN";
let on: Running;
afterEach(() => on.stop());

const said = (text: string): Answered => ({ ...echoing({ text, context: [] }), reply: echo(text) });
const sentences = ["It is open <b>.", "It costs less."];

/** Shows two sentences, then waits until it is let go or stopped. */
function writer({ saysWhenItWorks = false, begun = Promise.resolve() } = {}) {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const places: Whereabouts[] = [];
  let stopped = false;
  const fluent: FluentAnswer = async ({ text }, { at, signal, onWork, onSentence, leaveIt }) => {
    places.push(at);
    if (leaveIt?.(said(text))) return said(text);
    if (saysWhenItWorks) onWork?.();
    await begun;
    for (const sentence of sentences) onSentence?.({ text: sentence, cites: [1] });
    await Promise.race([held, new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()))]);
    stopped = signal?.aborted === true;
    return said(text);
  };
  return { fluent, release, places, stopped: () => stopped };
}

const asks = (user = "U0A", more = {}) => on.people.writes({ user, channel, text: "<@U0BOT> Is Llama open?", ...more });
const shown = () => one(on.fake.messages(channel).filter((message) => message.bot_id !== undefined));

test("sentences are shown in a stream while they are written, and the whole answer takes their place", async () => {
  const { fluent, release, places } = writer();
  on = await run({ fluent });
  await asks();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.appendStream"));
  expect(shown().text).toBe("It is open &lt;b&gt;. [1] It costs less. [1]");
  expect(on.fake.calls.find(({ method }) => method === "chat.startStream")?.args).toMatchObject({
    channel,
    recipient_user_id: "U0A",
  });
  release();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
  expect(whole(shown())).toContain("counterweight_answer");
  expect(on.fake.calls.filter(({ method }) => method === "chat.postMessage")).toEqual([]);
  expect(places).toEqual([{ platform: "slack", workspace: "T0TEAM", channel, person: "U0A", guest: false }]);
});

const tasksIn = (method: string) =>
  on.fake.calls
    .filter((call) => call.method === method)
    .map(({ args }) =>
      ((args["chunks"] ?? []) as Record<string, string>[])
        .filter(({ type }) => type === "task_update")
        .map(({ title, status }) => `${title}: ${status}`),
    );

test("the steps are shown above the first sentence, and all are done when the writing ends", async () => {
  const { fluent, release } = writer();
  on = await run({ fluent });
  await asks();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.appendStream"));
  expect(tasksIn("chat.startStream")).toEqual([
    [
      "Looking up the knowledge: complete",
      "Choosing where it may go: complete",
      "Wording: in_progress",
      "Checking every sentence: in_progress",
    ],
  ]);
  release();
  await on.slack.idle();
  expect(tasksIn("chat.stopStream")).toEqual([["Wording: complete", "Checking every sentence: complete"]]);
  expect(shown().text).toContain("You asked: Is Llama open?");
});

test("the steps are shown as soon as a model is asked, and checking begins with the first sentence", async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { fluent, release } = writer({ saysWhenItWorks: true, begun });
  on = await run({ fluent });
  await asks();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.startStream"));
  await on.fake.until(() => on.fake.messages(channel).some((message) => message.bot_id !== undefined));
  expect(tasksIn("chat.startStream")[0]).toEqual([
    "Looking up the knowledge: complete",
    "Choosing where it may go: complete",
    "Wording: in_progress",
    "Checking every sentence: pending",
  ]);
  expect(shown().text).toBe("");
  begin();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.appendStream"));
  expect(tasksIn("chat.appendStream")[0]).toEqual(["Checking every sentence: in_progress"]);
  release();
  await on.slack.idle();
  expect(tasksIn("chat.stopStream")).toEqual([["Wording: complete", "Checking every sentence: complete"]]);
  expect(shown().text).toContain("You asked: Is Llama open?");
});

test("where a model was asked and nothing of it held, the whole answer takes the place of the steps", async () => {
  on = await run({
    fluent: async ({ text }, { onWork }) => {
      onWork?.();
      await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.startStream"));
      return said(text);
    },
  });
  await asks();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
  expect(on.fake.calls.filter(({ method }) => method === "chat.postMessage")).toEqual([]);
});

test.for([
  { refusal: "invalid_chunks", where: "takes no steps" },
  { refusal: "unknown_method", where: "does not stream" },
])("where Slack $where, nothing is posted before there is a sentence", async ({ refusal }) => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { fluent, release } = writer({ saysWhenItWorks: true, begun });
  on = await run({ fluent });
  on.fake.refuse("chat.startStream", refusal);
  await asks();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.startStream"));
  expect(on.fake.messages(channel).filter((message) => message.bot_id !== undefined)).toEqual([]);
  begin();
  release();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
});

test("where Slack refuses the steps, the sentences are streamed without them, now and next time", async () => {
  const { fluent, release } = writer();
  on = await run({ fluent });
  on.fake.refuse("chat.startStream", "invalid_chunks");
  await asks();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.appendStream"));
  release();
  await on.slack.idle();
  await asks("U0B");
  await on.slack.idle();
  expect(tasksIn("chat.startStream").map(({ length }) => length)).toEqual([4, 0, 0]);
  expect(tasksIn("chat.stopStream")).toEqual([[], []]);
  expect(on.fake.calls.filter(({ method }) => method === "chat.postMessage")).toEqual([]);
});

test("where Slack does not stream, the first words are posted, and changed into the answer", async () => {
  const { fluent, release } = writer();
  on = await run({ fluent });
  on.fake.refuse("chat.startStream", "unknown_method", 99);
  await asks();
  await on.fake.until(() => on.fake.posted().length > 0);
  release();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
  await asks("U0B");
  await on.slack.idle();
  expect(on.fake.calls.filter(({ method }) => method === "chat.startStream")).toHaveLength(1); // and it is not asked again
});

test("an answer whose last step fails is finished in the same message, and not written twice", async () => {
  const { fluent, release } = writer();
  on = await run({ fluent });
  release();
  on.fake.refuse("chat.update", "internal_error");
  await asks();
  await on.fake.until(() => on.fake.calls.filter(({ method }) => method === "chat.update").length === 2);
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
  expect(on.fake.calls.filter(({ method }) => method === "chat.startStream")).toHaveLength(1);
});

test("a stream that a crash left open is closed before its message is changed", async () => {
  const { fluent, release } = writer();
  on = await run({ fluent });
  release();
  on.fake.refuse("chat.stopStream", "internal_error");
  await asks();
  await on.fake.until(
    () => on.fake.calls.filter(({ method, answer }) => method === "chat.update" && answer["ok"]).length === 1,
  );
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
});

/** Says a sentence at first, if there is one, and then whenever it is told to. */
function dictated(first?: string) {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  let say: (text: string) => void = () => {};
  const fluent: FluentAnswer = async ({ text }, { onWork, onSentence }) => {
    say = (sentence) => onSentence?.({ text: sentence, cites: [] });
    if (first === undefined) onWork?.();
    else say(first);
    await held;
    return said(text);
  };
  return { fluent, release, say: (text: string) => say(text) };
}
const ours = () => on.fake.messages(channel).filter((message) => message.bot_id !== undefined);
const calls = (wanted: string) => on.fake.calls.filter(({ method, answer }) => method === wanted && answer["ok"]);
const until = (method: string, times: number) => on.fake.until(() => calls(method).length >= times);

test("a stream that grows old is ended, and another message carries on; in the end one has the whole answer", async () => {
  const { fluent, release, say } = dictated("It is open.");
  on = await run({ fluent, streamLimits: { longestMs: 20, longestText: 11_000 } });
  const { message } = await asks();
  await until("chat.stopStream", 1);
  say("It costs less.");
  await until("chat.startStream", 2);
  await until("chat.stopStream", 2);
  expect(ours().map(({ text }) => text)).toEqual(["It is open.", "It costs less."]);
  expect(ours().map(({ thread_ts }) => thread_ts)).toEqual([message.ts, message.ts]);
  const last = ours()[1]?.ts;
  release();
  await on.slack.idle();
  expect(shown().ts).toBe(last);
  expect(whole(shown())).toContain("You asked: Is Llama open?");
  expect(whole(shown())).toContain("feedback");
});

test("steps that grow old before there is a word go, too", async () => {
  const { fluent, release, say } = dictated();
  on = await run({ fluent, streamLimits: { longestMs: 1, longestText: 11_000 } });
  await asks();
  await until("chat.stopStream", 1);
  say("It is open.");
  await until("chat.startStream", 2);
  release();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
});

test("what Slack takes no more of, because it ended the stream by itself, begins the next message", async () => {
  const { fluent, release, say } = dictated();
  on = await run({ fluent });
  await asks();
  await until("chat.startStream", 1);
  say("It is open.");
  await until("chat.appendStream", 1);
  on.fake.workspace.now += 5 * 60_000 + 1;
  say("It costs less.");
  await until("chat.startStream", 2);
  expect(ours().map(({ text }) => text)).toEqual(["It is open.", "It costs less."]);
  expect(on.fake.calls.filter(({ answer }) => answer["error"] === "message_not_in_streaming_state")).toHaveLength(1);
  release();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
});

test("what one message has no room for goes into another, each sentence once", async () => {
  const { fluent, release, say } = dictated();
  on = await run({ fluent, streamLimits: { longestMs: 60_000, longestText: 25 } });
  await asks();
  await until("chat.startStream", 1);
  const all = ["It is open.", "It costs less.", "It runs here.", "It is small."];
  for (const [i, sentence] of all.entries()) {
    say(sentence);
    await on.fake.until(
      () =>
        ours()
          .map(({ text }) => text)
          .join(" ")
          .trim() === all.slice(0, i + 1).join(" "),
    );
  }
  expect(ours().length).toBeGreaterThan(2);
  expect(ours().filter(({ text }) => (text ?? "").length > 25)).toEqual([]);
  release();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
});

test("of messages that carried on from each other the earlier ones go, also when the first try to end them fails", async () => {
  const { fluent, release, say } = dictated();
  on = await run({ fluent });
  await asks();
  await until("chat.startStream", 1);
  say("It is open.");
  await until("chat.appendStream", 1);
  on.fake.workspace.now += 5 * 60_000 + 1;
  say("It costs less.");
  await until("chat.startStream", 2);
  on.fake.refuse("chat.delete", "internal_error");
  release();
  await on.fake.until(() => on.fake.calls.filter(({ method }) => method === "chat.delete").length === 2);
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Llama open?");
  expect(calls("chat.postMessage")).toEqual([]);
});

test("the stop button stops the writing, at once", async () => {
  const { fluent, stopped } = writer();
  on = await run({ fluent });
  const { message } = await asks();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.startStream"));
  await on.people.event({ type: "agent_session_stopped", channel, user: "U0A", thread_ts: message.ts });
  await on.slack.idle();
  expect(stopped()).toBe(true);
  expect(shown().text).toContain("You asked: Is Llama open?");
});

test("an edit stops the writing, and is answered in the same message", async () => {
  const { fluent, stopped, release } = writer();
  on = await run({ fluent });
  const { message } = await asks();
  await on.fake.until(() => on.fake.calls.some(({ method }) => method === "chat.startStream"));
  await on.people.edits(channel, message.ts, "<@U0BOT> Is Claude open?");
  await on.fake.until(() => stopped());
  release();
  await on.slack.idle();
  expect(shown().text).toContain("You asked: Is Claude open?");
});

test("Slack is told that an answer is being written, and that it is done", async () => {
  const { fluent, release } = writer();
  on = await run({ fluent });
  release();
  const { message } = await asks();
  await on.slack.idle();
  await on.fake.until(() => on.fake.workspace.threads.filter(({ method }) => method === "session").length === 2);
  const sessions = on.fake.workspace.threads.filter(({ method }) => method === "session");
  expect(sessions.map(({ status }) => status)).toEqual(["processing", "active"]);
  expect(sessions[0]).toMatchObject({ channel_id: channel, thread_ts: message.ts, initiator_user_id: "U0A" });
});

test("what people say to each other in a thread of ours is left before a model sees it", async () => {
  const { fluent, release } = writer();
  const asked: string[] = [];
  on = await run({
    fluent: async (question, occasion) => {
      if (!occasion.leaveIt?.({ ...said(""), reply: { ...echo(""), kind: "smalltalk" } })) asked.push(question.text);
      return {
        ...(await fluent(question, { ...occasion, onSentence: undefined })),
        reply: { ...echo(question.text), kind: "smalltalk" },
      };
    },
  });
  release();
  const { message } = await asks();
  await on.slack.idle();
  await on.settled(on.people.writes({ user: "U0B", channel, text: "ok thanks", thread_ts: message.ts }));
  expect(asked).toEqual(["Is Llama open?"]);
  expect(on.fake.messages(channel).filter((each) => each.bot_id !== undefined)).toHaveLength(1);
});

test("somebody of another company is a guest", async () => {
  const { fluent, release, places } = writer();
  on = await run({ fluent });
  release();
  await asks("U0STRANGER", { more: { user_team: "T0OTHER" } });
  await on.slack.idle();
  expect(places).toEqual([expect.objectContaining({ guest: true })]);
});

test("/weigh route says where a text would go, to whoever asked alone", async () => {
  on = await run({
    office: {
      admin: async () => echo(""),
      route: async (text, at) => ({ ...echo(`${text} ${at.platform}`), kind: "help" }),
    },
  });
  await on.settled(on.people.runs("/weigh", 'route "Is ann@x.org in it?"', { user: "U0A", channel }));
  expect(whole(on.fake.ephemeral("U0A")[0])).toContain("Is ann@x.org in it? slack");
  expect(on.fake.posted()).toEqual([]);
});
