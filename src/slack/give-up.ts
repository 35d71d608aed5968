/** The last word on work that could not be done in spite of several tries. */
import type { Client } from "./api.ts";
import type { Desk } from "./asking.ts";
import { type Body, teamOf } from "./events.ts";
import { answerIdOf } from "./post.ts";
import { saying } from "./private.ts";
import type { Run } from "./ports.ts";
import { respondTo } from "./response-url.ts";

const sorry = saying("I could not do this in spite of several tries, and I stop trying now. Please ask again.");

/**
 * Tells the person where they waited: at the response_url of a command or click, else in the thread. Whoever has an
 * answer by now, posted by a try that failed later, is told nothing.
 */
export async function lastWord(
  { store, poster }: Desk,
  run: Run,
  clientOf: () => Promise<Client | undefined>,
): Promise<void> {
  const body = run.event.payload as Body;
  if (body.response_url !== undefined) {
    const respond = respondTo(body.response_url);
    await respond({ response_type: "ephemeral", replace_original: false, text: sorry.text });
    return;
  }
  const event = body.event?.message ?? body.event;
  const channel = body.event?.channel;
  // An edit keeps the answer that it had; a deletion waits for nothing.
  if (channel === undefined || event?.ts === undefined || run.event.kind !== "slack-ask") return;
  const posted = await store.answers.byId(answerIdOf(run.event.eventId)).catch(() => undefined);
  if (posted !== undefined) return;
  const client = await clientOf();
  const place = { team: teamOf(body), channel, thread_ts: event.thread_ts ?? event.ts };
  if (client) await poster.lastWord(client, place, sorry, run);
}
