import { expect, test } from "vitest";
import type { Block, Reply } from "../../src/core/reply.ts";
import { render } from "../../src/slack/render.ts";
import { refusal } from "../fakes/slack.ts";

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
    { type: "section", expand: true, text: mrkdwn("*Rent* from R&amp;D's 400 million [1]") },
    { type: "section", expand: true, text: mrkdwn("• one") },
    { type: "section", expand: true, text: mrkdwn("1. first\n2. then [1, 2]") },
    { type: "context", elements: [mrkdwn("Prices of May.")] },
    { type: "section", expand: true, text: mrkdwn("*Costs*") },
    {
      type: "table",
      rows: [
        [raw("What"), raw("USD")],
        [raw("API"), raw("–")],
        [raw("GPU"), raw("–")],
      ],
      column_settings: [{ is_wrapped: true }, { is_wrapped: true }],
    },
    { type: "section", expand: true, text: mrkdwn("*Ask next*\n• And H200?") },
    { type: "context", elements: [mrkdwn("*Sources*\n[1] T. From: D. Reviewed 2026-07-01.")] },
  ]);
  expect(text).toMatch(/^Rent from R&amp;D's 400 million \[1\]/);
});

const chart = (more: Partial<Extract<Block, { kind: "chart" }>> = {}): Block => ({
  kind: "chart",
  shape: "line",
  caption: "Monthly cost",
  x: "tokens a month",
  y: "USD",
  categories: ["10M", "1B"],
  series: [
    { name: "API", values: [60, 6_000] },
    { name: "Own GPUs", values: [3_100, 4_700] },
  ],
  ...more,
});

test("a break-even is marked on the axis by its name, for Slack draws no mark", () => {
  const marked = chart({ categories: ["40k", "43k"], mark: { at: "43k", label: "break-even" } });
  const { blocks, text } = render(reply([marked]));
  expect(blocks[0]).toMatchObject({ chart: { axis_config: { categories: ["40k", "43k: break-even"] } } });
  expect(text).toContain("43k: break-even; API: 6,000");
});

test("a chart is Slack's own, with its axes", () => {
  expect(render(reply([chart()])).blocks).toEqual([
    {
      type: "data_visualization",
      title: "Monthly cost",
      chart: {
        type: "line",
        axis_config: { categories: ["10M", "1B"], x_label: "tokens a month", y_label: "USD" },
        series: [
          {
            name: "API",
            data: [
              { label: "10M", value: 60 },
              { label: "1B", value: 6_000 },
            ],
          },
          {
            name: "Own GPUs",
            data: [
              { label: "10M", value: 3_100 },
              { label: "1B", value: 4_700 },
            ],
          },
        ],
      },
    },
  ]);
  expect(render(reply([chart()])).text).toBe(
    "Monthly cost (USD)\n10M; API: 60; Own GPUs: 3,100\n1B; API: 6,000; Own GPUs: 4,700",
  );
});

test("a pie has one slice for each category", () => {
  const pie = chart({ shape: "stack", x: "", y: "", series: [{ name: "Share", values: [1, 3] }] });
  expect(render(reply([pie])).blocks[0]).toMatchObject({
    chart: {
      type: "pie",
      segments: [
        { label: "10M", value: 1 },
        { label: "1B", value: 3 },
      ],
    },
  });
});

const manySeries = Array.from({ length: 7 }, (_, i) => ({ name: `s${i}`, values: [1, 2] }));
test.for([
  { is: "more series than Slack draws", more: { series: manySeries } },
  { is: "a value that is no number", more: { series: [{ name: "API", values: [1, Number.NaN] }] } },
  { is: "a value too few", more: { series: [{ name: "API", values: [1] }] } },
  { is: "names that are the same", more: { categories: ["a", "a"] } },
  { is: "a label of 21 characters", more: { categories: ["a".repeat(21), "b"] } },
  { is: "no series", more: { series: [] } },
  { is: "a slice of nothing", more: { shape: "stack", series: [{ name: "Share", values: [0, 1] }] } },
] as const)("a chart with $is is a table", ({ more }) => {
  const message = render(reply([chart(more)]));
  expect(message.blocks.map((block) => block.type)).toEqual(["section", "table"]);
  expect(refused(message)).toBeUndefined();
});

test("the third chart of a reply is a table, and where there is a table already, text", () => {
  expect(types([chart(), chart(), chart()])).toEqual(["data_visualization", "data_visualization", "section", "table"]);
  expect(types([table(2, 2), chart(), chart(), chart()]).slice(-2)).toEqual(["section", "section"]);
});

test("a table that has no room any more is shown as text as far as it goes", () => {
  const long: Block = { kind: "text", text: "word ".repeat(1_700), cites: [] };
  const { blocks } = render(reply([long, table(2, 60, "cell ".repeat(9))]));
  expect(blocks.map((block) => block.type)).not.toContain("table");
  expect(JSON.stringify(blocks.at(-2))).toContain("column 1: cell cell");
  expect(JSON.stringify(blocks.at(-1))).toContain("Left out, or cut short: 1 table.");
});

test("the sentence that answers stands below the title when what was above it would push it out", () => {
  const tables = Array.from({ length: 4 }, () => table(2, 90, "cell ".repeat(6)));
  const blocks: Block[] = [...tables, { kind: "text", text: "Rent from 400 million.", cites: [] }];
  const message = render(reply(blocks, { title: "Rent or pay" }));
  expect(message.blocks[0]).toMatchObject({ type: "header" });
  expect(message.blocks[1]).toMatchObject({ text: { text: "Rent from 400 million." } });
  expect(message.text).toMatch(/^Rent from 400 million\./);
  expect(refused(message)).toBeUndefined();
});

test("a shared answer says whose question it answers, in rich text that Slack reads nothing in", () => {
  const question = "is <!channel> & R&D \u202esafe\u202c?";
  const { blocks } = render(reply([{ kind: "text", text: "Yes.", cites: [] }]), {
    askedBy: { userId: "U1", question },
  });
  expect(blocks[0]).toEqual({
    type: "rich_text",
    elements: [
      {
        type: "rich_text_section",
        elements: [
          { type: "user", user_id: "U1" },
          { type: "text", text: " asked" },
        ],
      },
      { type: "rich_text_quote", elements: [{ type: "text", text: "is <!channel> & R&D safe?" }] },
    ],
  });
});

test("a question is shortened by its words, and an id that is none is not shown", () => {
  const askedBy = { userId: "U1|x", question: `a & ${"b".repeat(600)}` };
  const [asked] = render(reply([]), { askedBy }).blocks;
  expect(JSON.stringify(asked)).toContain(`a & ${"b".repeat(495)}…`);
  expect(JSON.stringify(asked)).not.toContain("U1");
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
  expect(JSON.stringify(message.blocks.at(-2))).toMatch(
    /longer than a Slack message may be. Left out, or cut short: \d+ paragraphs. Ask about one part of it./,
  );
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
