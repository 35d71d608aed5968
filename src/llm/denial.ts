/** Whether a sentence denies what the passage does not, or says what it denies. */
import type { Unit } from "./order.ts";
import type { Word } from "./reading.ts";

type Same = (word: Word, other: Word) => boolean;

/** A "not" that reaches none of what the passage denies there. */
export function isDenied(said: readonly Word[], there: readonly Word[]): boolean {
  const negators = new Set(said.flatMap(({ negator }) => (negator > 0 ? [negator] : [])));
  return [...negators].some((negator) => {
    const known = said
      .filter((word) => word.negator === negator)
      .flatMap((word) => there.filter((other) => other.stem === word.stem));
    return known.length > 0 && known.every(({ isUnderNegator }) => !isUnderNegator);
  });
}

const speaksOfTheSame = 0.5; // of the clause's words
const saysLittleElse = 0.6; // of the sentence's own words

/** For each "not" a sentence of the passage that speaks of the same and denies the same, if in other words. */
export const isDeniedInOtherWords = (said: readonly Word[], units: readonly Unit[], same: Same): boolean =>
  groups(said).every((group) =>
    units.some(({ words }) => {
      const content = said.filter(({ isContent }) => isContent);
      const own = words.filter(({ isContent }) => isContent);
      const under = words.filter(({ isUnderNegator }) => isUnderNegator);
      const heldIn = (of: readonly Word[], all: readonly Word[]): number =>
        of.filter((word) => all.some((other) => same(word, other))).length;
      const speaksOfIt =
        heldIn(content, words) >= content.length * speaksOfTheSame ||
        own.filter((other) => content.some((word) => same(word, other))).length >= own.length * saysLittleElse;
      return speaksOfIt && heldIn(group.slice(0, 1), under) > 0 && heldIn(group, under) >= group.length / 2;
    }),
  );

/** What the passage denies, said without a "not": the word behind its negator. */
export function isAsserted(said: readonly Word[], there: readonly Word[]): boolean {
  return said.some((word) => {
    if (word.isUnderNegator) return false;
    const known = there.filter((other) => other.stem === word.stem);
    return known.some(({ isHead }) => isHead) && known.every(({ isNegated }) => isNegated);
  });
}

/** Or all that the "not" reaches, but for one word. */
export function isDeniedTogether(said: readonly Word[], there: readonly Word[]): boolean {
  const plain = (word: Word): boolean => said.some((one) => one.stem === word.stem && !one.isUnderNegator);
  return groups(there).some((group) => {
    const held = group.filter(plain).length;
    return held >= 2 && held >= group.length - 1;
  });
}

/** What each negator reaches. */
const groups = (words: readonly Word[]): Word[][] => [
  ...Map.groupBy(
    words.filter((word) => word.negator > 0 && word.isContent),
    ({ negator }) => negator,
  ).values(),
];
