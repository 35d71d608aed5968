/**
 * The durable inbox: an event is written down before it is acknowledged, and what was acknowledged is answered, whatever
 * process is killed meanwhile. Within a conversation one event is worked on at a time, in the order of arrival.
 */
import { randomUUID } from "node:crypto";
import type { Run, Work } from "../core/platform.ts";
import { backoffMs } from "./backoff.ts";
import type { Engine } from "./engine.ts";
import { sentenceOf } from "./errors.ts";
import { type Depth, inboxRows, type Outcome, type Taken } from "./inbox-rows.ts";
import { every, oneAtATime } from "./timers.ts";

export type InboxEvent = Work;
export type { Run };

export interface InboxHandlers {
  /**
   * Answers. What it throws is tried again later, five times in all; an error with `inMs` is no failure but a wait (a
   * platform that is away, or asked for a pause), however often.
   */
  readonly handle: (run: Run) => Promise<void>;
  /** Tells the person that there will be no answer; the event is dead then. */
  readonly giveUp: (run: Run, error: string) => Promise<void>;
  /** Told to stop what goes by this name, by another replica that heard of it. */
  readonly halt?: ((name: string) => void) | undefined;
}
/** What replicas call to each other besides that there is work. */
const haltMark = "halt:";

export interface InboxOptions {
  /** Events that this process works on at a time. */
  readonly concurrency?: number;
  /** For how long an event is ours without a heartbeat. A killed replica's work goes on after this and a sweep. */
  readonly leaseMs?: number;
  readonly heartbeatMs?: number;
  readonly sweepMs?: number;
  readonly mostFailures?: number;
  /** What its kinds of events begin with, as in `slack-`: another inbox beside it works on others. */
  readonly kinds?: string;
  /** 0 to 1, for the jitter of retries. */
  readonly random?: () => number;
}

export interface Inbox {
  /** Resolves once the event is on disk, so that it can be acknowledged. @throws StoreError: answer 5xx, it comes again */
  readonly accept: (event: InboxEvent) => Promise<"new" | "duplicate">;
  /** Takes up what an earlier process left, and looks for work from now on. */
  readonly start: () => Promise<void>;
  /** One look for work, as `start` has it done every second; renews leases too. */
  readonly sweep: () => Promise<void>;
  /** Resolves when this process works on nothing. */
  readonly idle: () => Promise<void>;
  /** Has other replicas stop what goes by this name. Nothing rests on it: it may be lost. */
  readonly haltElsewhere: (name: string) => Promise<void>;
  readonly depth: () => Promise<Depth>;
  /** Takes nothing new, waits for what is being worked on, hands back the rest. Returns how many were handed back. */
  readonly stop: (longestMs?: number) => Promise<number>;
}

export function createInbox(engine: Engine, handlers: InboxHandlers, options: InboxOptions = {}): Inbox {
  const { concurrency = 100, leaseMs = 7_000, heartbeatMs = 2_000, sweepMs = 1_000, kinds } = options;
  const { mostFailures = 5, random = Math.random } = options;
  const rows = inboxRows(engine, randomUUID(), leaseMs, kinds);
  const { log } = engine;
  const running = new Map<string, AbortController>();
  const unwritten = new Map<string, Outcome>(); // results that could not be written because the store was away
  const jobs = new Set<Promise<void>>();
  const ends: (() => Promise<void>)[] = [];
  /** Whether something may wait only because there was no room for it. */
  let full = false;
  let stopping = false;
  let accepting = 0; // events that will run here if the store says so

  const lastWord = async (run: Run, error: string): Promise<Outcome> => {
    log("inbox-gave-up", { attempts: run.attempts, why: error });
    await handlers.giveUp(run, error).catch((failure: unknown) => log("inbox-not-told", { why: sentenceOf(failure) }));
    return { state: "dead", error };
  };

  const tryOnce = async (row: Taken, signal: AbortSignal): Promise<Outcome> => {
    const run = runOf(row, signal, (ref) => rows.setReplyRef(row.event_id, ref));
    const before = row.error ?? "the process ended while it was worked on";
    // Whoever says the last word may be killed over it too: twice, then it is left unsaid.
    if (row.failures >= mostFailures + 2) return { state: "dead", error: before };
    if (row.failures >= mostFailures) return lastWord(run, before);
    try {
      await handlers.handle(run);
      return { state: "done" };
    } catch (failure) {
      const error = sentenceOf(failure).slice(0, 300);
      const inMs = waits(failure);
      if (inMs !== undefined) return { state: "ready", error, inMs, waits: true };
      if (row.failures + 1 >= mostFailures) return lastWord(run, error);
      log("inbox-retry", { attempts: row.attempts, why: error });
      return { state: "ready", error, inMs: backoffMs(row.failures + 1, random) };
    }
  };

  const write = async (eventId: string, outcome: Outcome): Promise<void> => {
    try {
      const settled = await rows.settle(eventId, outcome);
      if (!settled) log("inbox-lease-lost");
      unwritten.delete(eventId);
      running.delete(eventId);
      // Looking costs as much as answering: only where there may be something to find. The sweep finds the rest.
      if (full || settled?.nextWaits || outcome.state === "ready") keep(look());
    } catch (error) {
      if (!unwritten.has(eventId)) log("inbox-result-not-written", { why: sentenceOf(error) });
      unwritten.set(eventId, outcome);
    }
  };

  const keep = (job: Promise<void>): void => {
    jobs.add(job);
    void job.finally(() => jobs.delete(job));
  };

  function begin(row: Taken): void {
    const lost = new AbortController();
    running.set(row.event_id, lost);
    keep(tryOnce(row, lost.signal).then((outcome) => write(row.event_id, outcome)));
  }

  const look = oneAtATime(async () => {
    const room = concurrency - running.size - accepting;
    if (room <= 0 || stopping) return;
    try {
      const claimed = await rows.claim(room, [...running.keys()]);
      full = claimed.length === room;
      // What was claimed while we were told to stop is handed back.
      if (!stopping) claimed.forEach(begin);
    } catch (error) {
      log("inbox-not-searched", { why: sentenceOf(error) });
    }
  });

  const heartbeat = async (): Promise<void> => {
    const ids = [...running.keys()];
    try {
      const kept = new Set(await rows.heartbeat(ids));
      for (const id of ids) if (!kept.has(id)) running.get(id)?.abort();
    } catch (error) {
      log("inbox-lease-not-renewed", { why: sentenceOf(error) });
    }
  };

  const sweep = async (): Promise<void> => {
    for (const [eventId, outcome] of unwritten) await write(eventId, outcome);
    await look();
  };

  const idle = async (): Promise<void> => {
    while (jobs.size > 0) await Promise.all(jobs);
  };

  return {
    accept: async (event) => {
      const runNow = !stopping && running.size + accepting < concurrency;
      if (runNow) accepting += 1;
      try {
        const row = await rows.add(newEvent(event), runNow);
        if (!runNow) full = true;
        if (row?.state === "active" && !stopping) begin(row);
        else if (row) [engine.notify(), look()].forEach(keep); // nobody's acknowledgement waits for these
        return row ? "new" : "duplicate";
      } finally {
        if (runNow) accepting -= 1;
      }
    },
    start: async () => {
      if (engine.sole) await rows.endLeases();
      ends.push(
        engine.listen((said) =>
          said.startsWith(haltMark) ? handlers.halt?.(said.slice(haltMark.length)) : keep(look()),
        ),
        every(heartbeatMs, heartbeat),
        every(sweepMs, sweep),
      );
      await look();
    },
    sweep: async () => {
      await heartbeat();
      await sweep();
    },
    idle,
    haltElsewhere: (name) => engine.notify(`${haltMark}${name}`),
    depth: rows.depth,
    stop: async (longestMs = 10_000) => {
      stopping = true;
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, longestMs);
      await Promise.race([idle(), late.promise]); // leases are renewed meanwhile
      clearTimeout(timer);
      await Promise.all(ends.splice(0).map((end) => end()));
      await look(); // the one that may be under way
      const back = await rows.handBack().catch((error: unknown) => {
        log("inbox-not-handed-back", { why: sentenceOf(error) });
        return 0;
      });
      for (const lost of running.values()) lost.abort();
      if (back > 0) await engine.notify();
      return back;
    },
  };
}

const newEvent = ({ eventId, dedupeKey, kind, conversation, userKey, payload }: InboxEvent) => ({
  event_id: eventId,
  dedupe_key: dedupeKey ?? null,
  kind,
  conversation,
  payload: JSON.stringify(payload ?? null),
  user_key: userKey ?? null,
});

const runOf = (row: Taken, signal: AbortSignal, setReplyRef: Run["setReplyRef"]): Run => ({
  event: {
    eventId: row.event_id,
    dedupeKey: row.dedupe_key ?? undefined,
    kind: row.kind,
    conversation: row.conversation,
    userKey: row.user_key ?? undefined,
    payload: JSON.parse(row.payload) as unknown,
  },
  attempts: row.attempts,
  replyRef: row.reply_ref,
  receivedAt: row.created_at,
  setReplyRef,
  signal,
});

/** How long a handler asks to be left alone, when that is what it threw. */
function waits(failure: unknown): number | undefined {
  const inMs = failure instanceof Error && "inMs" in failure ? failure.inMs : undefined;
  return typeof inMs === "number" && Number.isFinite(inMs) ? Math.max(0, inMs) : undefined;
}
