/** What stands in a conversation of an assessment that was shared there, and is changed afterwards. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { channel, chatWith, keyOf, message, pressOn, type TeamsMessage, tenant } from "../fakes/teams.ts";
import { one } from "./harness.ts";
import {
  buttonOn,
  cardIn,
  clinic,
  dana,
  eli,
  fieldsOn,
  labelsOn,
  type People,
  read,
  type Seen,
  startPeople,
} from "./assess-support.ts";

const thread = channel("1699");
let people: People;
let mine: Seen;
beforeEach(async () => {
  people = await startPeople();
  people.on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "user" });
  // Asked in a thread, answered for Dana alone, and shared in that thread.
  const begun = await people.say(`assess: ${clinic}`, dana, thread);
  mine = await people.press(begun, "Finish now", {}, dana, thread);
  await people.press(mine, "Share here", {}, dana, thread);
});
afterEach(() => people.on.stop());

const shared = (): TeamsMessage =>
  one(people.on.posted(thread.conversation).filter(({ onlyFor }) => onlyFor === undefined));
const seen = (): Seen => ({ card: cardIn(shared().activity), says: undefined, on: shared().id });
const howSure = (card: Seen): string => /How sure:.*/.exec(read(card))?.[0] ?? "nothing";
/** Something that would change the verdict. */
const tried = () =>
  people.press(mine, labelsOn(mine).find((label) => label.startsWith("Try: ")) ?? "", {}, dana, thread);

test("what its owner keeps is in what the others see, in the same message", async () => {
  const before = howSure(seen());
  const kept = await people.press(await tried(), "Keep it", {}, dana, thread);
  expect(howSure(seen())).toBe(howSure(kept));
  expect(howSure(seen())).not.toBe(before);
  expect(shared().edits).toBe(1);
});

test("what others rank is in it, too", async () => {
  const form = await people.press(seen(), "Rank what matters", {}, eli, thread);
  await people.press(form, "Save", { ...fieldsOn(form), place0: "data-control" }, eli, thread);
  expect(shared().edits).toBe(1);
});

test("what a colleague answers is in it", async () => {
  await people.say("hello", eli);
  const form = await people.press(mine, "Ask a colleague", {}, dana, thread);
  await people.press(form, "Ask", { ...fieldsOn(form), person: eli.aadObjectId }, dana, thread);
  const asked = people.on.posted(chatWith(eli).conversation).at(-1);
  const question = { card: cardIn(asked?.activity), says: undefined, on: asked?.id ?? "" };
  await people.press(question, labelsOn(question)[0] ?? "", {}, eli);
  expect(shared().edits).toBe(1);
});

test("who only looks, tries, edits halfway or archives leaves it alone", async () => {
  const before = shared();
  await people.press(seen(), "Scores", {}, eli, thread);
  await tried();
  const list = await people.press(mine, "My assessments", {}, dana, thread);
  const { data } = buttonOn(mine.card, "Edit");
  await people.on.send(pressOn(people.on.fake, dana, thread, mine.on, "assess.archive", data));
  expect((await people.on.store.assessments.listOf(keyOf(dana), { limit: 1 }))[0]?.state).toBe("archived");
  await people.press(mine, "Edit", {}, dana, thread);
  expect(shared()).toEqual(before);
  expect(labelsOn(list).length).toBeGreaterThan(0);
});

test("of several changes the last one stands, and one that Teams refuses costs nothing else", async () => {
  const before = read(seen());
  people.on.fake.trouble(({ method }) =>
    method === "PUT" ? { status: 403, code: "MessageWritesBlocked" } : undefined,
  );
  const kept = await people.press(await tried(), "Keep it", {}, dana, thread);
  expect(read(kept)).toContain("Kept.");
  expect(people.on.logged.join()).toContain('"code":"teams-card-not-updated"');
  people.on.fake.trouble(() => undefined);
  const form = await people.press(seen(), "Rank what matters", {}, eli, thread);
  await people.press(form, "Save", { ...fieldsOn(form), place0: "data-control" }, eli, thread);
  expect(read(seen())).not.toBe(before);
  expect(shared().edits).toBe(1);
});

test("what was not shared changes nothing anywhere", async () => {
  await people.on.send(message(people.on.fake, eli, chatWith(eli), "hello"));
  const result = await people.finished(clinic, eli);
  const count = people.on.fake.calls.filter(({ method }) => method === "PUT").length;
  const form = await people.press(result, "Rank what matters", {}, eli);
  await people.press(form, "Save", { ...fieldsOn(form), place0: "data-control" }, eli);
  expect(people.on.fake.calls.filter(({ method }) => method === "PUT")).toHaveLength(count);
});
