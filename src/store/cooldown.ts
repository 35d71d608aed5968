import { sql } from "kysely";
import { type Engine, unhurried } from "./engine.ts";
import { prepared } from "./prepared.ts";

/** For how long nothing may be sent, after a platform said "too many requests" to any replica. */
export interface Cooldown {
  /** A shorter pause never cuts a longer one. */
  readonly pause: (key: string, forMs: number) => Promise<void>;
  /** Milliseconds that are left, 0 when there is no pause. */
  readonly left: (key: string) => Promise<number>;
}

const freeMs = 250;
const mostKept = 1_000;

export function cooldownIn({ db, nowMs }: Engine): Cooldown {
  const until = prepared(
    db,
    ["key"],
    ({ key }: { key: string }) => db.selectFrom("cooldown").select("until_ms").where("key", "=", key),
    unhurried,
  );
  /** What was free a moment ago is not looked up again: at worst the platform says no once more. */
  const freeUntil = new Map<string, number>();
  const keepFree = (key: string): void => {
    if (freeUntil.size >= mostKept) freeUntil.clear();
    freeUntil.set(key, nowMs() + freeMs);
  };
  return {
    pause: async (key, forMs) => {
      freeUntil.delete(key);
      await db
        .insertInto("cooldown")
        .values({ key, until_ms: nowMs() + Math.round(forMs) })
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet({
            // GREATEST in PostgreSQL is MAX in SQLite; this is the same in both.
            until_ms: sql<number>`case when excluded.until_ms > cooldown.until_ms then excluded.until_ms else cooldown.until_ms end`,
          }),
        )
        .execute();
    },
    left: async (key) => {
      if (nowMs() < (freeUntil.get(key) ?? 0)) return 0;
      const left = Math.max(0, ((await until({ key }))[0]?.until_ms ?? 0) - nowMs());
      if (left === 0) keepFree(key);
      return left;
    },
  };
}
