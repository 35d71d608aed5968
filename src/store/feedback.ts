import { sql } from "kysely";
import type { Engine } from "./engine.ts";

export type Verdict = "up" | "down";
export interface Vote {
  readonly answerId: string;
  readonly userKey: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
}

export interface Feedback {
  /** One vote a person and answer; a later one replaces it. False when the answer is no longer kept. */
  readonly vote: (vote: Vote) => Promise<boolean>;
  /** Takes a vote back. False when there was none. */
  readonly withdraw: (answerId: string, userKey: string) => Promise<boolean>;
  readonly of: (answerId: string) => Promise<Readonly<Record<Verdict, number>>>;
  /** Newest first, with the reasons that people gave. */
  readonly recent: (verdict: Verdict, most: number) => Promise<Vote[]>;
}

export const feedbackIn = ({ db, nowMs }: Engine): Feedback => ({
  vote: async ({ answerId, userKey, verdict, reason }) => {
    const text = (value: string | null) => sql<string>`cast(${value} as text)`;
    // From the answer's own row: where there is none, nothing is inserted and nothing fails.
    const row = db
      .selectFrom("answer")
      .select("answer.id")
      .select([
        text(userKey).as("user_key"),
        sql<Verdict>`${text(verdict)}`.as("verdict"),
        text(reason).as("reason"),
        sql<number>`cast(${nowMs()} as bigint)`.as("created_at"),
      ])
      .where("answer.id", "=", answerId);
    const voted = await db
      .insertInto("feedback")
      .columns(["answer_id", "user_key", "verdict", "reason", "created_at"])
      .expression(row)
      .onConflict((conflict) =>
        conflict.columns(["answer_id", "user_key"]).doUpdateSet((eb) => ({
          verdict: eb.ref("excluded.verdict"),
          reason: eb.ref("excluded.reason"),
          created_at: eb.ref("excluded.created_at"),
        })),
      )
      .executeTakeFirst();
    return (voted.numInsertedOrUpdatedRows ?? 0n) > 0n;
  },
  withdraw: async (answerId, userKey) => {
    const mine = db.deleteFrom("feedback").where("answer_id", "=", answerId).where("user_key", "=", userKey);
    return (await mine.executeTakeFirst()).numDeletedRows > 0n;
  },
  of: async (answerId) => {
    const found = await db
      .selectFrom("feedback")
      .select((eb) => ["verdict", eb.fn.countAll<number>().as("n")])
      .where("answer_id", "=", answerId)
      .groupBy("verdict")
      .execute();
    const count = (verdict: Verdict): number => found.find((row) => row.verdict === verdict)?.n ?? 0;
    return { up: count("up"), down: count("down") };
  },
  recent: (verdict, most) =>
    db
      .selectFrom("feedback")
      .select(["answer_id as answerId", "user_key as userKey", "verdict", "reason"])
      .where("verdict", "=", verdict)
      .orderBy("created_at", "desc")
      .limit(most)
      .execute(),
});
