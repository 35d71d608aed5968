/** An assessment in the conversation where it was begun: posted from the inbox, once, and only by its owner. */
import { noteRun } from "../core/assess/change.ts";
import { readDoc } from "../core/assess/doc.ts";
import type { Row } from "../core/assess/ports.ts";
import { showing } from "./activity.ts";
import type { Acting } from "./assess-at.ts";
import type { Shown } from "./invokes.ts";
import { sharedCard, weighed } from "./assess-result.ts";
import { type Desk, postOrDrop } from "./asking.ts";
import { channelKey } from "./place.ts";
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
  const there = (await desk.store.assessments.postsOf(id)).find(
    (post) => post.kind === "shared" && post.channel === channel,
  );
  const message = showing("An assessment", sharedCard(given));
  const posted = await postOrDrop(desk, run, where, message, { before: there?.message });
  if (posted !== undefined)
    await desk.store.assessments.addPost(id, { channel, message: posted, thread: null, kind: "shared" });
}
