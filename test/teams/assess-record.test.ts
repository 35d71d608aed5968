import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { group, keyOf } from "../fakes/teams.ts";
import { dana, eli, fieldsOn, labelsOn, type People, read, startPeople } from "./assess-support.ts";

let people: People;
beforeEach(async () => {
  people = await startPeople();
});
afterEach(() => people.on.stop());
const row = async () => (await people.on.store.assessments.listOf(keyOf(dana), { limit: 1 }))[0];

describe("another name", () => {
  test("is given from the list, and is cleaned and cut", async () => {
    await people.finished();
    const form = await people.press(await people.say("history"), "Rename");
    expect(fieldsOn(form)).toEqual({ name: "Letters" });
    const seen = await people.press(form, "Save", { name: `  Patient   letters ${"x".repeat(200)}` });
    expect((await row())?.name).toMatch(/^Patient letters x+$/);
    expect(Array.from((await row())?.name ?? "")).toHaveLength(80);
    expect(read(seen)).toContain("How sure:");
  });

  test("is needed", async () => {
    await people.finished();
    const form = await people.press(await people.say("history"), "Rename");
    expect((await people.press(form, "Save", { name: "  " })).says).toBe("Give it a name, then press Save.");
    expect((await row())?.name).toBe("Letters");
  });
});

describe("a decision record", () => {
  test("is Markdown on the card, says where the decision stands, and when to look again", async () => {
    const form = await people.press(await people.finished(), "Record");
    expect(fieldsOn(form)).toMatchObject({
      status: "proposed",
      again: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
    const seen = await people.press(form, "Write it", { status: "accepted", again: "2027-03-01" });
    for (const words of ["# Letters", "- Status: Accepted", "- Revisit by: 2027-03-01", "## Facts", "## Alternatives"])
      expect(read(seen)).toContain(words);
    expect(await row()).toMatchObject({ status: "accepted", revisitBy: Date.UTC(2027, 2, 1) });
    const back = await people.press(seen, "Back");
    expect(read(back)).toContain("Decision: accepted. To be looked at again by 1 March 2027.");
  });

  test.for(["", "tomorrow", "2027-13-45"])("needs a day, and “%s” is none", async (again) => {
    const form = await people.press(await people.finished(), "Record");
    expect((await people.press(form, "Write it", { status: "accepted", again })).says).toContain("Choose the day");
    expect((await row())?.status).toBe("proposed");
  });

  test("of an unknown standing leaves the standing as it is", async () => {
    const form = await people.press(await people.finished(), "Record");
    await people.press(form, "Write it", { status: "decreed", again: "2027-03-01" });
    expect((await row())?.status).toBe("proposed");
  });

  test("is written by its owner alone", async () => {
    const form = await people.press(await people.finished(), "Record");
    const other = await people.press(form, "Write it", { status: "accepted", again: "2027-03-01" }, eli, group);
    expect(other.says).toContain("not shared with you");
    expect(labelsOn(form)).toContain("Write it");
  });
});
