import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FactName } from "../../../src/core/decide/facts.ts";
import { readSignals } from "../../../src/core/decide/signals.ts";
import { book } from "./book.ts";

/** A scenario in somebody's words, and how it is to be read. */
interface Scenario {
  readonly text: string;
  /** The facts that it states. */
  readonly states: Readonly<Partial<Record<FactName, unknown>>>;
  /** Values that may be read besides, `any` for all: arguable, or following from what is said. */
  readonly may?: Readonly<Partial<Record<FactName, readonly unknown[]>>>;
  /** Traps: values that must not be read; `any` for none at all. */
  readonly not?: Readonly<Partial<Record<FactName, readonly unknown[]>>>;
  readonly collides?: readonly FactName[];
  readonly hedged?: readonly FactName[];
}

// The patterns were mended by these texts. The last 30, which nobody had seen, were read at first with a precision of 0.93
// and a recall of 0.77 (0.47 by the patterns alone): that, not the figures below, is what to expect of new ones.
const signalTexts = { file: "signal-texts.jsonl", leastPrecision: 0.97, leastRecall: 0.95 };
// Single sentences by people who knew no pattern, traps among them; none of them stands in said.yaml, and its sentences are
// by the same people. The patterns alone read 0.29 of what they state, as precisely.
const saidTexts = { file: "said-texts.jsonl", leastPrecision: 0.85, leastRecall: 0.68 };
// Constraints in passing, and as many sentences that only sound like the same ones: somebody else's, dropped, or of another
// thing. At first sight 107 of 120 were read, and 37 of the 120 others; the last 38 are what a review of the patterns found.
const constraintTexts = { file: "constraint-texts.jsonl", leastRead: 135, mostMisread: 20 };
const sameVolume = 0.02; // in proportion: a month may be counted a little differently

const textsOf = (file: string): Scenario[] =>
  readFileSync(join(import.meta.dirname, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Scenario);

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= sameVolume * Math.max(a, b));
const entriesOf = <T>(of: Readonly<Partial<Record<FactName, T>>> | undefined) =>
  Object.entries(of ?? {}) as [FactName, T][];
/** Whether a value that was read is one that must not be; nothing read is no trap. */
const isTrap = (values: readonly unknown[], read: unknown): boolean =>
  read !== undefined && (values.includes("any") || values.includes(read));

test.for([signalTexts, saidTexts])("$file is read precisely, and as completely as can be expected", (given) => {
  const texts = textsOf(given.file);
  const tally = { stated: 0, found: 0, read: 0, right: 0 };
  const wrong: string[] = [];
  for (const { text, states, may } of texts) {
    const { facts } = readSignals(text, book);
    const fits = (name: FactName, value: unknown): boolean =>
      isSame(states[name], value) || (may?.[name] ?? []).some((one) => one === "any" || isSame(one, value));
    for (const [name] of entriesOf(states)) {
      tally.stated++;
      if (facts[name] && fits(name, facts[name].value)) tally.found++;
    }
    for (const [name, fact] of Object.entries(facts)) {
      tally.read++;
      if (fits(name as FactName, fact.value)) tally.right++;
      else wrong.push(`${name} ${fact.value} from “${fact.words}” in “${text}”`);
    }
  }
  const precision = tally.right / tally.read;
  const recall = tally.found / tally.stated;
  const is = `${texts.length} texts: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`;
  expect(texts.length).toBeGreaterThanOrEqual(250);
  expect(precision, `${is}; wrong are\n${wrong.join("\n")}`).toBeGreaterThanOrEqual(given.leastPrecision);
  expect(recall, is).toBeGreaterThanOrEqual(given.leastRecall);
});

test("no trap is walked into; contradictions and hedges are seen", () => {
  const wrong = textsOf(signalTexts.file).flatMap(({ text, not, collides = [], hedged = [] }) => {
    const { facts, collisions } = readSignals(text, book);
    const trapped = entriesOf(not).filter(([name, values]) => isTrap(values, facts[name]?.value));
    return [
      ...trapped.map(([name]) => `${name} ${facts[name]?.value} in “${text}”`),
      ...collides
        .filter((name) => !collisions.some((one) => one.fact === name))
        .map((name) => `no collision of ${name} in “${text}”`),
      ...hedged.filter((name) => !facts[name]?.hedged).map((name) => `${name} not hedged in “${text}”`),
    ];
  });
  expect(wrong).toEqual([]);
});

test("constraints are read where they are stated, and seldom where a sentence only sounds like it", () => {
  const texts = textsOf(constraintTexts.file);
  const readIn = (text: string, name: FactName): unknown => readSignals(text, book).facts[name]?.value;
  const overlooked = texts.flatMap(({ text, states }) =>
    entriesOf(states).some(([name, value]) => readIn(text, name) !== value) ? [text] : [],
  );
  const misread = texts.flatMap(({ text, not }) =>
    entriesOf(not).some(([name, values]) => isTrap(values, readIn(text, name))) ? [text] : [],
  );
  const stating = texts.filter(({ states }) => entriesOf(states).length > 0).length;
  expect(stating - overlooked.length, overlooked.join("\n")).toBeGreaterThanOrEqual(constraintTexts.leastRead);
  expect(misread.length, misread.join("\n")).toBeLessThanOrEqual(constraintTexts.mostMisread);
});
