/** People who ask, and Slack, which delivers their questions until somebody says that they arrived. */
import { setTimeout as sleep } from "node:timers/promises";
import { answerIdOf } from "../../../src/slack/post.ts";
import { type Args, bot, deliver, type FakeSlack, mention, type Message } from "../../fakes/slack.ts";
import { secret } from "./service.ts";

export interface Asked {
  readonly channel: string;
  /** The root of the thread where the answer belongs. */
  readonly thread: string;
  /** A mention in a channel is two events, of which either may be answered. */
  readonly events: readonly Args[];
}

export interface Question {
  readonly text?: string;
  readonly channel?: string;
  readonly thread?: string;
  readonly user?: string;
}

let count = 0;

/** Somebody writes a message, which stands in Slack from now on. */
export function ask(fake: FakeSlack, question: Question = {}): Asked {
  count += 1;
  const { text = "What is LoRA?", channel = "C0CHAN", user = `U${1_000 + (count % 60)}` } = question;
  const ts = fake.workspace.ts();
  const thread = question.thread === undefined ? {} : { thread_ts: question.thread };
  const isDirect = channel.startsWith("D");
  const said = isDirect ? text : `<@${bot.user_id}> ${text}`;
  fake.say({ channel, ts, user, text: said, ...thread });
  const event = { user, channel, ts, ...thread };
  const direct = { type: "message", channel_type: isDirect ? "im" : "channel" };
  const events = isDirect
    ? [mention(said, `Ev${count}M`, { ...event, ...direct })]
    : [mention(said, `Ev${count}A`, event), mention(said, `Ev${count}M`, { ...event, ...direct })];
  return { channel, thread: question.thread ?? ts, events };
}

/** Delivers again and again, to whoever is there, until it is acknowledged. Returns how often it took. */
export async function deliverUntilAcknowledged(
  event: Args,
  urls: () => readonly (string | undefined)[],
  pauseMs = 200,
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const all = urls();
    const url = all[Math.floor(Math.random() * all.length)];
    const headers: Record<string, string> =
      tries === 1 ? {} : { "x-slack-retry-num": String(tries - 1), "x-slack-retry-reason": "http_error" };
    const status = url === undefined ? 0 : await statusOf(deliver(url, secret, event, { headers }));
    if (status === 200) return tries;
    await sleep(pauseMs);
  }
}

export async function statusOf(request: Promise<Response>): Promise<number> {
  try {
    const response = await request;
    await response.text();
    return response.status;
  } catch {
    return 0;
  }
}

const markOf = (message: Message): unknown =>
  (message["metadata"] as { event_payload?: { id?: unknown } } | undefined)?.event_payload?.id;

/** Our messages that carry the mark of a question. */
export function answersTo(fake: FakeSlack, { events }: Asked): Message[] {
  const ids = new Set(events.map((event) => answerIdOf(`slack:${bot.team_id}:${String(event["event_id"])}`)));
  return fake.workspace.messages.filter((message) => ids.has(markOf(message) as string));
}

/** What must not happen, each as a list of threads. */
export function verdict(fake: FakeSlack, asked: readonly Asked[]) {
  const byMark = new Map<unknown, Message[]>();
  for (const message of fake.workspace.messages) {
    const mark = markOf(message);
    if (mark !== undefined) byMark.set(mark, [...(byMark.get(mark) ?? []), message]);
  }
  const of = ({ events }: Asked): Message[] =>
    events.flatMap((event) => byMark.get(answerIdOf(`slack:${bot.team_id}:${String(event["event_id"])}`)) ?? []);
  const name = ({ events }: Asked): string => String(events[0]?.["event_id"]);
  const marked = new Set(asked.flatMap(of));
  const ours = fake.workspace.messages.filter((message) => message.bot_id === bot.bot_id);
  return {
    lost: asked.filter((each) => of(each).length === 0).map(name),
    twice: asked.filter((each) => of(each).length > 1).map(name),
    misplaced: asked
      .filter((each) => of(each).some((m) => m.channel !== each.channel || m.thread_ts !== each.thread))
      .map(name),
    /** What we said without being asked. */
    stray: ours.filter((message) => !marked.has(message)).map((message) => String(message.text).slice(0, 80)),
  };
}
export const allWell = { lost: [], twice: [], misplaced: [], stray: [] };
