import { sql } from "kysely";
import type { Engine } from "./engine.ts";
import { prepared } from "./prepared.ts";

/** For how long nothing may be sent, after a platform said "too many requests" to any replica. */
export interface Cooldown {
  /** A shorter pause never cuts a longer one. */
  readonly pause: (key: string, forMs: number) => Promise<void>;
  /** Milliseconds that are left, 0 when there is no pause. */
  readonly left: (key: string) => Promise<number>;
}

export function cooldownIn({ db, nowMs }: Engine): Cooldown {
  const until = prepared(db, ["key"], ({ key }: { key: string }) =>
    db.selectFrom("cooldown").select("until_ms").where("key", "=", key),
  );
  return {
    pause: async (key, forMs) => {
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
    left: async (key) => Math.max(0, ((await until({ key }))[0]?.until_ms ?? 0) - nowMs()),
  };
}
