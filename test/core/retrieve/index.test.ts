import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIndex } from "../../../src/core/retrieve/index.ts";
import { stem } from "../../../src/stem.ts";
import { docs, firstHit, HELP_DESK, indexOf, text } from "./corpus.ts";

describe("a search", () => {
  it.each(HELP_DESK.flatMap(({ id, title, aliases }) => [title ?? "", ...(aliases ?? [])].map((asked) => [asked, id])))(
    "finds by %j the document %s",
    (asked, id) => {
      expect(firstHit(indexOf(HELP_DESK), asked)).toBe(id);
    },
  );

  it.each([
    ["agplv3", "copyleft"],
    ["AGPL 3", "copyleft"],
    ["the agpl-3.0 licence", "copyleft"],
    ["gpt4o", "omni"],
    ["GPT 4o", "omni"],
    ["gpt‑4o pricing", "omni"],
    ["llama3.1", "herd"],
    ["llama-3.1", "herd"],
    ["gptoss", "reasoner"],
    ["GPT OSS", "reasoner"],
    ["h 100", "accelerators"],
    ["H-100 rent", "accelerators"],
    ["selfhost", "price"],
    ["openweight reasoner", "reasoner"],
  ])("knows the technical name %j in every spelling", (asked, id) => {
    expect(firstHit(indexOf(HELP_DESK), asked)).toBe(id);
  });

  it.each([
    ["copyleff", "copyleft", ["copyleff", "copyleft"]],
    ["accelerattors", "accelerators", ["accelerattors", "accelerators"]],
    ["downlaodable", "herd", ["downlaodable", "downloadable"]],
    ["lisence notice", "herd", ["lisence", "licence"]],
    ["networkclause", "copyleft", ["networkclause", "network clause"]],
  ])("reads the misspelled %j as it was meant, and says so", (asked, id, repair) => {
    const { hits, repairs } = indexOf(HELP_DESK).search(asked, 3);
    expect(hits[0]?.id).toBe(id);
    expect(repairs).toContainEqual(repair);
  });

  it("tells 'how long' from 'how much'", () => {
    const index = indexOf(HELP_DESK);
    expect([firstHit(index, "how long?"), firstHit(index, "how much?")]).toEqual(["latency", "price"]);
  });

  it("does not trust a question that names no subject", () => {
    const { confidence, answerable, hits } = indexOf(HELP_DESK).search("how is it?", 3);
    expect(hits.length).toBeGreaterThan(0);
    expect(answerable).toBe(false);
    expect(confidence).toBeLessThan(0.2);
  });

  it("trusts words without a subject where they are an alias", () => {
    const index = indexOf([...HELP_DESK, { id: "help", text: "Everything.", aliases: ["what can you do?"] }]);
    expect(index.search("What can you do", 1)).toMatchObject({ hits: [{ id: "help" }], answerable: true });
  });

  it("is sure of a title and not of a foreign question", () => {
    const index = indexOf(HELP_DESK);
    expect(index.search("Renting an H100", 1)).toMatchObject({ answerable: true, near: false });
    expect(index.search("which football club won the cup in Lisbon yesterday?", 1)).toMatchObject({
      answerable: false,
    });
  });

  it("follows the glossary in both directions, below what was really said", () => {
    const synonyms = [["on-prem", "in our own data centre"]];
    const plain = { id: "b", text: "The invoice comes by post." };
    const index = indexOf([{ id: "a", text: "It can be kept on-prem." }, plain], { synonyms });
    expect(firstHit(index, "in our own data centre")).toBe("a");
    expect(
      indexOf([{ id: "a", text: "Kept in our own data centre." }, plain], { synonyms }).search("on-prem", 1).confidence,
    ).toBeGreaterThan(0);
    const both = indexOf(
      [
        { id: "a", text: "Run on-prem." },
        { id: "z", text: "In our own data centre." },
      ],
      { synonyms },
    );
    expect(firstHit(both, "on-prem")).toBe("a");
    expect(firstHit(both, "our own data centre, in our own data centre")).toBe("z");
  });

  it("gives what a follow-up adds more weight than what was said before", () => {
    const index = indexOf(HELP_DESK);
    const parts = [
      { text: "which vendor model handles images?", weight: 0.3 },
      { text: "and what about the network clause?", weight: 1 },
    ];
    expect(index.search(parts, 2).hits[0]?.id).toBe("copyleft");
  });

  it("breaks ties by id", () => {
    const same = ["c", "a", "d", "b"].map((id) => ({ id, text: "exactly the same words" }));
    expect(
      indexOf(same)
        .search("same words", 4)
        .hits.map(({ id }) => id),
    ).toEqual(["a", "b", "c", "d"]);
  });

  it("finds the one passage of a long document, and names the document once", () => {
    const filler = Array.from({ length: 60 }, (_, i) => `Sentence ${i} speaks about harbours, ships and their crews.`);
    const long = {
      id: "long",
      title: "Harbours",
      text: [...filler, "The lighthouse keeper paints on Sundays.", ...filler].join(" "),
    };
    const { hits } = indexOf([...HELP_DESK, long]).search("lighthouse keeper", 5);
    expect(hits.map(({ id }) => id)).toEqual(["long"]);
  });
});

describe("whatever is typed", () => {
  it.each([
    ["nothing", ""],
    ["white space", " \n\t "],
    ["punctuation", "?!… --- ''' \"\""],
    ["emoji", "🚀🔥 👩‍👩‍👧 is gpt-4o 👍"],
    ["control characters", "\u0000\u0007\u001b[31mmodel\u0000"],
    ["half a surrogate pair", "\ud800 model \udc00"],
    ["Greek", "Τι είναι ένα ανοιχτό μοντέλο;"],
    ["Arabic", "ما هو النموذج المفتوح؟"],
    ["Chinese", "开放权重模型是什么"],
    ["Hindi", "क्या मॉडल खुला है"],
    ["a name of Object's", "constructor __proto__ toString"],
    ["20,000 letters in one word", "x".repeat(20_000)],
    ["20,000 characters in words", "why are the opne weights licnese costs so high ".repeat(420)],
    [
      "20,000 characters of different words",
      Array.from({ length: 4000 }, (_, i) => `w${(i * 7919).toString(36)}`).join(" "),
    ],
  ])("is answered: %s", (_, asked) => {
    const { confidence, hits } = indexOf(HELP_DESK).search(asked, 3);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(hits.length).toBeLessThanOrEqual(3);
  });

  it("finds words of other alphabets", () => {
    const index = indexOf([
      ...HELP_DESK,
      { id: "zh", text: "开放权重模型可以下载。" },
      { id: "el", text: "Ένα ανοιχτό μοντέλο." },
    ]);
    expect(firstHit(index, "开放权重")).toBe("zh");
    expect(firstHit(index, "ανοιχτο")).toBe("el");
  });

  it("leaves an empty corpus without hits and without confidence", () => {
    expect(createIndex({ stem }).search("anything", 3)).toEqual({
      hits: [],
      confidence: 0,
      answerable: false,
      near: false,
      repairs: [],
    });
  });

  it("keeps scores in order and ratios between 0 and 1", () => {
    fc.assert(
      fc.property(docs, text, (corpus, asked) => {
        const { hits, confidence } = indexOf(corpus).search(asked, 20);
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a));
        for (const ratio of [confidence, ...hits.map((hit) => hit.ratio)]) {
          expect(ratio).toBeGreaterThanOrEqual(0);
          expect(ratio).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe("relevance", () => {
  it("is 1 for the question itself, 0 for foreign text, and between for a part", () => {
    const index = indexOf(HELP_DESK);
    expect(index.relevance("network clause", "The network clause.")).toBeCloseTo(1);
    expect(index.relevance("network clause", "Nothing of it.")).toBe(0);
    const half = index.relevance("network clause", "Some network.");
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(1);
  });
});
