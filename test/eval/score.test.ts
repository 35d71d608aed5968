import { expect, test } from "vitest";
import type { Script, Sent } from "../fakes/llm.ts";
import { fakeLlmHere } from "../fakes/llm.ts";
import { honestly, knowledge, plainAnswer, prompts, purposeOf } from "../llm/fluent-support.ts";
import { modelsOn } from "../llm/support.ts";
import { cases, moved, score } from "./score.ts";

const messageIn = (body: Sent): string =>
  /<data name="message">\n([^]*?)\n<\/data>/.exec(body.messages.at(-1)?.content ?? "")?.[1] ?? "";

/** Knows every answer of the set. */
function perfect(body: Sent): Script {
  if (purposeOf(body) === "word") return honestly(body);
  const one = cases.find(({ message, kind }) => message === messageIn(body) && kind === purposeOf(body));
  if (one?.kind === "classify") return { text: JSON.stringify(one.want) };
  if (one?.kind === "extract") {
    const words = (one.message ?? "").slice(0, 20);
    return {
      text: JSON.stringify({ facts: Object.entries(one.want ?? {}).map(([fact, value]) => ({ fact, value, words })) }),
    };
  }
  return { text: JSON.stringify({ question: `${(one?.words ?? []).join(" ")}?`, language: "en" }) };
}

const scoresOf = async (script: (body: Sent) => Script) =>
  score({
    models: modelsOn({ open: await fakeLlmHere(script) }),
    backend: "open",
    prompts,
    kb: knowledge,
    answer: plainAnswer,
  });

test("a model that knows everything scores 1 in understanding, and nearly so in wording", async () => {
  const { word, ...others } = await scoresOf(perfect);
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
