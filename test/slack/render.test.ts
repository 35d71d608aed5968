import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Block, Reply } from "../../src/core/reply.ts";
import { render } from "../../src/slack/render.ts";
import { refusal } from "../fakes/slack.ts";

vi.setConfig({ testTimeout: 60_000 }); // the property draws hundreds of long replies

const reply = (blocks: Block[], more: Partial<Reply> = {}): Reply => ({
  kind: "answer",
  title: "",
  blocks,
  citations: [],
  knowledgeVersion: "v1",
  ...more,
});
const table = (columns: number, rows: number, cell = "cell"): Block => ({
  kind: "table",
  caption: "A caption",
  columns: Array.from({ length: columns }, (_, i) => `column ${i}`),
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
});
const types = (blocks: Block[]): string[] => render(reply(blocks)).blocks.map((block) => block.type);
const refused = (message: ReturnType<typeof render>) => refusal({ channel: "C1", thread_ts: "1.1", ...message });

test("every kind of block has its Slack block", () => {
  const { text, blocks } = render(
    reply(
      [
        { kind: "text", text: "**Rent** from R&D's 400 million", cites: [1] },
        { kind: "points", points: [{ text: "one", cites: [] }] },
        {
          kind: "steps",
          steps: [
            { text: "first", cites: [] },
            { text: "then", cites: [1, 2] },
          ],
        },
        { kind: "note", text: "Prices of May." },
        { kind: "table", caption: "Costs", columns: ["What", "USD"], rows: [["API", ""], ["GPU"]] },
        { kind: "next", label: "Ask next", questions: ["And H200?"] },
      ],
      {
        title: "Rent or pay",
        citations: [{ entry: "e", title: "T", documents: ["D"], sources: ["s"], reviewed: "2026-07-01" }],
      },
    ),
  );
  const mrkdwn = (words: string) => ({ type: "mrkdwn", text: words, verbatim: true });
  const raw = (words: string) => ({ type: "raw_text", text: words });
  expect(blocks).toEqual([
    { type: "header", text: { type: "plain_text", text: "Rent or pay", emoji: false } },
    { type: "section", text: mrkdwn("*Rent* from R&amp;D's 400 million [1]") },
    { type: "section", text: mrkdwn("• one") },
    { type: "section", text: mrkdwn("1. first\n2. then [1, 2]") },
    { type: "context", elements: [mrkdwn("Prices of May.")] },
    { type: "section", text: mrkdwn("*Costs*") },
    {
      type: "table",
      rows: [
        [raw("What"), raw("USD")],
        [raw("API"), raw("–")],
        [raw("GPU"), raw("–")],
      ],
      column_settings: [{ is_wrapped: true }, { is_wrapped: true }],
    },
    { type: "section", text: mrkdwn("*Ask next*\n• And H200?") },
    { type: "context", elements: [mrkdwn("*Sources*\n[1] T. From: D. Reviewed 2026-07-01.")] },
  ]);
  expect(text).toMatch(/^Rent from R&amp;D's 400 million \[1\]/);
});

test("only the first table of a reply is a table block; the second is text", () => {
  expect(types([table(2, 2), table(2, 2)])).toEqual(["section", "table", "section", "section"]);
});

test("a table with more columns than Slack takes is text", () => {
  expect(types([table(21, 2)])).not.toContain("table");
});

test("rows that do not fit are counted", () => {
  const { blocks } = render(reply([table(2, 120)]));
  expect(blocks[1]).toMatchObject({ type: "table", rows: { length: 100 } });
  expect(JSON.stringify(blocks[2])).toContain("21 more rows are not shown here.");
});

test("a reply longer than a message says that its end is left out, and keeps its sources", () => {
  const citations = [{ entry: "e", title: "T", documents: ["D"], sources: ["s"], reviewed: "2026-07-01" }];
  const blocks = Array.from({ length: 80 }, (): Block => ({ kind: "text", text: "word & ".repeat(60), cites: [] }));
  const message = render(reply(blocks, { citations }));
  expect(refused(message)).toBeUndefined();
  expect(JSON.stringify(message.blocks.at(-2))).toContain("its end is left out");
  expect(JSON.stringify(message.blocks.at(-1))).toContain("*Sources*");
});

test.for([49, 50, 51, 80])("%i short blocks with a title and sources are a message that Slack takes", (count) => {
  const citations = [{ entry: "e", title: "T", documents: ["D"], sources: ["s"], reviewed: "2026-07-01" }];
  const blocks = Array.from({ length: count }, (): Block => ({ kind: "note", text: "short" }));
  const message = render(reply(blocks, { title: "A title", citations }));
  expect(refused(message)).toBeUndefined();
  expect(message.blocks).toHaveLength(50);
});

test("a long text is split, and nothing of it is lost", () => {
  const words = Array.from({ length: 1_000 }, (_, i) => `w${i}&`).join(" ");
  const { blocks } = render(reply([{ kind: "text", text: words, cites: [] }]));
  const texts = blocks.map((block) => (block.type === "section" ? block.text?.text : ""));
  expect(texts.join(" ").replaceAll("&amp;", "&")).toBe(words);
});

// Texts that hurt: marks, control sequences, entities, emoji outside the BMP, half surrogates, and very long ones.
const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "",
      " ",
      "**",
      "<!channel>",
      "<@U123>",
      "@here",
      "\ud800",
      "**<!here|x>**",
      "&amp;lt;!channel>",
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("a", "&", "<", "🧮", "word ", "**b** ", "\n\n"), fc.integer({ min: 1, max: 9_000 }))
      .map(([unit, times]) => unit.repeat(times)),
  },
);
const some = <T>(of: fc.Arbitrary<T>, maxLength = 6) => fc.array(of, { maxLength });
const cited = fc.record({ text: nasty, cites: some(fc.integer({ min: 1, max: 9 }), 3) });
const words = some(nasty, 22);
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  cited.map((c): Block => ({ kind: "text", ...c })),
  some(cited).map((points): Block => ({ kind: "points", points })),
  some(cited).map((steps): Block => ({ kind: "steps", steps })),
  nasty.map((text): Block => ({ kind: "note", text })),
  fc.record({ kind: fc.constant("table" as const), caption: nasty, columns: words, rows: some(words, 4) }),
  fc.record({ kind: fc.constant("next" as const), label: nasty, questions: some(nasty) }),
);
const anyReply: fc.Arbitrary<Reply> = fc.record({
  kind: fc.constantFrom("answer", "abstain", "smalltalk", "table"),
  title: nasty,
  blocks: fc.oneof(
    some(anyBlock, 8),
    some(
      cited.map((c): Block => ({ kind: "text", ...c })),
      70,
    ),
  ),
  citations: some(
    fc.record({ entry: nasty, title: nasty, documents: some(nasty), sources: some(nasty), reviewed: nasty }),
    12,
  ),
  knowledgeVersion: nasty,
});

test("any reply is a message that Slack takes, without a mention, broadcast or link of its own", () => {
  const taken = fc.property(anyReply, (any) => {
    const message = render(any);
    expect(refused(message)).toBeUndefined();
    expect(JSON.stringify(message)).not.toMatch(/[<>]|@(channel|here|everyone)\b/i);
  });
  fc.assert(taken, { numRuns: 300 });
});
