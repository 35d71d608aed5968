/** Holds a model's sentence to the passages that it cites. What fails is never shown; nothing is mended. */
import { concludesLaw, holdsControl, holdsLink, lawIn, namesIn, numbersIn, speaksToModel } from "./claims.ts";
import { clausesIn, isSubstituted, isSwapped, type Unit } from "./order.ts";
import { isTurnedRound } from "./polarity.ts";
import { hasNegator, readWords, sideOf, type Stem, unitsOf, type Word } from "./reading.ts";

export interface Passage {
  /** As the model cites it. */
  readonly number: number;
  readonly title: string;
  /** Sentences; a point a line, its heading between `**`. */
  readonly text: string;
}

export interface Vocabulary {
  readonly stem: Stem;
  /** Every name of a model, product or vendor that is known; it may be said only where the passage says it. */
  readonly names: readonly string[];
  /** Whether a word occurs anywhere in the knowledge; a first word that does not may be a name. */
  readonly isKnown: (word: string) => boolean;
  /** Words that mean the same, as stems. */
  readonly synonyms?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

export type Flaw =
  | "no-words"
  | "control"
  | "link"
  | "no-citation"
  | "unknown-citation"
  | "law"
  | "number"
  | "name"
  | "support"
  | "strong-word"
  | "negation"
  | "side"
  | "order"
  | "substituted"
  | "turned-round"
  | "attribution";

export type Verified =
  | { readonly ok: true; readonly text: string; readonly cites: readonly number[] }
  | { readonly ok: false; readonly why: Flaw };

/** Share of a sentence's words that two sentences of the cited passages must hold; set on `test/llm/recorded`. */
export const leastSupport = 0.8;
const mostUnsupported = 3;
const fewestWords = 3;
/** The title helps, but it is no passage. */
const leastInPassage = 0.5;

const citation = /\s*\[(\d+(?:\s*,\s*\d+)*)\]/g;

export function verify(line: string, passages: readonly Passage[], vocabulary: Vocabulary): Verified {
  const failed = (why: Flaw): Verified => ({ ok: false, why });
  const numbers = [...line.matchAll(citation)].flatMap(([, list = ""]) => list.split(",").map(Number));
  const text = line
    .replaceAll(citation, "")
    .replaceAll("**", "")
    .replace(/^\s*(?:[-*•]|\d+[.)])\s+/, "")
    .trim();
  if ((text.match(/\p{L}+/gu) ?? []).length < fewestWords) return failed("no-words");
  if (speaksToModel(text)) return failed("control");
  if (holdsControl(text)) return failed("control");
  if (holdsLink(text)) return failed("link");
  if (numbers.length === 0) return failed("no-citation");
  const cites = [...new Set(numbers)];
  const cited = cites.flatMap((number) => passages.find((passage) => passage.number === number) ?? []);
  if (cited.length < cites.length) return failed("unknown-citation");
  const source = cited.map(({ title, text: body }) => `${title}\n${body}`).join("\n");
  const judged = judge(text, source, cited, vocabulary);
  return typeof judged === "string" ? failed(judged) : { ok: true, text: sentenceOf(text, judged), cites };
}

/** What is our own inference in the passage stays marked as one. */
function sentenceOf(text: string, { isInference }: Held): string {
  const whole = /[.!?]["”)]?$/.test(text) ? text : `${text}.`;
  return isInference && !/our (?:own )?inference/i.test(text)
    ? whole.replace(/([.!?]["”)]?)$/, " (our inference)$1")
    : whole;
}

interface Held {
  readonly isInference: boolean;
}

function judge(text: string, source: string, cited: readonly Passage[], vocabulary: Vocabulary): Flaw | Held {
  const within = source.toLowerCase();
  if (concludesLaw(text) || lawIn(text).some((word) => !within.includes(word))) return "law";
  if (!numbersHold(text, source)) return "number";
  if (!namesHold(text, source, vocabulary)) return "name";
  return judgeWords(text, cited, vocabulary);
}

/** Every number stands in the passage, and so does a word beside it: 40 hours are no 40 dollars. */
function numbersHold(text: string, source: string): boolean {
  const known = new Set(numbersIn(source));
  if (!numbersIn(text).every((number) => known.has(number))) return false;
  const beside = neighbours(source);
  for (const [number, near] of neighbours(text)) {
    const there = beside.get(number);
    if (there && near.size > 0 && ![...near].some((word) => there.has(word))) return false;
  }
  return true;
}

function neighbours(text: string): Map<string, Set<string>> {
  const words = text.toLowerCase().match(/[$€£]?\d+(?:[.,]\d+)*%?|\p{L}{3,}/gu) ?? [];
  const found = new Map<string, Set<string>>();
  for (const [i, word] of words.entries()) {
    if (!/\d/.test(word)) continue;
    const number = numbersIn(word)[0] ?? word;
    const near = found.get(number) ?? new Set();
    for (const other of words.slice(Math.max(0, i - 4), i + 5))
      if (!/\d/.test(other)) near.add(other.replace(/s$/, ""));
    found.set(number, near);
  }
  return found;
}

function namesHold(text: string, source: string, { names, isKnown }: Vocabulary): boolean {
  const words = (of: string): string =>
    ` ${of
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}.+-]+/gu, " ")
      .replaceAll(/[.](?=\s|$)/g, "")} `;
  const [said, there] = [words(text), words(source)];
  const holds = (name: string): boolean =>
    there.includes(` ${name}`) || there.replaceAll("-", " ").includes(` ${name.replaceAll("-", " ")}`);
  if (namesIn(text).some((name) => !holds(name.toLowerCase()))) return false;
  if (names.some((name) => said.includes(` ${name.toLowerCase()} `) && !holds(name.toLowerCase()))) return false;
  const [first = ""] = /^\W*(\p{Lu}[\p{L}\p{N}-]*)/u.exec(text)?.slice(1) ?? [];
  return first === "" || holds(first.toLowerCase()) || isKnown(first.toLowerCase());
}

function judgeWords(text: string, cited: readonly Passage[], { stem, synonyms }: Vocabulary): Flaw | Held {
  const all = readWords(text, stem);
  const said = all.filter(({ isContent }) => isContent);
  const units = cited.flatMap((passage) => unitsIn(passage, stem));
  const titles = cited.flatMap(({ title }) => readWords(title, stem));
  const same = (word: Word, other: Word): boolean =>
    word.stem === other.stem || (synonyms?.get(word.stem)?.has(other.stem) ?? false);
  const window = bestWindow(units, (unit) => said.map((word) => unit.words.some((other) => same(word, other))));
  const there = window.flatMap(({ words }) => words);
  const missing = said.filter((word) => ![...there, ...titles].some((other) => same(word, other))).length;
  if (said.length === 0 || missing > mostUnsupported || 1 - missing / said.length < leastSupport) return "support";
  const [main] = window;
  const inPassage = said.filter((word) => there.some((other) => same(word, other))).length;
  if (main === undefined || inPassage < said.length * leastInPassage) return "support";
  if (all.some((word) => isStrong(word) && !strongHeld(word, clauseWindow(word, text, window, stem))))
    return "strong-word";
  if (hasNegator(text) && !window.some((unit) => hasNegator(unit.text))) return "negation";
  for (const word of said) {
    const others = there.filter((other) => same(word, other));
    if (others.length > 0 && others.every((other) => other.isNegated !== word.isNegated)) return "negation";
    if (word.side === undefined || sideOf(word.text) !== undefined) continue;
    const anywhere = units.flatMap(({ words }) => words.filter((other) => same(word, other)));
    if (anywhere.length > 0 && anywhere.every(({ side }) => side !== undefined && side !== word.side)) return "side";
  }
  if (clausesIn(text).some((clause) => isSubstituted(clause, units, titles, stem))) return "substituted";
  if (
    isSwapped(
      text,
      window.map((unit) => unit.text),
      stem,
    )
  )
    return "order";
  if (
    isTurnedRound(
      text,
      window.map((unit) => unit.text),
      stem,
    )
  )
    return "turned-round";
  if (attributed.test(main.text) && !attributed.test(text)) return "attribution";
  return { isInference: /our (?:own )?inference/i.test(main.text) };
}

function unitsIn({ title, text }: Passage, stem: Stem): Unit[] {
  const titleSide = sideIn(title, stem);
  return unitsOf(text).map((unit) => {
    const body = readWords(unit.text, stem, sideIn(unit.heading, stem) ?? titleSide);
    const whole = unit.heading === "" ? unit.text : `${unit.heading}. ${unit.text}`;
    return { words: [...readWords(unit.heading, stem), ...body], body, text: whole };
  });
}

/** The words of the sentence that holds most of the clause in which a word stands. */
function clauseWindow(word: Word, text: string, window: readonly Unit[], stem: Stem): readonly Word[] {
  const clause = clausesIn(text).find((part) => part.toLowerCase().includes(word.text)) ?? text;
  const said = readWords(clause, stem).filter(({ isContent }) => isContent);
  const held = (unit: Unit): number =>
    said.filter(({ stem: one }) => unit.words.some((other) => other.stem === one)).length;
  const most = Math.max(...window.map(held));
  return window.filter((unit) => held(unit) === most).flatMap(({ body }) => body);
}

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

/** Words that make a claim larger or turn it round: each must stand in the passage, or one that says the same. */
const strong: readonly (readonly string[])[] = [
  ["always", "forever", "invariably"], ["never"], ["all", "every", "each", "everything", "everyone"], ["only", "solely", "exclusively", "alone"],
  ["must", "have"], ["guarantee", "guarantees", "guaranteed", "ensures", "ensure"], ["proven", "proves", "prove"], ["impossible"],
  ["best", "leading"], ["worst"], ["most", "mostly", "majority"], ["least"], ["cheapest"], ["fastest"], ["safest"], ["perfect", "perfectly", "flawless"],
  ["completely", "fully", "entirely", "totally", "full", "whole"], ["zero"], ["unlimited"], ["free"], ["immediately", "instantly", "instant"],
  ["high", "higher", "highest"], ["low", "lower", "lowest"], ["more"], ["less", "fewer", "reduce", "lower"], ["cheap", "cheaper"], ["expensive", "costly", "costlier"],
  ["fast", "faster", "quick", "quicker"], ["slow", "slower"], ["better"], ["worse"], ["strong", "stronger"], ["weak", "weaker"],
  ["large", "larger", "big", "bigger", "huge"], ["small", "smaller", "light"], ["heavy"], ["easy", "easier"], ["hard", "harder", "difficult"], ["longer"], ["shorter"],
  ["before", "first"], ["after", "afterwards", "later"], ["shrinking", "shrink"], ["growing", "grow", "widening"], ["safe", "safer"], ["unsafe", "dangerous"],
  ["public"], ["private"], ["secret"], ["simple"], ["complex"], ["inside"], ["outside"], ["independent"], ["unnecessary"], ["optional"], ["over", "above"], ["under", "below"], ["although", "though", "despite"], ["whatever", "regardless", "whether"], ["stay", "stays"], ["same"], ["without"], ["unless"], ["mandatory"],
]; // biome-ignore format: a table
const strongGroups = new Map<string, ReadonlySet<string>[]>();
for (const group of strong)
  for (const word of group) strongGroups.set(word, [...(strongGroups.get(word) ?? []), new Set(group)]);
const isStrong = ({ text }: Word): boolean => strongGroups.has(text);
const strongHeld = ({ text }: Word, there: readonly Word[]): boolean =>
  there.some((other) => other.text === text || strongGroups.get(text)?.some((group) => group.has(other.text)));

/** Somebody's claim stays somebody's claim. */
const attributed =
  /\b(?:claim\w*|according|guide(?:'s)?|article|overview|lesson|sources (?:say|agree|name no|give|describe)|consultanc\w+'s|forecast|(?:is|are) said|said to)\b/i;
