/** What is being written just now, so that it can be stopped: by a stop button, and by an edit or a deletion of its question. */
import type { StopSignal } from "./ports.ts";

/** An `AbortController`, which core does not know. */
export interface Stopper<Signal extends StopSignal> {
  readonly signal: Signal;
  abort(): void;
}

export interface Stops<Signal extends StopSignal = StopSignal> {
  /** @param keys places under which it can be stopped, such as the thread and the question */
  readonly begin: (keys: readonly string[]) => {
    readonly signal: Signal;
    readonly stop: () => void;
    readonly done: () => void;
  };
  /** Stops what goes by this name, wherever it is written. */
  readonly stop: (key: string) => void;
  /** The same in this process alone; true when something was. */
  readonly stopHere: (key: string) => boolean;
}

/** @param elsewhere tells other processes of what is not written in this one */
export function createStops<Signal extends StopSignal>(
  make: () => Stopper<Signal>,
  elsewhere: (key: string) => void = () => {},
): Stops<Signal> {
  const stopHere = (key: string): boolean => {
    const found = running.get(key);
    for (const stopper of found ?? []) stopper.abort();
    return found !== undefined;
  };
  const running = new Map<string, Set<Stopper<Signal>>>();
  return {
    begin: (keys) => {
      const stopper = make();
      for (const key of keys) running.set(key, (running.get(key) ?? new Set()).add(stopper));
      const done = (): void => {
        for (const key of keys) {
          running.get(key)?.delete(stopper);
          if (running.get(key)?.size === 0) running.delete(key);
        }
      };
      return { signal: stopper.signal, stop: () => stopper.abort(), done };
    },
    stop: (key) => {
      if (!stopHere(key)) elsewhere(key);
    },
    stopHere,
  };
}

/** Stops when any of them does. */
export function anyOf<Signal extends StopSignal>(signals: readonly StopSignal[], make: () => Stopper<Signal>): Signal {
  const either = make();
  for (const signal of signals) {
    if (signal.aborted) either.abort();
    signal.addEventListener("abort", () => either.abort());
  }
  return either.signal;
}
