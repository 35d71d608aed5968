/** A model's reading of a description: asked for in the background, put on the card where that still shows what the rules read. */
import { change, type Now } from "../core/assess/change.ts";
import { readDoc } from "../core/assess/doc.ts";
import { isHeld, offered, wantsSecond } from "../core/assess/second.ts";
import { showing } from "./activity.ts";
import { codeOf, isFinal } from "./api.ts";
import { stepCard } from "./assess-steps.ts";
import type { Desk } from "./asking.ts";
import { Later, type Run } from "./ports.ts";
import { isPrivate } from "./place.ts";
import type { Reader } from "./reader.ts";
import type { Where } from "./transport.ts";
import { whereaboutsOf } from "./whereabouts.ts";

export interface ReadJob {
  readonly id: string;
  readonly reader: Reader;
  /** The card that shows what the rules read. */
  readonly on: { readonly where: Where; readonly message: string } | undefined;
}

/** Has a model read the description, if one is configured; whether it may is found out then, for it takes a call to Teams. */
export async function readLater(desk: Desk, { row, doc }: Now, reader: Reader, on: ReadJob["on"]): Promise<void> {
  if (!desk.second || !wantsSecond(doc)) return;
  const { id, rev } = row;
  try {
    await desk.accept({
      eventId: `teams:assess:read:${id}:${rev}`,
      kind: "teams-assess-read",
      // A model may be slow, and nothing waits for it.
      conversation: `teams:assess-read:${id}`,
      userKey: reader.key,
      payload: { id, reader, on } satisfies ReadJob,
    });
  } catch (error) {
    // What the rules read is saved and shown all the same.
    desk.log("teams-reading-not-begun", { error: codeOf(error) });
  }
}

export async function readDescription(desk: Desk, run: Run, job: ReadJob): Promise<void> {
  const { assessments } = desk.store;
  const [assessor, row] = [desk.assessing(), await assessments.get(job.id)];
  if (!assessor || !row || !desk.second) return;
  const doc = readDoc(row.doc);
  const { text } = doc.draft;
  let now: Now | "gone" | "busy" = { row, doc };
  if (wantsSecond(doc)) {
    const told = await desk.second.read(text, await whereaboutsOf(desk, job.reader), run.signal);
    // Another process has this by now, and asks again.
    if (!told && run.signal.aborted) throw new Later("no longer ours", 0);
    if (!told) return;
    now = await change(assessments, job.id, (before, { rev }) => offered(before, text, told, rev + 1));
  }
  if (now === "busy") throw new Later("others change the same assessment", 500);
  if (now === "gone" || !job.on) return;
  // Who went on, or has a question open, keeps their card: the next one has what is on offer.
  if (now.doc.page !== "review" || isHeld(now.row, now.doc)) return;
  // A message for one person in a group can't be changed; its card asks for itself anew when it is opened again.
  if (!isPrivate(job.on.where)) return;
  const card = showing("What I understood", stepCard(assessor, now, job.reader.id));
  await desk.poster.update(job.on.where, job.on.message, card, run.attempts).catch((error: unknown) => {
    if (!isFinal(error)) throw error;
    desk.log("teams-card-not-updated", { error: codeOf(error), status: error.status });
  });
}
