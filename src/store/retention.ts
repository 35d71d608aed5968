import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

const msPerDay = 86_400_000;
const doneDays = 7; // far beyond the last redelivery of an event
const deadDays = 30; // time for an operator to look
const rateDays = 1;
const mostUnanswered = 10_000; // different questions; the least asked go first

/** How many rows were deleted, by table; tables without any are left out. */
export type Pruned = Readonly<Partial<Record<keyof Tables, number>>>;

/**
 * Deletes what is no longer needed, and with `retentionDays` everything of people that is older. What was asked in vain
 * stays as long as somebody still asks it.
 */
export async function pruneIn({ db, nowMs }: Engine, retentionDays?: number): Promise<Pruned> {
  const before = (days: number): number => nowMs() - Math.min(days, retentionDays ?? days) * msPerDay;
  const deleted: Partial<Record<keyof Tables, number>> = {};
  const count = async (
    table: keyof Tables,
    query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> },
  ): Promise<void> => {
    const rows = Number((await query.executeTakeFirst()).numDeletedRows);
    if (rows > 0) deleted[table] = (deleted[table] ?? 0) + rows;
  };
  const inbox = db.deleteFrom("inbox");
  await count("inbox", inbox.where("state", "=", "done").where("run_at", "<", before(doneDays)));
  await count("inbox", inbox.where("state", "=", "dead").where("run_at", "<", before(deadDays)));
  await count("rate", db.deleteFrom("rate").where("win", "<", before(rateDays)));
  await count("cooldown", db.deleteFrom("cooldown").where("until_ms", "<", nowMs()));
  await count("action", db.deleteFrom("action").where("expires_at", "<", nowMs()));
  await count("link_code", db.deleteFrom("link_code").where("expires_at", "<", nowMs()));
  await count("oauth_state", db.deleteFrom("oauth_state").where("expires_at", "<", nowMs()));
  const mostAsked = db.selectFrom("unanswered").select("id").orderBy("count", "desc").orderBy("last_at", "desc");
  await count("unanswered", db.deleteFrom("unanswered").where("id", "not in", mostAsked.limit(mostUnanswered)));
  if (retentionDays === undefined) return deleted;
  const old = before(retentionDays);
  await count("action", db.deleteFrom("action").where("created_at", "<", old));
  await count("feedback", db.deleteFrom("feedback").where("created_at", "<", old));
  await count("answer", db.deleteFrom("answer").where("created_at", "<", old));
  await count("assessment", db.deleteFrom("assessment").where("updated_at", "<", old));
  await count("unanswered", db.deleteFrom("unanswered").where("last_at", "<", old));
  return deleted;
}
