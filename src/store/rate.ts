import type { Engine } from "./engine.ts";
import { prepared } from "./prepared.ts";

export interface Rate {
  /** Counts one more in the current window, and says whether that is within the limit. Replicas count together. */
  readonly hit: (key: string, limit: number, windowMs: number) => Promise<Hit>;
  /** The same for two keys that differ, in one round trip. */
  readonly hitBoth: (both: readonly [Counted, Counted], windowMs: number) => Promise<readonly [Hit, Hit]>;
  /** Adds a whole number, 0 to only look; returns what the current window has then. Replicas add up. */
  readonly add: (key: string, amount: number, windowMs: number) => Promise<number>;
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
  const counting = <Values extends { win: number }>(
    names: readonly (keyof Values & string)[],
    keys: (values: Values) => readonly string[],
  ) =>
    prepared(db, names, (values: Values) =>
      db
        .insertInto("rate")
        .values(keys(values).map((key) => ({ key, win: values.win, n: 1 })))
        .onConflict((conflict) => conflict.columns(["key", "win"]).doUpdateSet((eb) => ({ n: eb("rate.n", "+", 1) })))
        .returning(["key", "n"]),
    );
  const one = counting<{ key: string; win: number }>(["key", "win"], ({ key }) => [key]);
  const two = counting<{ a: string; b: string; win: number }>(["a", "b", "win"], ({ a, b }) => [a, b]);
  const windowOf = (windowMs: number) => {
    const now = nowMs();
    const win = Math.floor(now / windowMs) * windowMs;
    const hitOf = ({ key, limit }: Counted, rows: readonly { key: string; n: number }[]): Hit => {
      const count = rows.find((row) => row.key === key)?.n ?? 0;
      return { allowed: count <= limit, count, waitMs: win + windowMs - now };
    };
    return { win, hitOf };
  };
  return {
    hit: async (key, limit, windowMs) => {
      const { win, hitOf } = windowOf(windowMs);
      return hitOf({ key, limit }, await one({ key, win }));
    },
    add: async (key, amount, windowMs) => {
      const [row] = await db
        .insertInto("rate")
        .values({ key, win: windowOf(windowMs).win, n: amount })
        .onConflict((conflict) =>
          conflict.columns(["key", "win"]).doUpdateSet((eb) => ({ n: eb("rate.n", "+", amount) })),
        )
        .returning("n")
        .execute();
      return row?.n ?? amount;
    },
    hitBoth: async ([first, second], windowMs) => {
      const { win, hitOf } = windowOf(windowMs);
      const rows = await two({ a: first.key, b: second.key, win });
      return [hitOf(first, rows), hitOf(second, rows)];
    },
  };
}
