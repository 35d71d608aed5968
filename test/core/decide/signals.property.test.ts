import fc from "fast-check";
import { expect, test } from "vitest";
import { readSignals } from "../../../src/core/decide/signals.ts";
import { book, realSignals } from "./book.ts";

/** Sentences of the knowledge itself, in any order: as full of signals as a text can be. */
const sentences = realSignals.signals.flatMap((one) => [...one.example.map((e) => e.text), ...(one.never ?? [])]);
const rich = fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 6 }).map((all) => all.join(" "));
const noise = fc
  .array(
    fc.constantFrom(
      "no",
      "not",
      "we",
      "have",
      "GPUs",
      "data",
      "may",
      "leave",
      "3",
      "million",
      "tokens",
      "a",
      "month",
      "?",
      ".",
      ",",
      "\n",
      "if",
      "probably",
      "actually",
      "…",
      "İ",
      "𝒳",
      "*",
      "-",
      ":",
    ),
    { maxLength: 60 },
  )
  .map((all) => all.join(" "));
const text = fc.oneof(rich, noise, fc.string({ unit: "binary", maxLength: 300 }));

test("reading never throws, and reads the same twice", () => {
  fc.assert(
    fc.property(text, (said) => {
      expect(readSignals(said, book)).toEqual(readSignals(said, book));
    }),
    { numRuns: 400 },
  );
});

test("every word that is quoted stands in the text, and is no longer than 80 characters", () => {
  fc.assert(
    fc.property(text, (said) => {
      const { facts, collisions } = readSignals(said, book);
      const quotes = [
        ...Object.values(facts).map((fact) => fact.words),
        ...collisions.flatMap(({ first, second }) => [first.words, second.words]),
      ];
      for (const words of quotes) {
        expect(said).toContain(words);
        expect(words.length).toBeLessThanOrEqual(80);
        expect(words).toBe(words.trim());
      }
    }),
    { numRuns: 400 },
  );
});

test("an unrelated sentence at the end changes nothing", () => {
  const unrelated = fc.constantFrom(
    "The coffee was good.",
    "Greetings from Oslo!",
    "Thank you very much.",
    "It rained on the way home.",
  );
  fc.assert(
    fc.property(rich, unrelated, (said, more) => {
      expect(readSignals(`${said} ${more}`, book)).toEqual(readSignals(said, book));
    }),
    { numRuns: 300 },
  );
});

test("a fact of a collision has no value, and understood says whether anything was read", () => {
  fc.assert(
    fc.property(text, (said) => {
      const { facts, collisions, understood } = readSignals(said, book);
      for (const { fact, first, second } of collisions) {
        expect(facts[fact]).toBeUndefined();
        expect(first.value).not.toBe(second.value);
      }
      expect(understood).toBe(collisions.length + Object.keys(facts).length > 0);
    }),
    { numRuns: 300 },
  );
});
