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
  ["a name by itself", "what about privacy", "yes"],
  ["a name by itself in capitals", "QWEN?", "yes"],
  ["another form of a name", "is that token-based, in tokens?", "maybe"],
  ["a word of two names", "how is a token counted", "maybe"],
  ["a word of one long name only", "who is the host there", "no"],
  ["a word of everyday talk, though it is a name", "is the market open today", "no"],
  ["a word that means something else elsewhere, beside one that does not", "a token for privacy", "yes"],
  ["general words only", "the open", "no"],
  ["other words only", "where is lunch", "no"],
  ["an accent", "café", "no"],
  ["nothing", "", "no"],
  ["signs only", "?!.*", "no"],
] as const)("%s: %s", ([, text, want]) => {
  expect(onSubject(text)).toBe(want);
});
