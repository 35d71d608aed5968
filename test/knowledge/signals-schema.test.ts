import { describe, expect, test } from "vitest";
import type { Signal, SignalData } from "../../src/core/decide/signal-types.ts";
import { namedFacts } from "../../src/core/decide/facts.ts";
import { wrongExamples } from "../../src/knowledge/signal-examples.ts";
import { signalsSchema } from "../../src/knowledge/signals-schema.ts";
import { realSignals } from "../core/decide/book.ts";

const [first] = realSignals.signals;
if (!first) throw new Error("no signals");

/** The real file with its signals replaced by one that is changed. */
const withSignal = (change: Partial<Record<keyof Signal, unknown>>): unknown => ({
  ...realSignals,
  signals: [{ ...first, ...change }],
});
const complaints = (data: unknown): string[] => {
  const result = signalsSchema.safeParse(data);
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
};

test("every fact has a signal, and every example reads as it says", () => {
  const told = new Set(realSignals.signals.map((one) => one.fact));
  expect(namedFacts.filter((name) => !told.has(name))).toEqual([]);
  expect(wrongExamples(realSignals)).toEqual([]);
});

describe("a mistake is told with what to write", () => {
  test.for([
    [
      "an unknown fact",
      { fact: "ml_teem" },
      "signals.0.fact: Did you mean ml_team? There is no fact ml_teem; there are",
    ],
    [
      "an unknown value",
      { fact: "ml_team", value: "strnog", negated: undefined, example: first.example },
      "signals.0.value: Did you mean strong? ml_team is one of none, some, strong, not strnog",
    ],
    [
      "an unknown negated value",
      { negated: "perhaps" },
      "signals.0.negated: data_may_leave is one of yes, no, with_contract, not perhaps",
    ],
    [
      "a pattern that does not compile",
      { patterns: ["(gpu"] },
      "signals.0.patterns.0: Write a regular expression that compiles",
    ],
    [
      "a pattern without an end",
      { patterns: ["no .* gpus"] },
      "signals.0.patterns.0: Say how often at most, e.g. .{0,40}",
    ],
    ["a group without an end", { patterns: ["(?:no )+gpus"] }, "signals.0.patterns.0: Say how often at most"],
    [
      "a list that there is not",
      { patterns: ["{vendr} here"] },
      "signals.0.patterns.0: Did you mean {vendor}? There is no list vendr above",
    ],
    ["no pattern", { patterns: [] }, "signals.0.patterns: Write at least one regular expression"],
    ["no example", { example: [] }, "signals.0.example: Write at least one example"],
    [
      "an unknown value in an example",
      { example: [{ text: "x", facts: { gpu_access: "mine" } }] },
      "signals.0.example.0.facts.gpu_access: gpu_access is one of none, cloud, own, not mine",
    ],
    [
      "no source",
      { source: "a hunch" },
      "signals.0.source: List coverage ids, e.g. [FAC-06], or write: our assumption",
    ],
    ["an id that is none", { id: "No GPUs" }, "signals.0.id: Write lower-case words joined by hyphens"],
  ] as const)("%s", ([, change, want]) => {
    expect(complaints(withSignal(change)).join("\n")).toContain(want);
  });

  test("an id that stands twice", () => {
    expect(complaints({ ...realSignals, signals: [first, first] })).toEqual([
      "signals.1.id: Give each signal an id of its own",
    ]);
  });

  test("a word for a value that a labelled fact does not have", () => {
    const facts = { latency: { names: ["latency"], also: { slow: ["sluggish"] } } };
    expect(complaints({ ...realSignals, labels: { ...realSignals.labels, facts } })).toEqual([
      "labels.facts.latency.also.slow: latency is one of interactive, relaxed, strict, not slow",
    ]);
  });

  test("a value that a ladder does not have, and a list that names one below it", () => {
    expect(complaints({ ...realSignals, refines: { latency: [["slow", "strict"]] } })).toEqual([
      "refines.latency.0.0: latency is one of interactive, relaxed, strict, not slow",
    ]);
    expect(complaints({ ...realSignals, words: { above: ["{below}"], ...realSignals.words, below: ["x"] } })).toContain(
      "words.above.0: There is no list below above; write one under words",
    );
  });
});

describe("an example that reads otherwise", () => {
  const data = (change: Partial<Signal>): SignalData => ({ ...realSignals, signals: [{ ...first, ...change }] });

  test("is told with what is read in it", () => {
    const example = [{ text: "Nothing is said here.", facts: { data_may_leave: "no" } }];
    expect(wrongExamples(data({ example, never: [] }))).toEqual([
      {
        path: ["signals", 0, "example", 0],
        what: "“Nothing is said here.” reads data_may_leave not at all",
        remedy: "mend the patterns, or write the facts that it states",
      },
    ]);
  });

  test("and so is a text that should not be read", () => {
    const never = ["All records must stay in house."];
    expect(wrongExamples(data({ example: [], never }))).toMatchObject([{ path: ["signals", 0, "never", 0] }]);
  });
});
