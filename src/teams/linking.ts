/** One person in two apps: an admin gave them a code in the other one, and here it is typed. */
import type { Desk } from "./asking.ts";

const mostTries = 5;
const windowMs = 10 * 60_000;

/** @returns what to tell the person */
export async function linkWith({ store, log }: Desk, key: string, code: string): Promise<string> {
  const tries = await store.rate.hit(`link:${key}`, mostTries, windowMs);
  if (!tries.allowed) return "That was one code too many. Please wait ten minutes, then try once more.";
  const other = await store.links.redeem(code);
  if (other === undefined)
    return "I know no such code: it may have been used, or it is older than half an hour. Ask your admin for a new one.";
  if (other === key) return "That code is for yourself. Type it in the other app.";
  await store.links.join(other, key);
  log("people-linked");
  return `You are linked with ${other.startsWith("slack:") ? "your Slack account" : "your other account"}: what you began there you can finish here. Say history to see it.`;
}
