/** Puts words right that nobody knows and that stand one slip (two in long words) away from a word that a pattern waits for. */
export type Respeller = (text: string) => string;

const shortest = 5; // letters: shorter words have too many neighbours
const longWord = 9;

/**
 * @param wanted words that patterns and names consist of; the targets of a repair
 * @param known words that stay as they are
 */
export function respeller(wanted: Iterable<string>, known: ReadonlySet<string>): Respeller {
  const targets = [...new Set(wanted)].filter((word) => word.length >= shortest).sort();
  const isTarget = new Set(targets);
  return (text) =>
    text.replaceAll(/\p{L}{5,}/gu, (typed) => {
      const word = typed.toLowerCase();
      if (known.has(word) || isTarget.has(word)) return typed;
      const most = word.length >= longWord ? 2 : 1;
      let best: string | undefined;
      let bestDistance = most + 1;
      for (const target of targets) {
        if (target[0] !== word[0]) continue;
        const distance = slips(word, target, bestDistance);
        if (distance < bestDistance) [best, bestDistance] = [target, distance];
      }
      return best ?? typed;
    });
}

/**
 * Optimal string alignment distance (Damerau 1964, without overlaps): slips of one letter, or two letters swapped.
 * @returns the distance, or `limit` as soon as it can't be below it.
 */
export function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      cost = Math.min(cost, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit, limit);
}
