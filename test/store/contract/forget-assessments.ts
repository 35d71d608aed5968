import { expect, test, vi } from "vitest";
import type { Scrub } from "../../../src/store/forget.ts";
import type { Store } from "../../../src/store/open.ts";
import { handClock, type Place } from "../support/places.ts";
import { ask, everyPart, me, rowsOf, they, wholeOf, you } from "../support/assessments.ts";

const nothing = { answers: 0, votes: 0, actions: 0, events: 0, assessments: 0 };
/** As a caller's: where a person is not in a text, there is nothing to write. */
const withoutName: Scrub = (text, userKey) =>
  text.includes(userKey) ? text.replaceAll(userKey, "somebody") : undefined;

export function forgetAssessmentsContract(place: () => Place): void {
  test("who is forgotten leaves no assessment of their own, and none of others is touched", async () => {
    const store = await place().open();
    await everyPart(store.assessments, "mine");
    await everyPart(store.assessments, "theirs", { owner: they });
    await store.assessments.addPerson("mine", me, "ranked");
    const theirs = await wholeOf(store.assessments, "theirs");
    // `theirs` holds an ask that `me` made.
    await store.assessments.answerAsk(theirs.asks[0]?.id ?? "", "answered", "eu");
    expect(await store.forget(me)).toEqual({ ...nothing, assessments: 2 });
    expect(await store.forget(me)).toEqual(nothing);
    expect(await store.assessments.get("mine")).toBeUndefined();
    expect(await wholeOf(store.assessments, "theirs")).toEqual({ ...theirs, asks: [] });
    expect(await rowsOf(store)).toEqual({ assessment: 1, run: 1, person: 2, ask: 0, post: 1 });
  });

  test("their part in others' assessments goes, and without help the drafts stay as they are", async () => {
    const store = await place().open();
    await everyPart(store.assessments, "a");
    await store.assessments.ask(ask("a", { askedBy: you, askedOf: they, fact: "ml_team" }));
    await store.assessments.ask(ask("a", { askedOf: they }));
    const before = await wholeOf(store.assessments, "a");
    expect(await store.forget(you)).toEqual({ ...nothing, assessments: 1 });
    const { record, runs, people, asks } = await wholeOf(store.assessments, "a");
    expect([record, runs]).toEqual([before.record, before.runs]);
    expect(people.map(({ userKey }) => userKey)).toEqual([they]);
    expect(asks.map(({ askedBy, askedOf }) => [askedBy, askedOf])).toEqual([[me, they]]);
  });

  test("with the caller's help their name leaves the draft and its runs, wherever they took part", async () => {
    const clock = handClock();
    const store = await place().open(clock);
    for (const id of ["a", "b"]) await everyPart(store.assessments, id);
    await store.assessments.create({ ...ownedBy(me), id: "elsewhere" });
    const before = await store.assessments.get("a");
    clock.pass(1_000);
    const seen = new Set<string>();
    const scrub: Scrub = (text, userKey, of) => {
      seen.add(of);
      return withoutName(text, userKey, of);
    };
    expect(await store.forget(you, scrub)).toEqual({ ...nothing, assessments: 2 });
    expect(seen).toEqual(new Set(["doc", "facts", "result"]));
    // Not a change of the owner's: it is kept no longer than before.
    expect(await store.assessments.get("a")).toEqual({ ...before, doc: `{"n":1,"by":["somebody"]}`, rev: 2 });
    const [run] = await store.assessments.runsOf("a", 1);
    expect(run).toMatchObject({ facts: `{"by":"somebody"}`, result: `{"lead":"closed"}`, rev: 1 });
    expect(await everythingOf(store, ["a", "b"])).not.toContain(you);
    // The caller's help is not asked about what they took no part in.
    expect(await store.assessments.get("elsewhere")).toMatchObject({ rev: 1, doc: `["${you}"]` });
    // Whoever read the draft before cannot bring the name back.
    expect(await store.assessments.save("a", 1, { doc: before?.doc ?? "" })).toBeUndefined();
  });

  test("a draft that changes meanwhile is neither lost nor left with the name in it", async () => {
    const store = await place().open();
    const other = place().engine === "postgres" ? await place().open() : store;
    await everyPart(store.assessments, "a");
    let reads = 0;
    const scrub: Scrub = (text, userKey, of) => {
      reads += 1;
      return withoutName(text, userKey, of);
    };
    const { forgetting } = await other.engine.db.transaction().execute(async (open) => {
      const changed = { doc: `{"n":2,"by":["${you}"]}`, rev: 2 };
      await open.updateTable("assessment").set(changed).where("id", "=", "a").execute();
      const forgetting = store.forget(you, scrub);
      // In PostgreSQL it reads what was there before, and waits to write; SQLite lets it begin when we are done.
      if (place().engine === "postgres") await vi.waitFor(() => expect(reads).toBe(1));
      return { forgetting };
    });
    await forgetting;
    expect(await store.assessments.get("a")).toMatchObject({ doc: `{"n":2,"by":["somebody"]}`, rev: 3 });
  });

  test("help that fails undoes everything", async () => {
    const store = await place().open();
    await everyPart(store.assessments, "a");
    await everyPart(store.assessments, "own", { owner: you });
    const before = [await wholeOf(store.assessments, "a"), await wholeOf(store.assessments, "own")];
    const broken: Scrub = () => {
      throw new Error("not what I wrote");
    };
    await expect(store.forget(you, broken)).rejects.toThrow("not what I wrote");
    expect([await wholeOf(store.assessments, "a"), await wholeOf(store.assessments, "own")]).toEqual(before);
  });
}

const ownedBy = (owner: string) => ({
  owner,
  team: "slack:T1",
  place: null,
  name: "elsewhere",
  doc: `["${you}"]`,
  kbVersion: "v1",
});
const everythingOf = async (store: Store, ids: readonly string[]): Promise<string> =>
  JSON.stringify(await Promise.all(ids.map((id) => wholeOf(store.assessments, id))));
