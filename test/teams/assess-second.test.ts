/** A model reads descriptions beside the rules: what it adds is offered, and nothing of it counts until a person takes it. */
import { afterEach, describe, expect, test } from "vitest";
import { deliver, chatWith, group, keyOf, pressOn, tenant } from "../fakes/teams.ts";
import { fakeLlmHere } from "../fakes/llm.ts";
import { gate, readerOn, saying } from "../support/second-reader.ts";
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

let people: People;
afterEach(() => people.on.stop());

const adds = { fact: "budget_style", value: "opex", words: "Two ML engineers" };
const differs = { fact: "ml_team", value: "strong", words: "Two ML engineers" };

async function start(script: Parameters<typeof fakeLlmHere>[0]) {
  const llm = await fakeLlmHere(script);
  people = await startPeople({ second: readerOn({ open: llm, closed: llm }) });
  people.on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "user" });
  return llm;
}
const rows = () => people.on.store.assessments.listOf(keyOf(dana), { limit: 9 });
const facts = async () =>
  (JSON.parse((await rows())[0]?.doc ?? "{}") as { draft: { facts: Record<string, { value: unknown }> } }).draft.facts;
/** What stands in the chat now: the card of the message, however it came there. */
const inChat = (on: string): Seen => {
  const message = people.on.posted().find(({ id }) => id === on);
  return { card: cardIn(message?.activity), says: undefined, on };
};
/** Presses without waiting for the model; what the press is answered. */
async function quickly(seen: Seen, label: string, values = {}): Promise<Seen> {
  const { verb, data } = buttonOn(seen.card, label);
  const body = pressOn(people.on.fake, dana, chatWith(dana), seen.on, verb, { ...data, ...values });
  const response = await deliver(people.on.fake, people.on.url, body);
  const { value } = (await response.json()) as { value: Seen["card"] };
  return { ...seen, card: value };
}
const settled = () => people.on.teams.idle();

describe("on the card", () => {
  test("the rules' reading is there at once, and what a model adds comes onto the same card as an offer", async () => {
    const model = gate();
    await start(model.wait);
    const first = await people.say("assess");
    const seen = await quickly(first, "Next", { name: "Letters", text: clinic });
    expect(read(seen)).toContain("from “Two ML engineers”");
    expect(labelsOn(seen)).not.toContain("Take it");
    model.open(saying(adds, differs));
    await settled();
    const now = inChat(first.on);
    expect(read(now)).toContain("closed-model at its vendor read your description, too.");
    expect(read(now)).toContain("the first counts until you choose");
    expect(labelsOn(now)).toEqual(expect.arrayContaining(["Take it", "No", "Take the model's", "Keep mine"]));
    expect(people.on.posted()).toHaveLength(1);
    expect((await facts())["budget_style"]).toBeUndefined();
  });

  test("what is taken says which model read it and who confirmed it, what is declined is gone", async () => {
    await start(() => saying(adds, differs));
    const first = await people.say(`assess: ${clinic}`);
    let seen = await people.press(inChat(first.on), "Take it");
    expect(read(seen)).toContain("read by closed-model at its vendor in “Two ML engineers”, confirmed by you");
    seen = await people.press(seen, "Keep mine");
    expect(labelsOn(seen)).not.toContain("Take the model's");
    expect(await facts()).toMatchObject({ budget_style: { value: "opex" }, ml_team: { value: "some" } });
    seen = await people.press(seen, "Finish now");
    seen = await people.press(seen, "Record");
    seen = await people.press(seen, "Write it", { status: "proposed", again: "2027-05-22" });
    expect(read(seen)).toContain(
      "read by closed-model at its vendor in “Two ML engineers”, confirmed by whoever described it",
    );
  });

  test("who goes on before it answers keeps their card and their step, and the next card has the offer", async () => {
    const model = gate();
    await start(model.wait);
    const first = await people.say("assess");
    let seen = await quickly(first, "Next", { name: "Letters", text: clinic });
    seen = await quickly(seen, "Next");
    const before = inChat(first.on);
    model.open(saying(adds));
    await settled();
    expect(inChat(first.on)).toEqual(before);
    seen = await people.press(seen, "Next", { ticks: "mission_critical" });
    expect(read(seen)).not.toContain("moved on");
    expect((await facts())["mission_critical"]).toMatchObject({ value: "yes" });
    expect(labelsOn(seen)).toContain("Take it");
  });

  test("who has a question open keeps it", async () => {
    const model = gate();
    await start(model.wait);
    const first = await people.say("assess");
    let seen = await quickly(first, "Next", { name: "Letters", text: clinic });
    seen = await quickly(seen, "Change");
    const before = inChat(first.on);
    model.open(saying(adds));
    await settled();
    expect(inChat(first.on)).toEqual(before);
    const [field = ""] = Object.keys(fieldsOn(seen));
    seen = await people.press(seen, "Save", { [field]: "unknown" });
    expect(labelsOn(seen)).toContain("Take it");
  });

  test("an offer taken on a page of questions keeps what is filled in there", async () => {
    const model = gate();
    await start(model.wait);
    const first = await people.say("assess");
    let seen = await quickly(first, "Next", { name: "Letters", text: clinic });
    seen = await quickly(seen, "Next");
    model.open(saying(adds));
    await settled();
    seen = await people.press(seen, "Next", { ticks: "" });
    const [field = ""] = Object.keys(fieldsOn(seen));
    const value = /"value":"([a-z_]+)"/.exec(JSON.stringify(seen.card).split(`"${field}"`)[1] ?? "")?.[1] ?? "";
    await people.press(seen, "Take it", { [field]: value });
    expect(await facts()).toMatchObject({
      budget_style: { value: "opex" },
      [field.slice("fact:".length)]: { value },
    });
  });

  test("one that was finished meanwhile has the offer under its result", async () => {
    const model = gate();
    await start(model.wait);
    const first = await people.say("assess");
    let seen = await quickly(first, "Next", { name: "Letters", text: clinic });
    seen = await quickly(seen, "Finish now");
    model.open(saying(differs));
    await settled();
    seen = await people.press(seen, "Scores");
    seen = await people.press(seen, "Back");
    seen = await people.press(seen, "Take the model's");
    expect(read(seen)).toContain("Taken. It says now:");
    expect(await facts()).toMatchObject({ ml_team: { value: "strong" } });
    expect(people.on.posted()).toHaveLength(1);
  });

  test("in a group only whoever described it may take an offer, and no message is changed for others", async () => {
    await start(() => saying(adds));
    const first = await people.say(`assess: ${clinic}`, dana, group);
    expect(labelsOn(first)).not.toContain("Take it");
    const seen = await people.press({ ...first, card: { body: [] } }, "Take it", {}, eli, group).catch(String);
    expect(seen).toContain("Nothing here says");
    // The card asks for itself anew when it is opened again.
    const refresh = (first.card["refresh"] as { action: { verb: string; data: object } }).action;
    const again = await people.on.send(
      pressOn(people.on.fake, dana, group, first.on, refresh.verb, { ...refresh.data }, "automatic"),
    );
    expect(JSON.stringify(await again.json())).toContain("Take it");
    const [row] = await rows();
    const stolen = await people.on.send(
      pressOn(people.on.fake, eli, group, first.on, "assess.take", { r: `${row?.id}.${row?.rev}|budget_style|opex` }),
    );
    expect(JSON.stringify(await stolen.json())).toContain("not shared with you");
    expect((await facts())["budget_style"]).toBeUndefined();
  });

  test.for([
    { is: "down", script: { status: 500 } },
    { is: "silent", script: saying() },
    { is: "lying about words", script: saying({ ...adds, words: "on a submarine" }) },
    { is: "out of range", script: saying({ ...differs, value: "galactic" }) },
  ])("a model that is $is offers nothing and holds up nothing", async ({ script }) => {
    await start(() => script);
    const first = await people.say(`assess: ${clinic}`);
    const seen = await people.press(inChat(first.on), "Next");
    expect(labelsOn(inChat(first.on))).not.toContain("Take it");
    expect(read(seen)).toContain("Does any of this apply?");
    expect(people.on.posted()).toHaveLength(1);
  });

  test("a guest's description goes to one's own model alone", async () => {
    const [open, closed] = [await fakeLlmHere(() => saying(adds)), await fakeLlmHere(() => saying(adds))];
    people = await startPeople({ second: readerOn({ open, closed }) });
    people.on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "guest" });
    await people.say(`assess: ${clinic}`);
    expect(closed.requests).toEqual([]);
    expect(open.requests).not.toEqual([]);
  });

  test("a description with personal data goes to one's own model alone", async () => {
    const [open, closed] = [await fakeLlmHere(() => saying(adds)), await fakeLlmHere(() => saying(adds))];
    people = await startPeople({ second: readerOn({ open, closed }) });
    people.on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "user" });
    await people.say(`assess: ${clinic} Reach me at jane.doe@example.com.`);
    expect(closed.requests).toEqual([]);
    expect(open.seen()).not.toContain("jane.doe");
    expect(open.requests).not.toEqual([]);
  });
});
