/** What a click on one of our buttons does. Who clicked comes from Slack, what was answered from the store. */
import type { Client } from "./api.ts";
import { codeOf } from "./api.ts";
import type { Action } from "./actions.ts";
import { answerMessage, answerTo, type Desk, type Remembered } from "./asking.ts";
import { type Body, channelKey, teamOf } from "./events.ts";
import { answerPrivately, type Respond, saying, tell } from "./private.ts";
import { answerIdOf } from "./post.ts";
import { Later, type Posted, type Run } from "./ports.ts";
import { render } from "./render.ts";
import type { Citation, Reply } from "../core/reply.ts";
import { sourceLine } from "../core/plain.ts";
import type { Bot } from "./inbound.ts";
import { caseModal, reasonModal } from "./views.ts";

export interface Clicked {
  readonly desk: Desk;
  readonly run: Run;
  readonly body: Body;
  readonly client: Client;
  readonly bot: Bot;
  readonly respond: Respond;
  readonly clicker: { readonly id: string; readonly key: string };
  readonly channel: string;
  readonly posted: Posted;
  readonly remembered: Remembered;
}

const isPrivate = (posted: Posted): boolean => posted.message.startsWith("private:");

type Deed<K extends Action["kind"]> = (clicked: Clicked, action: Extract<Action, { kind: K }>) => Promise<void>;

const openModal = async ({ desk, body, client }: Clicked, view: object): Promise<void> => {
  try {
    await client.views.open({ trigger_id: body.trigger_id ?? "", view: view as never });
  } catch (error) {
    // A trigger lives for three seconds; a click that was dealt with later, after a restart, opens nothing.
    desk.log("slack-modal-not-opened", { error: codeOf(error) });
  }
};

const deeds: { readonly [K in Action["kind"]]: Deed<K> } = {
  next: async (clicked, { question }) => {
    const { desk, run, respond, posted, remembered, channel, body, client, bot, clicker } = clicked;
    const text = remembered.questions[question];
    if (text === undefined) {
      await tell(desk, run, respond, saying(stale));
      return;
    }
    if (isPrivate(posted)) {
      await answerPrivately(desk, run, respond, { text, channel: posted.channel });
      return;
    }
    const event = {
      type: "app_mention",
      text,
      channel,
      ts: posted.thread ?? posted.message,
      thread_ts: posted.thread ?? posted.message,
    };
    await answerMessage(desk, run, body, event, { client, bot, askedBy: { userId: clicker.id, question: text } });
  },
  sources: async ({ desk, run, respond, remembered }) => {
    await tell(desk, run, respond, render(sourcesReply(remembered.citations)));
  },
  compare: async ({ desk, run, respond, posted, remembered }) => {
    await answerPrivately(desk, run, respond, {
      text: `compare open and closed: ${remembered.asked}`,
      channel: posted.channel,
    });
  },
  assess: (clicked, { answerId }) => openModal(clicked, caseModal(answerId)),
  share: share,
  feedback: async (clicked, { answerId, useful }) => {
    const { desk, clicker } = clicked;
    const vote = { answerId, userKey: clicker.key, verdict: useful ? "up" : "down", reason: null } as const;
    await desk.store.feedback.vote(vote);
    if (!useful) await openModal(clicked, reasonModal(answerId));
  },
};

async function share({ desk, run, body, client, respond, clicker, channel, remembered }: Clicked): Promise<void> {
  const answered = answerTo(desk, remembered.asked, []);
  if ("broken" in answered) {
    await tell(desk, run, respond, answered.broken);
    return;
  }
  const id = answerIdOf(run.event.eventId);
  const message = render(answered.reply, { answerId: id, askedBy: { userId: clicker.id, question: remembered.asked } });
  const team = teamOf(body);
  try {
    const before = run.attempts > 1 ? (await desk.store.answers.byId(id))?.message : undefined;
    const ts = await desk.poster.post(client, { team, channel }, message, run, before);
    await desk.store.answers.record({
      id,
      platform: "slack",
      channel: channelKey(team, channel),
      thread: ts,
      message: ts,
      questionEvent: run.event.eventId,
      questionMessage: null,
      kind: answered.reply.kind,
      entries: answered.trace.entries,
      knowledgeVersion: answered.reply.knowledgeVersion,
      userKey: clicker.key,
      remembered,
    });
  } catch (error) {
    if (error instanceof Later) throw error;
    desk.log("slack-share-refused", { error: codeOf(error) });
    await tell(
      desk,
      run,
      respond,
      saying("I can't post here: invite me to this channel with /invite, then share again. Nothing is lost."),
    );
    return;
  }
  await tell(desk, run, respond, saying("Shared in this channel, with your name on it."));
}

const sourcesReply = (citations: readonly Citation[]): Reply => ({
  kind: "help",
  title: "Sources of this answer",
  blocks: [{ kind: "points", points: citations.map((each, i) => ({ text: sourceLine(each, i + 1), cites: [] })) }],
  citations: [],
  knowledgeVersion: "",
});

const stale = "That button is from an answer that I no longer keep. Please ask again.";
const notYours = "Only the person who got this answer can use its buttons. Ask me yourself and you get your own.";

/** Does what the button says, if this person may. */
export async function click(clicked: Omit<Clicked, "posted" | "remembered">, action: Action): Promise<void> {
  const { desk, run, respond, clicker } = clicked;
  const posted = await desk.store.answers.byId(action.answerId);
  if (posted === undefined) {
    await tell(desk, run, respond, saying(stale));
    return;
  }
  if (isPrivate(posted) && posted.userKey !== clicker.key) {
    await tell(desk, run, respond, saying(notYours));
    return;
  }
  const all: Clicked = { ...clicked, posted, remembered: posted.remembered as Remembered };
  await (deeds[action.kind] as Deed<Action["kind"]>)(all, action as never);
}
