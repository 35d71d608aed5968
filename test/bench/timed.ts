export interface Timed {
  readonly what: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
const rounds = 5;

/** How long one of them takes, after each was run once to warm up. */
export function timed<T>(what: string, all: readonly T[], run: (one: T) => unknown): Timed {
  for (const one of all) run(one);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const one of all) {
      const start = performance.now();
      run(one);
      times.push(performance.now() - start);
    }
  return spread(what, times);
}

/** The same for what is waited for, one after the other. */
export async function timedLater<T>(
  what: string,
  all: readonly T[],
  run: (one: T) => Promise<unknown>,
): Promise<Timed> {
  for (const one of all) await run(one);
  const times: number[] = [];
  for (const one of all) {
    const start = performance.now();
    await run(one);
    times.push(performance.now() - start);
  }
  return spread(what, times);
}

function spread(what: string, times: number[]): Timed {
  times.sort((x, y) => x - y);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { what, p50Ms: at(0.5), p99Ms: at(0.99) };
}
