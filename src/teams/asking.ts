/** What a question in Teams turns into: an answer where it was asked, kept so that edits, votes and follow-ups find it. */
import { gist, toPlain } from "../core/plain.ts";
import { summaryAgain } from "../core/cost/again.ts";
import type { LeverName } from "../core/cost/lever-names.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import type { Answer, Answered, Assessing, Costing, FluentAnswer, SecondReader } from "../core/ports.ts";
import { asksQuiz } from "../core/quiz.ts";
import { longestQuestion, plainWords, type Turn } from "../core/question.ts";
import type { Reply } from "../core/reply.ts";
import type { Stops } from "../core/stops.ts";
import { isTooMuch } from "../core/too-fast.ts";
import { codeOf, isFinal, isShutOut } from "./api.ts";
import type { Incoming } from "./incoming.ts";
import { channelKey, isPrivate, threadOf } from "./place.ts";
import type { Places } from "./places.ts";
import type { Reader } from "./reader.ts";
import type { Log, Posted, Run, TeamsStore, Work } from "./ports.ts";
import { answerIdOf, type Poster, type PostOptions } from "./post.ts";
import { type Message, questionsOf, render, type RenderOptions } from "./render.ts";
import type { Streams } from "./stream.ts";
import type { Transport, Where } from "./transport.ts";
import type { Sensitivity } from "./trust.ts";
import { answerTo, wordedTo, writingOf } from "./worded.ts";

export interface Desk {
  readonly answer: Answer;
  /** The same in a model's words, where one is configured. */
  readonly fluent?: FluentAnswer | undefined;
  readonly streams: Streams;
  readonly stops: Stops;
  readonly assessing: Assessing;
  /** A model that reads descriptions beside the rules, where one is configured. */
  readonly second?: SecondReader | undefined;
  readonly costing: Costing | undefined;
  readonly store: TeamsStore;
  readonly poster: Poster;
  readonly places: Places;
  readonly transport: Transport;
  readonly log: Log;
  /** Kinds of places where messages for one person alone were refused, and until when that is believed. */
  readonly untargeted: Map<string, number>;
  /** Writes further work down. */
  readonly accept: (work: Work) => Promise<unknown>;
}

export interface Around {
  /** The question stands above it. */
  readonly quoted?: boolean | undefined;
  readonly label?: Sensitivity | undefined;
}

/** What is kept of an answer for its buttons, and for what is asked next. */
export interface Remembered {
  readonly asked: string;
  readonly said: string;
  readonly questions: readonly string[];
  /** Where a private answer may be shared: the conversation where it was asked for. */
  readonly origin?: string | undefined;
  /** Of a cost summary, which its buttons change. */
  readonly workload?: Reply["workload"];
  /** The press that made it what it is: it counts once, however often Teams brings it. */
  readonly pulled?: { readonly press: string; readonly lever: LeverName; readonly from: Given } | undefined;
  /** What is drawn around the answer, for when it is drawn again. */
  readonly around?: Around | undefined;
}

export interface Limits {
  readonly perPerson: number;
  readonly perTenant: number;
  readonly windowMs: number;
}
export const usualLimits: Limits = { perPerson: 20, perTenant: 600, windowMs: 60_000 };

/** True when a person or a tenant asked too much; the person is told once. */
export async function isTooFast(
  { store }: Desk,
  run: Run,
  tenant: string,
  tell: (sentence: string) => Promise<unknown>,
  limits: Limits = usualLimits,
): Promise<boolean> {
  const person = { key: run.event.userKey ?? tenant, limit: limits.perPerson };
  const organisation = { key: `workspace:teams:${tenant}`, limit: limits.perTenant };
  return isTooMuch(store, run, { person, organisation, windowMs: limits.windowMs }, tell);
}

const mostTurns = 8; // questions with their answers
const longestTalkMs = 60 * 60_000; // a chat goes on for years; what was said yesterday is another matter

/** What was said before here: from what we keep, for Teams does not tell a bot what stands in a conversation. */
export async function earlierTurns(
  { store }: Desk,
  where: Where,
  until: number,
  but: string | undefined,
): Promise<Turn[]> {
  const before = await store.answers.inThread(channelKey(where), threadOf(where), until - longestTalkMs, mostTurns);
  return before.flatMap(({ id, remembered }) => {
    if (id === but) return [];
    const { asked, said } = (remembered ?? {}) as Partial<Remembered>;
    if (asked === undefined || said === undefined) return [];
    return [
      { role: "user", text: asked },
      { role: "bot", text: said },
    ] as const;
  });
}

export const rememberedOf = (
  asked: string,
  { reply }: Answered,
  { origin, around }: Pick<Remembered, "origin" | "around"> = {},
): Remembered => ({
  asked: plainWords(asked).slice(0, longestQuestion),
  said: (toPlain(reply) || gist(reply)).slice(0, longestQuestion),
  questions: questionsOf(reply),
  ...(origin === undefined ? {} : { origin }),
  ...(reply.workload === undefined ? {} : { workload: reply.workload, around }),
});

/** What was answered, once more: a cost summary as its buttons left it. */
export const answeredAgain = (desk: Desk, asked: string, { workload }: Partial<Remembered>) =>
  workload && desk.costing ? summaryAgain(desk.costing, workload) : answerTo(desk, asked, []);

/** What an answer is given on. */
export interface Occasion {
  readonly where: Where;
  readonly reader: Reader;
  readonly text: string;
  /** The message that it answers. */
  readonly message: string | undefined;
  /** Ours, when it is an edit that is answered again. */
  readonly before?: Posted | undefined;
  /** Asked by a button: the answer says so, and has an id of its own. */
  readonly button?: { readonly id: string } | undefined;
  readonly label?: Sensitivity | undefined;
}

/** The label of what was asked is that of what is answered. */
export const labelled = (message: Message, label: Sensitivity | undefined): Message =>
  label ? { ...message, trust: { ...message.trust, sensitivity: label } } : message;

/** Who is asked something has it to answer alone; in a group, Teams brings us nothing that does not mention us. */
function drawnFor(where: Where, reply: Reply, options: RenderOptions): Message {
  if (!asksQuiz(toPlain(reply))) return render(reply, options);
  const note = { kind: "note", text: "Mention me in your answer, or it does not reach me." } as const;
  const blocks = isPrivate(where) ? reply.blocks : [...reply.blocks, note];
  return render({ ...reply, blocks }, { ...options, offers: [] });
}

/** Answers where it was asked. */
export async function answerThere(desk: Desk, run: Run, occasion: Occasion): Promise<void> {
  const { where, reader, text, message: question, before, button, label } = occasion;
  const context = await earlierTurns(desk, where, run.receivedAt, before?.id);
  const id = before?.id ?? button?.id ?? answerIdOf(run.event.eventId);
  const known = before ?? (run.attempts > 1 ? await desk.store.answers.byId(id) : undefined);
  // A press is dealt with beside what else is said there, and a chat has one stream.
  const isShown = known === undefined && run.replyRef === null && !button;
  const { writing, shown, done } = writingOf(desk, run, where, question, isShown);
  const answered = await wordedTo(desk, run, reader, text, context, writing).finally(done);
  const options: RenderOptions = { answerId: id, ...(button ? { asked: text } : {}) };
  const drawn = "broken" in answered ? answered.broken : drawnFor(where, answered.reply, options);
  const message = labelled(drawn, label);
  const streamed = await shown();
  const posted = streamed?.isStopped
    ? streamed.id
    : await postOrDrop(desk, run, where, message, { before: known?.message, streamed, replyTo: question });
  if (posted === undefined || "broken" in answered) return;
  const around = { quoted: button !== undefined, label };
  const asked = button ? undefined : question;
  await keepAnswer(desk, run, { id, where, posted, answered, text, question: asked, before, around });
}

export async function keepAnswer(
  desk: Desk,
  run: Run,
  given: {
    readonly id: string;
    readonly where: Where;
    readonly posted: string;
    readonly answered: Answered;
    readonly text: string;
    readonly question?: string | undefined;
    readonly before?: Posted | undefined;
    readonly origin?: string | undefined;
    readonly around?: Around | undefined;
  },
): Promise<void> {
  const { id, where, posted, answered, text, question, before, origin, around } = given;
  await desk.store.answers.record({
    id,
    platform: "teams",
    channel: channelKey(where),
    thread: threadOf(where),
    message: posted,
    questionEvent: before?.questionEvent ?? run.event.eventId,
    questionMessage: question ?? null,
    kind: answered.reply.kind,
    entries: answered.trace.entries,
    knowledgeVersion: answered.reply.knowledgeVersion,
    userKey: run.event.userKey ?? null,
    remembered: rememberedOf(text, answered, { origin, around }),
  });
}

/** Undefined where nothing can be posted, now or later. */
export async function postOrDrop(
  desk: Desk,
  run: Run,
  where: Where,
  message: Message,
  options: PostOptions,
): Promise<string | undefined> {
  try {
    return await desk.poster.post(where, message, run, options);
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("teams-post-refused", { error: codeOf(error), status: error.status });
    if (isShutOut(error)) await desk.places.forget(where);
    return undefined;
  }
}

/** The person's message is gone, so our answer goes too. */
export async function retract(desk: Desk, run: Run, { where, id }: Incoming): Promise<void> {
  for (const posted of await desk.store.answers.byQuestion(channelKey(where), id)) {
    await desk.poster.remove(where, posted.message, run.attempts).catch((error: unknown) => {
      if (!isFinal(error)) throw error;
      desk.log("teams-delete-refused", { error: codeOf(error) });
    });
    await desk.store.answers.remove(posted.id);
  }
}
