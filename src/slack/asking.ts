/** What a question in Slack turns into: an answer in its thread, kept so that edits, votes and follow-ups find it. */
import { randomUUID } from "node:crypto";
import type { Answer, Answered } from "../core/ports.ts";
import type { Citation } from "../core/reply.ts";
import { plainWords, type Turn } from "../core/question.ts";
import { type Client, codeOf } from "./api.ts";
import { type Body, channelKey, type MessageEvent, teamOf } from "./events.ts";
import { type Bot, earlierTurns, type ReadThread } from "./inbound.ts";
import { answerIdOf, type Place, type Poster } from "./post.ts";
import { Later, type Posted, type Run, type SlackStore, type Work } from "./ports.ts";
import type { Log } from "./receiver.ts";
import { type AskedBy, type Message, questionsOf, render } from "./render.ts";

export interface Desk {
  readonly answer: Answer;
  readonly store: SlackStore;
  readonly poster: Poster;
  readonly read: (client: Client) => ReadThread;
  readonly log: Log;
  /** Writes further work down. */
  readonly accept: (work: Work) => Promise<unknown>;
}

/** What is kept of an answer for its buttons. */
export interface Remembered {
  readonly asked: string;
  readonly questions: readonly string[];
  readonly citations: readonly Citation[];
}

export interface Limits {
  readonly perPerson: number;
  readonly perWorkspace: number;
  readonly windowMs: number;
}
export const usualLimits: Limits = { perPerson: 20, perWorkspace: 600, windowMs: 60_000 };

const tooFast = (waitMs: number): string =>
  `You ask faster than I can do justice to. Give me ${Math.max(1, Math.ceil(waitMs / 1_000))} seconds, then ask again; nothing else is wrong.`;

const sorry = (reference: string): Message => ({
  text: `Something went wrong on my side, so I have no answer. Please ask again; if it happens again, tell whoever runs me this number: ${reference}.`,
  blocks: [],
});

/** The answer to a text, or a sentence with a number for the log when answering broke. */
export function answerTo(desk: Desk, text: string, context: readonly Turn[]): Answered | { readonly broken: Message } {
  try {
    return desk.answer({ text: plainWords(text), context });
  } catch (error) {
    const reference = randomUUID().slice(0, 8);
    desk.log("slack-answer-failed", { error: codeOf(error), reference });
    return { broken: sorry(reference) };
  }
}

/** True when a person or a workspace asked too much; the person is told once in a while. */
export async function isTooFast(
  { store }: Desk,
  run: Run,
  team: string,
  tell: (sentence: string) => Promise<unknown>,
  limits: Limits = usualLimits,
): Promise<boolean> {
  if (run.attempts > 1) return false;
  const person = await store.rate.hit(`person:${run.event.userKey ?? team}`, limits.perPerson, limits.windowMs);
  const workspace = await store.rate.hit(`workspace:slack:${team}`, limits.perWorkspace, limits.windowMs);
  if (person.allowed && workspace.allowed) return false;
  const told = await store.rate.hit(`told:${run.event.userKey ?? team}`, 1, limits.windowMs);
  if (told.allowed) await tell(tooFast(Math.max(person.waitMs, workspace.waitMs)));
  return true;
}

export const rememberedOf = (asked: string, { reply }: Answered): Remembered => ({
  asked: plainWords(asked),
  questions: questionsOf(reply),
  citations: reply.citations,
});

/** Answers a message where it stands. @param before our message, when it is an edit that is answered again */
export async function answerMessage(
  desk: Desk,
  run: Run,
  body: Body,
  event: MessageEvent & { readonly channel: string; readonly ts: string },
  who: { readonly client: Client; readonly bot: Bot; readonly askedBy?: AskedBy },
  before?: Posted,
): Promise<void> {
  const { client, bot } = who;
  const team = teamOf(body);
  const place: Place = { team, channel: event.channel, thread_ts: event.thread_ts ?? event.ts };
  const text = event.text ?? "";
  const context = await earlierTurns({ ...event, text }, bot, desk.read(client)).catch((error: unknown): Turn[] => {
    desk.log("slack-thread-unread", { error: codeOf(error) });
    return [];
  });
  const answered = answerTo(desk, text, context);
  const id = before?.id ?? answerIdOf(run.event.eventId);
  if (!("broken" in answered) && before === undefined && isBystander(event, bot, answered)) return;
  const message =
    "broken" in answered
      ? answered.broken
      : render(answered.reply, { answerId: id, ...(who.askedBy ? { askedBy: who.askedBy } : {}) });
  const known = before ?? (run.attempts > 1 ? await desk.store.answers.byId(id) : undefined);
  const ts = await postOrDrop(desk, run, client, place, message, known?.message);
  if (ts === undefined || "broken" in answered) return;
  await desk.store.answers.record({
    id,
    platform: "slack",
    channel: channelKey(team, event.channel),
    thread: place.thread_ts ?? null,
    message: ts,
    questionEvent: before?.questionEvent ?? run.event.eventId,
    questionMessage: event.ts,
    kind: answered.reply.kind,
    entries: answered.trace.entries,
    knowledgeVersion: answered.reply.knowledgeVersion,
    userKey: run.event.userKey ?? null,
    remembered: rememberedOf(text, answered),
  });
}

/** In a thread where people go on talking to each other, only what we have an answer for is answered without a mention. */
function isBystander(event: MessageEvent, bot: Bot, { reply }: Answered): boolean {
  if (event.channel_type === "im" || event.type === "app_mention") return false;
  const text = event.text ?? "";
  if (bot.botUserId !== undefined && text.includes(`<@${bot.botUserId}`)) return false;
  if (/<@[UW]/.test(text)) return true; // said to somebody else
  return reply.kind === "smalltalk" || (reply.kind === "abstain" && !text.includes("?"));
}

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
    if (error instanceof Later) throw error;
    desk.log("slack-post-refused", { error: codeOf(error) });
    return undefined;
  }
}

/** The person's message is gone, so our answer goes too. */
export async function retract(
  desk: Desk,
  run: Run,
  body: Body,
  channel: string,
  ts: string,
  client: Client,
): Promise<void> {
  const team = teamOf(body);
  for (const posted of await desk.store.answers.byQuestion(channelKey(team, channel), ts)) {
    await desk.poster.remove(client, { team, channel }, posted.message, run.attempts).catch((error: unknown) => {
      if (error instanceof Later) throw error;
      desk.log("slack-delete-refused", { error: codeOf(error) });
    });
    await desk.store.answers.remove(posted.id);
  }
}
