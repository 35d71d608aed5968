import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Block, Reply } from "../../src/core/reply.ts";
import { clean, lookOf, oneLine, paragraph, rich } from "../../src/terminal/layout.ts";
import { nextQuestions, render, sourcesInFull } from "../../src/terminal/render.ts";

const plain = (width: number) => ({ width, colour: false });
const replyOf = (blocks: readonly Block[], citations: Reply["citations"] = []): Reply => ({
  kind: "answer",
  title: "A title",
  blocks,
  citations,
  knowledgeVersion: "v1",
});
const text = (words: string, cites: readonly number[] = []): Block => ({ kind: "text", text: words, cites });
const paper = {
  entry: "lora",
  title: "What LoRA is",
  documents: ["A paper", "A guide"],
  sources: ["p.txt", "g.txt"],
  reviewed: "2026-07-01",
};
const controls: Block = {
  kind: "table",
  caption: "Open and closed",
  columns: ["Factor", "Open-weight", "Closed"],
  rows: [
    ["Control", "High over behaviour, hosting and safety layers", "Low over infrastructure"],
    ["Cost", "Hardware and people", ""],
  ],
};

describe("a reply on a terminal", () => {
  test("wraps at spaces, and keeps the numbers of its sources with the last word", () => {
    expect(render(replyOf([text("one two three four five six", [1, 2])]), plain(20))).toBe(
      "one two three four\nfive six [1, 2]",
    );
  });

  test("hangs points and steps from their marks", () => {
    const points = { kind: "points", points: [{ text: "alpha beta gamma delta", cites: [] }] } as const;
    const steps = { kind: "steps", steps: [{ text: "alpha beta gamma delta", cites: [1] }] } as const;
    expect(render(replyOf([points, steps]), plain(20))).toBe(
      "• alpha beta gamma\n  delta\n\n1. alpha beta gamma\n   delta [1]",
    );
  });

  test("numbers what to ask next over all its blocks, as nextQuestions counts", () => {
    const reply = replyOf([
      { kind: "next", label: "Ask next:", questions: ["What is LoRA?"] },
      { kind: "next", label: "Or:", questions: ["What is RAG?"] },
    ]);
    expect(render(reply, plain(40))).toBe("Ask next:\n  1. What is LoRA?\n\nOr:\n  2. What is RAG?");
    expect(nextQuestions(reply)).toEqual(["What is LoRA?", "What is RAG?"]);
  });

  test("lists its sources with title, documents and the day they were read", () => {
    expect(render(replyOf([text("Yes.", [1])], [paper]), plain(80))).toBe(
      "Yes. [1]\n\nSources\n[1] What LoRA is\n    From: A paper; A guide. Reviewed 2026-07-01.",
    );
  });

  test("names entries and files where sources are asked for in full", () => {
    expect(sourcesInFull(replyOf([], [paper]), plain(80))).toBe(
      "[1] What LoRA is\n    • A paper (p.txt)\n    • A guide (g.txt)\n    Entry lora, reviewed 2026-07-01",
    );
  });

  test("shows bold, dim and code in colours, and never lets a colour run over a line's end", () => {
    const drawn = render(replyOf([text("Say **very bold words** or `/help`", [1])]), { width: 20, colour: true });
    expect(drawn).toBe("Say \u001b[1mvery bold words\u001b[22m\nor \u001b[36m`/help`\u001b[39m\u001b[2m [1]\u001b[22m");
  });
});

describe("a table on a terminal", () => {
  test("is a grid whose cells wrap, with a rule between rows that do", () => {
    expect(render(replyOf([controls]), plain(60)).split("\n")).toEqual([
      "Open and closed",
      "Factor  │ Open-weight              │ Closed",
      "────────┼──────────────────────────┼────────────────────────",
      "Control │ High over behaviour,     │ Low over infrastructure",
      "        │ hosting and safety       │",
      "        │ layers                   │",
      "────────┼──────────────────────────┼────────────────────────",
      "Cost    │ Hardware and people      │",
    ]);
  });

  test("becomes lines below 60 columns", () => {
    expect(render(replyOf([controls]), plain(59)).split("\n")).toEqual([
      "Open and closed",
      "Control",
      "  Open-weight: High over behaviour, hosting and safety",
      "  layers",
      "  Closed: Low over infrastructure",
      "Cost",
      "  Open-weight: Hardware and people",
      "  Closed: –",
    ]);
  });

  test("of two columns becomes one line a row below 60 columns", () => {
    const table: Block = { kind: "table", caption: "Prices", columns: ["Model", "USD"], rows: [["A", "**2**"]] };
    expect(render(replyOf([table]), plain(40))).toBe("Prices\nA: 2");
  });

  test("keeps its columns in line under wide characters", () => {
    const table: Block = {
      kind: "table",
      caption: "",
      columns: ["Name", "Kind"],
      rows: [
        ["模型", "open"],
        ["LLM🙂", "closed"],
      ],
    };
    expect(
      render(replyOf([table]), plain(80))
        .split("\n")
        .slice(1),
    ).toEqual(["Name  │ Kind", "──────┼───────", "模型  │ open", "LLM🙂 │ closed"]);
  });
});

describe("text on its way to a terminal", () => {
  test.for([
    { is: "colours", from: "\u001b[31mred\u001b[0m", to: "red" },
    { is: "a window title", from: "\u001b]0;owned\u0007ok", to: "ok" },
    { is: "an escape that appears when another is taken out", from: "\u001b\u001b[2J[2Jx", to: "[2Jx" },
    { is: "one-byte escapes", from: "a\u009b31mb", to: "ab" },
    { is: "bells, backspaces and overwriting", from: "a\u0007b\u0008c\rd", to: "abc\nd" },
    { is: "characters that turn the reading direction", from: "a\u202Etxt.exe\u202C", to: "atxt.exe" },
    { is: "half a character", from: "a\ud83d", to: "a\ufffd" },
  ])("loses $is", ({ from, to }) => {
    expect(clean(from)).toBe(to);
  });

  test("is cut to one line where only one is left", () => {
    expect(oneLine(rich("alpha beta gamma delta"), plain(20), "1. ")).toBe("1. alpha beta gamma…");
    expect(oneLine(rich("alpha"), plain(20))).toBe("alpha");
  });
});

/** Without the colours that we write ourselves; other escapes stay. */
const withoutOurs = (drawn: string): string =>
  [1, 2, 22, 36, 39].reduce((rest, code) => rest.replaceAll(`\u001b[${code}m`, ""), drawn);

/** Cells of a line, counted without the code under test. */
const cells = (line: string): number =>
  Array.from(line.replaceAll(/\p{M}|[\u200c\u200d]/gu, "")).reduce(
    (sum, sign) =>
      sum +
      (/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        sign,
      )
        ? 2
        : 1),
    0,
  );

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }) },
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "**bold words**",
    "**",
    "`code`",
    "\n",
    "\u001b[31m",
    "\u001b]8;;x\u0007",
    "模型模型模型",
    "👨‍👩‍👧",
    "e\u0301",
    "x".repeat(150),
    "\u009b2J",
  ),
);
const words = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(" "));
const texts = fc.array(words, { maxLength: 4 });
const citedOf = fc.record({ text: words, cites: fc.array(fc.nat(), { maxLength: 4 }) });
const block: fc.Arbitrary<Block> = fc.oneof(
  citedOf.map((c) => ({ kind: "text" as const, ...c })),
  fc.array(citedOf, { maxLength: 12 }).map((points) => ({ kind: "points" as const, points })),
  fc.array(citedOf, { maxLength: 12 }).map((steps) => ({ kind: "steps" as const, steps })),
  words.map((note) => ({ kind: "note" as const, text: note })),
  fc.record({
    kind: fc.constant("table" as const),
    caption: words,
    columns: texts,
    rows: fc.array(texts, { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("next" as const), label: words, questions: texts }),
);
const citation = fc.record({ entry: words, title: words, documents: texts, sources: texts, reviewed: words });
const reply = fc.record({ blocks: fc.array(block, { maxLength: 4 }), citations: fc.array(citation, { maxLength: 3 }) });

test("any reply at any width from 20 has no line over the width and no control characters", () => {
  const fits = fc.property(
    reply,
    fc.integer({ min: 20, max: 100 }),
    fc.boolean(),
    ({ blocks, citations }, width, colour) => {
      const drawn = [
        render(replyOf(blocks, citations), { width, colour }),
        sourcesInFull(replyOf(blocks, citations), { width, colour }),
      ].join("\n");
      const bare = colour ? withoutOurs(drawn) : drawn;
      expect(bare).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      for (const line of bare.split("\n")) expect(cells(line)).toBeLessThanOrEqual(width);
    },
  );
  fc.assert(fits, { numRuns: 400 });
});

const bare = (said: string): string => said.replaceAll("**", "").replaceAll(/\s/g, "");
test("wrapping loses no letter", () => {
  const kept = fc.property(words, fc.integer({ min: 20, max: 100 }), (said, width) => {
    expect(bare(paragraph(said, plain(width)))).toBe(bare(clean(said)));
  });
  fc.assert(kept, { numRuns: 300 });
});

const stream = (more: { columns?: number; isTTY?: boolean }) => Object.assign(new PassThrough(), more);

describe("the look of a stream", () => {
  afterEach(() => void vi.unstubAllEnvs());

  test.for([
    { columns: 5, width: 20 },
    { columns: 72, width: 72 },
    { columns: 240, width: 100 },
    { columns: 0, width: 80 },
    { columns: undefined, width: 80 },
  ])("is $width cells wide when the terminal has $columns", ({ columns, width }) => {
    expect(lookOf(stream(columns === undefined ? {} : { columns })).width).toBe(width);
  });

  test("has colours on a terminal, and through a pipe only when FORCE_COLOR asks for them", () => {
    vi.stubEnv("FORCE_COLOR", undefined);
    vi.stubEnv("NO_COLOR", undefined);
    expect(lookOf(stream({ isTTY: true })).colour).toBe(true);
    expect(lookOf(stream({})).colour).toBe(false);
    vi.stubEnv("FORCE_COLOR", "1");
    expect(lookOf(stream({})).colour).toBe(true);
    expect(stripVTControlCharacters(paragraph("**x**", { width: 20, colour: true }))).toBe("x");
  });
});
