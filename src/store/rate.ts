import type { Engine } from "./engine.ts";
import { prepared } from "./prepared.ts";

export interface Rate {
  /** Counts one more in the current window, and says whether that is within the limit. Replicas count together. */
  readonly hit: (key: string, limit: number, windowMs: number) => Promise<Hit>;
}
export interface Hit {
  readonly allowed: boolean;
  readonly count: number;
  /** Until the next window begins. */
  readonly waitMs: number;
}

export function rateIn({ db, nowMs }: Engine): Rate {
  const count = prepared(db, ["key", "win"], ({ key, win }: { key: string; win: number }) =>
    db
      .insertInto("rate")
      .values({ key, win, n: 1 })
      .onConflict((conflict) => conflict.columns(["key", "win"]).doUpdateSet((eb) => ({ n: eb("rate.n", "+", 1) })))
      .returning("n"),
  );
  return {
    hit: async (key, limit, windowMs) => {
      const now = nowMs();
      const win = Math.floor(now / windowMs) * windowMs;
      const n = (await count({ key, win }))[0]?.n ?? 0;
      return { allowed: n <= limit, count: n, waitMs: win + windowMs - now };
    },
  };
}
