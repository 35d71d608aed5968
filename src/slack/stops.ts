/** What is being written just now, so that it can be stopped: by the stop button, and by an edit or a deletion of its question. */
export interface Stops {
  /** @param keys places under which it can be stopped: the thread, and the question */
  readonly begin: (keys: readonly string[]) => { readonly signal: AbortSignal; readonly done: () => void };
  /** True when something was. */
  readonly stop: (key: string) => boolean;
}

export function createStops(): Stops {
  const running = new Map<string, Set<AbortController>>();
  return {
    begin: (keys) => {
      const controller = new AbortController();
      for (const key of keys) running.set(key, (running.get(key) ?? new Set()).add(controller));
      const done = (): void => {
        for (const key of keys) {
          running.get(key)?.delete(controller);
          if (running.get(key)?.size === 0) running.delete(key);
        }
      };
      return { signal: controller.signal, done };
    },
    stop: (key) => {
      const found = running.get(key);
      for (const controller of found ?? []) controller.abort();
      return found !== undefined;
    },
  };
}

export const stopKey = (team: string, channel: string, ts: string): string => `${team}:${channel}:${ts}`;
