import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edits } from "../../../src/core/edits.ts";
import { indexOf } from "./corpus.ts";

describe("edits", () => {
  it.each([
    ["model", "model", 0],
    ["modle", "model", 1],
    ["mdoel", "model", 1],
    ["modell", "model", 1],
    ["mode", "model", 1],
    ["medel", "model", 1],
    ["licsense", "licence", 2],
  ])("from %s to %s are %i", (a, b, distance) => {
    expect(edits(a, b, 2)).toBe(distance);
  });

  it("are the same in both directions and never fewer than the lengths differ", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(edits(a, b, 3)).toBe(edits(b, a, 3));
        expect(edits(a, b, 9)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(edits(a, a, 2)).toBe(0);
      }),
    );
  });
});

describe("a repair", () => {
  const docs = [
    { id: "1", text: "Throughput of the deployment. Deployment again." },
    { id: "2", text: "The deployment of cars and bars on 42nd street" },
  ];
  const repairs = (query: string): unknown => indexOf(docs).search(query, 2).repairs;

  it.each([
    ["deploymnet", [["deploymnet", "deployment"]]],
    ["deploymen", [["deploymen", "deployment"]]],
    ["throuhgputs", [["throuhgputs", "throughput"]]],
  ])("reads %s rightly", (typed, expected) => {
    expect(repairs(typed)).toEqual(expected);
  });

  it.each([["cas"], ["42md"], ["entirely"], ["deployment"], ["deployments"]])("leaves %s alone", (typed) => {
    expect(repairs(typed)).toEqual([]);
  });

  it("never proposes a word that only removed documents held", () => {
    const index = indexOf([...docs, { id: "3", text: "zebra crossing" }]);
    expect(index.search("zebrra", 1).repairs).toHaveLength(1);
    index.remove(["3"]);
    expect(index.search("zebrra", 1).repairs).toEqual([]);
  });
});
