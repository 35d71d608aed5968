/** Answers that one person alone sees: to `/weigh …`, to "Weigh this message", and to clicks; they can be shared. */
import type { Answered } from "../core/ports.ts";
import type { Question } from "../core/question.ts";
import type { Reply } from "../core/reply.ts";
import { type Desk, rememberedOf, wordedTo } from "./asking.ts";
import { codeOf } from "./api.ts";
import { type Body, partsOf } from "./events.ts";
import { degrade, type Wire } from "./degrade.ts";
import { answerIdOf } from "./post.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import { Later, type Run } from "./ports.ts";
import { type Respond, RespondFailed } from "./response-url.ts";
import { type Message, render, type RenderOptions } from "./render.ts";
import { literal } from "./safe.ts";

/** Sends words or blocks to one person; what can't be sent any more is given up, what can is tried again. */
export async function tell(desk: Desk, run: Run, respond: Respond, message: Message, more = {}): Promise<boolean> {
  const send = (wire: Wire): Promise<void> =>
    respond({ response_type: "ephemeral", replace_original: false, ...wire, ...more });
  try {
    // A file that nobody else is to see can't be shown here: what is refused becomes a table.
    await degrade(message, send, undefined, (error) => error instanceof RespondFailed && error.isRefused);
    return true;
  } catch (error) {
    const refused = error instanceof RespondFailed ? error : undefined;
    desk.log("slack-respond-failed", { error: codeOf(error), status: refused?.status ?? 0 });
    if (refused?.isOver) return false;
    throw new Later("response_url failed", Math.min(30_000, 1_000 * 2 ** run.attempts));
  }
}

export const saying = (text: string): Message => ({ text: literal(text), blocks: [] });

/** A reply of ours that is no answer from the knowledge: help, admin reports. */
export const show = (
  desk: Desk,
  run: Run,
  respond: Respond,
  reply: Reply,
  options: RenderOptions = {},
): Promise<boolean> => tell(desk, run, respond, render(reply, options));

interface AskedPrivately {
  readonly text: string;
  readonly channel: string;
  /** Whether the question stands above the answer: Slack shows neither a command nor which message was meant. */
  readonly quoted?: boolean;
  /** What is said below the answer. */
  readonly note?: string;
  /** What is known of the asker's project, for a column of a comparison: theirs, so it is not shared with the answer. */
  readonly project?: Question["project"];
}

/** Answers a text for one person. */
export async function answerPrivately(desk: Desk, run: Run, respond: Respond, asked: AskedPrivately): Promise<void> {
  const { team, id: channel } = partsOf(asked.channel);
  const person = run.event.userKey === undefined ? undefined : partsOf(run.event.userKey).id;
  const at = whereaboutsOf(run.event.payload as Body, team, channel, person);
  const answered = await wordedTo(desk, asked.text, [], { at, signal: run.signal }, asked.project);
  if ("broken" in answered) await tell(desk, run, respond, answered.broken);
  else await showAnswered(desk, run, respond, answered, asked);
}

/** Shows an answer to one person, and keeps it for its buttons. */
export async function showAnswered(
  desk: Desk,
  run: Run,
  respond: Respond,
  answered: Answered,
  asked: AskedPrivately,
): Promise<void> {
  const id = answerIdOf(run.event.eventId);
  // Kept first: a button that Slack shows must find its answer.
  await desk.store.answers.record({
    id,
    platform: "slack",
    channel: asked.channel,
    thread: null,
    message: `private:${id}`,
    questionEvent: run.event.eventId,
    questionMessage: null,
    kind: answered.reply.kind,
    entries: answered.trace.entries,
    knowledgeVersion: answered.reply.knowledgeVersion,
    userKey: run.event.userKey ?? null,
    remembered: rememberedOf(asked.text, answered),
  });
  const { asked: question } = rememberedOf(asked.text, answered);
  const above = asked.quoted === true ? { askedBy: { question } } : {};
  const { reply } = answered;
  const noted: Reply =
    asked.note === undefined ? reply : { ...reply, blocks: [...reply.blocks, { kind: "note", text: asked.note }] };
  await tell(desk, run, respond, render(noted, { answerId: id, private: true, ...above }));
}
