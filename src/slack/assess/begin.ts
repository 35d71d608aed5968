/** How an assessment begins: by the command, by a button under an answer, or by a word in a thread. */
import { worthTelling } from "../../core/assess/asked.ts";
import { plainWords } from "../../core/question.ts";
import { type Actor, openOrSay, say } from "./at.ts";
import { emptyDoc, readDoc, writeDoc } from "../../core/assess/doc.ts";
import { answered, longestText, told } from "../../core/assess/flow.ts";
import type { Row } from "../../core/assess/ports.ts";
import { postAt, type Where } from "./post.ts";
import { ownRows, teamKey } from "./rights.ts";
import { type Open, startView } from "./steps.ts";
import { readLater } from "./second.ts";
import { talkMessage } from "./talk.ts";
import { broken } from "../../core/assess/words.ts";
import { codeOf } from "../api.ts";
import { channelKey } from "../events.ts";
import { answerIdOf } from "../post.ts";
import { saying } from "../private.ts";
import { within } from "../within.ts";

const beganForMs = 24 * 60 * 60_000; // a form that is left open longer forgets in which channel it was opened
const mostOpen = 3;
const quickMs = 400; // a modal has to be open within three seconds; a list of drafts may be missing from it

export const answeredSays = (row: Row): string => {
  const count = answered(readDoc(row.doc).draft);
  return count === 0 ? "Described, nothing answered yet" : `${count} answered`;
};

async function openDrafts({ desk, who }: Actor): Promise<Open[]> {
  try {
    const rows = await within(quickMs, ownRows(desk.store, who.key, { states: ["draft"], limit: mostOpen }));
    return rows.map((row) => ({
      id: row.id,
      rev: row.rev,
      name: row.name || "Without a name",
      says: answeredSays(row),
    }));
  } catch (error) {
    desk.log("slack-drafts-not-listed", { error: codeOf(error) });
    return [];
  }
}

/**
 * Opens the form, at once: what takes time comes when it is submitted.
 * @param place where it is begun, unique across workspaces
 */
export async function beginForm(actor: Actor, words: string, place: string | null): Promise<void> {
  const { desk, who } = actor;
  if (!desk.assessing()) return say(actor, broken);
  const began = { kind: "assess-begin", payload: { place }, userKey: who.key };
  const [id, open] = await Promise.all([desk.store.actions.put(began, beganForMs), openDrafts(actor)]);
  const text = plainWords(words).slice(0, longestText);
  await openOrSay(actor, startView({ id, rev: 0 }, { text, open }));
}

/** Asks in a thread. A second try finds what the first one began. @param words what is known of the case already */
export async function beginTalk(actor: Actor, words: string, { channel, thread }: Where): Promise<void> {
  const { desk, who, team, run } = actor;
  const assessor = desk.assessing();
  if (!assessor) {
    await (actor.body.event ? postAt(actor, { channel, thread }, saying(broken)) : say(actor, broken));
    return;
  }
  const doc = words.trim() === "" ? emptyDoc : { ...told(assessor, emptyDoc, { text: words }), page: "ask" as const };
  const row = await desk.store.assessments.create({
    id: answerIdOf(`${run.event.eventId}/assess`),
    owner: who.key,
    team: teamKey(team),
    place: channelKey(team, channel),
    name: doc.draft.name,
    doc: writeDoc(doc),
    kbVersion: assessor.knowledgeVersion,
  });
  const message = talkMessage(assessor, row, readDoc(row.doc), { isPublic: !channel.startsWith("D") });
  const ts = await postAt(actor, { channel, thread }, message);
  if (ts === undefined) return say(actor, "I am not allowed to write here. `/weigh assess` opens a form instead.");
  await keepTalk(actor, row.id, { channel, thread }, ts);
  await readLater(actor, row, readDoc(row.doc), { channel });
}

/** Keeps where it is asked, so that replies in that thread are known to be answers. */
export async function keepTalk(
  { desk, team }: Actor,
  id: string,
  { channel, thread }: Where,
  ts: string,
): Promise<void> {
  const at = { channel: channelKey(team, channel), thread: thread ?? null };
  await desk.store.assessments.addPost(id, { ...at, message: ts, kind: "talk" });
  if (thread !== undefined && thread !== ts)
    await desk.store.assessments.addPost(id, { ...at, message: thread, kind: "thread" });
}

/** "Assess my case" under an answer: in its thread, or in a form where there is none. */
export async function assessFrom(actor: Actor, asked: string, where: Where | undefined): Promise<void> {
  const assessor = actor.desk.assessing();
  if (!assessor) return say(actor, broken);
  const words = worthTelling(assessor, asked);
  await (where ? beginTalk(actor, words, where) : beginForm(actor, words, null));
}
