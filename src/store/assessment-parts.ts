import type { AssessmentParts } from "./assessments.ts";
import type { Engine } from "./engine.ts";
import { isOrphan } from "./errors.ts";

const gone = Symbol("the assessment is gone");

/** What a statement gives, or that the assessment which its row belongs to is gone. */
export const unlessGone = <T>(written: Promise<T>): Promise<T | typeof gone> =>
  written.catch((error: unknown) => {
    if (isOrphan(error)) return gone;
    throw error;
  });
export const isGone = (given: unknown): given is typeof gone => given === gone;

export const partsIn = ({ db, nowMs }: Engine): AssessmentParts => ({
  addPerson: async (assessmentId, userKey, role) => {
    const added = db
      .insertInto("assessment_person")
      .values({ assessment_id: assessmentId, user_key: userKey, role, at: nowMs() })
      .onConflict((conflict) => conflict.doNothing());
    return !isGone(await unlessGone(added.execute()));
  },
  people: (assessmentId) =>
    db
      .selectFrom("assessment_person")
      .select(["user_key as userKey", "role", "at"])
      .where("assessment_id", "=", assessmentId)
      .orderBy("at")
      .orderBy("user_key")
      .orderBy("role")
      .execute(),
  addRun: async (assessmentId, { rev, kbVersion, facts, result }) => {
    // Of two runs in one millisecond the second one gets the next.
    for (let at = nowMs(); ; at += 1) {
      const added = db
        .insertInto("assessment_run")
        .values({ assessment_id: assessmentId, at, rev, kb_version: kbVersion, facts, result })
        .onConflict((conflict) => conflict.doNothing())
        .returning("at");
      const row = await unlessGone(added.executeTakeFirst());
      if (isGone(row)) return undefined;
      if (row) return row.at;
    }
  },
  runsOf: (assessmentId, limit) =>
    db
      .selectFrom("assessment_run")
      .select(["at", "rev", "kb_version as kbVersion", "facts", "result"])
      .where("assessment_id", "=", assessmentId)
      .orderBy("at", "desc")
      .limit(limit)
      .execute(),
  addPost: async (assessmentId, { channel, message, thread, kind }) => {
    const shown = { assessment_id: assessmentId, thread, kind };
    const added = db
      .insertInto("assessment_post")
      .values({ channel, message, ...shown })
      .onConflict((conflict) => conflict.columns(["channel", "message"]).doUpdateSet(shown));
    return !isGone(await unlessGone(added.execute()));
  },
  postsOf: (assessmentId) =>
    db
      .selectFrom("assessment_post")
      .select(["channel", "message", "thread", "kind"])
      .where("assessment_id", "=", assessmentId)
      .orderBy("channel")
      .orderBy("message")
      .execute(),
});
