import type { Receiver, ReceiverEvent } from "@slack/bolt";
import type { Router } from "express";
import type { Answer, Assessing, Costing, FluentAnswer, SecondReader } from "../core/ports.ts";
import type { Row } from "../core/assess/ports.ts";
import { createStops } from "../core/stops.ts";
import { refreshHere } from "./assess/jobs.ts";
import { type Client, codeOf, createCaller } from "./api.ts";
import type { Desk, Limits } from "./asking.ts";
import type { Office } from "./commands.ts";
import { type Body, sort, teamOf } from "./events.ts";
import { lastWord } from "./give-up.ts";
import { type Authorized, createInstalled, type InstallStore } from "./installations.ts";
import { slackFetch } from "./fetch.ts";
import { type Front, listen } from "./listeners.ts";
import { boltStore, createRenewer, installing, type OauthOptions } from "./oauth.ts";
import { type Place, placeOf } from "./place.ts";
import { createPictures } from "./pictures.ts";
import { createPoster } from "./post.ts";
import { type Depth, Later, type Run, type SlackStore } from "./ports.ts";
import { isAsked } from "./assess/talk.ts";
import { boltLogger, createHttpReceiver, createSocketReceiver, durable, type Log, replay } from "./receiver.ts";
import { openSocket } from "./socket.ts";
import { createSessions } from "./session.ts";
import { stopKey } from "./stops.ts";
import { createStreams, type StreamLimits } from "./stream.ts";
import { createSignIn } from "./sign-in.ts";
import { within } from "./within.ts";

export interface SlackOptions {
  /** Of one workspace; with `oauth` beside it, for that workspace alone. */
  readonly botToken?: string | undefined;
  /** Any workspace may install us; over HTTP, for a browser has to reach us. */
  readonly oauth?: OauthOptions | undefined;
  /** HTTP: events come to the one server, on whose router Slack's route is put. */
  readonly http?: { readonly signingSecret: string; readonly router: Router } | undefined;
  /** Socket Mode: we open the connection. */
  readonly appToken?: string | undefined;
  /** Ends in `/api/`; Slack's own when left out. */
  readonly apiUrl?: string | undefined;
  readonly answer: Answer;
  /** The same in a model's words, where one is configured. */
  readonly fluent?: FluentAnswer | undefined;
  readonly assessing: Assessing;
  readonly second?: SecondReader | undefined;
  /** Without it, cost summaries have no buttons that do anything. */
  readonly costing?: Costing | undefined;
  readonly store: SlackStore & InstallStore;
  readonly office: Office;
  readonly front: Front;
  readonly log: Log;
  readonly onError?: (method: string, code: string) => void;
  /** Told of each event that is dealt with: its kind, and how long after it came in. */
  readonly onWorked?: (kind: string, ms: number) => void;
  readonly limits?: Limits;
  readonly streamLimits?: StreamLimits;
}

export interface Slack {
  /** Why Slack does not work yet, one sentence each; signing in is tried again when it failed before. */
  notReady(): string[];
  /** Resolves when this process works on nothing that came from Slack. */
  idle(): Promise<void>;
  /** How much waits, is being answered, was given up. */
  depth(): Promise<Depth>;
  /** What stands here of an assessment that was changed elsewhere is drawn anew, in its turn. */
  redraw(row: Row): Promise<void>;
  /** Takes nothing new, finishes what is begun, hands back the rest. */
  stop(): Promise<void>;
}

/** After this long, a question that Slack would not take an answer to is given up. */
const longestWaitMs = 60 * 60_000;

/** Uninstalled between an event and its answer. */
class NotInstalled extends Error {
  override readonly name = "NotInstalled";
}

/** Connects Slack to the answerer, one workspace or many, over HTTP, a socket or both. Returns before signing in. */
export async function connectSlack(options: SlackOptions): Promise<Slack> {
  const { botToken, oauth, http, appToken, apiUrl, answer, assessing, costing, store, office, front, log, limits } =
    options;
  const { App, webApi } = await import("@slack/bolt"); // a quarter of a second, only for those who use Slack
  const logger = boltLogger(log);
  const api = { ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }), logger };
  // The default is ten tries in half an hour. Ours are in the inbox, where they survive a restart.
  const patience = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 10_000 };
  const clientOptions = { ...api, ...patience, fetch: slackFetch };
  const clientFor = (token: string | undefined, teamId?: string): Client =>
    new webApi.WebClient(token, { ...clientOptions, ...(teamId === undefined ? {} : { teamId }) });

  const signIn =
    botToken === undefined
      ? undefined
      : createSignIn(async () => {
          const me = await clientFor(botToken).auth.test();
          const org = me.is_enterprise_install === true ? me.enterprise_id : undefined;
          return { botUserId: me.user_id, botId: me.bot_id, team: me.team_id, org };
        }, log);
  const opened = oauth && store.installations();
  const kept = opened?.ok === true ? opened.installations : undefined;
  const installed = oauth && kept && createInstalled(kept, createRenewer(clientFor(undefined), oauth), log);
  const problems = opened?.ok === false ? [`Slack, many workspaces: ${opened.message}`] : [];
  if (problems.length > 0) log("slack-oauth-not-connected", { missing: "TOKEN_KEYS" });
  // Who installed us before is answered through the socket all the same.
  if (oauth && !http) log("slack-install-not-served", { missing: "SLACK_SIGNING_SECRET" });

  /** Whom we are there, and with which token; undefined where we are not installed. */
  const authorize = async (place: Place, need: "name" | "token"): Promise<Authorized | undefined> => {
    const found = await installed?.of(place, need);
    if (found) return found;
    if (signIn && botToken !== undefined) {
      const { botUserId, botId, team, org } = await signIn.who();
      const its = org === undefined ? place.team === team : place.enterprise === org;
      if (!oauth || its) return { botToken, botUserId, botId };
    }
    // Not known is not "not installed": Slack is to bring it again.
    if (oauth && !installed) throw new Error("installations cannot be read");
    return undefined;
  };

  const caller = createCaller(store.cooldown, (method, code) => {
    log("slack-call-failed", { method, error: code });
    options.onError?.(method, code);
  });
  const pictures = createPictures(caller, costing?.chart, log);
  const poster = createPoster(caller, pictures);
  const desk: Desk = {
    answer,
    fluent: options.fluent,
    streams: createStreams(caller, poster, log, options.streamLimits),
    stops: createStops(() => new AbortController(), options.fluent && ((name) => void inbox.haltElsewhere(name))),
    sessions: createSessions(caller),
    assessing,
    second: options.second,
    costing,
    store,
    poster,
    pictures,
    courtesy: caller.courtesy,
    // Reading a thread is a courtesy: it may fail, but it may not hold up a reply.
    read: (client, team) => (page) =>
      within(
        3_000,
        caller.courtesy(team, "conversations.replies", () => client.conversations.replies(page)),
      ),
    log,
    accept: (work) => inbox.accept(work),
  };
  const inbox = store.inbox({ handle, giveUp, halt: desk.stops.stopHere });

  const inThread = async (channel: string, thread: string, user: string | undefined): Promise<boolean> =>
    (await store.answers.lastInThread(channel, thread)) !== undefined || (await isAsked(store, channel, thread, user));
  const accept = async (event: ReceiverEvent): Promise<"pass" | "taken"> => {
    const body = event.body as Body;
    if (await installed?.removed(body)) return "taken";
    const bot = await authorize(placeOf(body), "name");
    if (!bot) {
      log("slack-not-installed", { kind: body.event?.type ?? body.type ?? "command" });
      return "taken";
    }
    const sorted = await sort(body, { bot, inThread });
    // An edit waits behind the answer to what it replaces: nobody needs that any more.
    const replaced = body.event?.previous_message?.ts;
    if (sorted.kind === "work" && replaced !== undefined && body.event?.channel !== undefined)
      desk.stops.stop(stopKey(teamOf(body), body.event.channel, replaced));
    if (sorted.kind === "now") return "pass";
    if (sorted.kind === "work") await inbox.accept(sorted.work);
    return "taken";
  };
  const receivers: Receiver[] = [];
  const installer =
    oauth && kept && installed
      ? installing(oauth, { store, installations: boltStore(kept, installed.changed), clientOptions, apiUrl, log })
      : {};
  if (http) receivers.push(await createHttpReceiver({ ...http, ...installer, logger }));
  if (appToken !== undefined) receivers.push(await createSocketReceiver({ appToken, apiUrl, logger }));
  const apps = receivers.map((receiver) => {
    const app = new App({
      receiver: durable(receiver, accept),
      logger,
      clientOptions,
      convoStore: false,
      authorize: async (_, body) => {
        const bot = await authorize(placeOf(body as unknown as Body), "token");
        if (!bot) throw new NotInstalled();
        return {
          botToken: bot.botToken,
          ...(bot.botUserId === undefined ? {} : { botUserId: bot.botUserId }),
          ...(bot.botId === undefined ? {} : { botId: bot.botId }),
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
    if (!app) throw new Error("Slack is not connected");
    try {
      await replay(app, run);
      options.onWorked?.(run.event.kind, Date.now() - run.receivedAt);
    } catch (error) {
      if (error instanceof NotInstalled) {
        log("slack-not-installed", { kind: run.event.kind });
        return;
      }
      if (error instanceof Later && Date.now() - run.receivedAt < longestWaitMs) throw error;
      log("slack-work-failed", { error: error instanceof Later ? error.message : codeOf(error), kind: run.event.kind });
      throw error instanceof Later ? new Error(error.message) : error; // it waited long enough: a failure now
    }
  }

  function giveUp(run: Run): Promise<void> {
    const place = placeOf(run.event.payload as Body);
    return lastWord(desk, run, async () => {
      const bot = await authorize(place, "token");
      return bot && clientFor(bot.botToken, place.team);
    });
  }

  await inbox.start();
  const byHttp = http ? 1 : 0; // apps before the one that listens through the socket
  const socket = apps[byHttp] && openSocket(apps[byHttp], log);
  return {
    notReady: () => [...(signIn?.notReady() ?? []), ...problems, ...(socket?.reason() ? [socket.reason() ?? ""] : [])],
    idle: async () => {
      await inbox.idle();
      await installed?.idle();
    },
    depth: () => inbox.depth(),
    redraw: (row) => refreshHere(desk, row),
    stop: async () => {
      await socket?.stop();
      await inbox.stop();
      await installed?.idle();
    },
  };
}
