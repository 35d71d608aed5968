const longestMs = 300_000;
const jitter = 0.2;

/** How long to wait after the n-th failure: 2 s, 4 s, 8 s … at most 300 s, each 20 % more or less, so that what failed together does not come back together. */
export function backoffMs(failures: number, random: () => number): number {
  const middle = Math.min(longestMs, 2 ** failures * 1_000);
  return Math.round(middle * (1 + jitter * (2 * random() - 1)));
}
