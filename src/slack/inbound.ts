import { longestQuestion, plainWords, type Question, type Turn } from "../core/question.ts";

/** What we use of an `app_mention` event. */
export interface Mention {
  readonly text: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly subtype?: string | undefined;
}

/** Who we are in this workspace. */
export interface Bot {
  readonly botUserId?: string | undefined;
  readonly botId?: string | undefined;
}

/** A message of a thread, as `conversations.replies` tells it. */
export interface ThreadMessage {
  readonly ts?: string;
  readonly text?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly subtype?: string;
}

/** One page of a thread, oldest first. @throws when Slack refuses or cannot be reached */
export type ReadThread = (page: {
  readonly channel: string;
  readonly ts: string;
  readonly latest: string;
  readonly limit: number;
  readonly cursor?: string;
}) => Promise<{
  readonly messages?: readonly ThreadMessage[];
  readonly response_metadata?: { readonly next_cursor?: string };
}>;

const mostTurns = 16; // of a thread, the last ones
const mostPages = 3; // of 100 messages: pages start with the oldest
const slackItself = new Set(["USLACKBOT", "USLACK"]);

/** Whether a person asked: no app, neither another nor this one, so that bots never talk in circles. */
export const byPerson = (event: Mention, bot: Bot): boolean =>
  event.user !== undefined &&
  event.bot_id === undefined &&
  event.subtype !== "bot_message" &&
  event.user !== bot.botUserId &&
  !slackItself.has(event.user);

/** The question in a mention of us. */
export const toQuestion = (event: Mention, context: readonly Turn[]): Question => ({
  text: plainWords(event.text),
  context,
});

/**
 * What was said earlier in the mention's thread by people and by us; other bots are left out.
 * @returns at most 10 turns, oldest first; none outside threads. @throws what `read` throws
 */
export async function earlierTurns(event: Mention, bot: Bot, read: ReadThread): Promise<Turn[]> {
  if (event.thread_ts === undefined || event.thread_ts === event.ts) return [];
  const place = { channel: event.channel, ts: event.thread_ts, latest: event.ts, limit: 100 };
  const messages: ThreadMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = await read(cursor === undefined ? place : { ...place, cursor });
    messages.push(...(found.messages ?? []));
    cursor = found.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return messages
    .filter((message) => message.ts !== undefined && Number(message.ts) < Number(event.ts))
    .flatMap((message) => turnOf(message, bot))
    .slice(-mostTurns);
}

function turnOf(message: ThreadMessage, bot: Bot): Turn[] {
  const ours =
    (message.user !== undefined && message.user === bot.botUserId) ||
    (message.bot_id !== undefined && message.bot_id === bot.botId);
  const otherBot = message.bot_id !== undefined || message.user === undefined || slackItself.has(message.user);
  const text = plainWords(message.text ?? "").slice(0, longestQuestion);
  if (text === "" || (otherBot && !ours)) return [];
  return [{ role: ours ? "bot" : "user", text }];
}
