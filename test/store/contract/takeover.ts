import { expect, test, vi } from "vitest";
import type { Store } from "../../../src/store/open.ts";
import { event, held, watched } from "../support/work.ts";
import { handClock, type Place } from "../support/places.ts";

const leaseMs = 7_000;

/** Two inboxes on one store: as two replicas, or as a process and the one that came after it. */
export function takeoverContract(place: () => Place): void {
  const two = async (clock: ReturnType<typeof handClock>): Promise<readonly [Store, Store]> => {
    const first = await place().open({ nowMs: clock.nowMs });
    return [first, place().engine === "postgres" ? await place().open({ nowMs: clock.nowMs }) : first];
  };

  test("what a killed process worked on is taken over when its lease is out, and its late result does not count", async () => {
    const clock = handClock();
    const [one, other] = await two(clock);
    const gate = held();
    const dying = watched(gate.work);
    const killed = one.inbox(dying.handlers);
    await killed.accept(event("a"));
    const heirsGate = held();
    const heir = watched(heirsGate.work);
    const inbox = other.inbox(heir.handlers);
    clock.pass(leaseMs);
    await inbox.sweep();
    expect(heir.begun).toEqual([]);
    clock.pass(1);
    await inbox.sweep();
    expect(heir.begun).toMatchObject([{ event: event("a"), attempts: 2 }]);

    expect(await dying.begun[0]?.setReplyRef("1700.1")).toBe(false);
    expect(dying.begun[0]?.signal.aborted).toBe(false);
    await killed.sweep();
    expect(dying.begun[0]?.signal.aborted).toBe(true);
    gate.release("a");
    await killed.idle();
    expect(await inbox.depth()).toMatchObject({ active: 1 });
    expect(await heir.begun[0]?.setReplyRef("1700.2")).toBe(true);
    heirsGate.release("a");
    await inbox.idle();
    expect(await inbox.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
  });

  test("what is being worked on stays where it is, as long as its process says so", async () => {
    const clock = handClock();
    const [one, other] = await two(clock);
    const gate = held();
    const slow = one.inbox(watched(gate.work).handlers);
    await slow.accept(event("a"));
    const heir = watched();
    const inbox = other.inbox(heir.handlers);
    for (let i = 0; i < 5; i += 1) {
      clock.pass(leaseMs - 1);
      await slow.sweep();
      await inbox.sweep();
    }
    expect(heir.begun).toEqual([]);
    gate.release("a");
    await slow.idle();
  });

  test("work that runs here is not begun again, however late the heartbeat", async () => {
    const clock = handClock();
    const gate = held();
    const seen = watched(gate.work);
    const inbox = (await place().open({ nowMs: clock.nowMs })).inbox(seen.handlers);
    await inbox.accept(event("a1", "a"));
    clock.pass(leaseMs * 10);
    await inbox.accept(event("a2", "a"));
    expect(seen.names()).toEqual(["a1"]);
    gate.release("a1", "a2");
    await inbox.idle();
    expect(seen.names()).toEqual(["a1", "a2"]);
  });

  test("an event of ours that nobody runs, since its acknowledgement was lost, is taken up after its lease", async () => {
    const clock = handClock();
    const store = await place().open({ nowMs: clock.nowMs });
    const gate = held();
    const seen = watched(gate.work);
    const inbox = store.inbox(seen.handlers);
    await inbox.accept(event("a"));
    const { seq: _, ...row } = await store.engine.db.selectFrom("inbox").selectAll().executeTakeFirstOrThrow();
    await store.engine.db
      .insertInto("inbox")
      .values({ ...row, event_id: "slack:T1:lost", conversation: "elsewhere" })
      .execute();
    clock.pass(leaseMs + 1);
    await inbox.sweep();
    expect(seen.names()).toEqual(["a", "lost"]);
    gate.release("a", "lost");
    await inbox.idle();
  });

  test("an event over which its process ends each time is given up too, even if the last word ends it", async () => {
    const clock = handClock();
    const [one] = await two(clock);
    const never = new Promise<void>(() => {});
    const begun: string[] = [];
    const dies = (what: string) => () => {
      begun.push(what);
      return never;
    };
    await one.inbox({ handle: dies("handle"), giveUp: dies("last word") }).accept(event("a"));
    for (let i = 0; i < 14; i += 1) {
      clock.pass(leaseMs + 1);
      const next = one.inbox({ handle: dies("handle"), giveUp: dies("last word") });
      await next.sweep();
    }
    expect(begun).toEqual([...Array<string>(10).fill("handle"), "last word", "last word"]);
    const after = one.inbox(watched().handlers);
    await vi.waitFor(async () => expect(await after.depth()).toMatchObject({ active: 0, dead: 1 }));
  });

  test("told to stop, a process ends its work first; what arrives meanwhile is kept for another", async () => {
    const clock = handClock();
    const [one, other] = await two(clock);
    const gate = held();
    const seen = watched(gate.work);
    const stopping = one.inbox(seen.handlers);
    await stopping.start();
    await stopping.accept(event("a"));
    const stopped = stopping.stop();
    expect(await stopping.accept(event("b"))).toBe("new");
    gate.release("a");
    await stopped;
    expect([seen.names(), seen.ended]).toEqual([["a"], ["a"]]);
    const heir = watched();
    const inbox = other.inbox(heir.handlers);
    await inbox.sweep();
    await inbox.idle();
    expect(heir.names()).toEqual(["b"]);
  });

  test("what does not end in time is handed back, without waiting for a lease, and that is no failure", async () => {
    const clock = handClock();
    const [one, other] = await two(clock);
    const seen = watched(held().work);
    const stopping = one.inbox(seen.handlers);
    await stopping.accept(event("a"));
    expect(await stopping.stop(0)).toBe(1);
    expect(seen.begun[0]?.signal.aborted).toBe(true);
    const heir = watched();
    const inbox = other.inbox(heir.handlers);
    await inbox.sweep();
    await inbox.idle();
    expect(heir.begun).toMatchObject([{ event: event("a"), attempts: 2 }]);
    const row = await other.engine.db.selectFrom("inbox").select("failures").executeTakeFirstOrThrow();
    expect(row.failures).toBe(0);
  });
}
