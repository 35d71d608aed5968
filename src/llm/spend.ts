import { setTimeout as sleep } from "node:timers/promises";
import type { Price, Usage } from "./types.ts";

/** What may be spent on a day (UTC). */
export interface Spend {
  /** Sets aside what a call may cost at most; false when that would be too much, by what all are known to have spent lately. */
  readonly reserve: (usd: number) => Promise<boolean>;
  readonly settle: (reservedUsd: number, spentUsd: number) => void;
  readonly isOver: () => boolean;
  readonly todayUsd: () => number;
}

/**
 * Where the day's spending outlives a process, and several count together: adds a whole number of hundredths of a cent, 0 to
 * only look, and resolves to the sum of the day. While it can't be reached, this process counts by itself.
 */
export type Ledger = (hundredthsOfCents: number) => Promise<number>;

export const dayMs = 86_400_000;
const unitsPerUsd = 10_000;
const freshMs = 5_000;
const patienceMs = 300;

export function createSpend(dailyUsd: number, nowMs: () => number, ledger?: Ledger): Spend {
  let day = Number.NaN;
  let spent = 0;
  let reserved = 0;
  let untold = 0;
  let telling: Promise<void> | undefined;
  let isMore = false;
  let looking: Promise<void> | undefined;
  let lookedAtMs = -Infinity;
  const today = (): number => {
    const now = Math.floor(nowMs() / dayMs);
    if (now !== day) [day, spent, untold] = [now, 0, 0];
    return spent;
  };
  const tellOnce = async (to: Ledger): Promise<void> => {
    today();
    const [told, units] = [day, Math.floor(untold * unitsPerUsd + 1e-9)];
    untold -= units / unitsPerUsd;
    try {
      const sum = await to(units);
      today();
      if (told === day) spent = Math.max(spent, sum / unitsPerUsd + untold);
    } catch {
      if (told === day) untold += units / unitsPerUsd;
    }
  };
  /** One at a time: what is spent meanwhile is told with the next. */
  const tell = (): Promise<void> | undefined => {
    if (!ledger) return undefined;
    if (telling) isMore = true;
    return (telling ??= tellOnce(ledger).finally(() => {
      telling = undefined;
      if (isMore) void tell();
      isMore = false;
    }));
  };
  /** What others have spent since we last heard; whoever asks meanwhile waits with us, and nobody long. */
  const look = (): Promise<void> | undefined => {
    if (!ledger || nowMs() - lookedAtMs < freshMs) return undefined;
    return (looking ??= Promise.race([tell(), sleep(patienceMs, undefined, { ref: false })]).finally(() => {
      looking = undefined;
      lookedAtMs = nowMs();
    }));
  };
  void tell();
  return {
    reserve: async (usd) => {
      await look();
      if (today() + reserved + usd > dailyUsd) return false;
      reserved += usd;
      return true;
    },
    settle: (reservedUsd, spentUsd) => {
      today();
      reserved = Math.max(0, reserved - reservedUsd);
      spent += spentUsd;
      untold += spentUsd;
      void tell();
    },
    isOver: () => today() + reserved >= dailyUsd,
    todayUsd: today,
  };
}

export const usdOf = ({ inputTokens, outputTokens }: Usage, price: Price): number =>
  (inputTokens * price.inputUsdPerMTok + outputTokens * price.outputUsdPerMTok) / 1e6;
