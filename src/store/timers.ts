/** Does some work again and again, each time a while after it was done; it must not throw. Returns how to end it. */
export function every(ms: number, work: () => Promise<void>): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout;
  let working: Promise<void> = Promise.resolve();
  const wait = (): void => {
    timer = setTimeout(() => {
      working = work().finally(() => {
        if (!ended) wait();
      });
    }, ms);
    // What is worth living for are open connections, not our looking around.
    timer.unref();
  };
  wait();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await working;
  };
}

/** Work that never runs twice at once: asked for meanwhile, it is done once more after this time. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let working: Promise<void> | undefined;
  let again = false;
  const go = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (again);
    working = undefined;
  };
  return () => {
    again = true;
    working ??= go();
    return working;
  };
}
