/** Whether the words of a sentence stand behind it in the passages, and the same way round. */
import { namesIn, numbersIn } from "./claims.ts";
import { alikeIn } from "./alike.ts";
import { isAnothersClaim } from "./attributed.ts";
import { isAsserted, isDenied, isDeniedInOtherWords, isDeniedTogether } from "./denial.ts";
import { isPutInFrame } from "./frames.ts";
import { clausesIn, isSubstituted, isSwapped, type Unit } from "./order.ts";
import { isCrossed, isSideSwapped } from "./crossed.ts";
import { partyFlaw } from "./parties.ts";
import { isTurnedRound } from "./polarity.ts";
import { evened } from "./idioms.ts";
import { hasNegator, readWords, sideOf, type Stem, unitsOf, type Word } from "./reading.ts";
import { standsOnTheOtherSide } from "./roles.ts";
import { withoutLeadIn } from "./same-words.ts";
import { isHeldStrongly, isSaidOnlyBy, strongUnheld } from "./strong.ts";
import type { Passage, Vocabulary } from "./verify.ts";

export type WordFlaw =
  | "support"
  | "strong-word"
  | "negation"
  | "unbound"
  | "crossed"
  | "side-swapped"
  | "side"
  | "party"
  | "order"
  | "roles"
  | "frame"
  | "substituted"
  | "turned-round"
  | "attribution";

/** Share of a sentence's words that the sentences behind it must hold; set on `test/llm/recorded`. */
export const leastSupport = 0.85;
const mostUnsupported = 1;
/** Share of a clause's words that one sentence must hold; what is pieced together of several may say what none says. */
const leastInOne = 0.6;
const fewestPieced = 3;
/** The title helps, but it is no passage. */
const leastInPassage = 0.5;
const fewestOfClause = 2;
const likeness = 0.8; // of a synonym
/** Of so many words, one may be such as the passage says of the other side alone. */
const wordsPerStray = 10;

export function flawOf(
  whole: string,
  cited: readonly Passage[],
  { stem, names: products }: Vocabulary,
): { readonly flaw: WordFlaw | undefined; readonly isInference: boolean } {
  const text = evened(withoutLeadIn(whole).replaceAll(/\s*\(our (?:own )?inference\)/gi, ""));
  const all = readWords(text, stem);
  const said = all.filter(({ isContent }) => isContent);
  const units = cited.flatMap((passage) => unitsIn(passage, stem));
  const titles = cited.flatMap(({ title }) => readWords(title, stem));
  const { isKin, same, heldAs } = alikeIn(units, stem);
  const heldBy =
    (words: readonly Word[]) =>
    (unit: Unit): boolean[] =>
      words.map((word) => unit.words.some((other) => same(word, other)));
  const found = new Map<string, Unit[]>();
  const behind = (clause: string): Unit[] => {
    const before = found.get(clause);
    if (before) return before;
    const words = readWords(clause, stem).filter(({ isContent }) => isContent);
    const is = words.length < fewestOfClause ? [] : closest(words, units, same);
    found.set(clause, is);
    return is;
  };
  const ofClauses = clausesIn(text).flatMap(behind);
  const window = [...new Set([...bestWindow(units, heldBy(said)), ...ofClauses])];
  const there = window.flatMap(({ words }) => words);
  const texts = window.map((unit) => unit.text);
  const main = window[0];
  const names = [...namesIn(text), ...products.filter((name) => text.includes(name))];
  const titleText = cited.map(({ title }) => title).join(" ");
  const thereTexts = new Set(there.map((word) => word.text));
  const around = [...there, ...titles];
  // A word with a hyphen is there by its parts.
  const weighed = said.filter(({ text: word }) => !word.includes("-"));
  const missing = weighed
    .filter((word) => !isHeldStrongly(word.text, thereTexts))
    .reduce((sum, word) => sum + 1 - heldAs(word, around), 0);
  const unnamed = said.filter((word) => !/^(?:course|article|guide|consultanc|buyer|overview|page)/.test(word.stem));
  const inPassage = said.filter((word) => there.some((other) => same(word, other))).length;

  const isPieced = (clause: string): boolean => {
    const words = readWords(clause, stem).filter(({ isContent }) => isContent);
    const held = (unit: Unit): number => words.reduce((sum, word) => sum + heldAs(word, [...unit.words, ...titles]), 0);
    return words.length >= fewestPieced && Math.max(0, ...units.map(held)) < words.length * leastInOne;
  };

  const checks: Readonly<Record<WordFlaw, () => boolean>> = {
    support: () =>
      main === undefined ||
      said.length === 0 ||
      missing > mostUnsupported ||
      1 - missing / Math.max(1, weighed.length) < leastSupport ||
      inPassage < said.length * leastInPassage ||
      clausesIn(text).some(isPieced),
    "strong-word": () => strongUnheld(text, (clause) => [...behind(clause), ...window.slice(0, 2)], units).length > 0,
    negation: () =>
      (hasNegator(evened(text)) && !texts.some(hasNegator)) ||
      isAsserted(said, there) ||
      clausesIn(text).some((clause) => {
        const words = readWords(clause, stem);
        const closestUnits = behind(clause);
        const all = (is: (said: readonly Word[], there: readonly Word[]) => boolean): boolean =>
          closestUnits.length > 0 && closestUnits.every((unit) => is(words, unit.words));
        return (all(isDenied) && !isDeniedInOtherWords(words, units, same)) || all(isDeniedTogether);
      }),
    crossed: () => isCrossed(text, window, stem),
    "side-swapped": () => clausesIn(text).some((clause) => isSideSwapped(clause, units, stem, text)),
    unbound: () =>
      clausesIn(text).some((clause) => {
        const marks = [
          ...names.filter((name) => clause.includes(name) && !titleText.includes(name)),
          ...numbersIn(clause),
        ];
        return marks.length > 1 && !units.some((unit) => marks.every((mark) => holdsMark(unit.text, mark)));
      }),
    side: () =>
      said.filter((word) => isOfTheOtherSide(word, units, isKin)).length > Math.floor(said.length / wordsPerStray),
    party: () => partyFlaw(text, units, stem),
    substituted: () => clausesIn(text).some((clause) => isSubstituted(clause, units, titles, stem)),
    roles: () => standsOnTheOtherSide(text, units, stem),
    frame: () => isPutInFrame(text, units, stem, (word, other) => heldAs(word, [other]) > 0, titles),
    order: () => isSwapped(text, texts, stem),
    "turned-round": () => isTurnedRound(text, window.flatMap(headed), stem),
    attribution: () =>
      isAnothersClaim(text, closest(unnamed, units, same)) ||
      (main !== undefined &&
        (attributed.test(main.text) ||
          closest(said, units, same).every((unit) => attributed.test(unit.text)) ||
          isSaidOnlyBy(text, units, (unit) => attributed.test(unit.text))) &&
        !attributed.test(whole) &&
        !/\bsources?\b/i.test(whole)),
  };
  const flaw = (isVerbatim(text, units) ? verbatimChecks : (Object.keys(checks) as WordFlaw[])).find((one) =>
    checks[one](),
  );
  return { flaw, isInference: main !== undefined && /our (?:own )?inference/i.test(main.text) };
}

/** What a passage says word for word can be nothing else than what it says; only whose claim it is may be lost. */
const verbatimChecks: readonly WordFlaw[] = ["attribution"];
const plainly = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

function isVerbatim(text: string, units: readonly Unit[]): boolean {
  const there = new Set(
    units.flatMap(({ text: whole, heading = "" }) => [whole, whole.slice(heading.length)]).map(plainly),
  );
  return unitsOf(text).every((part) => there.has(plainly(part.text)));
}

/** The sentences that hold most of a clause; what stands there word for word weighs more. */
function closest(words: readonly Word[], units: readonly Unit[], same: (word: Word, other: Word) => boolean): Unit[] {
  const weight = (unit: Unit): number =>
    words.reduce((sum, word) => {
      if (unit.words.some((other) => other.stem === word.stem)) return sum + 1;
      return sum + (unit.words.some((other) => same(word, other)) ? likeness : 0);
    }, 0);
  const weighed = units.map((unit) => ({ unit, weight: weight(unit) }));
  const most = Math.max(...weighed.map((one) => one.weight));
  return weighed.flatMap(({ unit, weight: is }) => (is === most && most > 0 ? [unit] : []));
}

/** A name or a number, however a number is written. */
const holdsMark = (text: string, mark: string): boolean =>
  text.toLowerCase().includes(mark.toLowerCase()) || numbersIn(text).includes(mark);

function isOfTheOtherSide(word: Word, units: readonly Unit[], same: (word: Word, other: Word) => boolean): boolean {
  if (word.side === undefined || sideOf(word.text) !== undefined) return false;
  const anywhere = units.flatMap(({ words }) => words.filter((other) => same(word, other)));
  return anywhere.length > 0 && anywhere.every(({ side }) => side !== undefined && side !== word.side);
}

/** A passage is read once for all its sentences. */
const read = new WeakMap<Passage, Unit[]>();
function unitsIn(passage: Passage, stem: Stem): Unit[] {
  const before = read.get(passage);
  if (before) return before;
  const { title, text } = passage;
  const titleSide = sideIn(title, stem);
  const units = unitsOf(evened(text)).map((unit) => {
    const body = readWords(unit.text, stem, sideIn(unit.heading, stem) ?? titleSide);
    const whole = unit.heading === "" ? unit.text : `${unit.heading}. ${unit.text}`;
    return { words: [...readWords(unit.heading, stem), ...body], body, text: whole, heading: unit.heading };
  });
  read.set(passage, units);
  return units;
}

/** A sentence, and with its heading before it as the subject that it often leaves out. */
const headed = ({ text }: Unit): string[] => {
  const [heading = "", ...rest] = text.split(/(?<=\p{L})\. /u);
  return rest.length === 0 ? [text] : [text, `${heading} ${rest.join(". ")}`];
};

const sideIn = (text: string, stem: Stem) => {
  const sides = new Set(readWords(text, stem).flatMap(({ text: word }) => sideOf(word) ?? []));
  return sides.size === 1 ? [...sides][0] : undefined;
};

/** The sentence that holds most of it, and the one that adds most to that. */
function bestWindow(units: readonly Unit[], heldBy: (unit: Unit) => boolean[]): Unit[] {
  const held = units.map((unit) => ({ unit, by: heldBy(unit) }));
  const count = (by: readonly boolean[]): number => by.filter(Boolean).length;
  const first = held.toSorted((a, b) => count(b.by) - count(a.by))[0];
  if (!first) return [];
  const gain = (by: readonly boolean[]): number => by.filter((is, i) => is && first.by[i] !== true).length;
  const second = held.filter((one) => one !== first).toSorted((a, b) => gain(b.by) - gain(a.by))[0];
  return second && gain(second.by) > 0 ? [first.unit, second.unit] : [first.unit];
}

/** Somebody's claim stays somebody's claim. */
const attributed =
  /\b(?:claim\w*|according|guide(?:'s)?|article|overview|lesson|sources (?:say|agree|name no|give|describe)|consultanc\w+'s|forecast|(?:is|are) (?:said|reported|believed|expected)|(?:said|reported) to|reportedly|supposedly)\b/i;
