/** What a question in Slack turns into: an answer in its thread, kept so that edits, votes and follow-ups find it. */
import { randomUUID } from "node:crypto";
import { summaryAgain } from "../core/cost/again.ts";
import type {
  Answer,
  Answered,
  Assessing,
  Costing,
  FluentAnswer,
  Occasion as Writing,
  SecondReader,
} from "../core/ports.ts";
import type { Citation, Reply } from "../core/reply.ts";
import { longestQuestion, plainWords, type Question, type Turn } from "../core/question.ts";
import type { Stops } from "../core/stops.ts";
import { brokenSays, isTooMuch } from "../core/too-fast.ts";
import { type Caller, type Client, codeOf, isFinal, isMendable } from "./api.ts";
import { channelKey, isAddressed, type MessageEvent } from "./events.ts";
import { type Bot, earlierTurns, type ReadThread } from "./inbound.ts";
import { answerIdOf, type Place, type Poster, shownIn } from "./post.ts";
import type { Pictures } from "./pictures.ts";
import { Later, type Posted, type Run, type SlackStore, type Work } from "./ports.ts";
import type { Log } from "./receiver.ts";
import type { Sessions } from "./session.ts";
import type { Streams } from "./stream.ts";
import { writingOf } from "./writing.ts";
import { type AskedBy, type Message, questionsOf, render } from "./render.ts";

export interface Desk {
  readonly answer: Answer;
  /** The same in a model's words, where one is configured. */
  readonly fluent?: FluentAnswer | undefined;
  readonly streams: Streams;
  readonly stops: Stops;
  readonly sessions: Sessions;
  readonly assessing: Assessing;
  /** A model that reads descriptions beside the rules, where one is configured. */
  readonly second?: SecondReader | undefined;
  readonly costing: Costing | undefined;
  readonly store: SlackStore;
  readonly poster: Poster;
  readonly pictures: Pictures;
  /** For Slack's methods that post nothing lasting, within the same limits. */
  readonly courtesy: Caller["courtesy"];
  readonly read: (client: Client, team: string) => ReadThread;
  readonly log: Log;
  /** Writes further work down. */
  readonly accept: (work: Work) => Promise<unknown>;
}

/** What is kept of an answer for its buttons. */
export interface Remembered {
  readonly asked: string;
  readonly questions: readonly string[];
  readonly citations: readonly Citation[];
  /** Of a cost summary, which its buttons change. */
  readonly workload?: Reply["workload"];
  /** The click that made it what it is: it counts once, however often it is dealt with. */
  readonly pulledBy?: string | undefined;
}

export interface Limits {
  readonly perPerson: number;
  readonly perWorkspace: number;
  readonly windowMs: number;
}
export const usualLimits: Limits = { perPerson: 20, perWorkspace: 600, windowMs: 60_000 };

const sorry = (reference: string): Message => ({
  text: brokenSays(reference),
  blocks: [],
});

/** The answer to a text, or a sentence with a number for the log when answering broke. */
export function answerTo(
  desk: Desk,
  text: string,
  context: readonly Turn[],
  project?: Question["project"],
): Answered | { readonly broken: Message } {
  try {
    return desk.answer({ text: plainWords(text), context, ...(project ? { project } : {}) });
  } catch (error) {
    const reference = randomUUID().slice(0, 8);
    desk.log("slack-answer-failed", { error: codeOf(error), reference });
    return { broken: sorry(reference) };
  }
}

/** The same, in a model's words where one may see it. */
export async function wordedTo(
  desk: Desk,
  text: string,
  context: readonly Turn[],
  writing: Writing,
  project?: Question["project"],
): Promise<Answered | { readonly broken: Message }> {
  // A comparison with the asker's own project is a table of theirs: no model sees it.
  return desk.fluent && !project
    ? desk.fluent({ text: plainWords(text), context }, writing)
    : answerTo(desk, text, context, project);
}

/** True when a person or a workspace asked too much; the person is told once. */
export async function isTooFast(
  { store }: Desk,
  run: Run,
  team: string,
  tell: (sentence: string) => Promise<unknown>,
  limits: Limits = usualLimits,
): Promise<boolean> {
  const person = { key: run.event.userKey ?? team, limit: limits.perPerson };
  const organisation = { key: `workspace:slack:${team}`, limit: limits.perWorkspace };
  return isTooMuch(store, run, { person, organisation, windowMs: limits.windowMs }, tell);
}

export const rememberedOf = (asked: string, { reply }: Answered): Remembered => ({
  asked: plainWords(asked).slice(0, longestQuestion),
  questions: questionsOf(reply),
  citations: reply.citations,
  ...(reply.workload === undefined ? {} : { workload: reply.workload }),
});

/** What was answered, once more: a cost summary as its buttons left it. */
export function answeredAgain(desk: Desk, { asked, workload }: Remembered): ReturnType<typeof answerTo> {
  if (workload === undefined || !desk.costing) return answerTo(desk, asked, []);
  return summaryAgain(desk.costing, workload);
}

/** What an answer is given on. */
export interface Occasion {
  readonly client: Client;
  readonly bot: Bot;
  /** Our message, when it is an edit that is answered again. */
  readonly before?: Posted | undefined;
  /** Who asked by a button: the answer says so, and has an id of its own. */
  readonly button?: { readonly askedBy: AskedBy; readonly id: string };
  /** What has to be over before the answer is posted. */
  readonly courtesy?: Promise<unknown> | undefined;
}

/** Answers a message where it stands. */
export async function answerMessage(
  desk: Desk,
  run: Run,
  team: string,
  event: MessageEvent & { readonly channel: string; readonly ts: string },
  { client, bot, before, button, courtesy }: Occasion,
): Promise<void> {
  const place: Place = { team, channel: event.channel, thread_ts: event.thread_ts ?? event.ts };
  const text = event.text ?? "";
  const isOverheard = before === undefined && button === undefined && !isAddressed(event, bot);
  if (isOverheard && /<@[UW]/.test(text)) return; // said to somebody else
  const context = await earlierTurns({ ...event, text }, bot, desk.read(client, team)).catch(
    (error: unknown): Turn[] => {
      desk.log("slack-thread-unread", { error: codeOf(error) });
      return [];
    },
  );
  const id = before?.id ?? button?.id ?? answerIdOf(run.event.eventId);
  const ref =
    before?.message ?? (run.attempts > 1 ? (run.replyRef ?? (await desk.store.answers.byId(id))?.message) : undefined);
  const known = ref === undefined ? undefined : shownIn(ref);
  const writing = writingOf(desk, run, client, place, event, { courtesy, isShown: known === undefined && !button });
  const leaveIt = isOverheard ? (answered: Answered) => isTheirs(text, answered) : undefined;
  const answered = await wordedTo(desk, text, context, { ...writing.occasion, leaveIt }).finally(writing.done);
  if (isOverheard && ("broken" in answered || isTheirs(text, answered))) return;
  const message =
    "broken" in answered
      ? answered.broken
      : render(answered.reply, { answerId: id, ...(button ? { askedBy: button.askedBy } : {}) });
  await courtesy;
  const shown = known ?? (await writing.shown());
  const ts = await postOrDrop(desk, run, client, place, message, shown?.ts);
  // The whole answer stands: what was shown of it before would say it twice.
  if (ts !== undefined) for (const part of shown?.earlier ?? []) await removeOrLeave(desk, run, client, place, part);
  if (ts === undefined || "broken" in answered) return;
  await desk.store.answers.record({
    id,
    platform: "slack",
    channel: channelKey(team, event.channel),
    thread: place.thread_ts ?? null,
    message: ts,
    questionEvent: before?.questionEvent ?? run.event.eventId,
    questionMessage: button ? null : event.ts,
    kind: answered.reply.kind,
    entries: answered.trace.entries,
    knowledgeVersion: answered.reply.knowledgeVersion,
    userKey: run.event.userKey ?? null,
    remembered: rememberedOf(text, answered),
  });
}

/** In a thread where people go on talking to each other, only what we have an answer for is answered unasked. */
const isTheirs = (text: string, { reply }: Answered): boolean =>
  reply.kind === "smalltalk" || (reply.kind === "abstain" && !text.includes("?"));

const mendingMs = 60_000;

/** Undefined where nothing can be posted, now or later: the channel is gone, or we are not in it. */
async function postOrDrop(
  desk: Desk,
  run: Run,
  client: Client,
  place: Place,
  message: Message,
  before: string | undefined,
): Promise<string | undefined> {
  try {
    return await desk.poster.post(client, place, message, run, before);
  } catch (error) {
    if (isMendable(error)) throw new Later(codeOf(error), mendingMs);
    if (!isFinal(error)) throw error;
    desk.log("slack-post-refused", { error: codeOf(error) });
    return undefined;
  }
}

async function removeOrLeave(desk: Desk, run: Run, client: Client, place: Place, ts: string): Promise<void> {
  await desk.poster.remove(client, place, ts, run.attempts).catch((error: unknown) => {
    if (!isFinal(error)) throw error;
    desk.log("slack-delete-refused", { error: codeOf(error) });
  });
}

/** The person's message is gone, so our answer goes too. */
export async function retract(
  desk: Desk,
  run: Run,
  team: string,
  channel: string,
  ts: string,
  client: Client,
): Promise<void> {
  for (const posted of await desk.store.answers.byQuestion(channelKey(team, channel), ts)) {
    await removeOrLeave(desk, run, client, { team, channel }, posted.message);
    await desk.store.answers.remove(posted.id);
  }
}
