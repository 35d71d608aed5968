import { canHold, factsIn } from "../core/decide/condition.ts";
import { type FactName, factNames, factValues, isFactValue, volumeFact } from "../core/decide/facts.ts";
import type { Condition, Question } from "../core/decide/model.ts";
import { neverHolds, rounded, sumsToOne, twice } from "./decision-rules.ts";
import type { Parsed } from "./parse.ts";
import { didYouMean, errorAt, fileStart, type Problem } from "./problems.ts";
import { anyOf } from "./schema-parts.ts";
import type { DecisionShelf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

/** One question for each fact, with answers that the fact can have, and chances that are chances. */
export function questionProblems({ questions: on }: DecisionShelf): Problem[] {
  if (!on) return [];
  const asked = on.data.map(({ fact }) => fact);
  const again = twice(
    on,
    "this fact",
    asked.map((fact, i) => [[i, "fact"], fact]),
  );
  // What stands twice was probably meant to be the one that is missing: one mistake, not two.
  const missing = again.length > 0 ? [] : factNames.filter((name) => !asked.includes(name));
  return [
    ...again,
    ...missing.map((name) => errorAt(on.file, fileStart, `no question asks for ${name}`, `add one: - fact: ${name}`)),
    ...on.data.flatMap((question, i) => [
      ...optionProblems(on, question, i),
      ...chanceProblems(on, question, [i, "prior", "usual"], question.prior.usual),
      ...question.prior.cases.flatMap(({ when, chances }, j) => {
        const path = [i, "prior", "cases", j];
        return [
          ...chanceProblems(on, question, [...path, "chances"], chances),
          ...(canHold(when) ? [] : [neverHolds(on, [...path, "when"])]),
          ...looksBelow(on, asked, i, when, [...path, "when"]),
        ];
      }),
      ...question.follows.flatMap(({ when, value }, j) => {
        const path = [i, "follows", j];
        const wrong = isFactValue(question.fact, value) ? [] : [cannotBe(on, question.fact, value, [...path, "value"])];
        return [...wrong, ...looksBelow(on, asked, i, when, [...path, "when"])];
      }),
    ]),
  ];
}

function optionProblems(on: Parsed<unknown>, { fact, options }: Question, i: number): Problem[] {
  const path = (j: number): Path => [i, "options", j, "value"];
  return [
    ...options.flatMap(({ value }, j) => (isFactValue(fact, value) ? [] : [cannotBe(on, fact, value, path(j))])),
    ...twice(
      on,
      "this value",
      options.map(({ value }, j) => [path(j), value]),
    ),
  ];
}

function cannotBe(on: Parsed<unknown>, fact: FactName, value: string | number, path: Path, isKey = false): Problem {
  const place = isKey ? on.keyOf(path) : on.placeOf(path);
  if (fact === volumeFact)
    return errorAt(on.file, place, `${fact} can't be ${value}`, "write a number of tokens a month, e.g. 300e6");
  const near = didYouMean(String(value), factValues[fact]);
  const says = `write ${anyOf(factValues[fact])}`;
  return errorAt(on.file, place, `${fact} can't be ${value}`, near ? `did you mean ${near}? ${says}` : says);
}

function chanceProblems(
  on: Parsed<unknown>,
  { fact }: Question,
  path: Path,
  chances: Readonly<Record<string, number>>,
): Problem[] {
  const names = Object.keys(chances);
  if (fact === volumeFact) {
    const { median = 0, spread } = chances;
    if (names.length === 2 && median > 0 && spread !== undefined) return [];
    const remedy = "write {median: 1e8, spread: 0.4}: tokens a month, and powers of ten";
    return [errorAt(on.file, on.placeOf(path), "how likely a volume is takes a median and a spread", remedy)];
  }
  const unknown = names.filter((name) => !isFactValue(fact, name));
  if (unknown.length > 0) return unknown.map((name) => cannotBe(on, fact, name, [...path, name], true));
  const { sum, is } = sumsToOne(Object.values(chances));
  if (is) return [];
  return [errorAt(on.file, on.placeOf(path), `the chances sum to ${rounded(sum)}`, "change them until they sum to 1")];
}

/** Facts are filled in from the first question to the last: what one rests on must stand above it. */
function looksBelow(
  on: Parsed<unknown>,
  asked: readonly FactName[],
  i: number,
  when: Condition,
  path: Path,
): Problem[] {
  return factsIn(when)
    .filter((name) => asked.indexOf(name) >= i)
    .map((name) => {
      const isHere = name === volumeFact ? when.volume !== undefined : Object.hasOwn(when.facts ?? {}, name);
      const place = isHere ? on.keyOf([...path, name]) : on.placeOf(path);
      const what = `${name} is ${name === asked[i] ? "what is asked here" : "asked further down"}`;
      const remedy = `look at facts of questions above only${name === asked[i] ? "" : ", or move that question up"}`;
      return errorAt(on.file, place, what, remedy);
    });
}
