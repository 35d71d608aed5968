import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bot, channel, chatWith, group, mention, message, person, tenant } from "../fakes/teams.ts";
import { one, run, type Running, whole } from "./harness.ts";

let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());
const [dana, eli] = [person(1), person(2)];
const thread = channel("1699");

describe("asked where people are", () => {
  test.for([
    { is: "a channel", place: thread },
    { is: "a group chat", place: group },
    { is: "a personal chat", place: chatWith(dana) },
  ])("in $is, the answer stands there, as a reply to the question", async ({ place }) => {
    const asked = message(on.fake, dana, place, "what is lock-in?");
    expect((await on.send(asked)).status).toBe(200);
    const { conversation, replyTo, activity, onlyFor } = one(on.posted());
    expect({ conversation, replyTo, onlyFor }).toEqual({
      conversation: place.conversation,
      replyTo: asked["id"],
      onlyFor: undefined,
    });
    expect(activity["text"]).toContain("You asked: what is lock-in?");
    expect(one(on.asked).text).toBe("what is lock-in?");
  });

  test.for([
    { is: "a channel", place: thread },
    { is: "a group chat", place: group },
  ])("in $is, what is not said to us is not answered, nor written down", async ({ place }) => {
    const to = { type: "mention", mentioned: { id: eli.id, name: eli.name }, text: `<at>${eli.name}</at>` };
    for (const more of [
      { text: "talk", entities: [] },
      { text: `${to.text} talk`, entities: [to] },
      { text: mention.text, entities: undefined },
    ])
      expect((await on.send(message(on.fake, dana, place, "", more))).status).toBe(200);
    expect(on.asked).toEqual([]);
    expect(await on.teams.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
  });

  test("a conversation whose kind Teams does not name is a group: without our name nothing is answered", async () => {
    const unnamed = { conversation: { id: "a:1", tenantId: tenant } };
    await on.send(message(on.fake, dana, chatWith(dana), "hi", unnamed));
    expect(on.asked).toEqual([]);
  });

  test.for([
    { is: "another bot", from: { id: "28:another", name: "Bot" } },
    { is: "this bot", from: bot },
  ])("$is is not answered", async ({ from }) => {
    await on.send(message(on.fake, { ...dana, ...from }, chatWith(dana), "hi"));
    expect(on.asked).toEqual([]);
  });
});

describe("the words that a person meant", () => {
  test.for([
    { is: "our name in the middle", text: `so ${mention.text} what is LoRA?`, want: "so what is LoRA?" },
    {
      is: "somebody else's name too",
      text: `${mention.text} <at id="1">Eli</at> asks: what is LoRA?`,
      want: "asks: what is LoRA?",
    },
    {
      is: "a quoted message",
      text: `<blockquote itemscope="">old <b>words</b></blockquote>${mention.text}<p>what is LoRA?</p>`,
      want: "what is LoRA?",
    },
    {
      is: "Teams' signs",
      text: `${mention.text}&nbsp;what&#39;s &quot;LoRA&quot; &amp; why?`,
      want: `what's "LoRA" & why?`,
    },
    { is: "a command's name", text: `${mention.text} ask what is LoRA?`, want: "what is LoRA?" },
    { is: "/weigh", text: `${mention.text} /weigh ask what is LoRA?`, want: "what is LoRA?" },
    {
      is: "a command that goes on as a question",
      text: `${mention.text} help me choose a model`,
      want: "help me choose a model",
    },
    {
      is: "forget, in a question",
      text: `${mention.text} forget prices, is it safe?`,
      want: "forget prices, is it safe?",
    },
    {
      is: "admin, in a question",
      text: `${mention.text} admin rights for open models?`,
      want: "admin rights for open models?",
    },
  ])("are read with $is", async ({ text, want }) => {
    await on.send(message(on.fake, dana, group, "", { text }));
    expect(one(on.asked).text).toBe(want);
  });

  test("who mentions us without a word is asked for one", async () => {
    await on.send(message(on.fake, dana, group, ""));
    expect(on.asked).toEqual([]);
    expect(one(on.posted()).activity["text"]).toContain("Write your question");
  });
});

describe("what was said before", () => {
  const ask = (text: string, place = thread, who = dana) => on.send(message(on.fake, who, place, text));

  test("in a thread, by whoever, is known; in another thread, or another chat, it is not", async () => {
    await ask("what is LoRA?");
    await ask("and what does it need?", thread, eli);
    expect(on.asked[1]?.context).toEqual([
      { role: "user", text: "what is LoRA?" },
      { role: "bot", text: expect.stringContaining("You asked: what is LoRA?") },
    ]);
    await ask("and?", channel("1700"));
    await ask("and?", chatWith(dana));
    expect(on.asked.slice(2).map(({ context }) => context)).toEqual([[], []]);
  });

  test("in a personal chat is known as one conversation", async () => {
    await ask("one?", chatWith(dana));
    await ask("two?", chatWith(dana));
    await ask("three?", chatWith(dana));
    expect(on.asked[2]?.context.filter(({ role }) => role === "user").map(({ text }) => text)).toEqual([
      "one?",
      "two?",
    ]);
  });

  test("to one person alone is not known to a thread", async () => {
    await on.send(message(on.fake, dana, thread, "a secret?", { recipient: { ...bot, isTargeted: true } }));
    await ask("and?", thread, eli);
    expect(on.asked[1]?.context).toEqual([]);
  });
});

describe("answered once", () => {
  test("an activity that comes again, at once or later", async () => {
    const asked = message(on.fake, dana, thread, "hi?");
    const all = await Promise.all([on.send(asked), on.send(asked), on.send(asked)]);
    await on.send(asked);
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(on.posted()).toHaveLength(1);
    expect(on.asked).toHaveLength(1);
  });

  test("but the same id in another conversation is another question", async () => {
    await on.send(message(on.fake, dana, thread, "hi?", { id: "1" }));
    await on.send(message(on.fake, dana, group, "hi?", { id: "1" }));
    expect(on.asked).toHaveLength(2);
  });
});

describe("a question that changes", () => {
  const asked = () => message(on.fake, dana, thread, "what is LoRA?");
  const changed = (of: Record<string, unknown>, type: string, eventType: string, more = {}) => ({
    ...of,
    type,
    timestamp: new Date(Date.now() + Math.random() * 1e6).toISOString(),
    channelData: { ...(of["channelData"] as object), eventType },
    ...more,
  });

  test("is answered in the same message again when it is edited", async () => {
    const first = asked();
    await on.send(first);
    await on.send(changed(first, "messageUpdate", "editMessage", { text: `${mention.text} what is RAG?` }));
    const { activity, edits } = one(on.posted());
    expect(activity["text"]).toContain("You asked: what is RAG?");
    expect(edits).toBe(1);
    expect(on.asked[1]?.context).toEqual([]);
    await on.send(changed(first, "messageUpdate", "editMessage", { text: `${mention.text} what is MoE?` }));
    expect(one(on.posted()).edits).toBe(2);
  });

  test("is answered when an edit first brings our name into it", async () => {
    const first = message(on.fake, dana, thread, "", { text: "what is LoRA?", entities: [] });
    await on.send(first);
    await on.send(
      changed(first, "messageUpdate", "editMessage", { text: `${mention.text} what is LoRA?`, entities: [mention] }),
    );
    expect(one(on.posted()).replyTo).toBe(first["id"]);
  });

  test("takes its answer along when it is deleted, and gets a new one when it is brought back", async () => {
    const first = asked();
    await on.send(first);
    const [answer] = on.posted();
    await on.send(changed(first, "messageDelete", "softDeleteMessage", { text: "" }));
    expect(on.posted()).toEqual([]);
    expect(
      await on.store.answers.byMessage(`teams:${tenant}/19:channel@thread.tacv2`, answer?.id ?? ""),
    ).toBeUndefined();
    await on.send(changed(first, "messageUpdate", "undeleteMessage"));
    expect(one(on.posted()).activity["text"]).toContain("You asked: what is LoRA?");
  });

  test("that was never answered changes nothing", async () => {
    await on.send(changed(asked(), "messageDelete", "softDeleteMessage"));
    await on.send(changed(asked(), "messageUpdate", "somethingElse"));
    expect(on.fake.calls).toEqual([]);
  });
});

test("the answer has the label of the question, however Teams writes it", async () => {
  const usageInfo = { "@type": "CreativeWork", "@id": "label-1", name: "Confidential", description: "For us only" };
  const entities = [mention, { type: "https://schema.org/Message", "@type": "Message", usageInfo }];
  await on.send(message(on.fake, dana, group, "is it safe?", { entities }));
  await on.send(message(on.fake, dana, group, "and is it cheap?"));
  const [labelled, plain] = on.posted();
  expect(labelled?.activity["entities"]).toEqual([expect.objectContaining({ usageInfo })]);
  expect(whole(plain)).not.toContain("usageInfo");
});

test("nothing that was typed, and nobody's id, is in the log", async () => {
  on.fake.trouble(() => ({ status: 403, code: "MessageWritesBlocked", message: "canarytext" }));
  await on.send(message(on.fake, dana, group, "canarytext"));
  await on.send("canarytext");
  expect(on.logged.length).toBeGreaterThan(0);
  for (const secret of ["canarytext", dana.id, dana.aadObjectId, "Person 1", on.fake.serviceUrl])
    expect(on.logged.join("\n")).not.toContain(secret);
});
