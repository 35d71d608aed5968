import type { Router } from "express";
import type { Answer, Assessing, Costing, FluentAnswer, SecondReader } from "../core/ports.ts";
import { readDoc } from "../core/assess/doc.ts";
import type { Row } from "../core/assess/ports.ts";
import { createStops } from "../core/stops.ts";
import { botFramework, loginOf } from "./addresses.ts";
import { codeOf, createCaller } from "./api.ts";
import { askColleague, type AskJob, pressReply, type ReplyJob, tellReply } from "./assess-colleague.ts";
import { pressAssess } from "./assess-clicks.ts";
import { postShared, redrawLater, redrawShared, type ShareJob } from "./assess-share.ts";
import { readDescription, type ReadJob } from "./assess-second.ts";
import { type Desk, type Limits, usualLimits } from "./asking.ts";
import { type Press, press } from "./clicks.ts";
import type { Office } from "./commands.ts";
import { pressCost, redraw, type RedrawJob } from "./cost-clicks.ts";
import { openDoor } from "./door.ts";
import type { FormJob } from "./form-job.ts";
import { answerForm, pressForm } from "./forms.ts";
import { lastWord } from "./give-up.ts";
import type { Incoming } from "./incoming.ts";
import { type CardHandler, invoke } from "./invokes.ts";
import { createKeys } from "./keys.ts";
import { hear } from "./messages.ts";
import { createPlaces } from "./places.ts";
import { type Depth, Later, type Log, type Run, type TeamsStore } from "./ports.ts";
import { createPoster } from "./post.ts";
import { pressQuiz } from "./quiz.ts";
import { allowed } from "./service-url.ts";
import { sort } from "./sort.ts";
import { createStreams, type Tempo } from "./stream.ts";
import { createTokenCheck } from "./token.ts";
import type { Handled, Transport } from "./transport.ts";
import { type Front, welcome } from "./welcome.ts";
import { stopKey } from "./worded.ts";

export interface TeamsOptions {
  /** Undefined for a local emulator, where nobody signs in. */
  readonly app?: { readonly id: string; readonly password: string; readonly tenant: string } | undefined;
  /** Whose people may use us, besides the app's own tenant. */
  readonly tenants?: readonly string[];
  readonly serviceUrls?: readonly string[];
  readonly openIdUrl?: string | undefined;
  readonly issuer?: string | undefined;
  readonly loginUrl?: string | undefined;
  readonly router: Router;
  readonly answer: Answer;
  readonly fluent?: FluentAnswer | undefined;
  readonly assessing: Assessing;
  readonly second?: SecondReader | undefined;
  readonly costing?: Costing | undefined;
  readonly store: TeamsStore;
  readonly office: Office;
  readonly front: Front;
  readonly log: Log;
  readonly onError?: (method: string, code: string) => void;
  /** Told of each event that is dealt with: its kind, and how long after it came in. */
  readonly onWorked?: (kind: string, ms: number) => void;
  readonly limits?: Limits;
  /** How fast a worded answer is shown while it is written. */
  readonly tempo?: Tempo;
}

export interface Teams {
  /** Why Teams does not work yet, one sentence each. */
  notReady(): string[];
  /** Resolves when this process works on nothing that came from Teams. */
  idle(): Promise<void>;
  /** How much waits, is being answered, was given up. */
  depth(): Promise<Depth>;
  /** What stands here of an assessment that was changed elsewhere is drawn anew, in its turn. */
  redraw(row: Row): Promise<void>;
  /** Takes nothing new, finishes what is begun, hands back the rest. */
  stop(): Promise<void>;
}

/** The cards that we draw in several steps. */
const pressCard: CardHandler = (desk, action) =>
  pressAssess(desk, action) ??
  pressReply(desk, action) ??
  pressCost(desk, action) ??
  pressForm(desk, action) ??
  pressQuiz(desk, action);

/** After this long, a question that Teams would not take an answer to is given up. */
const longestWaitMs = 60 * 60_000;
/** Connects Teams to the answerer. */
export async function connectTeams(options: TeamsOptions): Promise<Teams> {
  const { app, router, answer, fluent, assessing, costing, store, office, front, log, limits = usualLimits } = options;
  const { openIdUrl = botFramework.openIdUrl, issuer = botFramework.issuer } = options;
  const { createBotbuilder } = await import("./botbuilder/transport.ts"); // most of a second, only for who uses Teams
  const loginUrl = loginOf(options.loginUrl, app?.tenant ?? "");
  const transport: Transport = createBotbuilder({ app, loginUrl });
  const keys = createKeys(openIdUrl);
  const check = app && createTokenCheck({ appId: app.id, issuer, keys });
  const mayServe = allowed(options.serviceUrls ?? [], app === undefined);

  const caller = createCaller(store.cooldown, (method, code) => {
    log("teams-call-failed", { method, error: code });
    options.onError?.(method, code);
  });
  const desk: Desk = {
    answer,
    fluent,
    assessing,
    second: options.second,
    costing,
    store,
    streams: createStreams(transport, caller, log, options.tempo),
    stops: createStops(() => new AbortController(), fluent && ((name) => void inbox.haltElsewhere(name))),
    poster: createPoster(transport, caller, log),
    places: createPlaces(store.conversations, mayServe, log),
    transport,
    log,
    untargeted: new Map(),
    accept: (work) => inbox.accept(work),
  };
  const inbox = store.inbox({ handle, giveUp: (run) => lastWord(desk, run), halt: desk.stops.stopHere });

  const work = (run: Run): Promise<void> => {
    const { kind, payload } = run.event;
    if (kind === "teams-press") return press(desk, office, run, payload as Press, limits);
    if (kind === "teams-share") return postShared(desk, run, payload as ShareJob);
    if (kind === "teams-form") return answerForm(desk, run, payload as FormJob, limits);
    if (kind === "teams-colleague") return askColleague(desk, run, payload as AskJob);
    if (kind === "teams-reply") return tellReply(desk, run, payload as ReplyJob);
    if (kind === "teams-assess-redraw") return redrawShared(desk, run, payload as ShareJob);
    if (kind === "teams-assess-read") return readDescription(desk, run, payload as ReadJob);
    if (kind === "teams-redraw") return redraw(desk, run, payload as RedrawJob);
    if (kind === "teams-welcome") return welcome(desk, run, payload as Incoming, front);
    return hear({ desk, office, run, limits }, payload as Incoming);
  };
  async function handle(run: Run): Promise<void> {
    await myTurn();
    try {
      await work(run);
      options.onWorked?.(run.event.kind, Date.now() - run.receivedAt);
    } catch (error) {
      if (error instanceof Later && Date.now() - run.receivedAt < longestWaitMs) throw error;
      log("teams-work-failed", { error: error instanceof Later ? error.message : codeOf(error), kind: run.event.kind });
      throw error instanceof Later ? new Error(error.message) : error; // it waited long enough: a failure now
    }
  }

  const accept = async (incoming: Incoming): Promise<Handled> => {
    const sorted = sort(incoming);
    if (sorted.kind === "wrong") return { status: 400, body: { error: sorted.says } };
    if (sorted.kind === "work") {
      // What replaces or takes back a question waits behind its answer: nobody needs that any more.
      if (sorted.work.kind !== "teams-ask") desk.stops.stop(stopKey(incoming.where, incoming.id));
      await inbox.accept(sorted.work);
    }
    if (sorted.kind !== "now") return { status: 200 };
    if (sorted.what === "invoke") return invoke(desk, incoming, pressCard);
    await desk.places.forget(incoming.where);
    return { status: 200 };
  };
  const tenants = new Set(
    app === undefined ? [] : [app.tenant, ...(options.tenants ?? [])].map((each) => each.toLowerCase()),
  );
  await inbox.start();
  openDoor({ router, transport, check, mayServe, tenants, handle: accept, log });
  return {
    notReady: () => {
      const problem = keys.problem();
      return problem === undefined ? [] : [problem];
    },
    idle: () => inbox.idle(),
    depth: () => inbox.depth(),
    redraw: (row) => redrawLater(desk, { row, doc: readDoc(row.doc) }),
    stop: async () => {
      await inbox.stop();
    },
  };
}

let turn: Promise<unknown> = Promise.resolve();
/**
 * One answer is begun each time around Node's loop. To compose one takes milliseconds without a break, and between two
 * of them what Teams delivers meanwhile is written down and acknowledged: acknowledgements do not wait for answers.
 */
const myTurn = (): Promise<unknown> => {
  turn = turn.then(() => new Promise((go) => setImmediate(go)));
  return turn;
};
