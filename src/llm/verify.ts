/** Holds a model's sentence to the passages that it cites. What fails is never shown; nothing is mended. */
import { concludesLaw, holdsControl, holdsLink, lawIn, namesIn, numbersIn, speaksToModel } from "./claims.ts";
import { isOrdinaryWord } from "./likeness.ts";
import type { Stem } from "./reading.ts";
import { withoutLeadIn } from "./same-words.ts";
import { flawOf, type WordFlaw } from "./support.ts";

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
  | WordFlaw;

export type Verified =
  | { readonly ok: true; readonly text: string; readonly cites: readonly number[] }
  | { readonly ok: false; readonly why: Flaw };

const fewestWords = 3;

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
  const { flaw, isInference } = flawOf(text, cited, vocabulary);
  return flaw ?? { isInference };
}

/** Every number stands in the passage, and so does a word beside it: 40 hours are no 40 dollars. */
function numbersHold(text: string, source: string): boolean {
  const known = new Set(numbersIn(source));
  if (!numbersIn(text).every((number) => known.has(number))) return false;
  // A measure of time, too: days are no hours, with a number or without.
  const within = source.toLowerCase();
  if ([...text.toLowerCase().matchAll(timeMeasure)].some(([, unit = ""]) => !within.includes(unit))) return false;
  const counts = countsIn(source);
  for (const [noun, said] of countsIn(text)) {
    const there = counts.get(noun);
    if (there && ![...said].every((number) => there.has(number))) return false;
  }
  const beside = neighbours(source);
  for (const [number, near] of neighbours(text.replaceAll(/\bas of \d{4}\b/gi, ""))) {
    const there = beside.get(number);
    if (there && near.size > 0 && ![...near].some((word) => there.has(word))) return false;
  }
  return true;
}

const timeMeasure = /(?<![\p{L}-])(second|minute|hour|day|week|month|year)s(?![\p{L}-])/gu;

/** How many of what: "five steps", "four suggested texts". */
function countsIn(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, number = "", noun = ""] of text.toLowerCase().matchAll(counted)) {
    const [value] = numbersIn(number);
    if (value !== undefined) found.set(noun, (found.get(noun) ?? new Set()).add(value));
  }
  return found;
}
const counted =
  /(?<![\p{L}-])(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty) (?!two|three|four|five|six|seven|eight|nine|ten)(?:[\p{L}-]+ )?(\p{L}{3,}s)(?![\p{L}-])/gu;

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

/** Ends as words do and names do not. */
const isOrdinary = /^.{3,}(?:[st]ional|ing|ly|[st]ion|ment|able|ible|ness|ance|ence|ful|ised|ized)s?$/i;

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
  const [first = ""] = /^\W*(\p{Lu}[\p{L}\p{N}-]*)/u.exec(withoutLeadIn(text))?.slice(1) ?? [];
  return (
    first === "" ||
    isOrdinary.test(first) ||
    isOrdinaryWord(first.toLowerCase()) ||
    holds(first.toLowerCase()) ||
    isKnown(first.toLowerCase())
  );
}
