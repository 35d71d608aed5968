import type { ExpressReceiver as Receiver, Logger } from "@slack/bolt";
import type { Router } from "express";

/** Says that something happened, by a code; facts are counts and codes, never what people type. */
export type Log = (code: string, facts?: Readonly<Record<string, string | number>>) => void;

/**
 * Slack's door: checks signatures, acknowledges events, hands them to Bolt. It is put on a router of the one server,
 * at `/slack/events`, where no other body parser may come first: the signature covers the raw body.
 */
export async function createReceiver(options: {
  readonly signingSecret: string;
  readonly router: Router;
  readonly logger: Logger;
}): Promise<Receiver> {
  const { ExpressReceiver } = await import("@slack/bolt");
  return new ExpressReceiver({
    ...options,
    endpoints: "/slack/events",
    // Not acknowledged, so Slack delivers it again: better than an event lost because we could not sign in.
    processEventErrorHandler: async ({ response }) => {
      if (response.headersSent) return false;
      response.writeHead(503).end();
      return true;
    },
  });
}

/**
 * Remembers the last `max` keys. Slack delivers an event again when it saw no acknowledgement in 3 s, and Bolt would
 * handle it twice.
 * @returns a function that is true for a key that came before, and remembers it
 */
export function createSeen(max: number): (key: string) => boolean {
  const keys = new Set<string>();
  return (key) => {
    if (keys.has(key)) return true;
    keys.add(key);
    for (const oldest of keys) {
      if (keys.size <= max) break;
      keys.delete(oldest);
    }
    return false;
  };
}

/** Bolt's warnings and errors as ours: its sentences without tokens; of anything else, only what kind of thing it is. */
export function boltLogger(log: Log): Logger {
  const sentence = (part: unknown): string => {
    if (typeof part === "string") return part;
    return part instanceof Error ? part.name : typeof part;
  };
  const say =
    (code: string) =>
    (...parts: readonly unknown[]): void =>
      log(code, {
        message: parts
          .map(sentence)
          .join(" ")
          .replaceAll(/x(?:ox|app)[\w-]*-[\w-]+/g, "[token]")
          .slice(0, 300),
      });
  let level = "warn" as ReturnType<Logger["getLevel"]>;
  return {
    debug: () => {},
    info: () => {},
    warn: say("slack-sdk-warning"),
    error: say("slack-sdk-error"),
    getLevel: () => level,
    setLevel: (to) => {
      level = to;
    },
    setName: () => {},
  };
}
