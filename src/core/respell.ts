import { edits } from "./edits.ts";

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
        const distance = edits(word, target, bestDistance - 1);
        if (distance < bestDistance) [best, bestDistance] = [target, distance];
      }
      return best ?? typed;
    });
}
