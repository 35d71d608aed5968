/** Leaves a server alone that failed several times in a row; then lets one request try it. */
export interface Breaker {
  readonly isOpen: () => boolean;
  /** Takes the one trial, when it is time for it; false while the server is left alone. */
  readonly enter: () => boolean;
  readonly leave: (outcome: "good" | "bad" | "neither") => void;
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
      if (isOpen()) return false;
      isTrying = failures >= failuresInARow;
      return true;
    },
    leave: (outcome) => {
      isTrying = false;
      if (outcome === "neither") return;
      failures = outcome === "good" ? 0 : failures + 1;
      if (failures >= failuresInARow) openUntil = nowMs() + restMs;
    },
  };
}
