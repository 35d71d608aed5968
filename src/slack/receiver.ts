import type { App, ExpressReceiver, Logger, Receiver, ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Router } from "express";
import { readable, Malformed } from "./readable.ts";
import type { Run } from "./ports.ts";

/** Says that something happened, by a code; facts are counts and codes, never what people type. */
export type Log = (code: string, facts?: Readonly<Record<string, string | number>>) => void;

const longestRestMs = 1_000; // for an answer to reach somebody who is still sending

/**
 * Slack's door over HTTP: checks signatures, hands events to Bolt. It is put on a router of the one server, at
 * `/slack/events`, where no other body parser may come first: the signature covers the raw body.
 */
export async function createHttpReceiver(options: {
  readonly signingSecret: string;
  readonly router: Router;
  readonly logger: Logger;
}): Promise<ExpressReceiver> {
  const bolt = await import("@slack/bolt");
  // Who is answered before all of a body came (413) would hold the connection for minutes, and a stop along with it.
  options.router.use("/slack/events", (request, response, next) => {
    response.once("finish", () => {
      if (!request.complete) setTimeout(() => request.destroy(), longestRestMs);
    });
    next();
  });
  return new bolt.ExpressReceiver({
    ...options,
    endpoints: "/slack/events",
    // 503 is no acknowledgement, so Slack delivers it again: better than an event lost because it could not be
    // written down. What nobody will ever understand need not come again.
    processEventErrorHandler: async ({ response, error }) => {
      if (response.headersSent) return false;
      response.writeHead(error instanceof Malformed ? 400 : 503).end();
      return true;
    },
  });
}

/** The same through a socket that we open: no public address is needed. */
export async function createSocketReceiver(options: {
  readonly appToken: string;
  readonly apiUrl?: string | undefined;
  readonly logger: Logger;
}): Promise<SocketModeReceiver> {
  const bolt = await import("@slack/bolt");
  const { appToken, apiUrl, logger } = options;
  return new bolt.SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl } },
    // What is not acknowledged, Slack delivers again.
    processEventErrorHandler: async ({ error }) => error instanceof Malformed,
  });
}

/** What becomes of an event before Bolt's listeners see it. */
export type Accept = (event: ReceiverEvent) => Promise<"pass" | "taken">;

/**
 * A receiver whose events are written down before they are acknowledged. Bolt alone acknowledges first and works
 * later: a process killed in between would lose what Slack believes delivered.
 */
export const durable = (inner: Receiver, accept: Accept): Receiver => ({
  init: (app) =>
    inner.init(
      new Proxy(app, {
        get: (target, name) => {
          if (name === "processEvent")
            return async (given: ReceiverEvent) => {
              const body = readable(given.body);
              let acknowledged = false;
              const ack: ReceiverEvent["ack"] = (answer) => {
                acknowledged = true;
                return given.ack(answer);
              };
              const event = { ...given, body, ack };
              if ((await accept(event)) === "pass") await target.processEvent(event);
              // Also what nobody listens to: left alone, its request would stay open.
              if (!acknowledged) await ack();
            };
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? value.bind(target) : value;
        },
      }),
    ),
  start: (...args: unknown[]) => inner.start(...(args as [])),
  stop: (...args: unknown[]) => inner.stop(...(args as [])),
});

let turn: Promise<unknown> = Promise.resolve();
/**
 * One answer is begun each time around Node's loop. To compose one takes milliseconds without a break, and between two
 * of them what Slack delivers meanwhile is written down and acknowledged: acknowledgements do not wait for answers.
 */
const myTurn = (): Promise<unknown> => {
  turn = turn.then(() => new Promise((go) => setImmediate(go)));
  return turn;
};

/** Has Bolt do work that was written down; its listeners find it as `context.run`. */
export const replay = async (app: App, run: Run): Promise<void> => {
  await myTurn();
  await app.processEvent({
    body: run.event.payload as Record<string, unknown>,
    ack: async () => {},
    customProperties: { run },
  });
};

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
          // A parser's error repeats what it could not parse.
          .replace(/\(error: (\w+)[^]*$/, "(error: $1)")
          .replaceAll(/"[^]*"/g, "[text]")
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
