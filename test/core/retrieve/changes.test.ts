import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Doc } from "../../../src/core/retrieve/types.ts";
import { docs, firstHit, HELP_DESK, indexOf } from "./corpus.ts";

describe("changing the corpus", () => {
  const asked = ["how is the price", "self host gpt4o", "llama 3.1 licence", "模型", "wieghts", "closed modle answer"];
  const results = (index: ReturnType<typeof indexOf>): unknown => asked.map((query) => index.search(query, 20));

  it("gives the same results in whatever order documents came", () => {
    fc.assert(
      fc.property(docs, fc.infiniteStream(fc.nat()), (corpus, numbers) => {
        const shuffled = corpus
          .map((doc) => ({ doc, at: numbers.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ doc }) => doc);
        expect(results(indexOf(shuffled))).toEqual(results(indexOf(corpus)));
      }),
    );
  });

  it("leaves no trace of what was removed or replaced", () => {
    fc.assert(
      fc.property(docs, docs, docs, (first, second, gone) => {
        const index = indexOf(first);
        index.upsert(gone);
        index.upsert(second);
        index.remove(gone.map(({ id }) => id));
        const removed = new Set(gone.map(({ id }) => id));
        const left = new Map<string, Doc>([...first, ...second].map((doc) => [doc.id, doc]));
        for (const id of removed) left.delete(id);
        expect(index.size).toBe(left.size);
        expect(results(index)).toEqual(results(indexOf([...left.values()])));
      }),
    );
  });

  it("writes itself anew when many are dead, and answers as before", () => {
    const many = Array.from({ length: 400 }, (_, i) => ({
      id: `d${i}`,
      title: `Title ${i}`,
      text: `Word${i} of many in row ${i % 7}.`,
    }));
    const index = indexOf(many);
    for (let round = 0; round < 5; round++) {
      index.remove(many.slice(0, 150).map(({ id }) => id));
      index.upsert(many.slice(0, 100));
    }
    const fresh = indexOf([...many.slice(0, 100), ...many.slice(150)]);
    expect(index.size).toBe(350);
    for (const query of ["title 7", "many in row 3", "word399", "word120"])
      expect(index.search(query, 30)).toEqual(fresh.search(query, 30));
  });

  it("takes the last of several documents with one id, and ignores the removal of an unknown one", () => {
    const index = indexOf([
      { id: "a", text: "first words" },
      { id: "a", text: "second words" },
    ]);
    index.remove(["nobody", "constructor"]);
    expect(index.size).toBe(1);
    expect(index.search("first", 1).hits).toEqual([]);
    expect(index.search("second", 1).hits).toHaveLength(1);
  });

  it("answers the same above the size at which stop words stop bringing candidates", () => {
    const many = Array.from({ length: 5200 }, (_, i) => ({
      id: `d${i}`,
      text: `This is what we say about subject${i} and how it is.`,
    }));
    const index = indexOf([...many, ...HELP_DESK]);
    expect(firstHit(index, "what does the network clause oblige us to?")).toBe("copyleft");
    expect(firstHit(index, "how is subject4711?")).toBe("d4711");
    expect(index.search("how is it", 3).hits).toHaveLength(3);
  });
});
