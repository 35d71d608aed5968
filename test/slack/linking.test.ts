import { afterEach, beforeEach, expect, test } from "vitest";
import { assessing, clinic, dm, type People, read, user } from "./assess-support.ts";

let people: People;
beforeEach(async () => {
  people = await assessing();
});
afterEach(() => people.on.stop());

const teams = "teams:aaaaaaaa-0000-0000-0000-000000000001/bbbbbbbb-0000-0000-0000-000000000001";
const slack = `slack:T0TEAM/${user}`;

test("begun in Teams is finished in Slack by the same person, once an admin has linked the two, and not before", async () => {
  const { assessments, links } = people.on.store;
  const doc = {
    draft: { name: "From Teams", text: clinic, facts: {}, steps: [{ of: "text", before: {} }], rankings: {} },
    page: "ask",
  };
  const row = await assessments.create({
    owner: teams,
    team: "teams:aaaaaaaa-0000-0000-0000-000000000001",
    place: null,
    name: "From Teams",
    doc: JSON.stringify({ ...doc, batches: [], clashes: [] }),
    kbVersion: "v",
  });
  expect(read(await people.home())).not.toContain("From Teams");
  await people.weigh(`link ${await links.offer(teams, "teams:admin", 60_000)}`);
  expect(people.whispered().text).toContain("You are linked with your Teams account");
  expect(await links.of(slack)).toEqual([slack, teams]);
  const home = await people.home();
  expect(read(home)).toContain("From Teams");
  await people.press(home, "Go on");
  await people.press(people.modal(), "Finish now");
  expect(await assessments.get(row.id)).toMatchObject({ owner: teams, state: "final" });
  expect(read(people.said(dm).at(-1))).toContain("How sure:");
});

test("a word that is no code is a question", async () => {
  await people.weigh("link prices and quality");
  expect(people.on.asked.at(-1)?.text).toBe("link prices and quality");
});
