import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edits } from "../../src/core/edits.ts";

describe("edits", () => {
  test.for([
    ["abcd", "abcd", 0],
    ["abcd", "abdc", 1],
    ["abcd", "abc", 1],
    ["abcd", "abxcd", 1],
    ["abcd", "abxd", 1],
    ["abcd", "badc", 2],
    ["", "", 0],
    ["", "ab", 2],
    ["kitten", "sitting", 3],
  ] as const)("between %s and %s there are %d", ([a, b, want]) => {
    expect(edits(a, b, 9)).toBe(want);
  });

  test("are the same both ways, and given up with one more than the most", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
    const both = fc.property(word, word, fc.integer({ min: 0, max: 5 }), (a, b, most) => {
      const all = edits(a, b, 99);
      expect(edits(b, a, 99)).toBe(all);
      expect(edits(a, b, most)).toBe(Math.min(all, most + 1));
      expect(all === 0).toBe(a === b);
    });
    fc.assert(both, { numRuns: 1_000 });
  });
});
