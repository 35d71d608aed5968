import { forgetAssessments, type Scrub } from "./assessment-forget.ts";
import type { Engine } from "./engine.ts";

export type { Scrub };

/** How many rows of each kind were deleted. */
export interface Forgotten {
  readonly answers: number;
  readonly votes: number;
  readonly actions: number;
  readonly events: number;
  /** Their own, and others' in which their part was deleted. */
  readonly assessments: number;
}

/**
 * Deletes all that is kept about a person, all or nothing. A question that is still open is answered, and forgotten with
 * its answer's record the next time; a done one holds nothing of a person already, nor does what was asked in vain.
 */
export const forgetIn = ({ db }: Engine, userKey: string, scrub?: Scrub): Promise<Forgotten> =>
  db.transaction().execute(async (all) => {
    const count = async (query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> }): Promise<number> =>
      Number((await query.executeTakeFirst()).numDeletedRows);
    for (const table of ["conversation", "link", "link_code"] as const)
      await all.deleteFrom(table).where("user_key", "=", userKey).execute();
    return {
      votes: await count(all.deleteFrom("feedback").where("user_key", "=", userKey)),
      answers: await count(all.deleteFrom("answer").where("user_key", "=", userKey)),
      actions: await count(all.deleteFrom("action").where("user_key", "=", userKey)),
      events: await count(all.deleteFrom("inbox").where("user_key", "=", userKey).where("state", "=", "dead")),
      assessments: await forgetAssessments(all, userKey, scrub),
    };
  });
