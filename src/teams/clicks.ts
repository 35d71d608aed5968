/** What a press on one of our buttons does. Who pressed comes from Teams, what was answered from the store. */
import { worthTelling } from "../core/assess/asked.ts";
import type { Action } from "./actions.ts";
import { saying } from "./activity.ts";
import { beginAssessment } from "./assess-begin.ts";
import {
  answerThere,
  answeredAgain,
  type Desk,
  isTooFast,
  keepAnswer,
  type Limits,
  postOrDrop,
  type Remembered,
} from "./asking.ts";
import type { Office } from "./commands.ts";
import type { Incoming } from "./incoming.ts";
import { channelKey, isPrivate } from "./place.ts";
import { answerPrivately, tell } from "./private.ts";
import type { Posted, Run } from "./ports.ts";
import { answerIdOf } from "./post.ts";
import { type Reader, readerOf } from "./reader.ts";
import { isOnlyTheirs } from "./reply-ref.ts";
import { render } from "./render.ts";

/** A press that was written down. */
export interface Press {
  readonly incoming: Incoming;
  readonly action: Action;
}

export interface Pressed {
  readonly desk: Desk;
  readonly office: Office;
  readonly run: Run;
  readonly incoming: Incoming;
  readonly reader: Reader;
  readonly posted: Posted;
  readonly remembered: Partial<Remembered>;
}

type Deed<K extends Action["kind"]> = (pressed: Pressed, action: Extract<Action, { kind: K }>) => Promise<void>;

const deeds: { readonly [K in Action["kind"]]: Deed<K> } = {
  next: async (pressed, { question }) => {
    const { desk, run, incoming, reader, posted, remembered } = pressed;
    const text = remembered.questions?.[question];
    if (text === undefined) return say(pressed, stale);
    if (isOnlyTheirs(posted) && !isPrivate(incoming.where))
      return answerPrivately(desk, run, reader, { text, quoted: true });
    const id = answerIdOf(`${posted.id}/next/${question}`);
    const earlier = await desk.store.answers.byId(id);
    // In a chat of one's own, one may ask again.
    if (earlier && earlier.questionEvent !== run.event.eventId && !isPrivate(incoming.where))
      return say(pressed, alreadyAsked);
    await answerThere(desk, run, { where: incoming.where, reader, text, message: undefined, button: { id } });
  },
  compare: async ({ desk, run, reader, posted, remembered }) => {
    const about = posted.kind === "help" || remembered.asked === undefined ? "" : `: ${remembered.asked}`;
    await answerPrivately(desk, run, reader, { text: `compare open and closed${about}`, quoted: true });
  },
  assess: async ({ desk, run, reader, remembered }) => {
    const assessor = desk.assessing();
    const words = assessor && remembered.asked !== undefined ? worthTelling(assessor, remembered.asked) : "";
    await beginAssessment({ desk, run, reader }, words);
  },
  share,
};

async function share(pressed: Pressed): Promise<void> {
  const { desk, run, posted, remembered } = pressed;
  const { origin, asked } = remembered;
  const where = origin === undefined ? undefined : await desk.places.find(origin);
  if (where === undefined || asked === undefined) return say(pressed, noPlace);
  const id = answerIdOf(`${posted.id}/shared`);
  const before = await desk.store.answers.byId(id);
  if (before && before.questionEvent !== run.event.eventId) return say(pressed, alreadyShared);
  const answered = answeredAgain(desk, asked, remembered);
  if ("broken" in answered) {
    await tell(desk, run, pressed.reader, answered.broken);
    return;
  }
  const message = render(answered.reply, { answerId: id, asked });
  const at = await postOrDrop(desk, run, where, message, { before: before?.message });
  if (at === undefined) return say(pressed, mayNotPost);
  await keepAnswer(desk, run, { id, where, posted: at, answered, text: asked, around: { quoted: true } });
}

const stale = "That button is from an answer that I no longer keep. Please ask again.";
const alreadyAsked = "That question is answered already: look further down here.";
const alreadyShared = "You shared that answer already.";
const noPlace = "I no longer know where you asked that, so I can't share it there.";
const mayNotPost = "I may not write there, so the answer stays between us.";
const notYours = "Only the person who got this answer can use its buttons. Ask me yourself and you get your own.";
const say = async ({ desk, run, reader }: Omit<Pressed, "posted" | "remembered">, sentence: string): Promise<void> => {
  await tell(desk, run, reader, saying(sentence));
};
/** What has a question answered counts like a question. */
const answering: ReadonlySet<Action["kind"]> = new Set(["next", "compare", "share"]);

/** Does what the button says, if this person may. */
export async function press(
  desk: Desk,
  office: Office,
  run: Run,
  { incoming, action }: Press,
  limits: Limits,
): Promise<void> {
  const reader = readerOf(incoming);
  await desk.places.keep(incoming.where, reader.key);
  const pressed = { desk, office, run, incoming, reader };
  const posted = await desk.store.answers.byId(action.answerId);
  if (posted === undefined) return say(pressed, stale);
  const isElsewhere = posted.channel !== channelKey(incoming.where);
  const isOthers = isOnlyTheirs(posted) && posted.userKey !== reader.key;
  if (isElsewhere || isOthers) return say(pressed, notYours);
  const tooFast = (hint: string) => say(pressed, hint);
  if (answering.has(action.kind) && (await isTooFast(desk, run, incoming.where.tenant, tooFast, limits))) return;
  const all: Pressed = { ...pressed, posted, remembered: posted.remembered ?? {} };
  await (deeds[action.kind] as Deed<Action["kind"]>)(all, action);
}
