import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matcherOf } from "../../src/core/pattern.ts";

const names = { model: ["gpt", "gpt-4.1", "c++ (beta)", "a|b", "[x]", "$5*"], gpu: ["h100"] };

describe("a matcher", () => {
  test.for([
    ["{model} price", "the GPT price", true],
    ["{model} price", "gpt-4.1 price", true],
    ["{model} price", "gpt-421 price", false],
    ["{model} price", "egpt price", false],
    ["{model}.*{gpu}", "gpt on an h100", true],
    ["{model}.*{gpu}", "h100 on a gpt", false],
    ["^{gpu}$", "H100", true],
    ["{nobody}", "nobody", false],
    ["{gpu}{2}", "h100h100", false],
    [String.raw`\d{3}`, "100", true],
    [String.raw`\d{3}`, "10", false],
  ] as const)("of %s meets “%s”: %s", ([pattern, text, want]) => {
    expect(matcherOf([pattern], names)(text)).toBe(want);
  });

  test.for(["a b", "x", "5", "c", "gpt4x1"])("reads special characters of a name as they are: not “%s”", (text) => {
    expect(matcherOf(["^{model}$"], { model: names.model.slice(1) })(text)).toBe(false);
  });

  test("meets a name with special characters that stands in a sentence", () => {
    expect(matcherOf(["{model}"], { model: ["gpt-4.1", "a|b"] })("is a|b good")).toBe(true);
  });

  test("of several patterns meets what one of them meets, and of none meets nothing", () => {
    expect(matcherOf(["one", "two"], {})("two")).toBe(true);
    expect(matcherOf([], {})("two")).toBe(false);
  });

  test("reads no more than the first 600 characters", () => {
    const matches = matcherOf(["end"], {});
    expect(matches(`${" ".repeat(597)}end`)).toBe(true);
    expect(matches(`${" ".repeat(598)}end`)).toBe(false);
  });

  test("compiles whatever a name holds", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, text) => {
        expect(typeof matcherOf(["{model}"], { model: [name] })(text)).toBe("boolean");
      }),
    );
  });
});
