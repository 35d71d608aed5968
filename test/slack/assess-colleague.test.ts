import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Args, Message } from "../fakes/slack.ts";
import {
  assessing,
  dm,
  labelsIn,
  one,
  other,
  otherDm,
  type People,
  person,
  pick,
  read,
  stranger,
  user,
} from "./assess-support.ts";

let p: People;
let result: Message;
beforeEach(async () => {
  p = await assessing();
  result = await p.finished("Patient letters must not leave the building.");
});
afterEach(() => p.on.stop());
const row = async () => one(await p.on.store.assessments.listOf("slack:T0TEAM/U0A", { limit: 99 }));
const facts = async () => (JSON.parse((await row()).doc) as { draft: { facts: Record<string, Args> } }).draft.facts;
const ask = async (fact = "ml_team", of = other): Promise<void> => {
  await p.press(result, "Ask a colleague");
  await p.submit({ person: person(of), fact: pick(fact) });
};

describe("Ask a colleague", () => {
  test("proposes the question that would tell most", async () => {
    await p.press(result, "Ask a colleague");
    const select = p.modal().blocks.find(({ block_id: id }) => id === "fact")?.["element"] as Args;
    expect(select["initial_option"]).toMatchObject({ value: expect.stringMatching(/^[a-z_]+$/) as string });
  });

  test("brings them the question and its reason, once, and the asker the verdict", async () => {
    await ask();
    expect(read(p.modal())).toContain("I am asking them now");
    const question = one(p.said(otherDm));
    expect(read(question)).toContain("Why it matters:");
    expect(labelsIn(question)).toEqual([
      "Nobody",
      "One or a few people",
      "A practised team",
      "I don't know",
      "Not my call",
    ]);
    await p.press(question, "A practised team", { user: other });
    expect(read(question)).toContain("Thank you. I have passed it on.");
    expect(labelsIn(question)).toEqual([]);
    expect(await facts()).toMatchObject({ ml_team: { value: "strong", by: "slack:T0TEAM/U0B" } });
    const told = p.said(dm).at(-1);
    expect(read(told)).toContain("@U0B\n answered: \nPeople who know ML: A practised team");
    expect(read(told)).toMatch(/The verdict is (?:still|now): /);
    expect(labelsIn(told as Message)).toEqual(["Open"]);
  });

  test("takes one answer of several presses", async () => {
    await ask();
    const before = { ...one(p.said(otherDm)) };
    await p.press(before, "Nobody", { user: other });
    await p.press(before, "A practised team", { user: other });
    expect(p.whispered(other).text).toBe("You have answered that already. Thank you.");
    expect(await facts()).toMatchObject({ ml_team: { value: "none" } });
    expect(p.said(dm)).toHaveLength(2);
  });

  test.for([
    { label: "I don't know", says: "answered: \nPeople who know ML: not known" },
    {
      label: "Not my call",
      says: "says that this is not theirs to answer: Who could run and tune a model of your own?",
    },
  ])("changes nothing for “$label”, and says so", async ({ label, says }) => {
    await ask();
    const before = await facts();
    await p.press(one(p.said(otherDm)), label, { user: other });
    expect(await facts()).toEqual(before);
    expect(read(p.said(dm).at(-1))).toContain(says);
    expect(read(p.said(dm).at(-1))).toContain("The assessment is as it was.");
  });

  test("is for nobody else to answer", async () => {
    await ask();
    await p.press(one(p.said(otherDm)), "Nobody", { user: stranger });
    expect(p.whispered(stranger).text).toBe("That question was for somebody else.");
    expect(await facts()).not.toHaveProperty("ml_team");
  });

  test("merges with what was changed meanwhile", async () => {
    await ask();
    const now = await row();
    let saves = 0;
    const { assessments } = p.on.store;
    const save = assessments.save;
    Object.assign(assessments, {
      save: async (...args: Parameters<typeof save>) => {
        if (saves++ === 0) await save(now.id, now.rev, { doc: now.doc });
        return save(...args);
      },
    });
    await p.press(one(p.said(otherDm)), "Nobody", { user: other });
    expect(await facts()).toMatchObject({ ml_team: { value: "none" } });
    expect((await row()).rev).toBe(now.rev + 2);
  });

  test.for([
    { is: "nobody", who: {}, says: "Choose a person." },
    { is: "oneself", who: { person: person(user) }, says: "That is you." },
  ])("of $is is put right in the form", async ({ who, says }) => {
    await p.press(result, "Ask a colleague");
    const { body } = await p.submit({ ...who, fact: pick("ml_team") });
    expect(JSON.stringify(body)).toContain(says);
  });

  test("asks nobody the same twice while they think", async () => {
    await ask();
    await p.on.people.closes(user);
    await p.press(result, "Ask a colleague");
    const { body } = await p.submit({ person: person(other), fact: pick("ml_team") });
    expect(JSON.stringify(body)).toContain("I asked them that already");
    expect(p.said(otherDm)).toHaveLength(1);
  });

  test("asks once, however often the form comes", async () => {
    await p.press(result, "Ask a colleague");
    const sent = await p.submit({ person: person(other), fact: pick("ml_team") });
    await p.on.settled(p.on.people.again(sent));
    expect(p.said(otherDm)).toHaveLength(1);
  });

  test("of somebody whom the bot may not write to says so to the asker", async () => {
    p.fake.refuse("chat.postMessage", "cannot_dm_bot");
    await ask();
    expect(read(p.said(dm).at(-1))).toContain("I am not allowed to write to that person");
  });

  test("about what is gone thanks them, and no more", async () => {
    await ask();
    await p.weigh("forget");
    await p.press(one(p.said(otherDm)), "Nobody", { user: other });
    expect(p.whispered(other).text).toContain("I no longer keep that question");
  });
});
