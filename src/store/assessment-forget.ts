import type { Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Takes a person out of a text that is not ours to read: a draft, or the facts or the result of a run. Returns the new
 * text, or undefined where they are not in it. What it throws undoes everything.
 */
export type Scrub = (doc: string, userKey: string, of: "doc" | "facts" | "result") => string | undefined;

/**
 * Deletes a person's own assessments, and their part in others': that they took part, and what they asked or were asked.
 * What they answered is in the draft too, perhaps under their name, and a draft is JSON that only its writer reads: with
 * `scrub` it is rewritten, as are its runs. Without, it stays; and once their part is deleted nobody finds it by them.
 * @returns how many assessments were deleted or held something of them
 */
export async function forgetAssessments(all: Transaction<Tables>, userKey: string, scrub?: Scrub): Promise<number> {
  const own = await all.deleteFrom("assessment").where("owner", "=", userKey).executeTakeFirst();
  const persons = await all
    .deleteFrom("assessment_person")
    .where("user_key", "=", userKey)
    .returning("assessment_id")
    .execute();
  const asks = await all
    .deleteFrom("assessment_ask")
    .where((eb) => eb.or([eb("asked_by", "=", userKey), eb("asked_of", "=", userKey)]))
    .returning("assessment_id")
    .execute();
  // In one order, so that two who are forgotten at once wait for each other instead of both failing.
  const others = [...new Set([...persons, ...asks].map((row) => row.assessment_id))].toSorted();
  if (scrub)
    for (const id of others) {
      await scrubDoc(all, id, (text) => scrub(text, userKey, "doc"));
      await scrubRuns(all, id, (text, of) => scrub(text, userKey, of));
    }
  return Number(own.numDeletedRows) + others.length;
}

/** Counts as a change, so that who read the draft before cannot save it with the name in it; but keeps it no longer. */
async function scrubDoc(all: Transaction<Tables>, id: string, scrubbed: (text: string) => string | undefined) {
  for (;;) {
    const row = await all.selectFrom("assessment").select(["doc", "rev"]).where("id", "=", id).executeTakeFirst();
    const doc = row && scrubbed(row.doc);
    if (row === undefined || doc === undefined) return;
    const written = await all
      .updateTable("assessment")
      .set({ doc, rev: row.rev + 1 })
      .where("id", "=", id)
      .where("rev", "=", row.rev)
      .executeTakeFirst();
    if (written.numUpdatedRows > 0n) return;
  }
}

async function scrubRuns(
  all: Transaction<Tables>,
  id: string,
  scrubbed: (text: string, of: "facts" | "result") => string | undefined,
) {
  const runs = all.selectFrom("assessment_run").select(["at", "facts", "result"]).where("assessment_id", "=", id);
  for (const { at, ...was } of await runs.execute()) {
    const [facts, result] = [scrubbed(was.facts, "facts"), scrubbed(was.result, "result")];
    if (facts === undefined && result === undefined) continue;
    await all
      .updateTable("assessment_run")
      .set({ facts, result })
      .where("assessment_id", "=", id)
      .where("at", "=", at)
      .execute();
  }
}
