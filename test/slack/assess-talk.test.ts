import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../fakes/slack.ts";
import { assessWords } from "../../src/slack/assess/typed.ts";
import {
  assessing,
  channel,
  clinic,
  dm,
  labelsIn,
  one,
  other,
  type People,
  read,
  ticks,
  user,
} from "./assess-support.ts";

let p: People;
beforeEach(async () => {
  p = await assessing();
});
afterEach(() => p.on.stop());
const last = (where = dm): Message => p.said(where).at(-1) as Message;
const inStore = (who = user) => p.on.store.assessments.listOf(`slack:T0TEAM/${who}`, { limit: 99 });
const inDm = { channel: dm };

describe("“assess” in a direct message", () => {
  test("asks one question at a time in one message, and sends the result into the same thread", async () => {
    const root = await p.writes("assess", undefined, inDm);
    expect(read(last())).toContain("First tell me about it in a reply in this thread");
    expect(last().thread_ts).toBe(root.ts);
    await p.writes(clinic, root.ts, inDm);
    const asks = one(p.said(dm));
    expect(read(asks)).toContain("This is what I understood.");
    expect(read(asks)).toContain("from “Two ML engineers”");
    await p.press(asks, "Next", { state: { b: ticks("mission_critical") } });
    for (let i = 0; i < 20 && labelsIn(asks).includes("I don't know (skip)"); i += 1)
      await p.press(asks, "I don't know");
    expect(read(asks)).toContain("That is all I need.");
    const [, result] = p.said(dm);
    expect(result?.thread_ts).toBe(root.ts);
    expect(read(result)).toContain("How sure");
    expect(p.said(dm)).toHaveLength(2);
    const [row] = await inStore();
    expect(JSON.parse(row?.doc ?? "")).toMatchObject({ draft: { facts: { mission_critical: { value: "yes" } } } });
  });

  test.for([
    { typed: "2", means: "the second option" },
    { typed: "mostly simple, some hard", means: "an option" },
    { typed: "Mostly simple", means: "the beginning of one" },
    { typed: "mixed_complexity", means: "its value" },
  ])("takes “$typed” as $means", async ({ typed }) => {
    const root = await p.writes(`assess: ${clinic}`, undefined, inDm);
    await p.press(last(), "Next", { state: { b: ticks() } });
    expect(read(last())).toContain("Is all of the work alike");
    await p.writes(typed, root.ts, inDm);
    expect(await facts()).toMatchObject({ workload_mix: { value: "mixed_complexity" } });
  });
  const facts = async () => (JSON.parse((await inStore())[0]?.doc ?? "") as { draft: { facts: object } }).draft.facts;

  test("takes words of ours: skip, why, back, finish", async () => {
    const root = await p.writes("assess", undefined, inDm);
    await p.writes("skip", root.ts, inDm);
    expect(read(last())).toContain("Does any of this apply?");
    await p.writes("none, so next", root.ts, inDm);
    expect(read(last())).toContain("I did not get that.");
    await p.writes("next", root.ts, inDm);
    const question = read(last()).split("\n")[1] ?? "";
    await p.writes("why?", root.ts, inDm);
    expect(read(last())).toContain(`${question}\nWhy I ask:`);
    await p.writes("I don't know", root.ts, inDm);
    expect(read(last())).not.toContain(question);
    await p.writes("back", root.ts, inDm);
    expect(read(last())).toContain(question);
    await p.writes("finish now", root.ts, inDm);
    expect(read(last())).toContain("How sure");
    expect(read(p.said(dm).at(-2))).toContain("That is all I need.");
  });

  test("takes a sentence as more of the description, and as the answer when it is one", async () => {
    const root = await p.writes("assess: an internal chatbot", undefined, inDm);
    await p.press(last(), "Next", { state: { b: ticks() } });
    await p.writes("The data may only leave under a contract, and we have two ML engineers", root.ts, inDm);
    expect(await facts()).toMatchObject({ data_may_leave: { value: "with_contract" }, ml_team: { value: "some" } });
  });

  test("shows the question below the reply, and only there", async () => {
    const root = await p.writes("assess", undefined, inDm);
    const first = last();
    await p.writes(clinic, root.ts, inDm);
    expect(one(p.said(dm)).ts).not.toBe(first.ts);
    expect(Number(last().ts)).toBeGreaterThan(Number(first.ts));
  });

  test("lets a question be a question", async () => {
    const root = await p.writes("assess", undefined, inDm);
    await p.writes("skip", root.ts, inDm);
    await p.writes("what is LoRA?", root.ts, inDm);
    expect(p.on.asked.map(({ text }) => text)).toEqual(["what is LoRA?"]);
  });

  test("asked for again in the midst of it shows where it stands", async () => {
    const root = await p.writes("assess", undefined, inDm);
    await p.writes(clinic, root.ts, inDm);
    await p.writes("assess", root.ts, inDm);
    expect(read(one(p.said(dm)))).toContain("Does any of this apply?");
    expect(await inStore()).toHaveLength(1);
  });

  test("is begun once, however often it comes", async () => {
    const { deliveries } = await p.on.settled(p.on.people.writes({ user, channel: dm, text: "assess" }));
    for (const each of deliveries) await p.on.settled(p.on.people.again(each));
    expect(p.said(dm)).toHaveLength(1);
    expect(await inStore()).toHaveLength(1);
  });

  test("hears a reply once, and lets an edit of it pass", async () => {
    const root = await p.writes("assess", undefined, inDm);
    const reply = await p.writes(clinic, root.ts, inDm);
    await p.on.settled(p.on.people.edits(dm, reply.ts, "A public chatbot"));
    expect(p.on.asked).toEqual([]);
    expect(read(one(p.said(dm)))).toContain("Two ML engineers");
  });
});

describe("“assess” in a channel", () => {
  test("is asked in the thread, for all to read, and the result goes to its owner alone", async () => {
    const root = await p.writes("<@U0BOT> assess");
    expect(read(last(channel))).toContain("Everybody here can read along. The result goes to you alone.");
    await p.writes(clinic, root.ts);
    await p.writes("finish", root.ts);
    expect(read(last(channel))).toContain("That is all I need. I sent the result to you as a direct message.");
    expect(read(last(dm))).toContain("Self-host");
    expect(read(last(channel))).not.toContain("Self-host");
  });

  test("leaves others alone: they press in vain, and what they write is no answer", async () => {
    const root = await p.writes("<@U0BOT> assess");
    await p.writes("skip", root.ts, { user: other });
    const asks = one(p.said(channel));
    expect(p.on.asked).toEqual([]);
    expect(read(asks)).toContain("First tell me about it");
    await p.press(asks, "Skip this", { user: other });
    expect(p.whispered(other).text).toContain("That assessment is not shared with you.");
  });

  test("while the decision flow is broken says so in the thread", async () => {
    await p.on.stop();
    p = await assessing({ assessing: () => undefined });
    const root = await p.writes("<@U0BOT> assess");
    expect(read(last(channel))).toContain("I can't weigh a case just now");
    expect(last(channel).thread_ts).toBe(root.ts);
  });

  test("where the bot may not write says nothing and breaks nothing", async () => {
    p.fake.refuse("chat.postMessage", "restricted_action");
    await p.writes("<@U0BOT> assess");
    expect(p.on.logged.join()).toContain("restricted_action");
    expect(await p.on.slack.depth()).toMatchObject({ ready: 0, dead: 0 });
  });
});

describe("Assess my case", () => {
  const answered = async (words: string): Promise<{ answer: Message; root: Message }> => {
    const root = await p.writes(`<@U0BOT> ${words}`);
    return { answer: last(channel), root };
  };

  test("asks in the thread of the answer, beginning with what the question said of a case", async () => {
    const { answer, root } = await answered("patient letters must not leave the building, which way?");
    await p.press(answer, "Assess my case");
    expect(last(channel).thread_ts).toBe(root.ts);
    expect(read(last(channel))).toContain("from “letters must not leave”");
  });

  test("under a question that says nothing of a case asks for a description first", async () => {
    const { answer } = await answered("is it safe?");
    await p.press(answer, "Assess my case");
    expect(read(last(channel))).toContain("First tell me about it");
  });

  test("under an answer for one person alone opens the form", async () => {
    await p.weigh("ask patient letters must not leave the building");
    await p.press(p.whispered(), "Assess my case");
    expect(JSON.stringify(p.modal())).toContain("patient letters must not leave the building");
    expect(p.modal()["callback_id"]).toBe("assess.start");
  });
});

describe("the form and the conversation", () => {
  test("are two views of one draft", async () => {
    await p.weigh("assess");
    await p.submit({ name: { text: { value: "Letters" } }, text: { text: { value: clinic } } });
    await p.submit();
    await p.press(p.modal(), "Go on in messages");
    expect(read(p.modal())).toContain("I asked the next question in our direct messages.");
    const asks = one(p.said(dm));
    expect(read(asks)).toContain("Does any of this apply?");
    await p.on.people.closes(user);
    await p.press(asks, "Next", { state: { b: ticks() } });
    await p.press(asks, "Use the form");
    expect(p.modal()["callback_id"]).toBe("assess.step");
    await p.throughWith();
    await p.press(asks, "I don't know");
    expect(read(asks)).toContain("That is all I need.");
    expect(p.said(dm).filter((each) => read(each).includes("How sure"))).toHaveLength(1);
  });

  test("a button that is behind shows the question as it stands", async () => {
    await p.writes(`assess: ${clinic}`, undefined, inDm);
    const before = { ...last() };
    await p.press(before, "Next", { state: { b: ticks() } });
    await p.press(before, "Next", { state: { b: ticks("air_gapped") } });
    expect(read(last())).toContain("This moved on meanwhile. Here is where it stands.");
    expect(read(last())).toContain("1 answered");
  });

  test("what is typed in a thread in direct messages counts, also when the form began it", async () => {
    await p.weigh("assess");
    await p.submit({ name: { text: { value: "" } }, text: { text: { value: "" } } });
    await p.press(p.modal(), "Go on in messages");
    await p.writes("next", last().ts, inDm);
    expect(read(last())).toContain("1 answered");
  });
});

test.for([
  { said: "assess", words: "" },
  { said: "Assess my case!", words: "" },
  { said: "/weigh assess", words: "" },
  { said: "assess: we are a bank", words: "we are a bank" },
  { said: "assess our workload: chat", words: "chat" },
  { said: "interview me", words: "" },
  { said: "assess whether open is safe", words: undefined },
  { said: "how do you assess models?", words: undefined },
  { said: "assessment of llama please", words: undefined },
])("“$said” begins with $words", ({ said, words }) => expect(assessWords(said)).toBe(words));
