import { type Engine, unhurried } from "./engine.ts";
import { gathered } from "./gathered.ts";

export interface Rate {
  /** Counts one more in the current window, and says whether that is within the limit. Replicas count together. */
  readonly hit: (key: string, limit: number, windowMs: number) => Promise<Hit>;
  /** The same for two keys that differ, in one go. */
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

interface Window {
  readonly key: string;
  readonly win: number;
}
interface Sum extends Window {
  n: number;
}

export function rateIn({ db, nowMs }: Engine): Rate {
  const open = new Map<string, { readonly sum: Sum; readonly row: Promise<Sum | undefined> }>();
  const idOf = ({ key, win }: Window): string => `${win} ${key}`;
  const isSame = (one: Window, other: Window): boolean => one.key === other.key && one.win === other.win;
  const count = gathered<Sum, Sum>(db, {
    names: ["key", "win", "n"],
    build: (sums) =>
      db
        .insertInto("rate")
        .values(sums)
        .onConflict((conflict) =>
          conflict.columns(["key", "win"]).doUpdateSet((eb) => ({ n: eb("rate.n", "+", eb.ref("excluded.n")) })),
        )
        .returning(["key", "win", "n"]),
    apart: idOf,
    isFor: isSame,
    how: unhurried,
    onSend: (sum) => void open.delete(idOf(sum)),
  });
  /** Many who count the same at once, as all of a workspace do, are counted in one sum: each knows its place in it. */
  const add = async (window: Window, amount: number): Promise<number> => {
    const id = idOf(window);
    let group = open.get(id);
    if (!group) {
      const sum = { ...window, n: 0 };
      group = { sum, row: count(sum) };
      open.set(id, group);
    }
    const { sum, row } = group;
    sum.n += amount;
    const mine = sum.n;
    return ((await row)?.n ?? sum.n) - sum.n + mine;
  };
  const windowOf = (windowMs: number) => {
    const now = nowMs();
    const win = Math.floor(now / windowMs) * windowMs;
    return { win, leftMs: win + windowMs - now };
  };
  const hit: Rate["hit"] = async (key, limit, windowMs) => {
    const { win, leftMs: waitMs } = windowOf(windowMs);
    const count = await add({ key, win }, 1);
    return { allowed: count <= limit, count, waitMs };
  };
  return {
    hit,
    hitBoth: ([one, other], windowMs) =>
      Promise.all([hit(one.key, one.limit, windowMs), hit(other.key, other.limit, windowMs)]),
    add: (key, amount, windowMs) => add({ key, win: windowOf(windowMs).win }, amount),
  };
}
