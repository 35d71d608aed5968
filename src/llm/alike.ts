/** How far a word of a sentence is held by words of a passage: by itself, by its kin, or by a word that is used alike. */
import { likeness } from "./likeness.ts";
import type { Unit } from "./order.ts";
import { pointsAlike } from "./polarity.ts";
import type { Stem, Word } from "./reading.ts";
import { sameStem, speaksOfSame } from "./same-words.ts";

export interface Alike {
  /** By stem or kin. */
  readonly isKin: (word: Word, other: Word) => boolean;
  /** The same, or used alike. */
  readonly same: (word: Word, other: Word) => boolean;
  /** From 0 to 1: how much of a word these hold. */
  readonly heldAs: (word: Word, others: readonly Word[]) => number;
}

/** Likeness in use from which one word may stand for another, in part and in whole; set on `test/llm/recorded`. */
const inPart = 0.5;
const inWhole = 0.7;
const usedAlike = 0.6;
/** A word that the passages use themselves mostly means what it means there. */
const ofKnown = 0.7;
/** An hour is no day, however alike they are used. */
const measures =
  /^(?:second|minute|hour|day|night|week|month|quarter|year|decade|century|dollar|euro|cent|percent|token|gigabyte|mile|meter)s?$/;

export function alikeIn(units: readonly Unit[], stem: Stem): Alike {
  const known = new Set(units.flatMap(({ words }) => words.map((word) => word.stem)));
  const fitOf = (word: Word, other: Word): number => {
    if (!word.isContent || measures.test(word.text)) return 0;
    // What points somewhere is held by what points there alone.
    if (pointsAlike(word.text, other.text) === false || pointsAlike(other.text, word.text) === false) return 0;
    const is = likeness(word.text, other.text);
    return known.has(word.stem) && is < ofKnown ? 0 : is;
  };
  const isKin: Alike["isKin"] = (word, other) => sameStem(word.stem, other.stem, stem);
  return {
    isKin,
    same: (word, other) => isKin(word, other) || fitOf(word, other) >= usedAlike,
    heldAs: (word, others) => {
      if (others.some((other) => speaksOfSame(word.stem, other.stem, stem))) return 1;
      const most = Math.max(0, ...others.map((other) => fitOf(word, other)));
      return Math.min(1, Math.max(0, (most - inPart) / (inWhole - inPart)));
    },
  };
}
