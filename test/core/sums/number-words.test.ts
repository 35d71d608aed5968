import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digitsForWords } from "../../../src/core/sums/number-words.ts";

describe("numbers in words", () => {
  test.for([
    ["two dollars", "2 dollars"],
    ["twenty-five million", "25 million"],
    ["forty two", "42"],
    ["a hundred million", "100 million"],
    ["two hundred and fifty thousand", "250 thousand"],
    ["nine hundred ninety-nine", "999"],
    ["hundred million", "100 million"],
    ["one million", "1 million"],
    ["half a million", "0.5 million"],
    ["a half million", "0.5 million"],
    ["one and a half million", "1.5 million"],
    ["three and a half billion", "3.5 billion"],
    ["$3 and half a million", "$3 and 0.5 million"],
  ] as const)("%s is written %s", ([text, want]) => {
    expect(digitsForWords(text)).toBe(want);
  });

  test.for(["one of them", "a hundred-fold", "hundreds", "someone", "half of it", "often", "2 and half a million"])(
    "%s is left as it is",
    (text) => {
      expect(digitsForWords(text)).toBe(text.replace("a hundred-fold", "100-fold"));
    },
  );

  const units = "one two three four five six seven eight nine".split(" ");
  const teens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
  const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
  const below = (n: number): string =>
    n < 10
      ? (units[n - 1] ?? "")
      : n < 20
        ? (teens[n - 10] ?? "")
        : [tens[Math.floor(n / 10) - 2], units[(n % 10) - 1]].filter(Boolean).join("-");
  const inWords = (n: number): string =>
    [n >= 100 ? `${units[Math.floor(n / 100) - 1] ?? ""} hundred` : "", below(n % 100)].filter(Boolean).join(" and ");

  test("from 2 to 999 are all read", () => {
    const read = fc.property(fc.integer({ min: 2, max: 999 }), (n) => {
      expect(digitsForWords(`${inWords(n)} tokens`)).toBe(`${n} tokens`);
    });
    fc.assert(read, { numRuns: 400 });
  });
});
