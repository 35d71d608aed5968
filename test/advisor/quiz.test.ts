import { describe, expect, test } from "vitest";
import { play } from "../../src/core/quiz.ts";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const kb = await realKnowledge();
const answer = answererOf(kb);
const asked = answer({ text: "quiz", context: [] }).reply;
const context = [
  { role: "user", text: "quiz" },
  { role: "bot", text: toPlain(asked) },
] as const;
const played = (text: string) => toPlain(answer({ text, context }).reply);

describe("the boss's question", () => {
  test.for(["quiz", "Quiz me!", "/weigh quiz", "let's play the quiz"])("is asked on: %s", (text) => {
    expect(toPlain(answer({ text, context: [] }).reply)).toContain("which factors would you consider?");
  });

  test("tells what was named, explains what was missed with its sources, and offers cases to try", () => {
    const text = played("privacy, the budget, who has the skills, and lock-in");
    expect(text).toContain("You named 4 of 22 factors");
    expect(text).toContain("You did not name:");
    expect(text).toContain("Regulation and compliance.");
    expect(text).toContain("Try a case on the decision flow:");
    expect(text).toMatch(/\[1\] .+ From: /);
  });

  test.for([
    ["who can see it, and who can run it", ["How sensitive the data is", "People who can run it"]],
    ["being tied to one supplier; who helps when it breaks", ["Depending on one vendor", "Reliability and support"]],
    ["how good it is, how long it takes until we can start", ["Accuracy and reasoning", "Time to market"]],
    ["does it work without internet, do we have graphics cards", ["Hardware", "Offline use"]],
    ["what we need it for, and do we really need it", ["How proven the demand is", "Industry and kind of application"]],
  ] as const)("everyday words name factors: %s", ([text, factors]) => {
    const quiz = kb.catalog.quiz;
    const named = quiz ? play(quiz, text).named.map(({ factor }) => factor.title) : [];
    expect(new Set(named)).toEqual(new Set(factors));
  });

  test("says so when nothing was recognised, and when nothing was missed", () => {
    expect(played("bananas")).toContain("I recognised none of the 22 factors");
    const all = (kb.catalog.quiz?.factors ?? []).map(({ title }) => title).join(", ");
    expect(played(all)).toContain("You named 22 of 22 factors");
  });

  test("is over when somebody asks something later, or leaves", () => {
    const later = [...context, { role: "user", text: "cost" }, { role: "bot", text: "You named one." }] as const;
    expect(answer({ text: "what is LoRA?", context: later }).trace.advisor).not.toBe("quiz");
    expect(answer({ text: "stop", context }).trace.advisor).not.toBe("quiz");
  });

  test("every factor of the list is recognised by its own title", () => {
    const quiz = kb.catalog.quiz;
    const missed = quiz?.factors.filter(
      (factor) => !play(quiz, factor.title).named.some((each) => each.factor === factor),
    );
    expect(missed).toEqual([]);
  });

  test("the cases to try are taken by the decision flow", () => {
    for (const text of kb.catalog.quiz?.scenarios ?? [])
      expect(answer({ text, context: [] }).trace.advisor).toBe("decide");
  });
});
