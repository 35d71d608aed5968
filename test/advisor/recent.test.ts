import { expect, test } from "vitest";
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import { recentReplies } from "../../src/advisor/recent.ts";

const kb = (): KnowledgeBase => ({}) as KnowledgeBase;

test("the same words are answered once for the same knowledge", () => {
  const recent = recentReplies<number>();
  const [one, other] = [kb(), kb()];
  let composed = 0;
  const ask = (of: KnowledgeBase, words: string) => recent(of, words, () => (composed += 1));
  expect([ask(one, "a"), ask(one, "a"), ask(one, "b"), ask(other, "a"), ask(one, "a")]).toEqual([1, 1, 2, 3, 1]);
});

test("what was not asked for longest is forgotten first", () => {
  const recent = recentReplies<string>();
  const of = kb();
  for (let i = 0; i < 500; i += 1) recent(of, `q${i}`, () => "first");
  recent(of, "q0", () => "again"); // asked again, so q1 is the oldest now
  recent(of, "one more", () => "first");
  expect(recent(of, "q0", () => "again")).toBe("first");
  expect(recent(of, "q1", () => "again")).toBe("again");
});

test("a bug is not remembered", () => {
  const recent = recentReplies<string>();
  const of = kb();
  expect(() =>
    recent(of, "a", () => {
      throw new Error("once");
    }),
  ).toThrow("once");
  expect(recent(of, "a", () => "fine")).toBe("fine");
});
