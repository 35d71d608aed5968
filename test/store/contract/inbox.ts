import { expect, test, vi } from "vitest";
import { event, held, nameOf, watched } from "../support/work.ts";
import { handClock, type Place } from "../support/places.ts";

const noJitter = { random: () => 0.5 };

export function inboxContract(place: () => Place): void {
  test("an event is on disk once it is accepted, and is worked on without waiting", async () => {
    const store = await place().open();
    const gate = held();
    const seen = watched(gate.work);
    const inbox = store.inbox(seen.handlers);
    expect(await inbox.accept(event("a"))).toBe("new");
    expect(await inbox.depth()).toMatchObject({ ready: 0, active: 1, dead: 0 });
    expect(seen.begun).toMatchObject([{ event: event("a"), attempts: 1, replyRef: null }]);
    gate.release("a");
    await inbox.idle();
    expect(await inbox.depth()).toEqual({ ready: 0, active: 0, dead: 0, oldestAt: null });
  });

  test("an event that is delivered again is a duplicate, before and after it was answered", async () => {
    const seen = watched();
    const inbox = (await place().open()).inbox(seen.handlers);
    const twice = await Promise.all([inbox.accept(event("a")), inbox.accept(event("a"))]);
    await inbox.idle();
    expect([...twice, await inbox.accept(event("a"))].toSorted()).toEqual(["duplicate", "duplicate", "new"]);
    expect(seen.names()).toEqual(["a"]);
  });

  test("two events about one text are one", async () => {
    const seen = watched();
    const inbox = (await place().open()).inbox(seen.handlers);
    const key = { dedupeKey: "slack:T1:C1:1700.1" };
    expect(await inbox.accept(event("mention", "thread", key))).toBe("new");
    expect(await inbox.accept(event("message", "thread", key))).toBe("duplicate");
    expect(await inbox.accept(event("other", "thread"))).toBe("new");
    await inbox.idle();
    expect(seen.names()).toEqual(["mention", "other"]);
  });

  test("two platforms' inboxes leave each other's events alone, also after a restart", async () => {
    const store = await place().open();
    const gate = held();
    const [slack, teams] = [watched(gate.work), watched(gate.work)];
    const ofSlack = store.inbox(slack.handlers, { kinds: "slack-" });
    const ofTeams = store.inbox(teams.handlers, { kinds: "teams-", concurrency: 1 });
    await ofTeams.accept({ ...event("t1"), kind: "teams-ask" });
    await ofTeams.accept({ ...event("t2"), kind: "teams-ask" }); // waits: there is no room for it
    await ofSlack.accept({ ...event("s1"), kind: "slack-ask" });
    // A start ends the leases of what an earlier process left, and takes up what waits.
    await ofSlack.start();
    await ofSlack.sweep();
    expect(slack.names()).toEqual(["s1"]);
    expect(await ofSlack.depth()).toMatchObject({ ready: 0, active: 1 });
    expect(await ofTeams.depth()).toMatchObject({ ready: 1, active: 1 });
    gate.release("t1", "t2", "s1");
    await ofTeams.idle();
    await ofTeams.sweep();
    await ofTeams.idle();
    expect(teams.names()).toEqual(["t1", "t2"]);
    await ofSlack.stop();
  });

  test("no more events are worked on at a time than was said, and all are", async () => {
    const gate = held();
    const seen = watched(gate.work);
    const inbox = (await place().open()).inbox(seen.handlers, { concurrency: 2 });
    const names = Array.from({ length: 12 }, (_, i) => `e${i}`);
    await Promise.all(names.map((name) => inbox.accept(event(name))));
    await inbox.sweep();
    expect(seen.begun).toHaveLength(2);
    gate.release(...names);
    await inbox.idle();
    expect(seen.ended.toSorted()).toEqual(names.toSorted());
  });

  test("a conversation is answered in order, one at a time, and does not hold up another", async () => {
    const gate = held();
    const seen = watched(gate.work);
    const inbox = (await place().open()).inbox(seen.handlers);
    for (const name of ["a1", "a2", "a3"]) await inbox.accept(event(name, "a"));
    await inbox.accept(event("b1", "b"));
    expect(seen.names()).toEqual(["a1", "b1"]);
    gate.release("a2", "a3", "b1");
    expect(seen.names()).not.toContain("a2");
    gate.release("a1");
    await inbox.idle();
    expect(seen.ended.filter((name) => name.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  });

  test("what failed is tried again when its pause is over, and the conversation waits for it", async () => {
    const clock = handClock();
    let fails = true;
    const seen = watched((run) => {
      if (nameOf(run) === "a1" && fails) throw new Error("Slack is away");
    });
    const inbox = (await place().open({ nowMs: clock.nowMs })).inbox(seen.handlers, noJitter);
    await inbox.accept(event("a1", "a"));
    await inbox.accept(event("a2", "a"));
    await inbox.idle();
    clock.pass(1_999);
    await inbox.sweep();
    await inbox.idle();
    expect(seen.names()).toEqual(["a1"]);
    fails = false;
    clock.pass(1);
    await inbox.sweep();
    await inbox.idle();
    expect(seen.names()).toEqual(["a1", "a1", "a2"]);
    expect(seen.begun.map((run) => run.attempts)).toEqual([1, 2, 1]);
  });

  test("after five failures the person is told, and the conversation goes on", async () => {
    const clock = handClock();
    const seen = watched((run) => {
      if (nameOf(run) === "a1") throw new Error("no such channel");
    });
    const inbox = (await place().open({ nowMs: clock.nowMs })).inbox(seen.handlers);
    await inbox.accept(event("a1", "a"));
    await inbox.accept(event("a2", "a"));
    for (let i = 0; i < 6; i += 1) {
      await inbox.idle();
      clock.pass(60_000);
      await inbox.sweep();
    }
    await inbox.idle();
    expect(seen.names()).toEqual(["a1", "a1", "a1", "a1", "a1", "a2"]);
    expect(seen.gaveUp).toMatchObject([
      { run: { attempts: 5, event: event("a1", "a") }, error: "Error: no such channel" },
    ]);
    expect(await inbox.depth()).toMatchObject({ ready: 0, active: 0, dead: 1 });
  });

  test("where the placeholder stands is known to the next try", async () => {
    const clock = handClock();
    const seen = watched(async (run) => {
      expect(await run.setReplyRef(`1700.${run.attempts}`)).toBe(true);
      if (run.attempts === 1) throw new Error("killed over the update");
    });
    const inbox = (await place().open({ nowMs: clock.nowMs })).inbox(seen.handlers);
    await inbox.accept(event("a"));
    await inbox.idle();
    clock.pass(60_000);
    await inbox.sweep();
    await inbox.idle();
    expect(seen.begun.map((run) => run.replyRef)).toEqual([null, "1700.1"]);
  });

  test("what is done holds nothing of a person, only that it was", async () => {
    const store = await place().open();
    const inbox = store.inbox(watched().handlers);
    await inbox.accept(event("a"));
    await inbox.idle();
    const rows = await store.engine.db.selectFrom("inbox").selectAll().execute();
    expect(rows).toMatchObject([{ event_id: "slack:T1:a", state: "done", payload: "", user_key: null }]);
  });

  test("the work's own clock, where none is given, is the one that all replicas share", async () => {
    const store = await place().open();
    const inbox = store.inbox(watched(held().work).handlers);
    await inbox.accept(event("a"));
    const oldestAt = (await inbox.depth()).oldestAt ?? 0;
    expect(Number.isInteger(oldestAt)).toBe(true);
    expect(Math.abs(oldestAt - Date.now())).toBeLessThan(3_600_000);
    await inbox.stop(0);
  });

  test("many events at once, in few conversations, on two inboxes: each once, each conversation in order", async () => {
    const order = new Map<string, string[]>();
    const busy = new Set<string>();
    const seen = watched(async (run) => {
      const { conversation } = run.event;
      expect(busy.has(conversation)).toBe(false);
      busy.add(conversation);
      await new Promise(setImmediate);
      busy.delete(conversation);
      order.set(conversation, [...(order.get(conversation) ?? []), nameOf(run)]);
    });
    const first = await place().open();
    // The embedded store has one owner, which may have two inboxes; PostgreSQL has two replicas.
    const second = place().engine === "postgres" ? await place().open() : first;
    const inboxes = [first, second].map((store) => store.inbox(seen.handlers, { concurrency: 3 }));
    const conversations = ["a", "b", "c", "d", "e"];
    await Promise.all(
      conversations.map(async (conversation, c) => {
        for (let i = 10; i < 30; i += 1) await inboxes[(i + c) % 2]?.accept(event(`${conversation}${i}`, conversation));
      }),
    );
    await vi.waitFor(
      async () => {
        for (const inbox of inboxes) await inbox.sweep();
        expect(seen.ended).toHaveLength(100);
      },
      { timeout: 30_000 },
    );
    for (const names of order.values()) expect(names).toEqual(names.toSorted());
    expect(new Set(seen.ended).size).toBe(100);
    for (const inbox of inboxes) await inbox.idle();
  });
}
