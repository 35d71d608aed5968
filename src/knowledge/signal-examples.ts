import type { FactName } from "../core/decide/facts.ts";
import { prepareSignals } from "../core/decide/signal-book.ts";
import type { SignalData } from "../core/decide/signal-types.ts";
import { readSignals } from "../core/decide/signals.ts";
import { errorAt, firstOf, type Problem } from "./problems.ts";
import type { DecisionShelf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

/** An example that reads otherwise than it says: where it stands, what is read, and what to do. */
export interface WrongExample {
  readonly path: Path;
  readonly what: string;
  readonly remedy: string;
}

/**
 * Reads every example of every signal. An example names all the facts that are read in its text; a text of `never` is one
 * in which the signal's fact is not read.
 * @throws what `prepareSignals` throws, for data that the schema did not pass
 */
export function wrongExamples(data: SignalData): WrongExample[] {
  const book = prepareSignals(data);
  const wrong: WrongExample[] = [];
  for (const [i, one] of data.signals.entries()) {
    for (const [j, { text: said, facts: expected }] of one.example.entries()) {
      const { facts: read, collisions } = readSignals(said, book);
      const got = Object.fromEntries(Object.entries(read).map(([name, fact]) => [name, fact.value]));
      const differ = [...new Set([...Object.keys(expected), ...Object.keys(got)])].filter(
        (name) => got[name] !== expected[name as FactName],
      );
      if (differ.length === 0 && collisions.length === 0) continue;
      const reads = differ.map((name) => `${name} ${String(got[name] ?? "not at all")}`);
      const clash = collisions.map(
        ({ fact: name, first, second }) => `${name} both ${first.value} and ${second.value}`,
      );
      wrong.push({
        path: ["signals", i, "example", j],
        what: `“${said}” reads ${[...reads, ...clash].join(", ")}`,
        remedy: "mend the patterns, or write the facts that it states",
      });
    }
    for (const [j, said] of (one.never ?? []).entries()) {
      const read = readSignals(said, book).facts[one.fact];
      if (read && read.value !== "unknown" && read.value === one.value)
        wrong.push({
          path: ["signals", i, "never", j],
          what: `“${said}” reads ${one.fact} ${read.value}, from “${read.words}”`,
          remedy: "narrow the patterns, or add an unless",
        });
    }
  }
  return wrong;
}

/** Examples of signals that read otherwise than they say. Reading them all takes a while: a matter for who writes the file. */
export const exampleProblems = ({ signals: on }: DecisionShelf): Problem[] =>
  on
    ? firstOf(wrongExamples(on.data), ({ path, what, remedy }) => errorAt(on.file, on.placeOf(path), what, remedy))
    : [];
