/** An assessment in the conversation where it was begun: posted from the inbox, once, by its owner; and kept as it is. */
import { noteRun, type Now } from "../core/assess/change.ts";
import { readDoc } from "../core/assess/doc.ts";
import type { Row, ShownAt } from "../core/assess/ports.ts";
import { showing } from "./activity.ts";
import { codeOf, isFinal } from "./api.ts";
import type { Acting } from "./assess-at.ts";
import type { Shown } from "./invokes.ts";
import { sharedCard, weighed } from "./assess-result.ts";
import { type Desk, postOrDrop } from "./asking.ts";
import { channelKey, channelKeyOf } from "./place.ts";
import type { Run } from "./ports.ts";

export interface ShareJob {
  readonly id: string;
}
const noPlace = "It was begun between the two of us, so there is no conversation to share it in.";

/** One revision is shared once, however often the button is pressed. */
export async function share({ desk, row, who }: Acting): Promise<Shown> {
  const { place } = row;
  if (place === null || (await desk.places.find(place)) === undefined) return noPlace;
  await desk.accept({
    eventId: `teams:assess:share:${row.id}:${row.rev}`,
    kind: "teams-share",
    conversation: place,
    userKey: who.key,
    payload: { id: row.id } satisfies ShareJob,
  });
  return "I am posting it where you began it. Everybody there may look, try what would change it, and rank what matters.";
}

export async function postShared(desk: Desk, run: Run, { id }: ShareJob): Promise<void> {
  const row: Row | undefined = await desk.store.assessments.get(id);
  const assessor = desk.assessing();
  const where = row?.place == null ? undefined : await desk.places.find(row.place);
  if (!row || !assessor || !where) return;
  const given = weighed(assessor, { row, doc: readDoc(row.doc) });
  await noteRun(desk.store.assessments, given, { again: run.attempts > 1 });
  const channel = channelKey(where);
  const there = await sharedIn(desk, id, channel);
  const message = showing("An assessment", sharedCard(given));
  const posted = await postOrDrop(desk, run, where, message, { before: there?.message });
  if (posted !== undefined)
    await desk.store.assessments.addPost(id, { channel, message: posted, thread: null, kind: "shared" });
}

const sharedIn = async ({ store }: Desk, id: string, channel: string): Promise<ShownAt | undefined> =>
  (await store.assessments.postsOf(id)).find((post) => post.kind === "shared" && post.channel === channel);

/** What was shared shows what changed. While somebody edits, it goes on to show the result before. */
export async function redrawLater(desk: Desk, { row, doc }: Now): Promise<void> {
  const { id, place, rev } = row;
  if (doc.page !== "done" || place?.startsWith("teams:") !== true) return;
  if ((await sharedIn(desk, id, channelKeyOf(place))) === undefined) return;
  await desk.accept({
    eventId: `teams:assess:redraw:${id}:${rev}`,
    kind: "teams-assess-redraw",
    // Behind the posting of it, and in the order of the changes: the last one shows how it is.
    conversation: place,
    userKey: row.owner,
    payload: { id } satisfies ShareJob,
  });
}

export async function redrawShared(desk: Desk, run: Run, { id }: ShareJob): Promise<void> {
  const row = await desk.store.assessments.get(id);
  const assessor = desk.assessing();
  const where = row?.place == null ? undefined : await desk.places.find(row.place);
  const there = where && (await sharedIn(desk, id, channelKey(where)));
  if (!row || !assessor || !there) return;
  const given = weighed(assessor, { row, doc: readDoc(row.doc) });
  if (given.doc.page !== "done") return;
  await noteRun(desk.store.assessments, given, { again: run.attempts > 1 });
  try {
    await desk.poster.update(where, there.message, showing("An assessment", sharedCard(given)), run.attempts);
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("teams-card-not-updated", { error: codeOf(error), status: error.status });
  }
}
