import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chatWith, group, keyOf, pressOn, tenant } from "../fakes/teams.ts";
import { cardIn, clinic, dana, eli, fieldsOn, labelsOn, type People, read, startPeople } from "./assess-support.ts";

let people: People;
beforeEach(async () => {
  people = await startPeople();
});
afterEach(() => people.on.stop());
const rows = (key = keyOf(dana)) => people.on.store.assessments.listOf(key, { limit: 50 });

describe("assess, by cards", () => {
  test("goes from a description to a verdict that says what would change it", async () => {
    let seen = await people.say("assess");
    expect(Object.keys(fieldsOn(seen))).toEqual(["name", "text"]);
    seen = await people.press(seen, "Next", { name: "Letters", text: clinic });
    expect(read(seen)).toContain("What I understood");
    seen = await people.press(seen, "Next");
    expect(read(seen)).toContain("Does any of this apply?");
    seen = await people.press(seen, "Next", { ticks: "" });
    let steps = 0;
    for (; labelsOn(seen).includes("Next") && steps < 15; steps += 1) {
      expect(Object.keys(fieldsOn(seen)).length).toBeGreaterThan(0);
      seen = await people.press(seen, "Next");
    }
    expect(steps).toBeGreaterThan(0);
    expect(read(seen)).toContain("How sure:");
    expect(read(seen)).toContain("What would change it");
    expect(labelsOn(seen).some((label) => label.startsWith("Try: "))).toBe(true);
    expect(await rows()).toMatchObject([{ name: "Letters", state: "final" }]);
    expect(await people.on.store.assessments.runsOf((await rows())[0]?.id ?? "", 5)).toHaveLength(1);
  });

  test("begins with what was said behind the word", async () => {
    const seen = await people.say(`assess: ${clinic}`);
    expect(read(seen)).toContain("What I understood");
  });

  test("in a group is a card for one person alone", async () => {
    await people.say("assess", dana, group);
    expect(people.on.posted()).toMatchObject([{ conversation: group.conversation, onlyFor: dana.id }]);
  });

  test("below an answer takes over what was asked, when it states a case", async () => {
    const seen = await people.say(clinic);
    await people.press(seen, "Assess my case");
    expect(JSON.stringify(people.on.posted().at(-1)?.activity)).toContain("What I understood");
  });

  test("goes a step back, with what was answered there", async () => {
    let seen = await people.say("assess");
    seen = await people.press(seen, "Next", { name: "", text: "" });
    seen = await people.press(seen, "Next", { ticks: "" });
    const [field = ""] = Object.keys(fieldsOn(seen));
    const before = await people.press(seen, "Next", { [field]: "unknown" });
    seen = await people.press(before, "Back");
    expect(fieldsOn(seen)[field]).toBe("unknown");
  });

  test("counts what is ticked when somebody finishes early", async () => {
    let seen = await people.say("assess");
    seen = await people.press(seen, "Next", { text: "" });
    const first = JSON.stringify(seen.card).match(/"value":"([a-z_]+)"/)?.[1] ?? "";
    seen = await people.press(seen, "Finish now", { ticks: first });
    expect(read(seen)).toContain("How sure:");
    const [row] = await rows();
    expect(JSON.parse(row?.doc ?? "{}")).toMatchObject({ draft: { steps: [{}, { of: "checklist" }] } });
  });

  test("puts one fact right", async () => {
    let seen = await people.say(`assess: ${clinic}`);
    seen = await people.press(seen, "Change");
    const [field = ""] = Object.keys(fieldsOn(seen));
    seen = await people.press(seen, "Save", { [field]: "unknown" });
    expect(read(seen)).toContain(": not known");
  });
});

describe("a card that is older than what it shows", () => {
  test("takes no step twice: it says that this moved on, and shows where it stands", async () => {
    const first = await people.say("assess");
    const second = await people.press(first, "Next", { text: clinic });
    const again = await people.press(first, "Next", { text: "Something else entirely." });
    expect(read(again)).toContain("This moved on meanwhile.");
    expect(read(again)).toContain("What I understood");
    expect(read(again)).not.toContain("Something else");
    expect(second.card["refresh"]).toMatchObject({ userIds: [dana.id], action: { verb: "assess.view" } });
  });

  test("is drawn anew when the chat is opened again", async () => {
    const first = await people.say("assess");
    await people.press(first, "Next", { text: clinic });
    const { action } = first.card["refresh"] as { action: { verb: string; data: Record<string, unknown> } };
    const on = people.on;
    const refreshed = await on.send(
      pressOn(on.fake, dana, chatWith(dana), first.on, action.verb, action.data, "automatic"),
    );
    expect(JSON.stringify(await refreshed.json())).toContain("What I understood");
  });
});

describe("a result", () => {
  test("is tried out without a change, and a try that is kept changes it", async () => {
    const result = await people.finished();
    const label = labelsOn(result).find((each) => each.startsWith("Try: ")) ?? "";
    const tried = await people.press(result, label);
    expect(read(tried)).toContain("I changed nothing.");
    const [before] = await rows();
    const kept = await people.press(tried, "Keep it");
    expect(read(kept)).toContain("Kept. It says now:");
    expect(read(kept)).toContain("What changed since the last time:");
    expect((await rows())[0]?.rev).toBe((before?.rev ?? 0) + 1);
  });

  test.for([
    ["Scores", "Value"],
    ["Details", "Next steps"],
    ["Rank what matters", "What matters most?"],
  ] as const)("shows %s and comes back", async ([label, says]) => {
    const seen = await people.press(await people.finished(), label);
    expect(read(seen)).toContain(says);
    expect(read(await people.press(seen, "Back"))).toContain("How sure:");
  });

  test("rests on what somebody ranks; nothing chosen is said", async () => {
    const rank = await people.press(await people.finished(), "Rank what matters");
    expect((await people.press(rank, "Save")).says).toContain("Choose at least one");
    const [first = ""] = JSON.stringify(rank.card).match(/(?<="value":")[^"]+/g) ?? [];
    const seen = await people.press(rank, "Save", { place0: first, place1: first, place2: "no such" });
    expect(read(seen)).toContain("One person has ranked what matters");
  });

  test("asks for what it assumes, and is edited again", async () => {
    const result = await people.finished();
    const assume = await people.press(result, "Answer an assumption");
    expect(Object.keys(fieldsOn(assume))).toHaveLength(1);
    expect(read(await people.press(result, "Edit"))).toContain("What I understood");
  });
});

describe("my assessments", () => {
  test("are listed, gone on with, archived, taken out again and duplicated", async () => {
    await people.finished();
    await people.say("assess: A bank wants a fraud model.");
    let list = await people.say("history");
    expect(read(list)).toMatch(/Begun[^]*Finished[^]*Letters/);
    list = await people.press(list, "Archive");
    expect(read(list)).toContain("Archived");
    list = await people.press(list, "Unarchive");
    expect(read(list)).toMatch(/Finished[^]*Letters/);
    list = await people.press(list, "Duplicate");
    expect(read(list)).toContain("(copy)");
    expect(await rows()).toHaveLength(3);
  });

  test("are compared, and summed up as a portfolio: one's own alone", async () => {
    await people.finished();
    await people.finished("A bank wants a fraud model with strict audit rules.");
    await people.finished("A toy for kids.", eli);
    const ids = (await rows()).map(({ id }) => id);
    const [foreign] = await rows(keyOf(eli));
    const list = await people.say("history");
    expect((await people.press(list, "Compare", { which: `${ids[0]},${foreign?.id}` })).says).toContain("at least two");
    expect(read(await people.press(list, "Compare", { which: ids.join(",") }))).toContain("Letters");
    expect(read(await people.press(list, "Portfolio", { which: ids.join(",") }))).toContain("Letters");
  });
});

describe("whose it is", () => {
  test("a stranger who learns of it sees nothing, by whatever button", async () => {
    const result = await people.finished();
    for (const label of ["Scores", "Edit", "My assessments", "Rank what matters"]) {
      const seen = await people.press(result, label, {}, eli);
      expect(seen.says).toContain("not shared with you");
    }
  });

  test("where it was shared, others look, try and rank, and change nothing; its owner does it once", async () => {
    await people.say("assess", dana, group);
    let seen = await people.say(`assess: ${clinic}`, dana, group);
    seen = await people.press(seen, "Finish now", {}, dana, group);
    expect((await people.press(seen, "Share here", {}, dana, group)).says).toContain("I am posting it");
    await people.press(seen, "Share here", {}, dana, group);
    const shared = people.on.posted().filter(({ onlyFor }) => onlyFor === undefined);
    expect(shared).toHaveLength(1);
    const others = { card: cardIn(shared[0]?.activity), says: undefined, on: shared[0]?.id ?? "" };
    expect(labelsOn(others)).not.toContain("Edit");
    expect(read(await people.press(others, "Scores", {}, eli, group))).toContain("Value");
    const on = people.on;
    const data = { r: `${(await rows())[0]?.id}.1` };
    const edit = await on.send(pressOn(on.fake, eli, group, others.on, "assess.edit", data));
    expect(JSON.stringify(await edit.json())).toContain("Only the person whose assessment this is");
  });

  test("begun in Slack is finished in Teams by the same person, once an admin has linked the two, and not before", async () => {
    const { assessments, links } = people.on.store;
    const slack = "slack:T1/U1";
    const doc = {
      draft: { name: "From Slack", text: "x", facts: {}, steps: [{ of: "text", before: {} }], rankings: {} },
    };
    const row = await assessments.create({
      owner: slack,
      team: "slack:T1",
      place: "slack:T1/C1",
      name: "From Slack",
      doc: JSON.stringify({ ...doc, page: "ask", batches: [], clashes: [] }),
      kbVersion: "v",
    });
    expect(read(await people.say("history"))).not.toContain("From Slack");
    people.on.fake.members.set(dana.id, { aadObjectId: dana.aadObjectId, tenantId: tenant, userRole: "user" });
    await people.say(`link ${await links.offer(slack, "slack:T1/UADMIN", 60_000)}`);
    const list = await people.say("history");
    expect(read(list)).toContain("From Slack");
    const result = await people.press(await people.press(list, "Go on"), "Finish now");
    expect(read(result)).toContain("How sure:");
    expect(await assessments.get(row.id)).toMatchObject({ owner: slack, state: "final" });
  });
});

describe("what is no press of ours is told in a sentence", () => {
  test.for([
    ["assess.next", {}],
    ["assess.next", { r: 5 }],
    ["assess.next", { r: "../etc.1" }],
    ["assess.next", { r: "nobody.1" }],
    ["assess.nothing", { r: "nobody.1" }],
    ["assess.__proto__", { r: "nobody.1" }],
    ["assess.", { r: "nobody.1" }],
    ["assess.try", { r: "nobody.1|data|x" }],
    ["assess.compare", { which: { canary: 1 } }],
  ])("%s with %j", async ([verb, data]) => {
    const on = people.on;
    const response = await on.send(
      pressOn(on.fake, dana, chatWith(dana), "1", verb as string, data as object as never),
    );
    const body = (await response.json()) as { statusCode: number; value: string };
    expect([response.status, body.statusCode]).toEqual([200, 200]);
    expect(body.value).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify([body, on.logged])).not.toContain("canary");
  });

  test.for([
    { is: "a list", values: { ticks: ["a"] } },
    { is: "ten thousand ticks", values: { ticks: "x,".repeat(10_000) } },
    {
      is: "more than may be typed, and signs that no store takes",
      values: { text: "x".repeat(200_000), name: "\0\u202e" },
    },
    { is: "a value that there is not", values: { "fact:data_sensitivity": "no such value" } },
    { is: "a field that there is not", values: { r2: "x" } },
  ] as const)("fields that hold $is do no harm", async ({ values }) => {
    let seen = await people.say("assess");
    for (let i = 0; i < 4; i += 1) seen = await people.press(seen, "Next", values);
    expect(seen.says).toBeUndefined();
  });

  test("a store that is away loses nothing, and says so", async () => {
    const first = await people.say("assess");
    const { db } = people.on.store.engine;
    const { sql } = await import("kysely");
    await sql`alter table assessment rename to elsewhere`.execute(db);
    expect((await people.press(first, "Next", { text: clinic })).says).toContain("I can't save that just now");
    await sql`alter table elsewhere rename to assessment`.execute(db);
    expect(read(await people.press(first, "Next", { text: clinic }))).toContain("What I understood");
  });
});

test("who is forgotten leaves no assessment, and no name in others'", async () => {
  await people.finished();
  await people.say("forget");
  expect(await rows()).toEqual([]);
});
