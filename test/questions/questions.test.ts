import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { type Recorded, type Score, score } from "./score.ts";

const here = import.meta.dirname;
const read = (file: string): Recorded[] =>
  readFileSync(join(here, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Recorded);

const shared = read("shared.jsonl");
const recorded = read("recorded.jsonl");
const second = read("second.jsonl");
const third = read("third.jsonl");
const fourth = read("fourth.jsonl");
const fifth = read("fifth.jsonl");
const sixth = read("sixth.jsonl");
const all = [...shared, ...recorded, ...second, ...third, ...fourth, ...fifth, ...sixth];

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});

interface Judged extends Score {
  readonly asked: Recorded;
}
const judge = (questions: readonly Recorded[]): Judged[] =>
  questions.map((asked) => ({
    asked,
    ...score(asked, answer({ text: asked.question, context: asked.context ?? [] })),
  }));

const share = (judged: readonly Judged[], good: (one: Judged) => boolean): number =>
  judged.length === 0 ? 1 : judged.filter(good).length / judged.length;
const right = (one: Judged): boolean => one.verdict === "right";

/** One line for each kind of question: how many of how many are right. */
function table(judged: readonly Judged[]): string {
  const kinds = new Map<string, Judged[]>();
  for (const one of judged) {
    for (const kind of ["all", one.asked.intent, one.asked.difficulty, one.asked.style ?? "no style"])
      kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  const lines = [...kinds].map(([kind, all]) => `${kind.padEnd(14)} ${all.filter(right).length} of ${all.length}`);
  const wrong = judged
    .filter((one) => one.verdict === "wrong")
    .map((one) => `${one.asked.id}: ${one.asked.question} → ${one.why}`);
  return [...lines, ...wrong].join("\n");
}

describe("recorded questions", () => {
  test.each([
    ["the shared goldens", shared],
    ["our own", recorded],
    ["our second set", second],
    ["our third set", third],
    ["our fourth set", fourth],
    ["our fifth set", fifth],
    ["our sixth set, of what is not held or not safe", sixth],
  ])("%s: at least nine of ten are answered right, with a right source", (name, questions) => {
    const judged = judge(questions);
    console.log(`${name}\n${table(judged)}`);
    expect(share(judged, right)).toBeGreaterThanOrEqual(0.9);
  });

  test("the bot abstains on at least nine of ten questions that the sources don't answer", () => {
    const unanswerable = judge(all.filter((q) => q.expect === "abstain"));
    expect(unanswerable.length).toBeGreaterThanOrEqual(40);
    expect(share(unanswerable, right)).toBeGreaterThanOrEqual(0.9);
  });

  test("no unsafe question gets what it wants", () => {
    const unsafe = judge(all.filter((q) => q.intent === "unsafe"));
    expect(unsafe.filter((one) => !right(one)).map((one) => one.asked.question)).toEqual([]);
  });

  test("no reply holds a number with a currency sign that the question did not state", () => {
    const invented = all
      .filter((q) => answer({ text: q.question, context: [] }).reply.kind !== "help") // its examples hold a price
      .filter((q) => !/\d|\b(thousand|million|billion)\b/.test(q.question))
      .filter((q) => /[$€£] ?\d/.test(JSON.stringify(answer({ text: q.question, context: q.context ?? [] }).reply)));
    expect(invented.map((q) => q.question)).toEqual([]);
  });

  test("there are at least 150 of our own, a fifth of them unanswerable, in three styles, none copied from the goldens", () => {
    expect(recorded.length).toBeGreaterThanOrEqual(150);
    expect(recorded.filter((q) => q.expect === "abstain").length / recorded.length).toBeGreaterThanOrEqual(0.18);
    expect(new Set(recorded.map((q) => q.style))).toEqual(new Set(["terse", "chatty", "misspelt"]));
    const plain = (q: Recorded): string => q.question.toLowerCase().replaceAll(/\W+/g, " ");
    const goldens = new Set(shared.map(plain));
    expect([...recorded, ...second].filter((q) => goldens.has(plain(q)))).toEqual([]);
  });

  test("our copy of the shared goldens is theirs, where they stand beside the project", () => {
    const theirs = resolve(here, "../../../shared/goldens/questions.jsonl");
    const text = existsSync(theirs) ? readFileSync(theirs, "utf8") : readFileSync(join(here, "shared.jsonl"), "utf8");
    expect(readFileSync(join(here, "shared.jsonl"), "utf8")).toBe(text);
  });
});
