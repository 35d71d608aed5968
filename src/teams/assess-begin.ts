/** How an assessment begins, and how somebody finds theirs again: a card for them alone. */
import { assessWords } from "../core/assess/asked.ts";
import { emptyDoc, readDoc, writeDoc } from "../core/assess/doc.ts";
import { told } from "../core/assess/flow.ts";
import { broken } from "../core/assess/words.ts";
import { saying, showing } from "./activity.ts";
import { type Actor, teamOf } from "./assess-at.ts";
import { readLater } from "./assess-second.ts";
import { listCard } from "./assess-list.ts";
import { stepCard } from "./assess-steps.ts";
import type { Desk } from "./asking.ts";
import type { Card } from "./cards.ts";
import { channelKey, conversationKey, isPrivate } from "./place.ts";
import { answerIdOf } from "./post.ts";
import { tell, type Told } from "./private.ts";
import type { Reader } from "./reader.ts";
import type { Run } from "./ports.ts";

export interface Beginner {
  readonly desk: Desk;
  readonly run: Run;
  readonly reader: Reader;
}

/** A second try finds what the first one began. @param words what is known of the case already */
export async function beginAssessment({ desk, run, reader }: Beginner, words: string): Promise<void> {
  const assessor = desk.assessing();
  if (!assessor) {
    await tell(desk, run, reader, saying(broken));
    return;
  }
  const text = assessWords(words) ?? words;
  const doc = text.trim() === "" ? emptyDoc : told(assessor, emptyDoc, { text });
  const row = await desk.store.assessments.create({
    id: answerIdOf(`${run.event.eventId}/assess`),
    owner: reader.key,
    team: teamOf(reader.where.tenant),
    place: isPrivate(reader.where) ? null : conversationKey(reader.where),
    name: doc.draft.name,
    doc: writeDoc(doc),
    kbVersion: assessor.knowledgeVersion,
  });
  const now = { row, doc: readDoc(row.doc) };
  const card = (person: string): Card => stepCard(assessor, now, person);
  const sent = await tellCard({ desk, run, reader }, "Let us weigh your case.", card, row.id);
  if (sent.by !== "none") await readLater(desk, now, reader, { where: sent.where, message: sent.id });
}

/** "My assessments". */
export async function showAssessments({ desk, run, reader }: Beginner): Promise<void> {
  const assessor = desk.assessing();
  if (!assessor) {
    await tell(desk, run, reader, saying(broken));
    return;
  }
  const who: Actor["who"] = { id: reader.id, key: reader.key, keys: await desk.store.links.of(reader.key) };
  const content = await listCard({ desk, who, assessor }, {});
  await tellCard({ desk, run, reader }, "Your assessments", () => content);
}

/** "Assess a case" on a card: the first step takes its place. The same press again finds what it began. */
export async function begin({ desk, incoming, who, assessor }: Actor): Promise<Card> {
  const { where, id } = incoming;
  const row = await desk.store.assessments.create({
    id: answerIdOf(`${conversationKey(where)}/${id}/assess`),
    owner: who.key,
    team: teamOf(where.tenant),
    place: isPrivate(where) ? null : conversationKey(where),
    name: "",
    doc: writeDoc(emptyDoc),
    kbVersion: assessor.knowledgeVersion,
  });
  return stepCard(assessor, { row, doc: readDoc(row.doc) }, who.id);
}

async function tellCard(
  { desk, run, reader }: Beginner,
  summary: string,
  draw: (person: string) => Card,
  id?: string,
): Promise<Told> {
  const told = await tell(desk, run, reader, showing(summary, draw(reader.id)));
  if (told.by === "none" || id === undefined) return told;
  await desk.store.assessments.addPost(id, {
    channel: channelKey(told.where),
    message: told.id,
    thread: null,
    kind: "card",
  });
  return told;
}
