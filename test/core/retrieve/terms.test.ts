import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, sentencesOf } from "../../../src/core/retrieve/passages.ts";
import { wordsOf } from "../../../src/core/retrieve/terms.ts";

describe("words", () => {
  it.each([
    ["What's the API's price?", ["what", "the", "api", "price"], []],
    ["Don’t", ["dont"], []],
    ["Café naïve ＡＢＣ ﬁne", ["cafe", "naive", "abc", "fine"], []],
    ["GPT-4o", ["gpt", "4o"], ["gpt4o"]],
    ["gpt4o", ["gpt", "4o"], ["gpt4o"]],
    ["Llama 3.1", ["llama", "3.1"], ["llama3.1"]],
    ["AGPL-3.0", ["agpl", "3.0"], ["agpl3.0", "agpl3"]],
    ["AGPLv3", ["agpl", "3"], ["agpl3"]],
    ["gpt-oss-120b", ["gpt", "oss", "120b"], ["gptoss", "oss120b", "gptoss120b"]],
    ["H100", ["h100"], []],
    ["mi300x b200", ["mi300x", "b200"], []],
    ["self-hosting", ["self", "hosting"], ["selfhosting"]],
    ["node.js ends. Then", ["node", "js", "ends", "then"], ["nodejs"]],
    ["$1,250,000.50", ["1250000.50"], []],
    ["in 2026", ["in", "2026"], []],
    ["open/closed", ["open", "closed"], []],
    ["模型开放", ["模型", "型开", "开放"], []],
  ])("of %j", (text, words, joined) => {
    const found = wordsOf(text);
    expect(found.words).toEqual(words);
    expect(found.joined.map(({ form }) => form)).toEqual(joined);
  });

  it("are never empty and never hold white space, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const word of wordsOf(text).words) expect(word).toMatch(/^\S+$/u);
      }),
    );
  });
});

describe("sentences and passages", () => {
  it("end at full stops before white space, and at line ends", () => {
    expect(sentencesOf('Use Llama 3.1. It is "free." Is it?\n- yes\n\nno')).toEqual([
      "Use Llama 3.1.",
      'It is "free."',
      "Is it?",
      "- yes",
      "no",
    ]);
  });

  it("leave a text of 150 words whole", () => {
    expect(cut([50, 50, 50])).toEqual([3]);
    expect(cut([])).toEqual([0]);
  });

  it("hold every sentence once, in order, and at most 150 words and a short rest", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 80 }), (lengths) => {
        const ends = cut(lengths);
        expect(ends).toEqual([...new Set(ends)].toSorted((a, b) => a - b));
        expect(ends.at(-1)).toBe(lengths.length);
        for (const [i, to] of ends.entries()) {
          const words = lengths.slice(ends[i - 1] ?? 0, to).reduce((sum, length) => sum + length, 0);
          expect(words).toBeLessThan(150 + 40);
        }
      }),
    );
  });
});
