import type { Receiver, ReceiverEvent } from "@slack/bolt";
import type { Router } from "express";
import type { Answer } from "../core/ports.ts";
import { type Client, codeOf, createCaller } from "./api.ts";
import { answerTo, type Desk, type Limits } from "./asking.ts";
import type { Office } from "./commands.ts";
import { type Body, channelKey, sort, teamOf } from "./events.ts";
import type { ReadThread } from "./inbound.ts";
import { type Front, listen } from "./listeners.ts";
import { createPoster } from "./post.ts";
import { type Depth, Later, type Run, type SlackStore } from "./ports.ts";
import { boltLogger, createHttpReceiver, createSocketReceiver, durable, type Log, replay } from "./receiver.ts";
import { render } from "./render.ts";
import { createSignIn } from "./sign-in.ts";
import { literal } from "./safe.ts";

export interface SlackOptions {
  readonly botToken: string;
  /** HTTP: events come to the one server, on whose router Slack's route is put. */
  readonly http?: { readonly signingSecret: string; readonly router: Router } | undefined;
  /** Socket Mode: we open the connection. */
  readonly appToken?: string | undefined;
  /** Ends in `/api/`; Slack's own when left out. */
  readonly apiUrl?: string | undefined;
  readonly answer: Answer;
  readonly store: SlackStore;
  readonly office: Office;
  readonly front: Front;
  readonly log: Log;
  readonly onError?: (method: string, code: string) => void;
  readonly limits?: Limits;
}

export interface Slack {
  /** Why Slack does not work yet, one sentence each; signing in is tried again when it failed before. */
  notReady(): string[];
  /** Resolves when this process works on nothing that came from Slack. */
  idle(): Promise<void>;
  /** How much waits, is being answered, was given up. */
  depth(): Promise<Depth>;
  /** Takes nothing new, finishes what is begun, hands back the rest. */
  stop(): Promise<void>;
}

/** After this long, a question that Slack would not take an answer to is given up. */
const longestWaitMs = 60 * 60_000;

/** Connects one Slack workspace to the answerer, over HTTP, a socket or both. Returns before signing in. */
export async function connectSlack(options: SlackOptions): Promise<Slack> {
  const { botToken, http, appToken, apiUrl, answer, store, office, front, log, limits } = options;
  const { App, webApi } = await import("@slack/bolt"); // a quarter of a second, only for those who use Slack
  const logger = boltLogger(log);
  const api = { ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }), logger };
  // The default is ten tries in half an hour. Ours are in the inbox, where they survive a restart.
  const clientOptions = { ...api, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 10_000 };
  const client: Client = new webApi.WebClient(botToken, clientOptions);
  // Reading a thread is a courtesy: it may fail, but it may not hold up a reply.
  const reader = new webApi.WebClient(botToken, { ...clientOptions, timeout: 3_000 });
  const read: ReadThread = (page) => reader.conversations.replies(page);

  const signIn = createSignIn(async () => {
    const who = await client.auth.test();
    return { botUserId: who.user_id, botId: who.bot_id };
  }, log);

  const caller = createCaller(store.cooldown, (method, code) => {
    log("slack-call-failed", { method, error: code });
    options.onError?.(method, code);
  });
  const desk: Desk = {
    answer,
    store,
    poster: createPoster(caller),
    read: () => read,
    log,
    accept: (work) => inbox.accept(work),
  };
  const inbox = store.inbox({ handle, giveUp });

  const inThread = async (channel: string, thread: string): Promise<boolean> =>
    (await store.answers.lastInThread(channel, thread)) !== undefined;
  const accept = async (event: ReceiverEvent): Promise<"pass" | "taken"> => {
    const bot = await signIn.who();
    const sorted = await sort(event.body as Body, { bot, inThread });
    if (sorted.kind === "now") return "pass";
    if (sorted.kind === "work") await inbox.accept(sorted.work);
    return "taken";
  };
  const receivers: Receiver[] = [];
  if (http) receivers.push(await createHttpReceiver({ ...http, logger }));
  if (appToken !== undefined) receivers.push(await createSocketReceiver({ appToken, apiUrl, logger }));
  const apps = receivers.map((receiver) => {
    const app = new App({
      receiver: durable(receiver, accept),
      logger,
      clientOptions,
      convoStore: false,
      authorize: async () => {
        const who = await signIn.who();
        return {
          botToken,
          ...(who.botUserId === undefined ? {} : { botUserId: who.botUserId }),
          ...(who.botId === undefined ? {} : { botId: who.botId }),
        };
      },
    });
    // Work that fails is tried again by the inbox; what Slack waits for is not acknowledged.
    app.error(async (error) => {
      throw (error as { original?: Error }).original ?? error;
    });
    listen(app, desk, office, front, limits);
    return app;
  });

  async function handle(run: Run): Promise<void> {
    const [app] = apps;
    if (run.event.kind === "slack-case") return told(run);
    if (!app) throw new Error("Slack is not connected");
    try {
      await replay(app, run);
    } catch (error) {
      if (error instanceof Later && Date.now() - run.receivedAt < longestWaitMs) throw error;
      log("slack-work-failed", { error: error instanceof Later ? error.message : codeOf(error), kind: run.event.kind });
      throw error;
    }
  }

  /** A case that was told in a modal is weighed in a direct message. */
  async function told(run: Run): Promise<void> {
    const { text, channel, user, team } = run.event.payload as Record<string, string>;
    const answered = answerTo(desk, text ?? "", []);
    const message = "broken" in answered ? answered.broken : render(answered.reply);
    await desk.poster.post(client, { team: team ?? "", channel: user ?? "" }, message, run);
    void channel;
  }

  /** The last word on a question that could not be answered. */
  async function giveUp(run: Run): Promise<void> {
    const body = run.event.payload as Body;
    const event = body.event?.message ?? body.event;
    const channel = body.event?.channel;
    if (channel === undefined || event?.ts === undefined || run.event.kind !== "slack-ask") return;
    await client.chat.postMessage({
      channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: literal("I could not answer this in spite of several tries, and I stop trying now. Please ask again."),
    });
    void channelKey(teamOf(body), channel);
  }

  await inbox.start();
  if (appToken !== undefined) {
    const socket = apps[http ? 1 : 0];
    socket?.start().catch((error: unknown) => log("slack-socket-not-open", { error: codeOf(error) }));
  }
  return {
    notReady: signIn.notReady,
    idle: () => inbox.idle(),
    depth: () => inbox.depth(),
    stop: async () => {
      if (appToken !== undefined) await apps[http ? 1 : 0]?.stop().catch(() => {});
      await inbox.stop();
    },
  };
}
