import { expect, test } from "vitest";
import type { Script, Sent } from "../fakes/llm.ts";
import { fakeLlmHere } from "../fakes/llm.ts";
import { knowledge, plainAnswer, prompts } from "../llm/fluent-support.ts";
import { modelsOn } from "../llm/support.ts";
import { baselineOf, readBaselines } from "./baseline.ts";
import { honest } from "./honest.ts";
import { moved, score } from "./score.ts";

const scoresOf = async (script: (body: Sent) => Script) =>
  score({
    models: modelsOn({ open: await fakeLlmHere(script) }),
    backend: "open",
    prompts,
    kb: knowledge,
    answer: plainAnswer,
  });

test("a model that knows everything scores 1 in understanding, and nearly so in wording", async () => {
  const { word, ...others } = await scoresOf(honest);
  expect(others).toEqual({ classify: 1, rewrite: 1, translate: 1, extract: 1 });
  expect(word).toBeGreaterThanOrEqual(0.95);
});

test("a model that lies scores 0 in wording, and one that is silent in everything", async () => {
  expect((await scoresOf(() => ({ text: "It costs $99,999 [1].\nUse Zeta-9 [1]." }))).word).toBe(0);
  expect(Object.values(await scoresOf(() => ({ status: 400 })))).toEqual([0, 0, 0, 0, 0]);
});

test("what moved is told, and what did not is not", () => {
  expect(moved({ word: 0.9, classify: 1, extract: 0.5 }, { word: 0.95, classify: 1, translate: 1 })).toEqual([
    "extract: not measured before",
    "translate: no longer measured",
    "word: 0.95 before, 0.9 now (worse)",
  ]);
});

test("the stored baseline is what the scripted honest server scores today", async () => {
  const stored = baselineOf("scripted", "honest", readBaselines());
  expect(stored).toMatchObject({ isOwn: true });
  expect(moved(await scoresOf(honest), stored?.scores ?? {})).toEqual([]);
});

test("a model without a baseline of its own is held against the scripted one, and told so", () => {
  const all = {
    "scripted honest": { prompts: "p", scores: { word: 1 } },
    "open mine": { prompts: "q", scores: { word: 0 } },
  };
  expect(baselineOf("open", "mine", all)).toEqual({ isOwn: true, prompts: "q", scores: { word: 0 } });
  expect(baselineOf("open", "other", all)).toEqual({ isOwn: false, prompts: "p", scores: { word: 1 } });
  expect(baselineOf("open", "other", {})).toBeUndefined();
});
