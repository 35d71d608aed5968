import type { Price, Usage } from "./types.ts";

/** What may be spent on a day (UTC). */
export interface Spend {
  /** Sets aside what a call may cost at most; false when that would be too much. */
  readonly reserve: (usd: number) => boolean;
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

export function createSpend(dailyUsd: number, nowMs: () => number, ledger?: Ledger): Spend {
  let day = Number.NaN;
  let spent = 0;
  let reserved = 0;
  let untold = 0;
  let telling: "no" | "yes" | "and again" = "no";
  const today = (): number => {
    const now = Math.floor(nowMs() / dayMs);
    if (now !== day) [day, spent, untold] = [now, 0, 0];
    return spent;
  };
  /** One at a time: what is spent meanwhile is told with the next. */
  const tell = async (): Promise<void> => {
    if (!ledger) return;
    if (telling !== "no") {
      telling = "and again";
      return;
    }
    telling = "yes";
    today();
    const [told, units] = [day, Math.floor(untold * unitsPerUsd + 1e-9)];
    untold -= units / unitsPerUsd;
    try {
      const sum = await ledger(units);
      today();
      if (told === day) spent = Math.max(spent, sum / unitsPerUsd + untold);
    } catch {
      if (told === day) untold += units / unitsPerUsd;
    } finally {
      const again = telling === ("and again" as typeof telling);
      telling = "no";
      if (again) void tell();
    }
  };
  void tell();
  return {
    reserve: (usd) => {
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
