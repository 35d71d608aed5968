import { factValues, type NamedFact, namedFacts } from "./facts.ts";
import { plainText } from "./plain-text.ts";
import { type Guess, learning, type Lesson, lessonsAtOnce } from "./said-learn.ts";
import { markReader } from "./said-marks.ts";
import type { Cut, Sentence } from "./sentences.ts";
import type { Grammar } from "./signal-book.ts";
import type { SaidData } from "./signal-types.ts";
import { has, stanceOf } from "./stance.ts";

/** A guess, and the part of the plain text that it was read from. */
export interface SaidGuess extends Guess {
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
  readonly hedged: boolean;
}

type Guesses = (clause: string) => readonly Guess[];

/** The learner, and from which chance on it is believed. Whoever asks it first waits until it has learned. */
export interface SaidBook {
  readonly guess: Guesses;
  /** Learns for some milliseconds; true once there is nothing more to learn. */
  readonly learnOn: () => boolean;
  readonly isEnough: (guess: Guess) => boolean;
  /** What is usual of a fact that is taken eagerly, and so gives way to anything else that is enough. */
  readonly givesWay: (guess: Guess) => boolean;
  readonly isSure: (guess: Guess) => boolean;
}

const learned = new WeakMap<SaidData, SaidBook>();

/** The same sentences are learned from once, however many versions of the other files come and go. */
export function prepareSaid(data: SaidData): SaidBook {
  const known = learned.get(data);
  if (known) return known;
  const work = learner(data);
  let guesses: Guesses | undefined;
  const learnOn = (): boolean => {
    if (guesses) return true;
    const { done, value } = work.next();
    if (done) guesses = value;
    return done === true;
  };
  const { sureFrom, likelyFrom, eagerFrom, eagerly, apart } = data.believe;
  const eager = new Set(eagerly);
  const book: SaidBook = {
    guess: (clause) => {
      while (!learnOn());
      return guesses?.(clause) ?? [];
    },
    learnOn,
    isEnough: ({ fact, value, chance }) => {
      // What is usual is assumed anyway: nothing is gained by guessing it.
      const least = eager.has(fact) && value !== factValues[fact][0] ? eagerFrom : (apart[fact] ?? likelyFrom);
      return chance * 100 >= least;
    },
    givesWay: ({ fact, value }) => eager.has(fact) && value === factValues[fact][0],
    isSure: ({ chance }) => chance * 100 >= sureFrom,
  };
  learned.set(data, book);
  return book;
}

function* learner(data: SaidData): Generator<void, Guesses> {
  const says = new Map<string, Partial<Record<NamedFact, string>>>();
  for (const fact of namedFacts)
    for (const [value, examples] of Object.entries(data.says[fact] ?? {}))
      for (const example of examples) says.set(example, { ...says.get(example), [fact]: value });
  for (const example of data.nothing) if (!says.has(example)) says.set(example, {});
  const marks = markReader(data.alike, data.classesOf);
  const lessons: Lesson[] = [];
  for (const [example, said] of says) {
    lessons.push({ text: example, marks: marks.read(plainText(example, (word) => word).plain), says: said });
    if (lessons.length % lessonsAtOnce === 0) yield;
  }
  marks.close();
  const guesses = yield* learning(lessons, marks.count());
  return (clause) => guesses(marks.read(clause));
}

const takesBackFrom = 0.4; // chance that a whole sentence states another value than one of its clauses,
const takesBackWithin = 0.1; // unless the clause is that much surer
const outdoesFrom = 1 / 3; // of the chance that the other part is free
const openingWords = /^\W*(?:[\w'-]+\W+){0,3}/; // "if", "should it" and the like stand here

/** What a sentence states by what was learned: each clause by itself, and what is said in it as a whole. */
export function saidIn(sentence: Sentence, book: SaidBook, grammar: Grammar): SaidGuess[] {
  const { text, clauses } = sentence;
  const parts = clauses
    .map((from, i): Cut => ({ start: from, end: clauses[i + 1] ?? text.length }))
    .filter(({ start, end }) => /\p{L}/u.test(text.slice(start, end)));
  const guesses = parts.map(({ start, end }) => book.guess(text.slice(start, end)));
  const isWorth = (all: readonly Guess[]): boolean => all.some(book.isEnough);
  if (!guesses.some(isWorth) && (parts.length < 2 || !isWorth(book.guess(text)))) return [];
  const stances = parts.map((part) => stanceIn(sentence, part, grammar));
  const said = parts.filter((_, i) => stances[i]?.isSaid);
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) return [];
  const isConditional = has(grammar.conditions, text);
  // "It may go out if nothing is kept" tells of terms, and of nothing else that would hold without the condition; what is
  // free is not where another clause sets a condition.
  const isFree = (guess: Guess): boolean => !isConditional || !book.givesWay(guess);
  const holds = ({ start, end }: Cut, guess: Guess): boolean =>
    guess.value === "with_contract" || (isFree(guess) && !has(grammar.conditions, text.slice(start, end)));
  const ofParts = parts.flatMap((part, i) =>
    (stances[i]?.isSaid ? (guesses[i] ?? []) : [])
      .filter((guess) => holds(part, guess))
      .map(
        (guess): SaidGuess => ({
          ...guess,
          sentence,
          from: part.start,
          to: part.end,
          hedged: stances[i]?.hedged === true,
        }),
      ),
  );
  if (said.length < 2) return ofParts.filter(book.isEnough);
  const hedged = stances.some((one) => one.isSaid && one.hedged);
  const whole = said.map(({ start, end }) => text.slice(start, end)).join(" ");
  const ofWhole = book
    .guess(whole)
    .map((guess): SaidGuess => ({ ...guess, sentence, from: first.start, to: last.end, hedged }));
  // "We may send it, if they sign": a clause does not say what the sentence takes back.
  const isTakenBack = (guess: Guess): boolean => {
    const least = book.givesWay(guess) ? takesBackFrom : Math.max(takesBackFrom, guess.chance - takesBackWithin);
    return ofWhole.some(({ fact, value, chance }) => fact === guess.fact && value !== guess.value && chance >= least);
  };
  return [
    ...ofParts.filter((one) => book.isEnough(one) && !isTakenBack(one)),
    ...ofWhole.filter((one) => book.isEnough(one) && isFree(one)),
  ];
}

/** A clause is said when neither its beginning nor its end is asked, supposed, doubted, or told of others or other times. */
function stanceIn(sentence: Sentence, { start, end }: Cut, grammar: Grammar) {
  const clause = sentence.text.slice(start, end);
  const opening = openingWords.exec(clause)?.[0].length ?? 0;
  // "A few colleagues would have": who is spoken of may take more words than the opening.
  const others = [...clause.matchAll(grammar.others)].find(({ index }) => index < opening);
  const opened = Math.max(opening, others ? others.index + others[0].length : 0);
  const places = [start, Math.min(start + opened, end - 1), end - 1];
  const stances = places.map((place) => stanceOf(sentence, place, end, grammar, "touching"));
  const last = stances.at(-1);
  const isSaid = stances.slice(0, -1).every(({ kind }) => kind === "said") && last?.kind !== "unknown";
  return {
    isSaid: isSaid && !has(grammar.otherTimes, clause),
    hedged: stances.some((one) => one.kind === "said" && one.hedged),
  };
}

/**
 * The guesses to be taken, of each fact the likeliest; values that can stand together are both taken where the second is
 * sure. "Our letters may go anywhere. The files stay": what binds a part is not outweighed by what is said of another.
 */
export function believed(
  guesses: readonly SaidGuess[],
  { givesWay, isSure }: SaidBook,
  canStandTogether: (fact: NamedFact, one: string, other: string) => boolean,
): SaidGuess[] {
  const kept: SaidGuess[] = [];
  const isOutdone = (guess: SaidGuess): boolean =>
    givesWay(guess) &&
    guesses.some(
      ({ fact, value, sentence, chance }) =>
        fact === guess.fact &&
        value !== guess.value &&
        sentence !== guess.sentence &&
        chance >= outdoesFrom * guess.chance,
    );
  for (const guess of guesses.toSorted((a, b) => b.chance - a.chance)) {
    if (isOutdone(guess)) continue;
    const others = kept.filter(({ fact }) => fact === guess.fact);
    const fits = ({ value }: SaidGuess): boolean =>
      value !== guess.value && isSure(guess) && canStandTogether(guess.fact, value, guess.value);
    if (others.every(fits)) kept.push(guess);
  }
  return kept;
}
