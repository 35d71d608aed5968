import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  activity,
  bot,
  channel,
  chatWith,
  group,
  keyOf,
  message,
  person,
  pressOn,
  type TeamsMessage,
  tenant,
} from "../fakes/teams.ts";
import { echo, one, run, type Running, whole } from "./harness.ts";

let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());
const [dana, eli] = [person(1), person(2)];
const thread = channel("1699");
const slash = { recipient: { ...bot, isTargeted: true } };
const member = { userRole: "user", tenantId: tenant };
const known = (human = dana, more = {}) =>
  on.fake.members.set(human.id, { aadObjectId: human.aadObjectId, ...member, ...more });
const say = (text: string, place = thread, more = {}, who = dana) => on.send(message(on.fake, who, place, text, more));

describe("what is for one person alone", () => {
  test("is a message that only they see, in the group where they asked by a slash command", async () => {
    await say("is it safe?", thread, slash);
    const { onlyFor, conversation, activity: sent } = one(on.posted());
    expect({ onlyFor, conversation }).toEqual({ onlyFor: dana.id, conversation: thread.conversation });
    expect(sent["recipient"]).toEqual({ id: dana.id, isTargeted: true });
    expect(sent["text"]).toContain("Asked:");
    expect(one(on.fake.calls).query).toBe("?isTargetedActivity=true");
  });

  test("goes to their own chat with us where Teams knows no such messages, and the group learns that much and no more", async () => {
    on.fake.targeting.works = false;
    await say("is it canarysafe?", thread, slash);
    const [own, pointer, ...others] = on.posted();
    expect(others).toEqual([]);
    expect(own?.conversation).toBe(chatWith(dana).conversation);
    expect(whole(own)).toContain("canarysafe");
    expect(pointer?.conversation).toBe(thread.conversation);
    expect(pointer?.activity["text"]).toBe("I answered you in our own chat.");
  });

  test("is not tried in a way that was just refused", async () => {
    on.fake.targeting.works = false;
    await say("is it safe?", thread, slash);
    const targeted = () => on.fake.calls.filter(({ query }) => query !== "").length;
    const tried = targeted();
    await say("is it cheap?", thread, slash);
    expect(targeted()).toBe(tried);
    // The chat is known by now, and not opened again.
    expect(on.fake.calls.filter(({ path }) => path === "conversations")).toHaveLength(1);
  });

  test("is never said aloud where we may not write to them: they are told how to change that", async () => {
    on.fake.targeting.works = false;
    on.fake.closed.add(dana.id);
    await say("is it canarysafe?", thread, slash);
    const told = one(on.posted());
    expect(told.conversation).toBe(thread.conversation);
    expect(told.activity["text"]).toContain("add me to your own chats first");
    expect(whole(told)).not.toContain("canarysafe");
  });

  test("is an answer like any other in a personal chat", async () => {
    await say("is it safe?", chatWith(dana), slash);
    expect(one(on.posted()).onlyFor).toBeUndefined();
  });
});

test.for([
  { is: "as a message that only they see", works: true },
  { is: "in their own chat", works: false },
])("what a try that died had told, $is, is told once, and its buttons work after the next", async ({ works }) => {
  known();
  on.fake.targeting.works = works;
  vi.spyOn(on.store.answers, "record").mockRejectedValueOnce(new Error("the process ended"));
  await say("help", group);
  await vi.waitUntil(async () => (await on.teams.depth()).ready + (await on.teams.depth()).active === 0, {
    timeout: 20_000,
    interval: 20,
  });
  const told = on.posted().filter(({ activity: sent }) => whole(sent).includes("In Teams: mention me"));
  const { id, conversation } = one(told);
  const [answerId] = /"a":"([^"]+)"/.exec(whole(one(told)))?.slice(1) ?? [];
  const kept = await on.store.answers.byId(answerId ?? "");
  expect(kept).toMatchObject({ message: works ? `private:${id}` : id });
  expect(kept?.channel).toContain(conversation);
});

describe("commands", () => {
  test("help tells what there is in Teams", async () => {
    await say("help", chatWith(dana));
    expect(one(on.asked).text).toBe("help");
    expect(whole(one(on.posted()))).toContain("In Teams: mention me");
  });

  test("forget deletes what is kept, and says how much", async () => {
    await say("is it safe?", group);
    await say("forget me", chatWith(dana));
    expect(on.posted().at(-1)?.activity["text"]).toContain("Deleted what I kept about you: 1 record of answers");
    await say("forget", chatWith(dana));
    expect(on.posted().at(-1)?.activity["text"]).toContain("There was nothing kept about you");
  });

  test("admin reports go to the admin alone, though asked in a channel", async () => {
    known();
    await say("admin status");
    const { onlyFor, activity: sent } = one(on.posted());
    expect(onlyFor).toBe(dana.id);
    expect(whole(sent)).toContain("status");
  });

  test("office is asked with the person's key, as ADMIN_USERS names them", async () => {
    await on.stop();
    const keys: string[] = [];
    on = await run({ office: { admin: async (_, key) => (keys.push(key), { ...echo("x"), kind: "help" }) } });
    known();
    await say("admin status", chatWith(dana));
    expect(keys).toEqual([keyOf(dana)]);
  });
});

describe("who is not of our tenant", () => {
  test.for([
    { is: "a guest", more: { userRole: "guest" } },
    { is: "somebody without a name", more: { userRole: "anonymous" } },
    { is: "somebody of another tenant", more: { tenantId: "99999999-0000-0000-0000-000000000001" } },
    { is: "somebody who was invited", more: { userPrincipalName: "dana_other.example#EXT#@ours.example" } },
    { is: "somebody whom Teams knows under another id", more: { aadObjectId: eli.aadObjectId } },
  ])("$is asks like anybody, but is no admin and links nothing", async ({ more }) => {
    const asked: string[] = [];
    await on.stop();
    on = await run({
      office: { admin: async (words) => (asked.push(words.join()), { ...echo("secret"), kind: "help" }) },
    });
    known(dana, more);
    await say("is it safe?", group);
    expect(on.asked).toHaveLength(1);
    await say("admin status", chatWith(dana));
    const code = await on.store.links.offer("slack:T1/U1", "slack:T1/UADMIN", 60_000);
    await say(`link ${code}`, chatWith(dana));
    const [, admin, link] = on.posted();
    for (const refused of [admin, link])
      expect(refused?.activity["text"]).toContain("Guests and people of other organisations");
    expect(asked).toEqual([]);
    expect(await on.store.links.of(keyOf(dana))).toEqual([keyOf(dana)]);
  });

  test("whoever Teams does not tell of is taken for one of them", async () => {
    await say("admin status", chatWith(dana));
    expect(one(on.posted()).activity["text"]).toContain("Guests and people of other organisations");
  });
});

describe("linking two identities", () => {
  test("a code that an admin gave out, typed by the person, makes them one; it works once", async () => {
    known();
    known(eli);
    const code = await on.store.links.offer("slack:T1/U1", "slack:T1/UADMIN", 60_000);
    await say(`link ${code.toLowerCase()}`, chatWith(dana));
    expect(one(on.posted()).activity["text"]).toContain("linked with your Slack account");
    expect(await on.store.links.of(keyOf(dana))).toEqual([keyOf(dana), "slack:T1/U1"]);
    await say(`link ${code}`, chatWith(eli), {}, eli);
    expect(on.posted().at(-1)?.activity["text"]).toContain("I know no such code");
    expect(await on.store.links.of(keyOf(eli))).toEqual([keyOf(eli)]);
  });

  test("whoever tries one code after the other is stopped", async () => {
    known();
    for (let i = 0; i < 6; i += 1) await say(`link AAAA-AAA${i + 2}`, chatWith(dana));
    expect(on.posted().map(({ activity: sent }) => String(sent["text"]).slice(0, 20))).toEqual([
      ...Array.from({ length: 5 }, () => "I know no such code:"),
      "That was one code to",
    ]);
  });
});

describe("too much at once", () => {
  test("one person is told once to wait, and others are answered", async () => {
    await on.stop();
    on = await run({ limits: { perPerson: 2, perTenant: 100, windowMs: 60_000 } });
    for (let i = 0; i < 5; i += 1) await say(`question ${i}?`, group);
    await say("mine?", group, {}, eli);
    expect(on.asked.map(({ text }) => text)).toEqual(["question 0?", "question 1?", "mine?"]);
    const hints = on.posted().filter(({ onlyFor }) => onlyFor === dana.id);
    expect(one(hints).activity["text"]).toContain("That was more than I can answer at once");
  });
});

describe("sharing a private answer", () => {
  const shareOf = (posted: TeamsMessage | undefined): Record<string, unknown> => {
    const found = /"verb":"answer\.share","data":(\{[^}]*\})/.exec(whole(posted))?.[1];
    return JSON.parse(found ?? "null") as Record<string, unknown>;
  };

  test("posts it where it was asked, once", async () => {
    await say("is it safe?", thread, slash);
    const [own] = on.posted();
    const press = (who = dana) => on.send(pressOn(on.fake, who, thread, own?.id ?? "", "answer.share", shareOf(own)));
    await press();
    const [, shared] = on.posted();
    expect(shared).toMatchObject({ conversation: thread.conversation, onlyFor: undefined });
    expect(whole(shared)).toContain("is it safe?");
    expect(whole(shared)).not.toContain("answer.share");
    await press();
    expect(on.posted().at(-1)?.activity["text"]).toContain("You shared that answer already");
  });

  test("is nobody else's to press", async () => {
    await say("is it safe?", thread, slash);
    const [own] = on.posted();
    await on.send(pressOn(on.fake, eli, thread, own?.id ?? "", "answer.share", shareOf(own)));
    const told = on.posted().at(-1);
    expect(told).toMatchObject({ onlyFor: eli.id });
    expect(told?.activity["text"]).toContain("Only the person who got this answer");
  });
});

describe("installed and removed", () => {
  const installation = (action: string, place = chatWith(dana)) =>
    activity(on.fake, "installationUpdate", dana, place, { action });

  test.for([
    { is: "a personal chat", place: chatWith(dana), says: "Ask me here" },
    { is: "a team", place: channel("1699"), says: "Mention me with a question" },
  ])("in $is we say once what we are for, and offer questions", async ({ place, says }) => {
    const added = installation("add", place);
    await Promise.all([on.send(added), on.send(added)]);
    await on.send(activity(on.fake, "conversationUpdate", dana, place, { membersAdded: [bot, dana] }));
    await on.send(installation("add-upgrade", place));
    const hello = one(on.posted());
    expect(whole(hello)).toContain(says);
    const [data] = /\{"a":"[^"]+","q":0\}/.exec(whole(hello)) ?? [];
    await on.send(
      pressOn(on.fake, dana, place, hello.id, "answer.next", JSON.parse(data ?? "null") as Record<string, unknown>),
    );
    expect(one(on.asked).text).toBe("What is LoRA?");
  });

  test("when we are removed, we forget where that was", async () => {
    await say("hi?", chatWith(dana));
    expect(await on.store.conversations.withPerson(keyOf(dana))).toBeDefined();
    expect((await on.send(installation("remove"))).status).toBe(200);
    expect(await on.store.conversations.withPerson(keyOf(dana))).toBeUndefined();
    expect(on.posted()).toHaveLength(1);
  });
});
