import { afterEach, beforeEach, expect, test } from "vitest";
import type { Message } from "../fakes/slack.ts";
import { scrub } from "../../src/slack/assess/doc.ts";
import { assessing, channel, one, other, otherDm, type People, person, pick, place, read } from "./assess-support.ts";

const [me, them] = ["slack:T0TEAM/U0A", "slack:T0TEAM/U0B"];
let p: People;
beforeEach(async () => {
  p = await assessing();
});
afterEach(() => p.on.stop());
const row = async () => one(await p.on.store.assessments.listOf(me, { limit: 9 }));

test("who is forgotten leaves others' drafts and runs: no name and no ranking of theirs is kept", async () => {
  const result = await p.finished();
  await p.press(result, "Ask a colleague");
  await p.submit({ person: person(other), fact: pick("ml_team") });
  await p.press(one(p.said(otherDm)), "Nobody", { user: other });
  await p.press(result, "Share in channel");
  await p.submit({ channel: place(channel) });
  await p.press(p.said(channel)[0] as Message, "Rank what matters", { user: other });
  await p.submit({ place0: pick("cost") }, other);
  const { id } = await row();
  const kept = async () => JSON.stringify([await row(), await p.on.store.assessments.runsOf(id, 9)]);
  expect(await kept()).toContain(them);
  await p.weigh("forget", { user: other });
  expect(await kept()).not.toContain(them);
  // What they answered stays in the verdict, as said by nobody in particular.
  expect((await row()).doc).toContain(`"ml_team":{"value":"none"}`);
  await p.press(result, "Scores");
  expect(read(p.whispered())).toContain("Scores");
});

test("whose own assessments go, whose buttons say so", async () => {
  const result = await p.finished();
  await p.weigh("forget");
  expect(p.whispered().text).toContain("assessments");
  await p.press(result, "Details");
  expect(p.whispered().text).toContain("I no longer keep that assessment.");
});

test("a text that does not hold them is left as it is, and so is a name that only begins the same", () => {
  const doc = JSON.stringify({
    draft: { facts: { ml_team: { value: "none", by: "slack:T0TEAM/U0BB" } }, rankings: {} },
  });
  expect(scrub(doc, me, "doc")).toBeUndefined();
  expect(scrub(doc, "slack:T0TEAM/U0B", "doc")).toContain("slack:T0TEAM/U0BB");
  expect(scrub(`{"recommended":"hybrid"}`, me, "result")).toBeUndefined();
});
