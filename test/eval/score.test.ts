import { expect, test } from "vitest";
import type { Script, Sent } from "../fakes/llm.ts";
import { fakeLlmHere } from "../fakes/llm.ts";
import { knowledge, plainAnswer, prompts } from "../llm/fluent-support.ts";
import { modelsOn } from "../llm/support.ts";
import { baselineOf, readBaselines } from "./baseline.ts";
import { honest } from "./honest.ts";
import { compare, report, score } from "./score.ts";

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

test("each kind stands beside what it scored before, and what moved is said in one line", () => {
  const now = { word: 0.9, classify: 1, rewrite: 0.8, extract: 0.5 };
  expect(report(compare(now, { word: 0.95, classify: 0.99, rewrite: 0.7, translate: 1 }))).toEqual([
    "  kind       before    now",
    "  classify    0.990  1.000 +0.010",
    "  extract         -  0.500         not measured before",
    "  rewrite     0.700  0.800 +0.100  better",
    "  translate   1.000      -         NO LONGER MEASURED",
    "  word        0.950  0.900 -0.050  WORSE",
    "  worse: word; no longer measured: translate; better: rewrite; not measured before: extract",
  ]);
  expect(report(compare({ word: 1 }, { word: 1 })).at(-1)).toBe("  nothing moved");
});

test("the stored baseline is what the scripted honest server scores today", async () => {
  const stored = baselineOf("scripted", "honest", readBaselines());
  expect(stored).toMatchObject({ isOwn: true });
  const compared = compare(await scoresOf(honest), stored?.scores ?? {});
  expect(compared.filter(({ verdict }) => verdict !== "same")).toEqual([]);
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
