import { expect, test } from "vitest";
import type { Assessments } from "../../../src/store/assessments.ts";
import { handClock, type Place } from "../support/places.ts";
import { ask, draft, everyPart, me, rowsOf, run, they, you } from "../support/assessments.ts";

const day = 86_400_000;
const names = (found: readonly { readonly name: string }[]): string[] => found.map(({ name }) => name);

export function assessmentsContract(place: () => Place): void {
  const open = async (clock = handClock()): Promise<Assessments> => (await place().open(clock)).assessments;

  test("an assessment begins as a draft that is proposed, and is kept as it was written", async () => {
    const clock = handClock();
    const assessments = await open(clock);
    const made = await assessments.create(draft("ours"));
    const at = clock.nowMs();
    const begun = { state: "draft", status: "proposed", rev: 1, revisitBy: null, createdAt: at, updatedAt: at };
    expect(made).toEqual({ ...draft("ours"), ...begun, id: made.id });
    expect(made.id).toMatch(/^[\w-]{22}$/);
    expect(await assessments.get(made.id)).toEqual(made);
    expect(await assessments.get("made-up")).toBeUndefined();
  });

  test("what is begun twice from one event is one assessment, and the second try does not undo a change", async () => {
    const assessments = await open();
    const tries = await Promise.all(Array.from({ length: 4 }, () => assessments.create({ ...draft("a"), id: "e1" })));
    expect(tries).toEqual(Array(4).fill(tries[0]));
    const saved = await assessments.save("e1", 1, { name: "renamed" });
    expect(await assessments.create({ ...draft("a"), id: "e1" })).toEqual(saved);
  });

  test("a change replaces what it names, and leaves the rest", async () => {
    const clock = handClock();
    const assessments = await open(clock);
    const made = await assessments.create(draft("a"));
    clock.pass(5);
    const first = { doc: `{"n":2}`, state: "final", revisitBy: clock.nowMs() + 90 * day } as const;
    const saved = await assessments.save(made.id, made.rev, first);
    expect(saved).toEqual({ ...made, ...first, rev: 2, updatedAt: clock.nowMs() });
    const second = { status: "accepted", kbVersion: "v2", place: null, revisitBy: null, name: "b" } as const;
    expect(await assessments.save(made.id, 2, second)).toEqual({ ...saved, ...second, rev: 3 });
    // A whole record says nothing of whose it is, or when it was made.
    const alien = { ...made, owner: you, createdAt: 0 };
    expect(await assessments.save(made.id, 3, alien)).toMatchObject({ owner: me, createdAt: made.createdAt, rev: 4 });
  });

  test("of several changes to what all of them read, exactly one is kept", async () => {
    const one = await open();
    // The embedded store has one owner; PostgreSQL has replicas.
    const other = place().engine === "postgres" ? await open() : one;
    const { id } = await one.create(draft("a"));
    for (const rev of [1, 2, 3]) {
      const writers = Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? one : other));
      const saved = await Promise.all(writers.map((each, i) => each.save(id, rev, { doc: `"${rev}.${i}"` })));
      const kept = saved.filter((record) => record !== undefined);
      expect(kept).toMatchObject([{ rev: rev + 1 }]);
      expect(await other.get(id)).toEqual(kept[0]);
    }
    expect(await one.save(id, 1, { name: "late" })).toBeUndefined();
    expect(await one.save("made-up", 1, { name: "none" })).toBeUndefined();
  });

  test("a person's own are listed by their last change, of the states that were asked for", async () => {
    const clock = handClock();
    const assessments = await open(clock);
    const ids: string[] = [];
    for (const name of ["a", "b", "c"]) {
      ids.push((await assessments.create(draft(name))).id);
      clock.pass(1);
    }
    await assessments.create(draft("yours", { owner: you }));
    const list = async (...states: ("draft" | "final" | "archived")[]) =>
      names(await assessments.listOf(me, { states, limit: 9 }));
    expect(names(await assessments.listOf(me, { limit: 9 }))).toEqual(["c", "b", "a"]);
    expect(names(await assessments.listOf(me, { limit: 2 }))).toEqual(["c", "b"]);
    clock.pass(1);
    await assessments.save(ids[0] ?? "", 1, { state: "final" });
    expect(names(await assessments.listOf(me, { limit: 9 }))).toEqual(["a", "c", "b"]);
    expect(await list("draft")).toEqual(["c", "b"]);
    expect(await list("draft", "final")).toEqual(["a", "c", "b"]);
    expect([await list("archived"), await list()]).toEqual([[], []]);
  });

  test("what others drew a person into is listed once for them, and their own is not", async () => {
    const clock = handClock();
    const assessments = await open(clock);
    for (const name of ["a", "b", "c"]) {
      const { id } = await assessments.create(draft(name));
      if (name !== "c") for (const role of ["asked", "shared"] as const) await assessments.addPerson(id, you, role);
      await assessments.addPerson(id, me, "ranked");
      clock.pass(1);
    }
    expect(names(await assessments.sharedWith(you, 9))).toEqual(["b", "a"]);
    expect(names(await assessments.sharedWith(you, 1))).toEqual(["b"]);
    expect(await assessments.sharedWith(me, 9)).toEqual([]);
  });

  test("a person has each role once, from when it began", async () => {
    const clock = handClock();
    const assessments = await open(clock);
    const { id } = await assessments.create(draft("a"));
    const at = clock.nowMs();
    expect(await assessments.addPerson(id, you, "shared")).toBe(true);
    clock.pass(1);
    for (const role of ["shared", "ranked"] as const) await assessments.addPerson(id, you, role);
    expect(await assessments.people(id)).toEqual([
      { userKey: you, role: "shared", at },
      { userKey: you, role: "ranked", at: at + 1 },
    ]);
  });

  test("runs are listed newest first, also those of one millisecond", async () => {
    const clock = handClock();
    const assessments = await open(clock);
    const { id } = await assessments.create(draft("a"));
    const times = await Promise.all([1, 2, 3].map(() => assessments.addRun(id, run(1))));
    expect(new Set(times)).toEqual(new Set([0, 1, 2].map((ms) => clock.nowMs() + ms)));
    clock.pass(day);
    expect(await assessments.addRun(id, run(7))).toBe(clock.nowMs());
    const runs = await assessments.runsOf(id, 3);
    expect(runs[0]).toEqual({ at: clock.nowMs(), ...run(7) });
    expect(runs.map(({ at }) => at - clock.nowMs() + day)).toEqual([day, 2, 1]);
    expect(await assessments.get(id)).toMatchObject({ rev: 1, updatedAt: clock.nowMs() - day });
  });

  test("a person is asked for a fact by one open ask, however often at once", async () => {
    const assessments = await open();
    const other = place().engine === "postgres" ? await open() : assessments;
    const { id } = await assessments.create(draft("a"));
    const asked = await Promise.all([assessments, other, assessments, other].map((each) => each.ask(ask(id))));
    expect(asked.filter((each) => each?.isNew)).toHaveLength(1);
    expect(new Set(asked.map((each) => each?.ask.id)).size).toBe(1);
    for (const more of [{ fact: "ml_team" }, { askedOf: they }])
      expect(await assessments.ask(ask(id, more))).toMatchObject({ isNew: true });
    const first = asked[0]?.ask.id ?? "";
    expect(first).toMatch(/^[\w-]{22}$/);
    await assessments.answerAsk(first, "declined");
    const again = await assessments.ask(ask(id));
    expect(again).toMatchObject({ isNew: true, ask: { state: "open", answer: null } });
    expect(await assessments.asksOf(id)).toHaveLength(4);
  });

  test("an ask is answered once", async () => {
    const clock = handClock();
    const assessments = await open(clock);
    const { id } = await assessments.create(draft("a"));
    const asked = (await assessments.ask(ask(id)))?.ask;
    if (!asked) throw new Error("nothing was asked");
    const at = clock.nowMs();
    expect(asked).toEqual({ ...ask(id), id: asked.id, state: "open", answer: null, createdAt: at, answeredAt: null });
    clock.pass(9);
    const answers = await Promise.all(
      ["yes", "no", "yes"].map((word) => assessments.answerAsk(asked.id, "answered", word)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await assessments.answerAsk(asked.id, "declined")).toBe(false);
    const answer = ["yes", "no", "yes"][answers.indexOf(true)];
    const answered = { ...asked, state: "answered", answer, answeredAt: at + 9 };
    expect(await assessments.askById(asked.id)).toEqual(answered);
    expect(await assessments.asksOf(id)).toEqual([answered]);
    expect([await assessments.askById("made-up"), await assessments.answerAsk("made-up", "declined")]).toEqual([
      undefined,
      false,
    ]);
  });

  test("a message of ours leads to what it shows, and to what it shows now", async () => {
    const assessments = await open();
    const [a, b] = [await assessments.create(draft("a")), await assessments.create(draft("b"))];
    const post = { channel: "slack:T1:C1", message: "1.1", thread: null, kind: "card" };
    await assessments.addPost(a.id, post);
    await assessments.addPost(a.id, { ...post, message: "1.2", thread: "1.1" });
    expect(await assessments.byPost("slack:T1:C1", "1.2")).toEqual(a);
    expect(await assessments.byPost("slack:T2:C1", "1.2")).toBeUndefined();
    await assessments.addPost(b.id, { ...post, kind: "brief" });
    expect(await assessments.byPost("slack:T1:C1", "1.1")).toEqual(b);
    expect(await assessments.postsOf(a.id)).toEqual([{ ...post, message: "1.2", thread: "1.1" }]);
    expect(await assessments.postsOf(b.id)).toEqual([{ ...post, kind: "brief" }]);
  });

  test("all are read a page at a time, each once", async () => {
    const assessments = await open();
    for (const id of ["e", "b", "a", "d", "c"]) await assessments.create({ ...draft(id), id });
    const pages: string[][] = [];
    for (let after: string | undefined; ; after = pages.at(-1)?.at(-1)) {
      const page = await assessments.all(2, after);
      if (page.length === 0) break;
      pages.push(page.map(({ id }) => id));
    }
    expect(pages).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  });

  test("everything of an assessment goes with it, and nothing is added to one that is gone", async () => {
    const store = await place().open();
    const { assessments } = store;
    await everyPart(assessments, "a");
    await everyPart(assessments, "b");
    expect([await assessments.remove("a"), await assessments.remove("a")]).toEqual([true, false]);
    expect(await rowsOf(store)).toEqual({ assessment: 1, run: 1, person: 2, ask: 1, post: 1 });
    const post = { channel: "slack:T1:C1", message: "9", thread: null, kind: "card" };
    expect(await assessments.addPerson("a", you, "asked")).toBe(false);
    expect(await assessments.addRun("a", run(1))).toBeUndefined();
    expect(await assessments.ask(ask("a"))).toBeUndefined();
    expect(await assessments.addPost("a", post)).toBe(false);
    await assessments.remove("b");
    expect(await rowsOf(store)).toEqual({ assessment: 0, run: 0, person: 0, ask: 0, post: 0 });
  });

  test("retention goes by the last change, and takes every part along", async () => {
    const clock = handClock();
    const store = await place().open(clock);
    for (const id of ["old", "changed"]) await everyPart(store.assessments, id);
    clock.pass(20 * day);
    await store.assessments.save("changed", 1, { name: "still of use" });
    await store.assessments.addRun("old", run(1));
    clock.pass(5 * day);
    expect(await store.prune()).toEqual({});
    expect(await store.prune(10)).toEqual({ assessment: 1 });
    expect(names(await store.assessments.all(9))).toEqual(["still of use"]);
    expect(await rowsOf(store)).toEqual({ assessment: 1, run: 1, person: 2, ask: 1, post: 1 });
    expect(await store.prune(5)).toEqual({});
    clock.pass(1);
    expect(await store.prune(5)).toEqual({ assessment: 1 });
  });
}
