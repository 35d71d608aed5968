import { expect, test } from "vitest";
import { subjectOf } from "../../src/core/subject.ts";
import { stem } from "../../src/stem.ts";

const names = [
  "privacy",
  "Qwen",
  "token price",
  "per token",
  "third-party host",
  "time to market",
  "market",
  "open",
  "the",
];
const onSubject = subjectOf(names, stem, new Set(["the", "open"]));

test.for([
  ["a name by itself", "what about privacy", true],
  ["a name by itself in capitals", "QWEN?", true],
  ["another form of a name", "is that token-based, in tokens?", true],
  ["a word of two names", "how is a token counted", true],
  ["a word of one long name only", "who is the host there", false],
  ["a word of everyday talk, though it is a name", "is the market open today", false],
  ["general words only", "the open", false],
  ["other words only", "where is lunch", false],
  ["an accent", "café", false],
  ["nothing", "", false],
  ["signs only", "?!.*", false],
] as const)("%s: %s", ([, text, want]) => {
  expect(onSubject(text)).toBe(want);
});
