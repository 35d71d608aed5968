/** Whether a clause is one of the passage's but for what stands at one place of it: "once per task", said as "once per request". */
import type { Unit } from "./order.ts";
import { readWords, type Stem, type Word } from "./reading.ts";

const leastKept = 0.66; // of the words of the passage's clause, in their order
const leastOfSaid = 0.7;
const fewestKept = 3;

const clauses = (text: string): string[] => text.split(/[,;:.!?]/);
const tokensOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

export function isPutInFrame(
  text: string,
  units: readonly Unit[],
  stem: Stem,
  areAlike: (word: Word, other: Word) => boolean,
  around: readonly Word[],
): boolean {
  const there = units.flatMap((unit) => clauses(unit.text).map(tokensOf));
  return clauses(text).some((clause) => {
    const said = tokensOf(clause);
    const kept = there.map((words) => ({ words, pairs: inCommon(said, words) }));
    const most = Math.max(0, ...kept.map(({ pairs }) => pairs.length));
    const fits = kept.filter(({ words, pairs }) => pairs.length === most && most >= words.length * leastKept);
    if (fits.length === 0 || most < fewestKept || most < said.length * leastOfSaid) return false;
    return fits.every(({ words, pairs }) =>
      gapsIn(said, words, pairs).some(([added, gone]) => {
        const [more, less] = [contentOf(added, stem), contentOf(gone, stem)];
        return (
          less.length > 0 &&
          less.length <= mostInGap &&
          more.length > 0 &&
          more.length <= mostInGap &&
          !more.some((word) => [...less, ...around].some((other) => areAlike(word, other)))
        );
      }),
    );
  });
}

const mostInGap = 2;
const contentOf = (words: readonly string[], stem: Stem): Word[] =>
  readWords(words.join(" "), stem).filter(({ isContent, text }) => isContent && !text.includes("-"));

/** What stands between two words that both have, in the one and in the other. */
function gapsIn(
  one: readonly string[],
  other: readonly string[],
  pairs: readonly (readonly [number, number])[],
): (readonly [readonly string[], readonly string[]])[] {
  let [i, j] = [0, 0];
  return [...pairs, [one.length, other.length] as const].map(([toI, toJ]) => {
    const gap = [one.slice(i, toI), other.slice(j, toJ)] as const;
    [i, j] = [toI + 1, toJ + 1];
    return gap;
  });
}

/** The longest that both have in the same order, as pairs of places. */
function inCommon(one: readonly string[], other: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: one.length + 1 }, () => other.map(() => 0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1)
      (lengths[i] ?? [])[j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i] === other[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
