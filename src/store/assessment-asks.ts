import { type Selectable, sql } from "kysely";
import { isGone, unlessGone } from "./assessment-parts.ts";
import { newId } from "./assessment-records.ts";
import type { AssessmentAsk, AssessmentAsks } from "./assessments.ts";
import type { Engine } from "./engine.ts";
import type { AssessmentAskTable } from "./tables.ts";

export const asksIn = ({ db, nowMs }: Engine): AssessmentAsks => ({
  ask: async ({ assessmentId, fact, askedBy, askedOf }) => {
    const id = newId();
    const who = { asked_by: askedBy, asked_of: askedOf };
    const asked = db
      .insertInto("assessment_ask")
      .values({ id, assessment_id: assessmentId, fact, ...who, state: "open", created_at: nowMs() })
      .onConflict((conflict) =>
        conflict
          .columns(["assessment_id", "fact", "asked_of"])
          // Written out: with a parameter PostgreSQL does not see that this is the index's own condition.
          .where(sql<boolean>`state = 'open'`)
          // Changes nothing, but returns the row that is there.
          .doUpdateSet((eb) => ({ fact: eb.ref("excluded.fact") })),
      );
    const row = await unlessGone(asked.returningAll().executeTakeFirstOrThrow());
    return isGone(row) ? undefined : { ask: askOf(row), isNew: row.id === id };
  },
  askById: async (id) => {
    const row = await db.selectFrom("assessment_ask").selectAll().where("id", "=", id).executeTakeFirst();
    return row && askOf(row);
  },
  answerAsk: async (id, state, answer) => {
    const answered = db
      .updateTable("assessment_ask")
      .set({ state, answer: answer ?? null, answered_at: nowMs() })
      .where("id", "=", id)
      .where("state", "=", "open");
    return (await answered.executeTakeFirst()).numUpdatedRows > 0n;
  },
  asksOf: async (assessmentId) => {
    const all = db.selectFrom("assessment_ask").selectAll().where("assessment_id", "=", assessmentId);
    return (await all.orderBy("created_at").orderBy("id").execute()).map(askOf);
  },
});

const askOf = (row: Selectable<AssessmentAskTable>): AssessmentAsk => ({
  id: row.id,
  assessmentId: row.assessment_id,
  fact: row.fact,
  askedBy: row.asked_by,
  askedOf: row.asked_of,
  state: row.state,
  answer: row.answer,
  createdAt: row.created_at,
  answeredAt: row.answered_at,
});
