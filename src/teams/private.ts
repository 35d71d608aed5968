/** What one person alone sees: in their own chat with us; in a group as a message for them only, or else in that chat. */
import { toPlain } from "../core/plain.ts";
import type { Turn } from "../core/question.ts";
import { asksQuiz } from "../core/quiz.ts";
import { saying } from "./activity.ts";
import { codeOf, isFinal, isShutOut } from "./api.ts";
import { type Desk, keepAnswer, labelled, postOrDrop, rememberedOf } from "./asking.ts";
import type { Incoming } from "./incoming.ts";
import { channelKey, conversationKey, isPrivate } from "./place.ts";
import { quizMessage } from "./quiz.ts";
import type { Run } from "./ports.ts";
import type { Reader } from "./reader.ts";
import { isSaid, readRef, targetedRef } from "./reply-ref.ts";
import { answerIdOf } from "./post.ts";
import { type Message, render } from "./render.ts";
import type { Where } from "./transport.ts";
import { wordedTo } from "./worded.ts";

/** How it reached them, and under which id. */
export type Told =
  | {
      readonly by: "chat" | "targeted" | "direct";
      readonly id: string;
      readonly where: Where;
      /** By an earlier try, which may not have written down what it told. */
      readonly isAgain?: boolean;
    }
  | { readonly by: "none" };

const targetedAgainMs = 6 * 60 * 60_000;
const kindOf = ({ tenant, type }: Where): string => `${tenant}/${type}`;

/** Tells one person, and nobody else. What an earlier try told is not told twice. */
export async function tellOne(desk: Desk, run: Run, reader: Reader, message: Message): Promise<Told> {
  const { where } = reader;
  if (isPrivate(where)) {
    const id = await postOrDrop(desk, run, where, message, { replyTo: reader.message });
    return id === undefined ? { by: "none" } : { by: "chat", id, where };
  }
  // What was told before may not be shown to a group by a second try that finds its id.
  const before = await toldBefore(desk, reader, run.replyRef);
  if (before) return before;
  const targeted = await tellTargeted(desk, run, reader, message);
  if (targeted !== undefined) return { by: "targeted", id: targeted, where };
  const chat = await chatWith(desk, run, reader);
  const id = chat && (await postOrDrop(desk, run, chat, message, {}));
  return chat && id !== undefined ? { by: "direct", id, where: chat } : { by: "none" };
}

async function toldBefore({ places }: Desk, { where, key }: Reader, ref: string | null): Promise<Told | undefined> {
  const known = readRef(ref);
  if (known.kind === "targeted") return { by: "targeted", id: known.id, where, isAgain: true };
  if (known.kind !== "message" && known.kind !== "folded") return undefined;
  const chat = await places.withPerson(key);
  return chat ? { by: "direct", id: known.id, where: chat, isAgain: true } : { by: "none" };
}

async function tellTargeted(desk: Desk, run: Run, reader: Reader, message: Message): Promise<string | undefined> {
  const { where } = reader;
  if (where.type === "unknown" || (desk.untargeted.get(kindOf(where)) ?? 0) > Date.now()) return undefined;
  try {
    return await desk.poster.post(where, message, run, { onlyFor: reader.id });
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("teams-targeted-refused", { error: codeOf(error), status: error.status });
    desk.untargeted.set(kindOf(where), Date.now() + targetedAgainMs);
    return undefined;
  }
}

/** The chat with one person; undefined where we may not write to them: they have not added us. */
export async function chatWith(desk: Desk, run: Run, { where, id, key }: Reader): Promise<Where | undefined> {
  const known = await desk.places.withPerson(key);
  if (known) return known;
  try {
    const conversation = await desk.poster.open(where, id, run.attempts);
    const chat: Where = { ...where, conversation, type: "personal" };
    await desk.places.keep(chat, key);
    return chat;
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("teams-chat-not-opened", { error: codeOf(error), status: error.status });
    if (!isShutOut(error)) desk.log("teams-post-refused", { error: codeOf(error), status: error.status });
    return undefined;
  }
}

/** Tells one person a sentence; where they cannot be reached alone, that much is said where they are. */
export async function tell(desk: Desk, run: Run, reader: Reader, message: Message): Promise<Told> {
  const told = await tellOne(desk, run, reader, message);
  if (told.by === "direct" && told.isAgain !== true) await point(desk, run, reader, inOurChat);
  else if (told.by === "none" && !isPrivate(reader.where) && !isSaid(run.replyRef))
    await point(desk, run, reader, unreachable);
  return told;
}
const inOurChat = "I answered you in our own chat.";
const unreachable =
  "That answer is for you alone, and I can't write to you yet: add me to your own chats first (Apps, Counterweight, Add), then ask again.";

/** A line in the group that says nothing of what was asked. */
async function point(desk: Desk, run: Run, { where, message }: Reader, sentence: string): Promise<void> {
  await postOrDrop(desk, { ...run, replyRef: null, setReplyRef: async () => true }, where, saying(sentence), {
    replyTo: message,
  });
}

/** Answers a text for one person. */
export async function answerPrivately(
  desk: Desk,
  run: Run,
  reader: Reader,
  asked: {
    readonly text: string;
    /** What was said before it. */
    readonly context?: readonly Turn[];
    /** What is said below the answer. */
    readonly note?: string;
    readonly quoted?: boolean;
    readonly label?: Incoming["label"];
  },
): Promise<void> {
  const answered = await wordedTo(desk, run, reader, asked.text, asked.context ?? []);
  if ("broken" in answered) {
    await tell(desk, run, reader, answered.broken);
    return;
  }
  const id = answerIdOf(run.event.eventId);
  const { reply } = answered;
  const noted =
    asked.note === undefined
      ? reply
      : { ...reply, blocks: [...reply.blocks, { kind: "note" as const, text: asked.note }] };
  const isAlone = isPrivate(reader.where);
  if (!isAlone && asksQuiz(toPlain(reply))) {
    await tell(desk, run, reader, labelled(quizMessage(reply), asked.label));
    return;
  }
  const message = render(noted, {
    answerId: id,
    canShare: !isAlone,
    ...(asked.quoted === true ? { asked: asked.text } : {}),
  });
  const told = await tell(desk, run, reader, labelled(message, asked.label));
  if (told.by === "none") return;
  const kept = {
    ...(isAlone ? {} : { origin: conversationKey(reader.where) }),
    around: { quoted: asked.quoted, label: asked.label },
  };
  if (told.by === "targeted")
    // Not in the thread: nobody else's question rests on what one person was told.
    await desk.store.answers.record({
      id,
      platform: "teams",
      channel: channelKey(told.where),
      thread: null,
      message: targetedRef(told.id),
      questionEvent: run.event.eventId,
      questionMessage: null,
      kind: reply.kind,
      entries: answered.trace.entries,
      knowledgeVersion: reply.knowledgeVersion,
      userKey: run.event.userKey ?? null,
      remembered: rememberedOf(asked.text, answered, kept),
    });
  else await keepAnswer(desk, run, { id, where: told.where, posted: told.id, answered, text: asked.text, ...kept });
}
