/** Leaves a server alone that failed several times in a row; then lets one request try it. */
export interface Breaker {
  readonly isOpen: () => boolean;
  /** Takes the one trial, when it is time for it; undefined while the server is left alone. Whoever was let in says how it went. */
  readonly enter: () => ((outcome: "good" | "bad" | "neither") => void) | undefined;
}

const failuresInARow = 3;
const restMs = 30_000;

export function createBreaker(nowMs: () => number): Breaker {
  let failures = 0;
  let openUntil = 0;
  let isTrying = false;
  const isOpen = (): boolean => failures >= failuresInARow && (isTrying || nowMs() < openUntil);
  return {
    isOpen,
    enter: () => {
      if (isOpen()) return undefined;
      const isTrial = failures >= failuresInARow;
      if (isTrial) isTrying = true;
      return (outcome) => {
        // Who was let in before the rest began does not end the trial.
        if (isTrial) isTrying = false;
        if (outcome === "neither") return;
        failures = outcome === "good" ? 0 : failures + 1;
        if (failures >= failuresInARow) openUntil = nowMs() + restMs;
      };
    },
  };
}
