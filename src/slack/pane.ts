/** The agent pane, where direct messages are threads with a title. */
import type { Caller, Client } from "./api.ts";
import type { MessageEvent } from "./events.ts";
import { saying } from "./private.ts";

export type Said = MessageEvent & { readonly channel: string; readonly ts: string };

const longestCourtesyMs = 2_000;

/**
 * The agent pane: what we are at, and what a new thread is about. Courtesies, which a workspace without agents refuses.
 * The status must be there before the answer, which takes it away: afterwards it would stay for minutes.
 */
export async function pane(
  courtesy: Caller["courtesy"],
  team: string,
  client: Client,
  { channel, thread_ts, ts, text }: Said,
): Promise<void> {
  const at = { channel_id: channel, thread_ts: thread_ts ?? ts };
  const title = saying(text ?? "")
    .text.replaceAll(/<[^<>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 120);
  const isFirst = thread_ts === undefined || thread_ts === ts;
  const { threads } = client.assistant;
  const status = () => threads.setStatus({ ...at, status: "is weighing it…" });
  const entitle = () => threads.setTitle({ ...at, title: title || "A question" });
  const courtesies = Promise.allSettled([
    courtesy(team, "assistant.threads.setStatus", status),
    ...(isFirst ? [courtesy(team, "assistant.threads.setTitle", entitle)] : []),
  ]);
  await atMost(courtesies, longestCourtesyMs);
}

/** Waits for a courtesy, but not for long. */
async function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
