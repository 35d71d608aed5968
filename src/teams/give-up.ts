/** The last word on work that could not be done in spite of several tries. */
import { saying } from "./activity.ts";
import { type Desk, postOrDrop } from "./asking.ts";
import type { Press } from "./clicks.ts";
import type { Incoming } from "./incoming.ts";
import type { Run } from "./ports.ts";
import { answerIdOf } from "./post.ts";
import { isSaid, readRef } from "./reply-ref.ts";

const sorry = saying("I could not do this in spite of several tries, and I stop trying now. Please ask again.");

/** Somebody waits for what comes of these; nobody for the others. */
const waitedFor: ReadonlySet<string> = new Set(["teams-ask", "teams-press", "teams-form"]);

/** Tells the person where they waited. Whoever has an answer by now, posted by a try that failed later, is told nothing. */
export async function lastWord(desk: Desk, run: Run): Promise<void> {
  // An edit keeps the answer that it had.
  if (!waitedFor.has(run.event.kind)) return;
  // What only began to show is no answer, and ends with this.
  if (isSaid(run.replyRef)) return;
  const payload = run.event.payload as Incoming | Press;
  const { where, id, type } = "incoming" in payload ? payload.incoming : payload;
  const posted = await desk.store.answers.byId(answerIdOf(run.event.eventId)).catch(() => undefined);
  if (posted !== undefined) return;
  // Of an answer that may stand there this says nothing: it is not that message, and not folded.
  const anew: Run = readRef(run.replyRef).kind === "doubtful" ? { ...run, replyRef: null } : run;
  await postOrDrop(desk, anew, where, sorry, type === "message" ? { replyTo: id } : {});
}
