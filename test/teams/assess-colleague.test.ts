import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chatWith, keyOf, pressOn, tenant } from "../fakes/teams.ts";
import {
  buttonOn,
  cardIn,
  dana,
  eli,
  fieldsOn,
  labelsOn,
  type People,
  read,
  type Seen,
  startPeople,
} from "./assess-support.ts";

let people: People;
beforeEach(async () => {
  people = await startPeople();
  people.on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "user" });
});
afterEach(() => people.on.stop());
const row = async () => (await people.on.store.assessments.listOf(keyOf(dana), { limit: 1 }))[0];
const last = (human = eli): Seen => {
  const found = people.on.posted(chatWith(human).conversation).at(-1);
  return { card: cardIn(found?.activity), says: undefined, on: found?.id ?? "" };
};
/** Dana asks Eli what is chosen already. */
const ask = async (more = {}): Promise<Seen> => {
  const form = await people.press(await people.finished(), "Ask a colleague");
  return people.press(form, "Ask", { ...fieldsOn(form), person: eli.aadObjectId, ...more });
};

describe("asking a colleague", () => {
  test("sends them the one question, with who asks and why, in their own chat", async () => {
    await people.say("hello", eli);
    expect((await ask()).says).toContain("I am asking them now");
    expect(read(last())).toContain("Person 1 is weighing “Letters”");
    expect(read(last())).toContain("Why it matters:");
    expect(labelsOn(last())).toEqual(expect.arrayContaining(["I don't know", "Not my call"]));
  });

  test("takes their answer in, and tells who asked what it comes to", async () => {
    await people.say("hello", eli);
    await ask();
    const asked = last();
    const [answer = ""] = labelsOn(asked);
    const thanks = await people.press(asked, answer, {}, eli);
    expect(read(thanks)).toContain("Thank you. I have passed it on.");
    expect(read(last())).toContain("Thank you.");
    expect(read(last(dana))).toContain("a colleague answered: ");
    expect(read(last(dana))).toMatch(/The verdict is (still|now): /);
    expect(JSON.parse((await row())?.doc ?? "{}")).toMatchObject({ draft: { facts: expect.anything() as object } });
    expect((await row())?.doc).toContain(keyOf(eli));
    expect(read(await people.press(last(dana), "Open"))).toContain("How sure:");
  });

  test("an answer counts once, however often it is pressed or Teams brings it", async () => {
    await people.say("hello", eli);
    await ask();
    const asked = last();
    const { verb, data } = buttonOn(asked.card, labelsOn(asked)[0] ?? "");
    const press = pressOn(people.on.fake, eli, chatWith(eli), asked.on, verb, data);
    await people.on.send(press);
    const [rev, count] = [(await row())?.rev, people.on.posted().length];
    await people.on.send(press);
    expect([(await row())?.rev, people.on.posted().length]).toEqual([rev, count]);
    const other = await people.press(asked, "Not my call", {}, eli);
    expect(other.says).toContain("You have answered that already.");
  });

  test("“Not my call” and “I don't know” leave it as it was", async () => {
    await people.say("hello", eli);
    await ask();
    const before = await row();
    await people.press(last(), "Not my call", {}, eli);
    expect((await row())?.rev).toBe(before?.rev);
    expect(read(last(dana))).toContain("says that this is not theirs to answer");
    expect(read(last(dana))).toContain("The assessment is as it was.");
  });

  test("nobody else can answer it, and they see nothing else of the assessment", async () => {
    await people.say("hello", eli);
    await ask();
    const asked = last();
    expect((await people.press(asked, labelsOn(asked)[0] ?? "", {}, dana, chatWith(dana))).says).toContain(
      "That question was for somebody else.",
    );
    const response = await people.on.send(
      pressOn(people.on.fake, eli, chatWith(eli), asked.on, "reply.give", { r: "nothing.1|yes" }),
    );
    expect(JSON.stringify(await response.json())).toContain("I no longer keep that question");
  });

  test("somebody who has not added us is not asked, and that is told", async () => {
    people.on.fake.closed.add(eli.aadObjectId);
    await ask();
    expect(JSON.stringify(people.on.posted(chatWith(dana).conversation).at(-1)?.activity)).toContain(
      "They may have to add me first",
    );
    const asks = await people.on.store.assessments.asksOf((await row())?.id ?? "");
    expect(asks).toMatchObject([{ state: "declined" }]);
  });

  test("refuses oneself, nobody, and the same person twice", async () => {
    await people.say("hello", eli);
    expect((await ask({ person: dana.aadObjectId })).says).toContain("That is you.");
    expect((await ask({ person: "" })).says).toContain("Choose a person");
    expect((await ask({ fact: "not a fact" })).says).toContain("Choose a question");
    const form = await people.press(await people.finished(), "Ask a colleague");
    const given = { ...fieldsOn(form), person: eli.aadObjectId };
    await people.press(form, "Ask", given);
    expect((await people.press(form, "Ask", given)).says).toContain("I asked them that already");
  });

  test("a guest asks nobody", async () => {
    people.on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "guest" });
    await people.say("hello", eli);
    const count = people.on.posted(chatWith(eli).conversation).length;
    await ask();
    expect(people.on.posted(chatWith(eli).conversation)).toHaveLength(count);
    expect(JSON.stringify(people.on.posted(chatWith(dana).conversation).at(-1)?.activity)).toContain("Guests");
  });
});
