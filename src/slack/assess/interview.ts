/** What the buttons of the interview do, in a form and in a conversation. */
import type { Draft } from "../../core/decide/draft.ts";
import type { FactName } from "../../core/decide/facts.ts";
import { isFactName } from "../../core/decide/facts.ts";
import { type Acting, changed, openOrSay, say, updateView } from "./at.ts";
import { form, says } from "./blocks.ts";
import type { Doc } from "../../core/assess/doc.ts";
import {
  answeredAll,
  answersOf,
  finished,
  lookedOver,
  shown,
  steppedBack,
  ticked,
  told,
} from "../../core/assess/flow.ts";
import { factIn, type Ref } from "../../core/assess/refs.ts";
import { isStale } from "../../core/assess/second.ts";
import { resultLater } from "./jobs.ts";
import type { Row } from "../../core/assess/ports.ts";
import { directWith, postAt, redraw, sendTo } from "./post.ts";
import { assessmentOf } from "../../core/assess/result.ts";
import { answersIn, tickedIn, valuesOf } from "./state.ts";
import { changeView, interviewView, listView } from "./steps.ts";
import { type Extras, lastTalk, talkMessage } from "./talk.ts";
import { verdictSays } from "../../core/assess/words.ts";
import { channelKey, partsOf } from "../events.ts";

export type Deed = (acting: Acting, ref: Ref) => Promise<void>;

export const movedOn = "This moved on meanwhile. Here is where it stands.";

interface Now {
  readonly row: Row;
  readonly doc: Doc;
}

/** Shows where the interview stands, where it was clicked; at its end, the result comes. */
export async function redrawn(acting: Acting, { row, doc }: Now, more: Extras = {}): Promise<void> {
  const { assessor, body } = acting;
  if (doc.page === "done") await resultLater(acting, row, doc, await threadOf(acting));
  if (body.view?.type === "modal") {
    const verdict = doc.page === "done" ? { verdict: verdictSays(assessmentOf(assessor, doc), assessor.model) } : {};
    const note = more.note === undefined ? {} : { note: more.note };
    await updateView(
      acting,
      interviewView(assessor, row, doc, { ...note, ...verdict, ...(more.was ? { was: more.was } : {}) }),
    );
    return;
  }
  const { channel_id: channel, message_ts: message } = body.container ?? {};
  if (channel === undefined || message === undefined) return;
  const asks = talkMessage(assessor, row, doc, { isPublic: !channel.startsWith("D"), ...more });
  await redraw(acting, { channel: channelKey(acting.team, channel), message }, asks);
}

/** The thread of a conversation in direct messages: its result goes there, too. */
async function threadOf({ body, row, desk }: Acting): Promise<string | undefined> {
  const { channel_id: channel, message_ts: message, thread_ts: thread } = body.container ?? {};
  if (channel?.startsWith("D") !== true || message === undefined) return undefined;
  const posts = await desk.store.assessments.postsOf(row.id);
  const talk = posts.find((post) => post.kind === "talk" && post.message === message);
  return talk && (thread ?? talk.thread ?? message);
}

/**
 * Takes a step, unless the draft has moved on since the button was drawn.
 * @param was what stands in the boxes of the page that is shown then, where it is the same page
 */
export const stepping =
  (
    step: (acting: Acting, doc: Doc, row: Row, ref: Ref) => Doc | undefined,
    was?: (acting: Acting, doc: Doc) => Draft["facts"],
  ): Deed =>
  async (acting, ref) => {
    let isLate = false;
    let before = acting.doc;
    const now = await changed(
      acting.desk,
      acting.row.id,
      (doc, row) => {
        isLate = isStale(ref, row, doc);
        if (isLate) return undefined;
        before = doc;
        const after = step(acting, doc, row, ref);
        if (after === undefined) return undefined;
        return shown(acting.assessor, after).kind === "done" ? finished(after, row.rev + 1) : after;
      },
      (doc) => ({
        kbVersion: acting.assessor.knowledgeVersion,
        ...(doc.page === "done" ? { state: "final" as const } : {}),
      }),
    );
    if (!now) return;
    // A second try finds its own work done: nothing moved on then.
    if (isLate) return redrawn(acting, now, acting.run.attempts > 1 ? {} : { note: movedOn });
    return redrawn(
      acting,
      now,
      was
        ? { was: was(acting, now.doc) }
        : before.batches.length > now.doc.batches.length
          ? { was: answersOf(before, now.doc) }
          : {},
    );
  };

/** What is chosen on the page counts, though nobody pressed "Next". */
const finish = stepping(({ assessor, body }, doc, row) => {
  const values = valuesOf(body.view ?? body);
  const ticks = tickedIn(values);
  const isList = shown(assessor, doc).kind === "checklist";
  const answers = isList ? [] : answersIn(values).filter(([, value]) => value !== "unknown");
  const after = isList && ticks.length > 0 ? ticked(assessor, doc, ticks) : answeredAll(doc, answers);
  return finished(after, row.rev + 1);
});

const tick = stepping(({ assessor, body }, doc) => {
  const now = shown(assessor, doc);
  if (now.kind === "describe") return { ...told(assessor, doc, { text: doc.draft.text }), page: "ask" };
  if (now.kind === "review") return lookedOver(doc);
  return now.kind === "checklist" ? ticked(assessor, doc, tickedIn(valuesOf(body))) : undefined;
});

const pick = stepping((_, doc, __, { args }) => {
  const given = factIn(args);
  return given && answeredAll(doc, [given]);
});

/** Where a conversation goes on: where it was, or else in direct messages. */
async function talk(acting: Acting): Promise<void> {
  const { desk, row, doc, assessor, team } = acting;
  if (doc.page === "done") return redrawn(acting, acting);
  const before = lastTalk(await desk.store.assessments.postsOf(row.id));
  const owner = acting.who.id;
  const root = before && (before.thread ?? before.message);
  const channel = before ? partsOf(before.channel).id : await directWith(acting, owner);
  const message = talkMessage(assessor, row, doc, { isPublic: !channel.startsWith("D") });
  const ts = before
    ? await postAt(acting, { channel, thread: root }, message)
    : (await sendTo(acting, owner, message))?.ts;
  if (ts === undefined) return say(acting, "I am not allowed to write there. Please go on here.");
  await desk.store.assessments.addPost(row.id, {
    channel: channelKey(team, channel),
    message: ts,
    thread: root ?? null,
    kind: "talk",
  });
  const where = before ? "in our thread" : "in our direct messages";
  await updateView(
    acting,
    form({
      callback: "assess.note",
      metadata: "",
      title: "Assess a case",
      blocks: [says(`I asked the next question ${where}. You can close this.`)],
    }),
  );
}

const factOf = ({ args: [name = ""] }: Ref): FactName | undefined => (isFactName(name) ? name : undefined);

/** Puts a page where it was clicked: into the modal, or into a new one. */
const page = async (acting: Acting, view: Parameters<typeof updateView>[1] | undefined): Promise<void> => {
  if (!view) return;
  await (acting.body.view?.type === "modal" ? updateView(acting, view) : openOrSay(acting, view));
};

export const interview = {
  go: (acting) => page(acting, interviewView(acting.assessor, acting.row, acting.doc)),
  form: (acting) => page(acting, interviewView(acting.assessor, acting.row, acting.doc)),
  back: stepping((_, doc) => steppedBack(doc)),
  finish,
  tick,
  pick,
  talk,
  change: (acting, ref) => {
    const fact = factOf(ref);
    return page(acting, fact && changeView(acting.assessor, acting.row, acting.doc, fact));
  },
  list: (acting) => page(acting, listView(acting.assessor, acting.row, acting.doc)),
  why: (acting) => redrawn(acting, acting, { why: true }),
} satisfies Readonly<Record<string, Deed>>;
