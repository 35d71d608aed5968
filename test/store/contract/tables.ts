import { expect, test } from "vitest";
import { handClock, type Place } from "../support/places.ts";

const day = 86_400_000;
const me = "slack:T1/U1";
const answer = (id: string, more: object = {}) => ({
  id,
  platform: "slack",
  channel: "slack:T1:C1",
  thread: "1700.1",
  message: `msg-${id}`,
  questionEvent: `slack:T1:${id}`,
  questionMessage: `asked-${id}`,
  kind: "answer",
  entries: ["lora", "lock-in"],
  knowledgeVersion: "v1",
  userKey: me,
  remembered: { asked: "why?" },
  ...more,
});

export function tablesContract(place: () => Place): void {
  test("of many hits at once exactly as many pass as the limit says, until the next window", async () => {
    const clock = handClock();
    const { rate } = await place().open({ nowMs: clock.nowMs });
    const hits = await Promise.all(Array.from({ length: 8 }, () => rate.hit("U1", 5, 60_000)));
    expect(hits.filter((hit) => hit.allowed)).toHaveLength(5);
    expect(await rate.hit("U2", 5, 60_000)).toEqual({ allowed: true, count: 1, waitMs: 60_000 });
    clock.pass(59_999);
    expect(await rate.hit("U1", 5, 60_000)).toEqual({ allowed: false, count: 9, waitMs: 1 });
    clock.pass(1);
    expect((await rate.hit("U1", 5, 60_000)).allowed).toBe(true);
  });

  test("what many add at once is the sum of the day, until the day ends", async () => {
    const clock = handClock();
    const { rate } = await place().open({ nowMs: clock.nowMs });
    await Promise.all(Array.from({ length: 10 }, (_, i) => rate.add("spent:open", i, day)));
    expect(await rate.add("spent:open", 0, day)).toBe(45);
    expect(await rate.add("spent:closed", 0, day)).toBe(0);
    clock.pass(day);
    expect(await rate.add("spent:open", 2, day)).toBe(2);
  });

  test("what one record spoils, those that were written together with it do not suffer", async () => {
    const { answers } = await place().open();
    const ids = Array.from({ length: 20 }, (_, i) => `together-${i}`);
    const written = await Promise.allSettled(
      ids.map((id, i) => answers.record(answer(id, i === 7 ? { kind: null } : {}))),
    );
    expect(written.flatMap(({ status }, i) => (status === "rejected" ? [i] : []))).toEqual([7]);
    expect(await answers.byId("together-7")).toBeUndefined();
    expect((await answers.byId("together-19"))?.questionEvent).toBe("slack:T1:together-19");
  });

  test("a shorter pause never cuts a longer one", async () => {
    const clock = handClock();
    const { cooldown } = await place().open({ nowMs: clock.nowMs });
    expect(await cooldown.left("slack:T1")).toBe(0);
    await cooldown.pause("slack:T1", 30_000);
    await cooldown.pause("slack:T1", 5_000);
    expect(await cooldown.left("slack:T1")).toBe(30_000);
    await cooldown.pause("slack:T1", 45_000);
    clock.pass(10_000);
    expect([await cooldown.left("slack:T1"), await cooldown.left("slack:T2")]).toEqual([35_000, 0]);
  });

  test("an answer is found by its id, its message, its question and its thread", async () => {
    const clock = handClock();
    const { answers } = await place().open({ nowMs: clock.nowMs });
    await answers.record(answer("a"));
    clock.pass(1);
    await answers.record(answer("b", { questionMessage: "asked-a", userKey: null }));
    const a = { ...answer("a"), createdAt: clock.nowMs() - 1 };
    const b = { ...answer("b", { questionMessage: "asked-a", userKey: null }), createdAt: clock.nowMs() };
    expect(await answers.byId("a")).toEqual(a);
    expect(await answers.byMessage("slack:T1:C1", "msg-b")).toEqual(b);
    expect(await answers.byQuestion("slack:T1:C1", "asked-a")).toEqual([a, b]);
    expect(await answers.lastInThread("slack:T1:C1", "1700.1")).toEqual(b);
    expect(await answers.lastOf([a.userKey ?? "", "slack:T1/U9"], a.kind)).toEqual(a);
    expect(await answers.lastOf([a.userKey ?? ""], "cost")).toBeUndefined();
    expect(await answers.lastOf(["slack:T1/U9"], a.kind)).toBeUndefined();
    expect(await answers.byMessage("slack:T2:C1", "msg-b")).toBeUndefined();
    expect([await answers.remove("b"), await answers.remove("b")]).toEqual([true, false]);
    expect(await answers.lastInThread("slack:T1:C1", "1700.1")).toEqual(a);
  });

  test("an answer that is recorded again is the same answer", async () => {
    const clock = handClock();
    const { answers } = await place().open({ nowMs: clock.nowMs });
    await answers.record(answer("a"));
    clock.pass(1_000);
    await answers.record(answer("a", { entries: ["cost"], knowledgeVersion: "v2" }));
    const again = answer("a", { entries: ["cost"], knowledgeVersion: "v2" });
    expect(await answers.byQuestion("slack:T1:C1", "asked-a")).toEqual([
      { ...again, createdAt: clock.nowMs() - 1_000 },
    ]);
  });

  test("a person has one vote on an answer, and may change it or take it back", async () => {
    const { answers, feedback } = await place().open();
    await answers.record(answer("a"));
    const vote = { answerId: "a", userKey: me, verdict: "up", reason: null } as const;
    expect(await feedback.vote(vote)).toBe(true);
    expect(await feedback.vote({ ...vote, verdict: "down", reason: "too short" })).toBe(true);
    await feedback.vote({ ...vote, userKey: "slack:T1/U2" });
    expect(await feedback.of("a")).toEqual({ up: 1, down: 1 });
    expect(await feedback.recent("down", 5)).toEqual([{ ...vote, verdict: "down", reason: "too short" }]);
    expect([await feedback.withdraw("a", me), await feedback.withdraw("a", me)]).toEqual([true, false]);
    expect(await feedback.of("a")).toEqual({ up: 1, down: 0 });
  });

  test("a vote on an answer that is gone is refused, and votes go with their answer", async () => {
    const { answers, feedback } = await place().open();
    const vote = { answerId: "a", userKey: me, verdict: "up", reason: null } as const;
    expect(await feedback.vote(vote)).toBe(false);
    await answers.record(answer("a"));
    await feedback.vote(vote);
    await answers.remove("a");
    expect(await feedback.of("a")).toEqual({ up: 0, down: 0 });
  });

  test("what a button needs is kept under an id that tells nothing, until its time is over", async () => {
    const clock = handClock();
    const { actions } = await place().open({ nowMs: clock.nowMs });
    const action = { kind: "share", payload: { entry: "lora", n: [1, 2] }, userKey: me };
    const [one, two] = [await actions.put(action, 1_000), await actions.put(action, 1_000)];
    expect(one).toMatch(/^[\w-]{22}$/);
    expect(one).not.toBe(two);
    expect(await actions.get(one)).toEqual(action);
    expect(await actions.get("made-up")).toBeUndefined();
    clock.pass(1_000);
    expect(await actions.get(one)).toBeUndefined();
    expect(await actions.take(two)).toBeUndefined();
  });

  test("of several clicks at once one takes the action", async () => {
    const { actions } = await place().open();
    const id = await actions.put({ kind: "share", payload: null, userKey: null }, 60_000);
    const taken = await Promise.all(Array.from({ length: 5 }, () => actions.take(id)));
    expect(taken.filter((action) => action !== undefined)).toEqual([{ kind: "share", payload: null, userKey: null }]);
  });

  test("retention deletes what is older everywhere, and no more", async () => {
    const clock = handClock();
    const store = await place().open({ nowMs: clock.nowMs });
    const inbox = store.inbox({ handle: async () => {}, giveUp: async () => {} });
    const put = async (name: string): Promise<void> => {
      await inbox.accept({ eventId: name, kind: "mention", conversation: name, payload: name });
      await inbox.idle();
      await store.answers.record(answer(name));
      await store.feedback.vote({ answerId: name, userKey: me, verdict: "up", reason: null });
      await store.actions.put({ kind: "draft", payload: name, userKey: me }, 400 * day);
      await store.rate.hit("U1", 5, 60_000);
      await store.cooldown.pause(name, 1_000);
      const at = new Date(clock.nowMs()).toISOString();
      await store.unanswered.add({ text: `${name}?`, at, platform: "slack", knowledgeVersion: "v1", nearest: null });
    };
    await put("old");
    clock.pass(20 * day);
    await put("young");
    clock.pass(5 * day);
    expect(await store.prune()).toEqual({ inbox: 1, rate: 2, cooldown: 2 });
    expect(await store.prune(10)).toEqual({ action: 1, answer: 1, feedback: 1, unanswered: 1 });
    expect(await store.prune(10)).toEqual({});
    expect(await store.prune(3)).toEqual({ inbox: 1, action: 1, answer: 1, feedback: 1, unanswered: 1 });
  });

  test("what a person asks to have forgotten is gone, and nobody else's", async () => {
    const clock = handClock();
    const store = await place().open({ nowMs: clock.nowMs });
    const you = "slack:T1/U2";
    const failing = { handle: () => Promise.reject(new Error("no")), giveUp: async () => {} };
    const inbox = store.inbox(failing, { mostFailures: 1 });
    for (const userKey of [me, you]) {
      await store.answers.record(answer(userKey, { userKey }));
      await store.actions.put({ kind: "draft", payload: null, userKey }, day);
      await inbox.accept({ eventId: userKey, kind: "mention", conversation: userKey, userKey, payload: "?" });
    }
    await inbox.idle();
    await store.feedback.vote({ answerId: you, userKey: me, verdict: "up", reason: null });
    await store.feedback.vote({ answerId: you, userKey: you, verdict: "up", reason: null });
    const each = { answers: 1, votes: 1, actions: 1, events: 1 };
    expect(await store.forget(me)).toEqual({ ...each, assessments: 0 });
    expect(await store.forget(me)).toEqual({ answers: 0, votes: 0, actions: 0, events: 0, assessments: 0 });
    expect(await store.feedback.of(you)).toEqual({ up: 1, down: 0 });
    expect(await store.forget(you)).toEqual({ ...each, assessments: 0 });
  });
}
