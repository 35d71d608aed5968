import { randomUUID } from "node:crypto";
import type { Router } from "express";
import type { Answer } from "../core/ports.ts";
import type { Turn } from "../core/question.ts";
import { type Bot, byPerson, earlierTurns, type Mention, type ReadThread, toQuestion } from "./inbound.ts";
import { boltLogger, createReceiver, createSeen, type Log } from "./receiver.ts";
import { type Message, render } from "./render.ts";

export interface SlackOptions {
  readonly signingSecret: string;
  readonly botToken: string;
  /** Ends in `/api/`; Slack's own when left out. */
  readonly apiUrl?: string | undefined;
  /** Of the one server; Slack's route is put on it. */
  readonly router: Router;
  readonly answer: Answer;
  readonly log: Log;
}

export interface Slack {
  /** Why Slack does not work yet, one sentence each; signing in is tried again when it failed before. */
  notReady(): string[];
  /** Resolves when every mention that came in has its reply. */
  idle(): Promise<void>;
}

// A reply never pings, unfurls or links by itself, whatever its words are.
const quiet = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false } as const;

const sorry = (reference: string): Message => ({
  text: `Something went wrong on my side, so I have no answer. Please ask again; if it happens again, tell whoever runs me this number: ${reference}.`,
  blocks: [],
});

/** Connects one Slack workspace to the answerer, over HTTP: a mention is answered in its thread. Returns before signing in. */
export async function connectSlack({
  signingSecret,
  botToken,
  apiUrl,
  router,
  answer,
  log,
}: SlackOptions): Promise<Slack> {
  const { App, webApi } = await import("@slack/bolt"); // a quarter of a second, only for those who use Slack
  const logger = boltLogger(log);
  const api = { ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }), logger };
  // The default is ten tries in half an hour.
  const clientOptions = { ...api, retryConfig: { retries: 3 }, timeout: 10_000 };
  const client = new webApi.WebClient(botToken, clientOptions);
  // Reading a thread is a courtesy: it may fail, but it may not hold up a reply.
  const reader = new webApi.WebClient(botToken, {
    ...api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 3_000,
  });
  const read: ReadThread = (page) => reader.conversations.replies(page);

  const signIn = createSignIn(async () => {
    const who = await client.auth.test();
    return { botUserId: who.user_id, botId: who.bot_id };
  }, log);
  const receiver = await createReceiver({ signingSecret, router, logger });
  const app = new App({
    receiver,
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
  app.error(async (error) => {
    log("slack-event-failed", { error: codeOf(error) });
    throw error; // the receiver then asks Slack to deliver the event again, unless it is acknowledged
  });

  const post = async (place: { channel: string; thread_ts: string }, message: Message): Promise<void> => {
    const blocks = message.blocks.length > 0 ? { blocks: message.blocks } : {};
    try {
      await client.chat.postMessage({ ...place, ...quiet, ...blocks, text: message.text });
    } catch (error) {
      const code = codeOf(error);
      log("slack-post-refused", { error: code });
      // A limit that we do not know of must not cost anybody the answer.
      if (/block|table|too_long/.test(code)) await client.chat.postMessage({ ...place, ...quiet, text: message.text });
    }
  };
  const contextOf = (event: Mention, bot: Bot): Promise<Turn[]> =>
    earlierTurns(event, bot, read).catch((error: unknown) => {
      log("slack-thread-unread", { error: codeOf(error) });
      return [];
    });
  const reply = async (event: Mention, bot: Bot): Promise<void> => {
    let message: Message;
    try {
      message = render(answer(toQuestion(event, await contextOf(event, bot))).reply);
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      log("slack-answer-failed", { error: codeOf(error), reference });
      message = sorry(reference);
    }
    await post({ channel: event.channel, thread_ts: event.thread_ts ?? event.ts }, message);
  };

  const seen = createSeen(10_000);
  const underWay = new Set<Promise<void>>();
  app.event("app_mention", async ({ event, body, context }) => {
    if (!byPerson(event, context)) return;
    const again = seen(body.event_id);
    if (seen(`${body.team_id} ${event.channel} ${event.ts}`) || again) return;
    const work = reply(event, context).catch((error: unknown) => log("slack-reply-lost", { error: codeOf(error) }));
    underWay.add(work);
    await work;
    underWay.delete(work);
  });

  return {
    notReady: signIn.notReady,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Asks Slack once who we are, and again only after a failure. */
function createSignIn(ask: () => Promise<Bot>, log: Log): { who: () => Promise<Bot>; notReady: () => string[] } {
  let asked: Promise<Bot> | undefined;
  let missing: string[] = ["Slack: not signed in yet."];
  const who = (): Promise<Bot> => {
    asked ??= ask().then(
      (bot) => {
        missing = [];
        return bot;
      },
      (error: unknown) => {
        asked = undefined;
        const code = codeOf(error);
        log("slack-sign-in-failed", { error: code });
        missing = [`Slack: signing in failed (${code}). Check SLACK_BOT_TOKEN and SLACK_API_URL.`];
        throw error;
      },
    );
    return asked;
  };
  const notReady = (): string[] => {
    const reasons = missing;
    if (reasons.length > 0) who().catch(() => {}); // logged above; the next look tells
    return reasons;
  };
  notReady();
  return { who, notReady };
}

/** Slack's own word for a failure (`channel_not_found`), or the error's code or name; never its text. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { data, code } = error as { data?: { error?: unknown }; code?: unknown };
  if (typeof data?.error === "string") return data.error;
  return typeof code === "string" ? code : error.name;
}
