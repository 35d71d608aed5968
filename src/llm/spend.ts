import type { Price, Usage } from "./types.ts";

/** What may be spent on a day (UTC): kept by this process alone, and begun anew with it. */
export interface Spend {
  /** Sets aside what a call may cost at most; false when that would be too much. */
  readonly reserve: (usd: number) => boolean;
  readonly settle: (reservedUsd: number, spentUsd: number) => void;
  readonly isOver: () => boolean;
  readonly todayUsd: () => number;
}

const dayMs = 86_400_000;

export function createSpend(dailyUsd: number, nowMs: () => number): Spend {
  let day = Number.NaN;
  let spent = 0;
  let reserved = 0;
  const today = (): number => {
    const now = Math.floor(nowMs() / dayMs);
    if (now !== day) [day, spent] = [now, 0];
    return spent;
  };
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
    },
    isOver: () => today() + reserved >= dailyUsd,
    todayUsd: today,
  };
}

export const usdOf = ({ inputTokens, outputTokens }: Usage, price: Price): number =>
  (inputTokens * price.inputUsdPerMTok + outputTokens * price.outputUsdPerMTok) / 1e6;
