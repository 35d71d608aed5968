/** The inbox's statements. Each is one round trip, and none holds a transaction open while somebody is answered. */
import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { isTaken } from "./errors.ts";
import { gathered } from "./gathered.ts";
import type { InboxState, InboxTable } from "./tables.ts";

export type InboxRow = Selectable<InboxTable>;
export type NewEvent = Pick<InboxRow, "event_id" | "dedupe_key" | "kind" | "conversation" | "payload" | "user_key">;
/** An event, and how far the work on it is. */
export type Taken = NewEvent & Pick<InboxRow, (typeof progress)[number]>;
const progress = ["event_id", "state", "attempts", "failures", "error", "reply_ref", "created_at"] as const;
export type Outcome =
  | { readonly state: "done" }
  | { readonly state: "ready"; readonly error: string; readonly inMs: number; readonly waits?: boolean }
  | { readonly state: "dead"; readonly error: string };

export interface Settled {
  /** Something in the same conversation waits for its turn. */
  readonly nextWaits: boolean;
}

export interface Depth {
  readonly ready: number;
  readonly active: number;
  readonly dead: number;
  /** When the oldest event that is ready or active came in. */
  readonly oldestAt: number | null;
}

const waitsBehind = sql<
  number | boolean
>`exists (select 1 from inbox as e where e.conversation = inbox.conversation and e.state = 'ready')`;

interface Finished extends Pick<InboxRow, "event_id"> {
  readonly behind: number | boolean;
}
const idOf = ({ event_id }: Pick<InboxRow, "event_id">): string => event_id;

const mostTries = 3; // to claim, when another replica took a conversation between our look and our grasp

/** @param kinds what the kinds of our events begin with: each platform works on its own; all of them when left out */
export function inboxRows(engine: Engine, owner: string, leaseMs: number, kinds = "") {
  const { db } = engine;
  const ofUs = `${kinds}%`;
  const inMs = (ms: number): RawBuilder<number> => sql<number>`${engine.sharedNow()} + ${sql.lit(Math.round(ms))}`;
  const active = () => db.updateTable("inbox").where("owner", "=", owner).where("state", "=", "active");
  const ours = (eventId: string) => active().where("event_id", "=", eventId);
  // What was asked and by whom is not needed again; the id stays, for Slack's redeliveries.
  const finish = gathered<Pick<InboxRow, "event_id">, Finished>(db, {
    names: ["event_id"],
    build: (events) =>
      active()
        .where("event_id", "in", events.map(idOf))
        .set({ state: "done", payload: "", user_key: null, error: null, run_at: inMs(0) })
        .returning(["event_id", waitsBehind.as("behind")]),
    apart: idOf,
    isFor: (row, event) => row.event_id === event.event_id,
  });
  const refer = gathered<Pick<InboxRow, "event_id" | "reply_ref">, Pick<InboxRow, "event_id">>(db, {
    names: ["event_id", "reply_ref"],
    build: (refs) => {
      const cases = refs.map((ref) => sql`when ${ref.event_id} then cast(${ref.reply_ref} as text)`);
      return active()
        .where("event_id", "in", refs.map(idOf))
        .set({ reply_ref: sql<string | null>`case event_id ${sql.join(cases, sql` `)} end` })
        .returning("event_id");
    },
    apart: idOf,
    isFor: (row, ref) => row.event_id === ref.event_id,
  });
  const putBack = (eventId: string, outcome: Exclude<Outcome, { state: "done" }>) =>
    ours(eventId)
      .set({
        state: outcome.state,
        error: outcome.error,
        run_at: inMs(outcome.state === "ready" ? outcome.inMs : 0),
      })
      .$if(outcome.state === "dead" || outcome.waits !== true, (query) =>
        query.set((eb) => ({ failures: eb("failures", "+", 1) })),
      )
      .returning(waitsBehind.as("behind"))
      .execute();

  const inserting = (runNow: boolean) => {
    const rowOf = (event: NewEvent) => {
      const busy = sql`exists (select 1 from inbox as e where e.conversation = ${event.conversation} and e.state in ('ready', 'active'))`;
      return {
        ...event,
        state: runNow ? sql<InboxState>`case when ${busy} then 'ready' else 'active' end` : ("ready" as const),
        attempts: runNow ? sql<number>`case when ${busy} then 0 else 1 end` : 0,
        failures: 0,
        run_at: inMs(0),
        lease_until: inMs(leaseMs),
        owner,
        created_at: inMs(0),
      };
    };
    const insert = gathered<NewEvent, Pick<InboxRow, (typeof progress)[number]>>(db, {
      names: ["event_id", "dedupe_key", "kind", "conversation", "payload", "user_key"],
      build: (events) =>
        db
          .insertInto("inbox")
          .values(events.map(rowOf))
          .onConflict((conflict) => conflict.doNothing())
          .returning(progress),
      // Within a statement nobody sees yet that a conversation is busy.
      apart: ({ conversation }) => conversation,
      isFor: (row, event) => row.event_id === event.event_id,
    });
    return async (event: NewEvent): Promise<Taken | undefined> => {
      const row = await insert(event);
      return row && { ...event, ...row };
    };
  };
  const insertToRun = inserting(true);
  const insertToWait = inserting(false);

  const claimOnce = (room: number, running: readonly string[]): Promise<Taken[]> => {
    const due = db
      .selectFrom("inbox as i")
      .select("i.seq")
      .where((eb) =>
        eb.or([
          eb.and([eb("i.state", "=", "ready"), eb("i.run_at", "<=", inMs(0))]),
          eb.and([eb("i.state", "=", "active"), eb("i.lease_until", "<", inMs(0))]),
        ]),
      )
      .$if(kinds !== "", (query) => query.where("i.kind", "like", ofUs))
      // What still runs here is not begun a second time, however late our heartbeat was.
      .$if(running.length > 0, (query) => query.where("i.event_id", "not in", running))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("inbox as e")
              .select("e.seq")
              .whereRef("e.conversation", "=", "i.conversation")
              .whereRef("e.seq", "<>", "i.seq")
              .where("e.state", "in", ["ready", "active"])
              .where((e) => e.or([e("e.state", "=", "active"), e("e.seq", "<", e.ref("i.seq"))])),
          ),
        ),
      )
      .orderBy("i.seq")
      .limit(room);
    // The one place where the engines differ: replicas pass over rows that another one is just taking.
    const picked = engine.name === "postgres" ? due.forUpdate("i").skipLocked() : due;
    return db
      .with(
        (cte) => cte("picked").materialized(),
        () => picked,
      )
      .updateTable("inbox")
      .set((eb) => ({
        state: "active" as const,
        attempts: eb("attempts", "+", 1),
        // A process may be killed a few times over an event that is not to blame.
        failures: sql<number>`failures + case when state = 'active' and attempts > 5 then 1 else 0 end`,
        owner,
        lease_until: inMs(leaseMs),
      }))
      .where("seq", "in", (eb) => eb.selectFrom("picked").select("seq"))
      .returningAll()
      .execute();
  };

  return {
    /** Undefined for an event that came before. A row in state `active` is ours to run. */
    add: async (event: NewEvent, runNow: boolean): Promise<Taken | undefined> =>
      // Nothing came of it: the event is known, or another replica began with this conversation in the same instant.
      (runNow ? await insertToRun(event) : undefined) ?? insertToWait(event),

    /** At most `room` rows that are due, one a conversation and its first; they are ours then. */
    claim: async (room: number, running: readonly string[]): Promise<Taken[]> => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await claimOnce(room, running);
        } catch (error) {
          if (!isTaken(error)) throw error;
          if (tries === mostTries) return [];
        }
      }
    },

    /** Undefined when the row is no longer ours: our lease ran out, and another replica has it. */
    settle: async (eventId: string, outcome: Outcome): Promise<Settled | undefined> => {
      const done =
        outcome.state === "done" ? await finish({ event_id: eventId }) : (await putBack(eventId, outcome))[0];
      return done && { nextWaits: Boolean(done.behind) };
    },

    setReplyRef: async (eventId: string, replyRef: string | null): Promise<boolean> =>
      (await refer({ event_id: eventId, reply_ref: replyRef })) !== undefined,

    /** Renews the leases of what we run. Returns what is still ours. */
    heartbeat: async (running: readonly string[]): Promise<string[]> => {
      if (running.length === 0) return [];
      const kept = await db
        .updateTable("inbox")
        .set({ lease_until: inMs(leaseMs) })
        .where("event_id", "in", running)
        .where("owner", "=", owner)
        .where("state", "=", "active")
        .returning("event_id")
        .execute();
      return kept.map((row) => row.event_id);
    },

    /** Gives back what we did not finish, to be taken at once; that is no failure. Returns how many. */
    handBack: async (): Promise<number> => {
      const back = await db
        .updateTable("inbox")
        .set({ state: "ready", run_at: inMs(0) })
        .where("owner", "=", owner)
        .where("state", "=", "active")
        .executeTakeFirst();
      return Number(back.numUpdatedRows);
    },

    /** Ends every lease: only for a sole owner, whose predecessor is certainly gone. */
    endLeases: async (): Promise<void> => {
      const all = db.updateTable("inbox").set({ lease_until: 0 }).where("state", "=", "active");
      await (kinds === "" ? all : all.where("kind", "like", ofUs)).execute();
    },

    depth: async (): Promise<Depth> => {
      const found = await db
        .selectFrom("inbox")
        .select((eb) => ["state", eb.fn.countAll<number>().as("n"), eb.fn.min("created_at").as("oldest")])
        .where("state", "in", ["ready", "active", "dead"])
        .$if(kinds !== "", (query) => query.where("kind", "like", ofUs))
        .groupBy("state")
        .execute();
      const of = (state: InboxState): number => found.find((row) => row.state === state)?.n ?? 0;
      const open = found.filter((row) => row.state !== "dead").map((row) => row.oldest);
      return {
        ready: of("ready"),
        active: of("active"),
        dead: of("dead"),
        oldestAt: open.length > 0 ? Math.min(...open) : null,
      };
    },
  };
}
