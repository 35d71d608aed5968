import { expect, test } from "vitest";
import { isTurnedRound } from "../../src/llm/polarity.ts";
import { stem } from "../../src/stem.ts";

const source = [
  "The vendor keeps the weights secret before the release, and a small team of ours runs under forty servers.",
  "The licence does not bind hosts, unless they sell the output. Costs rise when the load is low.",
];

test.for([
  "A small team of ours runs over forty servers.",
  "The vendor keeps the weights secret after the release.",
  "The licence binds hosts.",
  "Costs fall when the load is low.",
  "Costs do not rise when the load is low.",
  "Costs rise unless the load is low.",
])("what says the opposite is turned round: %s", (sentence) => {
  expect(isTurnedRound(sentence, source, stem)).toBe(true);
});

test.for([
  "A small team of ours runs fewer than forty servers.",
  "Before the release the vendor keeps the weights secret.",
  "The licence does not bind hosts.",
  "Costs do not fall when the load is low.",
  "Costs go up when the load is low.",
  "Something else entirely is never said there.",
])("what says the same, or something else, is not: %s", (sentence) => {
  expect(isTurnedRound(sentence, source, stem)).toBe(false);
});
