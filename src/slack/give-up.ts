/** The last word on work that could not be done in spite of several tries. */
import type { Client } from "./api.ts";
import type { Body } from "./events.ts";
import type { Run } from "./ports.ts";
import { literal } from "./safe.ts";

const text = literal("I could not do this in spite of several tries, and I stop trying now. Please ask again.");
const longestMs = 10_000;

/** Tells the person where they waited: at the response_url of a command or click, else in the thread. */
export async function lastWord(run: Run, clientOf: () => Promise<Client | undefined>): Promise<void> {
  const body = run.event.payload as Body & { readonly response_url?: unknown };
  if (typeof body.response_url === "string") {
    const signal = AbortSignal.timeout(longestMs);
    const message = JSON.stringify({ response_type: "ephemeral", replace_original: false, text });
    await fetch(body.response_url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: message,
      signal,
    });
    return;
  }
  const event = body.event?.message ?? body.event;
  const channel = body.event?.channel;
  // An edit keeps the answer that it had; a deletion waits for nothing.
  if (channel === undefined || event?.ts === undefined || run.event.kind !== "slack-ask") return;
  const client = await clientOf();
  await client?.chat.postMessage({ channel, thread_ts: event.thread_ts ?? event.ts, text });
}
