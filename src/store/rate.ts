import type { Engine } from "./engine.ts";

export interface Rate {
  /** Counts one more in the current window, and says whether that is within the limit. Replicas count together. */
  readonly hit: (key: string, limit: number, windowMs: number) => Promise<Hit>;
  /** The same for several keys at once, none of them twice; in their order. */
  readonly hitAll: (counted: readonly Counted[], windowMs: number) => Promise<Hit[]>;
}
export interface Counted {
  readonly key: string;
  readonly limit: number;
}
export interface Hit {
  readonly allowed: boolean;
  readonly count: number;
  /** Until the next window begins. */
  readonly waitMs: number;
}

export function rateIn({ db, nowMs }: Engine): Rate {
  const hitAll: Rate["hitAll"] = async (counted, windowMs) => {
    const now = nowMs();
    const win = Math.floor(now / windowMs) * windowMs;
    const rows = await db
      .insertInto("rate")
      .values(counted.map(({ key }) => ({ key, win, n: 1 })))
      .onConflict((conflict) => conflict.columns(["key", "win"]).doUpdateSet((eb) => ({ n: eb("rate.n", "+", 1) })))
      .returning(["key", "n"])
      .execute();
    return counted.map(({ key, limit }) => {
      const count = rows.find((row) => row.key === key)?.n ?? 0;
      return { allowed: count <= limit, count, waitMs: win + windowMs - now };
    });
  };
  return {
    hit: async (key, limit, windowMs) => (await hitAll([{ key, limit }], windowMs))[0] as Hit,
    hitAll,
  };
}
