import { expect, test } from "vitest";
import type { Delivery, Message } from "../fakes/slack.ts";
import {
  assessing,
  channel,
  clinic,
  dm,
  one,
  other,
  otherDm,
  type People,
  person,
  pick,
  place,
  read,
  text,
  ticks,
} from "./assess-support.ts";

/** Waits until all that was begun is done, the tries that come later with it. */
const done = async (p: People): Promise<void> => {
  for (;;) {
    await p.on.slack.idle();
    const { ready, active } = await p.on.slack.depth();
    if (ready + active === 0) return;
    await new Promise((next) => setTimeout(next, 50));
  }
};
const results = (p: People): Message[] => p.said(dm).filter((each) => read(each).includes("How sure"));

/** What people do, from the description to a shared result with a colleague's answer and a ranking. */
async function everything(p: People, after: (sent: Delivery) => Promise<unknown>): Promise<void> {
  const press = async (...args: Parameters<People["press"]>): Promise<void> =>
    void (await after(await p.press(...args)));
  await p.weigh("assess");
  await p.submit({ name: text("Letters"), text: text(clinic) });
  await press(p.modal(), "Finish now");
  const [result] = results(p) as [Message];
  await press(result, "Try");
  await press(p.whispered(), "Keep it");
  await p.press(result, "Ask a colleague");
  await after(await p.submit({ person: person(other), fact: pick("ml_team") }));
  await press(one(p.said(otherDm)), "A practised team", { user: other });
  await p.press(result, "Share in channel");
  await after(await p.submit({ channel: place(channel) }));
  await press(one(p.said(channel)), "Rank what matters", { user: other });
  const sent = await p.submit({ place0: pick("cost") }, other);
  // Whoever submits a form sees that it is not saved, and submits it again: that is not for the inbox to mend.
  await after(JSON.stringify(sent.body).includes("errors") ? await p.submit({ place0: pick("cost") }, other) : sent);
}

async function allIsOnce(p: People): Promise<void> {
  expect(results(p)).toHaveLength(1);
  expect(p.said(otherDm)).toHaveLength(1);
  expect(p.said(channel)).toHaveLength(1);
  expect(p.said(dm).filter((each) => read(each).includes("answered: "))).toHaveLength(1);
  for (const each of [...results(p), ...p.said(channel)])
    expect(read(each)).toContain("One person has ranked what matters");
  const row = one(await p.on.store.assessments.listOf("slack:T0TEAM/U0A", { limit: 9 }));
  const { facts, rankings } = (JSON.parse(row.doc) as { draft: { facts: object; rankings: object } }).draft;
  expect(facts).toMatchObject({ ml_team: { value: "strong", by: "slack:T0TEAM/U0B" } });
  expect(rankings).toEqual({ "slack:T0TEAM/U0B": ["cost"] });
  expect(await p.on.store.assessments.asksOf(row.id)).toMatchObject([{ state: "answered", answer: "strong" }]);
  expect(await p.on.slack.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
}

test("everything that Slack brings twice is done once", async () => {
  const p = await assessing();
  await everything(p, (sent) => p.on.settled(p.on.people.again(sent)));
  await done(p);
  await allIsOnce(p);
  await p.on.stop();
});

test.for(["addPost", "addRun", "addPerson", "answerAsk", "ask", "save"] as const)(
  "a process that dies right after each first %s leaves nothing undone and nothing done twice",
  async (method) => {
    const p = await assessing();
    const { assessments } = p.on.store;
    const real = assessments[method] as (...args: unknown[]) => Promise<unknown>;
    let dies = false;
    Object.assign(assessments, {
      [method]: async (...args: unknown[]) => {
        const given = await real(...args);
        if (!dies) return given;
        dies = false;
        throw new Error("killed");
      },
    });
    dies = method !== "save";
    await everything(p, async () => {
      await done(p);
      dies = method !== "save" || p.fake.modals("U0A").length === 0;
    });
    dies = false;
    await done(p);
    await allIsOnce(p);
    await p.on.stop();
  },
);

test("a conversation that is cut off goes on where it was, and asks in one message", async () => {
  const p = await assessing();
  const { assessments } = p.on.store;
  const save = assessments.save;
  let dies = 3;
  Object.assign(assessments, {
    save: async (...args: Parameters<typeof save>) => {
      const given = await save(...args);
      if (dies-- > 0) throw new Error("killed");
      return given;
    },
  });
  const root = await p.writes("assess", undefined, { channel: dm });
  await p.writes(clinic, root.ts, { channel: dm });
  await done(p);
  expect(read(one(p.said(dm)))).toContain("Does any of this apply?");
  await p.press(one(p.said(dm)), "Next", { state: { b: ticks() } });
  await done(p);
  expect(read(one(p.said(dm)))).toContain("1 answered");
  await p.press(one(p.said(dm)), "Finish now");
  await done(p);
  expect(results(p)).toHaveLength(1);
  await p.on.stop();
});
