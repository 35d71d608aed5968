/** Brings to the app what happens in the workspace, as Slack does: again when it was not taken, and with a record of it. */
import type { Undelivered } from "./protocol.ts";
import type { Delivery, Door, Parcel } from "./workspace/delivery.ts";
import type { Args } from "./workspace/types.ts";

/** Slack tries again at once, after a minute and after five. */
export const slackRetriesMs: readonly number[] = [1_000, 60_000, 300_000];
const mostRemembered = 500;

export interface Brought {
  readonly kind: Parcel["kind"];
  readonly body: Args;
  /** Of the first try, in milliseconds since 1970. */
  readonly at: number;
  tries: number;
  /** Of the last try. */
  ackMs: number;
  status: number;
  why?: string;
  againAt?: number;
}

export interface Courier extends Door {
  readonly brought: readonly Brought[];
  /** How a message fares that has not arrived; undefined when it has. */
  undelivered(channel: string, ts: string): Undelivered | undefined;
  /** Brings what has not arrived of a message now. */
  tryAgain(channel: string, ts: string): Promise<void>;
  close(): void;
}

const isTaken = ({ status }: Delivery): boolean => status >= 200 && status < 300;

/** @param door where the app is, at this moment @param changed called when something arrived, or did not */
export function createCourier(
  door: () => Door | undefined,
  changed: () => void,
  retriesMs: readonly number[] = slackRetriesMs,
): Courier {
  const brought: Brought[] = [];
  const waiting = new Map<Brought, { readonly timer: NodeJS.Timeout; readonly go: () => Promise<Delivery> }>();

  const once = async (record: Brought, parcel: Parcel): Promise<Delivery> => {
    const started = performance.now();
    const nobody: Delivery = { status: 0, body: undefined, sent: parcel.body, why: "connection_failed" };
    const delivery = (await door()?.deliver(parcel)) ?? nobody;
    record.tries += 1;
    record.ackMs = performance.now() - started;
    record.status = delivery.status;
    delete record.why;
    delete record.againAt;
    if (!isTaken(delivery)) {
      record.why = delivery.why ?? `http_${delivery.status}`;
      const inMs = parcel.kind === "events_api" ? retriesMs[record.tries - 1] : undefined;
      if (inMs !== undefined) later(record, parcel, inMs);
    }
    changed();
    return delivery;
  };

  const later = (record: Brought, parcel: Parcel, inMs: number): void => {
    const retry = { num: record.tries, reason: record.why ?? "http_error" };
    const go = (): Promise<Delivery> => {
      clearTimeout(timer);
      waiting.delete(record);
      return once(record, { ...parcel, retry });
    };
    const timer = setTimeout(() => void go(), inMs).unref();
    record.againAt = Date.now() + inMs;
    waiting.set(record, { timer, go });
  };

  const of = (channel: string, ts: string): Brought[] =>
    brought.filter(({ body }) => {
      const event = body["event"] as Args | undefined;
      const about = (event?.["message"] as Args | undefined)?.["ts"] ?? event?.["deleted_ts"] ?? event?.["ts"];
      return event?.["channel"] === channel && about === ts;
    });

  return {
    brought,
    deliver: (parcel) => {
      const record: Brought = { kind: parcel.kind, body: parcel.body, at: Date.now(), tries: 0, ackMs: 0, status: 0 };
      brought.push(record);
      if (brought.length > mostRemembered) brought.shift();
      return once(record, parcel);
    },
    undelivered: (channel, ts) => {
      const lost = of(channel, ts).findLast(({ why }) => why !== undefined);
      if (lost?.why === undefined) return undefined;
      return { why: lost.why, tries: lost.tries, ...(lost.againAt === undefined ? {} : { againAt: lost.againAt }) };
    },
    tryAgain: async (channel, ts) => {
      await Promise.all(of(channel, ts).flatMap((record) => waiting.get(record)?.go() ?? []));
    },
    close: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
