/** What a click on one of our buttons does. Who clicked comes from Slack, what was answered from the store. */
import type { Client } from "./api.ts";
import { codeOf, isFinal } from "./api.ts";
import type { Action } from "./actions.ts";
import { assessFrom } from "./assess/begin.ts";
import { answerMessage, answeredAgain, type Desk, isTooFast, type Limits, type Remembered } from "./asking.ts";
import { type Body, partsOf, teamOf } from "./events.ts";
import { costDeed } from "./cost/deeds.ts";
import { answerPrivately, saying, tell } from "./private.ts";
import { answerIdOf } from "./post.ts";
import type { Posted, Run } from "./ports.ts";
import { render } from "./render.ts";
import type { Respond } from "./response-url.ts";
import type { Citation, Reply } from "../core/reply.ts";
import { sourceLine } from "../core/plain.ts";
import type { Bot } from "./inbound.ts";
import { projectOf } from "../core/assess/project.ts";
import { reasonModal } from "./views.ts";

export interface Clicked {
  readonly desk: Desk;
  readonly run: Run;
  readonly body: Body;
  readonly client: Client;
  readonly bot: Bot;
  readonly respond: Respond;
  readonly clicker: { readonly id: string; readonly key: string };
  /** Where the message is that was clicked. */
  readonly channel: string | undefined;
  readonly limits?: Limits | undefined;
  readonly posted: Posted;
  readonly remembered: Remembered;
}

const isPrivate = (posted: Posted): boolean => posted.message.startsWith("private:");

type Deed<K extends Action["kind"]> = (clicked: Clicked, action: Extract<Action, { kind: K }>) => Promise<void>;

/** False when it could not be opened: a trigger lives for three seconds, and a click may be dealt with after a restart. */
const openModal = async ({ desk, body, client }: Clicked, view: object): Promise<boolean> => {
  const asked = { trigger_id: body.trigger_id ?? "", view: view as never };
  try {
    await desk.courtesy(teamOf(body), "views.open", () => client.views.open(asked));
    return true;
  } catch (error) {
    desk.log("slack-modal-not-opened", { error: codeOf(error) });
    return false;
  }
};

const deeds: { readonly [K in Action["kind"]]: Deed<K> } = {
  next: async (clicked, { question }) => {
    const { desk, run, respond, posted, remembered, channel, client, bot, clicker } = clicked;
    const text = remembered.questions[question];
    if (text === undefined) return say(clicked, stale);
    if (isPrivate(posted)) {
      await answerPrivately(desk, run, respond, { text, channel: posted.channel, quoted: true });
      return;
    }
    const id = answerIdOf(`${posted.id}/next/${question}`);
    const earlier = await desk.store.answers.byId(id);
    if (earlier && earlier.questionEvent !== run.event.eventId) return say(clicked, alreadyAsked);
    // Where somebody of another company clicked, Slack names their workspace, not ours.
    const place = partsOf(posted.channel);
    const root = posted.thread ?? posted.message;
    const event = {
      type: "app_mention",
      text,
      channel: channel ?? place.id,
      ts: root,
      thread_ts: root,
    };
    const askedBy = { userId: clicker.id, question: text };
    await answerMessage(desk, run, place.team, event, { client, bot, button: { askedBy, id } });
  },
  sources: async ({ desk, run, respond, remembered }) => {
    await tell(desk, run, respond, render(sourcesReply(remembered.citations)));
  },
  compare: async ({ desk, run, respond, posted, remembered, clicker }) => {
    const about = posted.kind === "help" ? "" : `: ${remembered.asked}`;
    const text = `compare open and closed${about}`;
    const project = await projectOf(desk.store, clicker.key);
    await answerPrivately(desk, run, respond, { text, channel: posted.channel, quoted: true, project });
  },
  assess: async (clicked) => {
    const { desk, run, client, body, posted, remembered, channel, clicker } = clicked;
    const place = partsOf(posted.channel);
    const root = posted.thread ?? posted.message;
    const where = isPrivate(posted) ? undefined : { channel: channel ?? place.id, thread: root };
    const actor = { desk, run, client, team: place.team, who: clicker, body };
    const { asked, workload } = remembered;
    const known = workload && desk.costing ? desk.costing.asCase(workload, asked) : asked;
    await assessFrom(actor, posted.kind === "help" ? "" : known, where);
  },
  share,
  cost: costDeed,
  feedback: async (clicked, { answerId, useful }) => {
    const { desk, clicker } = clicked;
    const vote = { answerId, userKey: clicker.key, verdict: useful ? "up" : "down", reason: null } as const;
    await desk.store.feedback.vote(vote);
    if (useful) await say(clicked, "Noted as useful. Thank you.");
    else if (!(await openModal(clicked, reasonModal(answerId)))) await say(clicked, "Noted as not right. Thank you.");
  },
};

async function share(clicked: Clicked): Promise<void> {
  const { desk, run, client, clicker, posted, remembered } = clicked;
  const id = answerIdOf(`${posted.id}/shared`);
  const before = await desk.store.answers.byId(id);
  if (before && before.questionEvent !== run.event.eventId) return say(clicked, "You shared that answer already.");
  const answered = answeredAgain(desk, remembered);
  if ("broken" in answered) {
    await tell(desk, run, clicked.respond, answered.broken);
    return;
  }
  const message = render(answered.reply, { answerId: id, askedBy: { userId: clicker.id, question: remembered.asked } });
  const { team, id: channel } = partsOf(posted.channel);
  try {
    const ts = await desk.poster.post(client, { team, channel }, message, run, before?.message);
    await desk.store.answers.record({
      id,
      platform: "slack",
      channel: posted.channel,
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
    if (!isFinal(error)) throw error;
    desk.log("slack-share-refused", { error: codeOf(error) });
    return say(clicked, outside.has(codeOf(error)) ? notInChannel : mayNotPost);
  }
  return say(clicked, "Shared in this channel, with your name on it.");
}

const outside = new Set(["not_in_channel", "channel_not_found"]);
const notInChannel =
  "I can't post here, because I am not in this channel. Add me with /invite, then press Share in channel again.";
const mayNotPost = "I am not allowed to post here, so the answer stays between us.";

const sourcesReply = (citations: readonly Citation[]): Reply => ({
  kind: "help",
  title: "Sources of this answer",
  blocks: citations.map((each, i) => ({ kind: "text", text: sourceLine(each, i + 1), cites: [] })),
  citations: [],
  knowledgeVersion: "",
});

const stale = "That button is from an answer that I no longer keep. Please ask again.";
const alreadyAsked = "That question is answered already: look further down in this thread.";
const notYours = "Only the person who got this answer can use its buttons. Ask me yourself and you get your own.";
const say = async ({ desk, run, respond }: Omit<Clicked, "posted" | "remembered">, sentence: string): Promise<void> => {
  await tell(desk, run, respond, saying(sentence));
};
/** What has a question answered counts like a question. */
const answering: ReadonlySet<Action["kind"]> = new Set(["next", "compare", "share", "cost"]);

/** Does what the button says, if this person may. */
export async function click(clicked: Omit<Clicked, "posted" | "remembered">, action: Action): Promise<void> {
  const { desk, run, clicker, limits } = clicked;
  const posted = await desk.store.answers.byId(action.answerId);
  if (posted === undefined) return say(clicked, stale);
  const { team } = partsOf(posted.channel);
  // By id: an organisation's people may come under the name of any of its workspaces.
  if (isPrivate(posted) && partsOf(posted.userKey ?? "").id !== clicker.id) return say(clicked, notYours);
  if (answering.has(action.kind) && (await isTooFast(desk, run, team, (hint) => say(clicked, hint), limits))) return;
  const all: Clicked = { ...clicked, posted, remembered: posted.remembered as Remembered };
  await (deeds[action.kind] as Deed<Action["kind"]>)(all, action);
}
