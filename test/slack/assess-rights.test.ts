import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Message } from "../fakes/slack.ts";
import { needs, type Verb } from "../../src/slack/assess/rights.ts";
import { assessing, channel, one, other, type People, person, pick, place, stranger, user } from "./assess-support.ts";

const asked = "U0ASKED";
const ranker = "U0RANKER";
const verbs = Object.keys(needs) as Verb[];
/** What each person may do, wherever the button comes from: it may have been copied, or made up. */
const people = [
  { who: "a member of the channel where it was shared, there", id: other, at: channel, may: "viewer" },
  { who: "the same, elsewhere", id: "U0OTHER2", at: "C0ELSE", may: "none" },
  { who: "somebody who was asked", id: asked, at: "C0ELSE", may: "viewer" },
  { who: "somebody who ranked", id: ranker, at: "C0ELSE", may: "viewer" },
  { who: "anybody else", id: stranger, at: "C0ELSE", may: "none" },
] as const;

let p: People;
let result: Message;
beforeAll(async () => {
  p = await assessing();
  result = await p.finished();
  await p.press(result, "Share in channel");
  await p.submit({ channel: place(channel) });
  await p.press(result, "Ask a colleague");
  await p.submit({ person: person(asked), fact: pick("ml_team") });
  const shared = one(p.said(channel));
  await p.press(shared, "Rank what matters", { user: ranker });
  await p.submit({ place0: pick("cost") }, ranker);
});
afterAll(() => p.on.stop());
const row = async () => one(await p.on.store.assessments.listOf("slack:T0TEAM/U0A", { limit: 9 }));
const refusal = /not shared with you|Only the person whose assessment this is/;

describe.for(people)("$who", ({ id, at, may }) => {
  test.for(verbs)("and %s", async (verb) => {
    const before = await row();
    const value = `${before.id}.${before.rev}|ml_team|strong`;
    const button = { type: "button", action_id: `assess.${verb}`, value, text: { type: "plain_text", text: "Press" } };
    const copied = {
      channel: at,
      ts: "1.1",
      bot_id: "B0BOT",
      team: "T0TEAM",
      blocks: [{ type: "actions", block_id: "b", elements: [button] }],
    };
    const told = p.fake.ephemeral(id).length;
    const opened = p.fake.calls.filter(({ method }) => method === "views.open").length;
    await p.press(copied, "Press", { user: id });
    const said = p.fake
      .ephemeral(id)
      .slice(told)
      .map((message) => message.text ?? "")
      .join();
    const isRefused = refusal.test(said);
    expect(isRefused).toBe(may === "none" || needs[verb] === "owner");
    if (isRefused) {
      expect(p.fake.calls.filter(({ method }) => method === "views.open")).toHaveLength(opened);
      expect(said).not.toMatch(/Self-host|Letters/);
    }
    expect((await row()).doc).toBe(before.doc);
  });
});

test.for([
  "assess.rank",
  "assess.share",
  "assess.ask",
  "assess.record",
  "assess.rename",
  "assess.change",
  "assess.step",
])("a form %s of somebody else's does nothing, should anybody come to have one", async (callback) => {
  const before = await row();
  p.fake.workspace.views.set("VX", {
    id: "VX",
    type: "modal",
    hash: "h",
    blocks: [],
    owner: stranger,
    callback_id: callback,
    private_metadata: `${before.id}.${before.rev}`,
    title: {},
    state: { values: {} },
  });
  p.fake.workspace.stacks.set(stranger, ["VX"]);
  const values = {
    place0: pick("cost"),
    channel: place("C0ELSE"),
    person: person(other),
    fact: pick("ml_team"),
    name: { name: { value: "Mine" } },
    "fact:ml_team": pick("none"),
    again: { v: { selected_date: "2027-01-01" } },
  };
  const { body } = await p.submit(values, stranger);
  expect(JSON.stringify(body)).toMatch(/not shared with you|I no longer keep that assessment/);
  expect(await row()).toEqual(before);
});

test("another workspace's people with the same id are somebody else", async () => {
  const before = await row();
  const elsewhere = {
    ...(await p.on.store.assessments.create({
      owner: "slack:T0ELSE/U0A",
      team: "slack:T0ELSE",
      place: null,
      name: "Theirs",
      doc: before.doc,
      kbVersion: "v1",
    })),
  };
  const button = {
    type: "button",
    action_id: "assess.details",
    value: `${elsewhere.id}.1`,
    text: { type: "plain_text", text: "Press" },
  };
  await p.press(
    {
      channel: "C0ELSE",
      ts: "1.2",
      bot_id: "B0BOT",
      team: "T0TEAM",
      blocks: [{ type: "actions", block_id: "b", elements: [button] }],
    },
    "Press",
    { user },
  );
  expect(p.whispered().text).toContain("not shared with you");
});
