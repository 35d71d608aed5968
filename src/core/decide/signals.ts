import { type FactName, isFactValue, namedFacts, volumeFact } from "./facts.ts";
import { plainText } from "./plain-text.ts";
import { believed, saidIn, type SaidGuess } from "./said.ts";
import { type Cut, cutsOf, type Sentence, sentenceOf } from "./sentences.ts";
import { type Evidence, settle } from "./settle.ts";
import { canStandTogether, type ReadySignal, type SignalBook } from "./signal-book.ts";
import type { Reading } from "./signal-types.ts";
import { stanceOf } from "./stance.ts";
import { sizeApart, type VolumeFound, volumesOf } from "./volume.ts";
import { volumesTold } from "./volume-told.ts";
import type { Item } from "./volume-words.ts";

export { prepareSignals, type SignalBook } from "./signal-book.ts";
export type { Collision, ReadFact, Reading, SaidData, SignalData } from "./signal-types.ts";

type Put = (
  sentence: Sentence,
  start: number,
  end: number,
  what: Pick<Evidence, "fact" | "value" | "origin" | "hedged" | "isImplied">,
) => void;

/**
 * Reads which facts of a workload a text states, by the words of `signals.yaml` alone. What is asked, supposed, denied or
 * said of others states nothing; two readings that cannot both be so give a collision and no value. Any string will do.
 * @returns for each fact its value (tokens a month for the volume), the words that it was read from, and whether they
 *   state it or it follows from them
 */
export function readSignals(text: string, signals: SignalBook): Reading {
  const { plain, wordsOf } = plainText(text, signals.respell);
  const cuts = cutsOf(plain, signals.grammar);
  const corrections = [...plain.matchAll(signals.grammar.corrections)].map((match) => match.index);
  const evidence: Evidence[] = [];
  const put: Put = (sentence, from, to, what) => {
    const [start, end] = [sentence.start + from, sentence.start + to];
    const correctedAt = corrections.findLast((at) => at < sentence.start + sentence.text.length) ?? -1;
    evidence.push({ ...what, words: wordsOf(start, end), start, end, correctedAt });
  };
  const lines = linesOf(plain, cuts);
  const sentences = new Map<Cut, Sentence>();
  const sentence = (cut: Cut): Sentence => {
    const known = sentences.get(cut) ?? sentenceOf(plain, cut, signals.grammar);
    sentences.set(cut, known);
    return known;
  };
  /** Where a pattern is found, each time within one sentence. */
  const find = (pattern: RegExp, use: (sentence: Sentence, start: number, end: number) => void): void => {
    for (const { 0: words, index } of lines.matchAll(pattern)) {
      const cut = cutAt(cuts, index);
      const end = index + words.length;
      if (cut && words !== "" && end <= cut.end) use(sentence(cut), index - cut.start, end - cut.start);
    }
  };
  const unsaid = new Map<Sentence, Unsaid[]>();
  for (const signal of signals.signals)
    find(signal.pattern, (within, start, end) => {
      const unsaidHere = readSignal(within, start, end, signal, signals, put);
      if (unsaidHere) unsaid.set(within, [...(unsaid.get(within) ?? []), unsaidHere]);
    });
  for (const { fact, pattern } of signals.topics)
    find(pattern, (within, start, end) => {
      const isOpen = signals.grammar.leftOpen.test(within.text.slice(end));
      if (isOpen || stanceOf(within, start, end, signals.grammar).kind === "unknown")
        put(within, start, end, { fact, value: "unknown", origin: "stated" });
    });
  readVolumes(lines, cuts, sentence, signals, put);
  const isFree = (one: Sentence, fact: FactName, value: string): boolean =>
    unsaid.get(one)?.some((other) => other.fact === fact && (other.value ?? value) === value) !== true;
  readSaid(cuts.map(sentence), isFree, evidence, signals, put);
  return settle(evidence, signals);
}

/** The plain text with each sentence on a line of its own, every character in its place. */
function linesOf(plain: string, cuts: readonly Cut[]): string {
  let lines = "";
  for (const { start, end } of cuts) {
    const isSpaced = start > 0 && plain[start] === " ";
    lines += (isSpaced ? "\n" : "") + plain.slice(start + (isSpaced ? 1 : 0), end);
  }
  return lines;
}

/** The sentence that holds a place; the cuts stand in order and leave nothing out. */
function cutAt(cuts: readonly Cut[], place: number): Cut | undefined {
  let [low, high] = [0, cuts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cuts[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return cuts[low];
}

/** A fact that a sentence does not state though words for it are there: this value of it, or any. */
interface Unsaid {
  readonly fact: FactName;
  readonly value?: ReadySignal["signal"]["value"];
}

/** @returns what the words do not state, though they are there; nothing where they state it, or that it is open */
function readSignal(
  sentence: Sentence,
  start: number,
  end: number,
  { signal, unless }: ReadySignal,
  book: SignalBook,
  put: Put,
): Unsaid | undefined {
  const { fact } = signal;
  if (unless?.test(sentence.text)) return { fact, value: signal.value };
  const stance = stanceOf(sentence, start, end, book.grammar, signal.negation);
  if (stance.kind === "unknown") put(sentence, start, end, { fact, value: "unknown", origin: "stated" });
  if (stance.kind !== "said") return stance.kind === "unknown" ? undefined : { fact };
  const { hedged } = stance;
  const value = stance.isNegated ? signal.negated : signal.value;
  if (value === undefined) return { fact };
  put(sentence, start, end, { fact, value, origin: signal.inferred ? "inferred" : "stated", hedged });
  for (const name of stance.isNegated ? [] : namedFacts) {
    const implied = signal.implies?.[name];
    if (implied !== undefined)
      put(sentence, start, end, { fact: name, value: implied, origin: "inferred", hedged, isImplied: true });
  }
  return undefined;
}

/** What was learned fills in the facts that no pattern found; what a pattern found not to be said is not said. */
function readSaid(
  sentences: readonly Sentence[],
  isFree: (sentence: Sentence, fact: FactName, value: string) => boolean,
  found: readonly Evidence[],
  book: SignalBook,
  put: Put,
): void {
  const { said, grammar } = book;
  if (!said) return;
  const known = new Set(found.map(({ fact }) => fact));
  /** Words that state one fact seldom state another. */
  const isRead = ({ sentence, from, to }: SaidGuess): boolean =>
    found.some(({ start, end }) => start < sentence.start + to && end > sentence.start + from);
  const guesses = sentences
    .flatMap((one) => saidIn(one, said, grammar))
    .filter(({ fact, value, sentence }) => !known.has(fact) && isFree(sentence, fact, value))
    .filter((guess) => said.isSure(guess) || !isRead(guess));
  for (const guess of believed(guesses, said, (fact, one, other) => canStandTogether(book, fact, one, other))) {
    const { sentence, from, to, fact, value, hedged } = guess;
    put(sentence, from, to, { fact, value, origin: "stated", hedged: hedged || !said.isSure(guess) });
  }
}

function readVolumes(
  plain: string,
  cuts: readonly Cut[],
  sentence: (cut: Cut) => Sentence,
  book: SignalBook,
  put: Put,
): void {
  const { volume, grammar } = book;
  const texts = cuts.map((cut) => plain.slice(cut.start, cut.end));
  const read = texts.map((text) => volume.itemsOf(text));
  const apart = read.map(sizeApart).find((size) => size !== undefined);
  /** @returns whether any was said */
  const putAll = (volumesIn: (text: string, items: readonly Item[]) => readonly VolumeFound[]): boolean => {
    let isSaid = false;
    for (const [i, cut] of cuts.entries())
      for (const { start, end, tokensPerMonth: value, isAssumedSize } of volumesIn(texts[i] ?? "", read[i] ?? [])) {
        const stance = stanceOf(sentence(cut), start, end, grammar);
        if (stance.kind !== "said" || stance.isNegated || !isFactValue(volumeFact, value)) continue;
        const origin = isAssumedSize ? "inferred" : "stated";
        put(sentence(cut), start, end, { fact: volumeFact, value, origin, hedged: stance.hedged });
        isSaid = true;
      }
    return isSaid;
  };
  // What is told in words counts where nobody says a number.
  if (!putAll((text, items) => volumesOf(text, items, volume, apart)))
    putAll((text, items) => volumesTold(text, items, book));
}
