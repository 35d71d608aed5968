import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Block, claims, type Reply, type ReplyKind } from "../../src/core/reply.ts";
import { activityOf } from "../../src/teams/activity.ts";
import { render } from "../../src/teams/render.ts";
import { nodes } from "../support/replies.ts";
import { problemsOf, problemsOfCard } from "./validate.ts";

const citations = [
  { entry: "e", title: "What it costs", documents: ["A paper"], sources: ["p.pdf"], reviewed: "2026-07-01" },
  { entry: "f", title: "Licences", documents: ["A guide"], sources: ["g.md"], reviewed: "2026-07-02" },
];
const reply = (blocks: readonly Block[], more: Partial<Reply> = {}): Reply => ({
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
const chart = (more: Partial<Extract<Block, { kind: "chart" }>> = {}): Block => ({
  kind: "chart",
  shape: "line",
  caption: "Monthly cost",
  x: "tokens a month",
  y: "USD",
  categories: ["10", "1000"],
  series: [
    { name: "API", values: [60, 6_000] },
    { name: "Own GPUs", values: [3_100, 4_700] },
  ],
  ...more,
});
const text = (words: string, ...cites: number[]): Block => ({ kind: "text", text: words, cites });
/** What stands in the card, piece by piece. */
const types = (blocks: readonly Block[]): string[] => render(reply(blocks)).card?.body.map(({ type }) => type) ?? [];
const sent = (message: ReturnType<typeof render>) =>
  JSON.parse(JSON.stringify(activityOf(message))) as Record<string, unknown>;
const wrong = (blocks: readonly Block[]): string[] => problemsOf(sent(render(reply(blocks))));

/** One reply of each kind, with every kind of block in one of them. */
const golden: Readonly<Record<ReplyKind, Reply>> = {
  answer: reply(
    [
      text("**Rent** from R&D's 400 million", 1),
      { kind: "points", points: [{ text: "**Price.** one", cites: [1, 2] }] },
      { kind: "steps", steps: [{ text: "first", cites: [] }] },
      { kind: "note", text: "Prices of May." },
      { kind: "next", label: "Ask next", questions: ["And *H200*?"] },
    ],
    { title: "Rent or pay", citations },
  ),
  table: reply([text("Side by side."), table(3, 2)], { kind: "table", title: "Open and closed" }),
  cost: reply([text("About $60."), chart(), chart({ shape: "bar", categories: ["API", "Own"] })], {
    kind: "cost",
    title: "Cost",
  }),
  assessment: reply([text("**Self-host**.", 1), text("How sure: clear.")], {
    kind: "assessment",
    title: "Letters",
    citations,
  }),
  start_flow: reply([text("Tell me about it.")], { kind: "start_flow", title: "Let us weigh it" }),
  abstain: reply([text("I don't know.")], { kind: "abstain", title: "" }),
  refuse: reply([text("I won't.")], { kind: "refuse", title: "" }),
  help: reply([{ kind: "points", points: [{ text: "Say `assess`.", cites: [] }] }], { kind: "help", title: "Help" }),
  smalltalk: reply([text("Hello.")], { kind: "smalltalk", title: "Hello" }),
};

describe("every kind of reply is the message that was looked at", () => {
  const file = join(import.meta.dirname, "golden-messages.json");
  const looked = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;
  test.for(Object.keys(golden) as ReplyKind[])("%s", (kind) => {
    const activity = sent(render(golden[kind], { answerId: "A1" }));
    expect(activity).toEqual(looked[kind]);
    expect(problemsOf(activity)).toEqual([]);
    expect("channelData" in activity).toBe(claims[kind]);
  });
});

describe("signs of trust", () => {
  test("sources that the words name are citations; others are below the button alone", () => {
    const activity = sent(render(golden.answer, { answerId: "A1" }));
    const [entity] = activity["entities"] as { citation: { position: number }[] }[];
    expect(entity?.citation.map(({ position }) => position)).toEqual([1, 2]);
    const one = sent(render(reply([text("Yes.", 2)], { citations }), { answerId: "A1" }));
    expect((one["entities"] as (typeof entity)[])[0]?.citation.map(({ position }) => position)).toEqual([2]);
    expect(JSON.stringify(one["attachments"])).toContain("What it costs");
  });

  test("the label that says AI is there when a model worded the text, and never else", () => {
    const labelOf = (byModel: boolean) =>
      (sent(render(reply([text("Yes.")], { byModel })))["entities"] as { additionalType?: unknown }[] | undefined)?.[0]
        ?.additionalType;
    expect([labelOf(true), labelOf(false)]).toEqual([["AIGeneratedContent"], undefined]);
  });

  test("more than 20 sources are 20 citations, which is what Teams takes", () => {
    const many = Array.from({ length: 25 }, (_, i) => ({ ...citations[0], entry: `e${i}` }) as (typeof citations)[0]);
    const message = render(reply([text("Yes.", ...many.map((_, i) => i + 1))], { citations: many }));
    expect(message.trust.citations).toHaveLength(20);
    expect(problemsOf(sent(message))).toEqual([]);
  });
});

describe("a chart", () => {
  test("over numbers is a line of Teams' own, with its axes, and a table where it is not drawn", () => {
    const [caption, drawn] = render(reply([chart()])).card?.body ?? [];
    expect(caption).toMatchObject({ type: "TextBlock", text: "**Monthly cost**" });
    expect(drawn).toMatchObject({
      type: "Chart.Line",
      title: "Monthly cost",
      xAxisTitle: "tokens a month",
      yAxisTitle: "USD",
      data: [
        {
          legend: "API",
          values: [
            { x: 10, y: 60 },
            { x: 1000, y: 6_000 },
          ],
        },
        {
          legend: "Own GPUs",
          values: [
            { x: 10, y: 3_100 },
            { x: 1000, y: 4_700 },
          ],
        },
      ],
      fallback: { type: "Table" },
    });
  });

  test.for([
    [{ categories: ["40k", "43k: break-even"] }, "Chart.Line"],
    [{ shape: "bar" }, "Chart.VerticalBar.Grouped"],
    [{ shape: "area" }, "Chart.Line"],
    [{ categories: ["2026-01", "2026-02"] }, "Chart.Line"],
    [{ shape: "stack", x: "", y: "", series: [{ name: "Share", values: [1, 3] }] }, "Chart.HorizontalBar.Stacked"],
  ] as const)("with %j is a %s", ([more, type]) => {
    expect(types([chart(more)])).toContain(type);
    expect(wrong([chart(more)])).toEqual([]);
  });

  test("over words says below its axis where the break-even is, for Teams draws no mark", () => {
    const marked = chart({ categories: ["40k", "43k"], mark: { at: "43k", label: "break-even" } });
    const [, drawn] = render(reply([marked])).card?.body ?? [];
    expect(drawn).toMatchObject({ xAxisTitle: expect.stringMatching(/; break-even at 43k$/) as string });
    expect(JSON.stringify(drawn)).toContain('{"x":"43k","y":');
  });

  test("over many words keeps six: the ends, the break-even, and others between", () => {
    const categories = ["1k", "2k", "5k", "10k", "20k", "27k", "40k", "50k", "100k", "200k"];
    const many = chart({
      categories,
      mark: { at: "27k", label: "break-even" },
      series: [{ name: "API", values: categories.map((_, i) => i) }],
    });
    const [, drawn] = render(reply([many])).card?.body ?? [];
    const { data } = drawn as unknown as { data: { values: { x: string; y: number }[] }[] };
    const xs = data[0]?.values.map(({ x }) => x) ?? [];
    expect(xs).toHaveLength(6);
    expect(xs).toEqual(categories.filter((one) => xs.includes(one)));
    expect(xs).toEqual(expect.arrayContaining(["1k", "27k", "200k"]));
    expect(data[0]?.values.every(({ x, y }) => categories.indexOf(x) === y)).toBe(true);
  });

  test("of a whole is one bar, its parts one after another", () => {
    const whole = chart({ shape: "stack", x: "", y: "", series: [{ name: "Share", values: [1, 3] }] });
    const [, drawn, legend] = render(reply([whole])).card?.body ?? [];
    expect(drawn).toMatchObject({
      type: "Chart.HorizontalBar.Stacked",
      data: [{ title: "Share", data: [{ value: 1 }, { value: 3 }] }],
    });
    expect(JSON.stringify(legend)).toMatch(/From the left: .+ 1 · .+ 3/);
  });

  const manySeries = Array.from({ length: 7 }, (_, i) => ({ name: `s${i}`, values: [1, 2] }));
  test.for([
    { is: "more series than are told apart", more: { series: manySeries } },
    { is: "a value that is no number", more: { series: [{ name: "API", values: [1, Number.NaN] }] } },
    { is: "a value too few", more: { series: [{ name: "API", values: [1] }] } },
    { is: "names that are the same", more: { categories: ["a", "a"] } },
    { is: "a label of 41 characters", more: { categories: ["a".repeat(41), "b"] } },
    { is: "no series", more: { series: [] } },
    { is: "a slice of nothing", more: { shape: "stack", series: [{ name: "Share", values: [0, 1] }] } },
    { is: "a name that can't be seen", more: { categories: ["\u200b", "b"] } },
  ] as const)("with $is is a table", ({ more }) => {
    expect(types([chart(more)])).toEqual(["TextBlock", "Table"]);
    expect(wrong([chart(more)])).toEqual([]);
  });

  test("that is the third of a reply is a table", () => {
    expect(types([chart(), chart(), chart()]).filter((type) => type !== "TextBlock")).toEqual([
      "Chart.Line",
      "Chart.Line",
      "Table",
    ]);
  });
});

test("what is to be typed is bold, for cards know no code; and a file to copy keeps its lines and marks", () => {
  const typed = render(reply([text('Say `help`, or `route "a_b"`; a lone ` stays.')]));
  expect(typed.text).toContain(String.raw`Say **help**, or **route "a\_b"**; a lone \` stays.`);
  expect(typed.summary).not.toContain("`");
  const file = "---\ntitle: (a *title*)\nlist:\n  - one\n";
  const { card } = render(reply([text(`Copy this:\n\`\`\`\n${file}\`\`\``)]));
  expect(nodes(card).find(({ type }) => type === "TextRun")?.["text"]).toBe(file.trimEnd());
  expect(wrong([text(`Copy this:\n\`\`\`\n${file}\`\`\``)])).toEqual([]);
});

describe("a table", () => {
  test.for([
    { is: "wider and longer than can be read on a phone", block: table(11, 10), want: ["TextBlock", "TextBlock"] },
    { is: "wide and short", block: table(11, 2), want: ["TextBlock", "Table"] },
    { is: "without columns", block: table(0, 2), want: ["TextBlock"] },
    {
      is: "whose first row is longer than a table may be",
      block: table(2, 1, "x".repeat(5_000)),
      want: ["TextBlock", "TextBlock"],
    },
    { is: "as usual", block: table(3, 2), want: ["TextBlock", "Table"] },
  ])("$is is drawn as $want", ({ block, want }) => {
    expect(types([block])).toEqual(want);
    expect(wrong([block])).toEqual([]);
  });

  test("of many columns of words is several of few, each with the names of its rows", () => {
    const words = "a cell of words that is longer than any figure";
    const columns = ["Factor", "A", "B", "C", "D", "E", "F"];
    const rows = Array.from({ length: 7 }, (_, r) => [
      `row ${r}`,
      ...columns.slice(1).map((name) => `${words} ${name}${r}`),
    ]);
    const tables = nodes(render(reply([{ kind: "table", caption: "c", columns, rows }])).card).filter(
      ({ type }) => type === "Table",
    );
    expect(tables).toHaveLength(2);
    const said = JSON.stringify(tables[1]);
    expect(said).toContain(`${words} F6`);
    expect(said).toContain("row 6");
    expect(said).not.toContain(`${words} C6`);
  });

  test("that is wide and short is turned on its side, and every figure stays with its two names", () => {
    const columns = ["Way", ...Array.from({ length: 11 }, (_, i) => `criterion ${i}`)];
    const rowOf = (name: string) => [name, ...Array.from({ length: 11 }, (_, i) => `${name} ${i}`)];
    const wide: Block = { kind: "table", caption: "", columns, rows: [rowOf("open"), rowOf("closed")] };
    const rows = nodes(render(reply([wide])).card).filter(({ type }) => type === "TableRow");
    const texts = rows.map((row) => nodes(row).flatMap(({ text: said }) => (typeof said === "string" ? [said] : [])));
    expect(texts[0]).toEqual(["Way", "open", "closed"]);
    expect(texts[11]).toEqual(["criterion 10", "open 10", "closed 10"]);
  });

  test("has something in every cell, for an empty one moves the others", () => {
    const odd: Block = { kind: "table", caption: "", columns: ["a", "b"], rows: [["", "1"], ["2"], ["3", "4", "5"]] };
    const cells = nodes(render(reply([odd])).card).filter(({ type }) => type === "TableCell");
    expect(cells).toHaveLength(8);
    expect(JSON.stringify(cells).match(/"–"/g)).toHaveLength(2);
  });

  test("counts the rows that are not shown", () => {
    expect(JSON.stringify(render(reply([table(2, 100)])).card)).toContain("40 more rows are not shown here.");
  });
});

describe("a reply that is longer than a message may be", () => {
  const long = (pieces: number) => Array.from({ length: pieces }, () => text("word & ".repeat(60)));

  test("is cut between paragraphs, says so, and keeps its sources", () => {
    const message = render(reply(long(80), { citations }), { answerId: "A1" });
    expect(message.text).toContain("so the rest is left out");
    expect(JSON.stringify(message.card)).toContain("What it costs");
    expect(problemsOf(sent(message))).toEqual([]);
  });

  test("says what of its card is left out", () => {
    const message = render(reply([table(2, 2), ...long(120)]));
    expect(JSON.stringify(message.card)).toMatch(/Left out, or cut short: \d+ paragraphs/);
    expect(problemsOf(sent(message))).toEqual([]);
  });

  test("gives names more of the width than short numbers, and each column room for its longest word", () => {
    const block: Block = {
      kind: "table",
      caption: "",
      columns: ["", "low", "unbreakable"],
      rows: [["A model of many words at a host of several words", "$5", "$10,059"]],
    };
    const [drawn] = render(reply([block])).card?.body ?? [];
    const [names = 0, numbers = 0, word = 0] = (drawn as { columns: { width: number }[] }).columns.map(
      ({ width }) => width,
    );
    expect(names).toBeGreaterThan(word);
    expect(word).toBeGreaterThan(numbers);
    expect(word / (names + numbers + word)).toBeGreaterThan("unbreakable".length / 50);
  });

  test("shows a table as text before it leaves anything out", () => {
    const big = table(4, 45, "word ".repeat(6));
    const kinds = types([big, big]);
    expect(kinds.filter((type) => type === "Table")).toHaveLength(1);
    expect(kinds.filter((type) => type === "TextBlock")).toHaveLength(3);
    expect(wrong([big, big])).toEqual([]);
  });

  test.for([1, 10, 50, 200])("%i tables are a message that Teams takes", (count) => {
    expect(wrong(Array.from({ length: count }, () => table(5, 20)))).toEqual([]);
  });
});

test("a question is quoted by its words, without marks of its own", () => {
  const { text: words } = render(reply([text("Yes.")]), { asked: "is <at>R&D</at> *safe*?\n# x" });
  expect(words).toBe("**Asked:** is &lt;at&gt;R&amp;D&lt;/at&gt; \\*safe\\*? # x\n\nYes.");
});

test("a reply with nothing in it says that much", () => {
  expect(render(reply([])).text).toBe("I have nothing to say to this.");
  expect(render({ ...reply([]), title: "\n\n" }).summary).toBe("I have nothing to say to this.");
});

describe("the checks of these tests see what Teams would refuse", () => {
  const body = [{ type: "TextBlock", text: "x", wrap: true }];
  const of = (more: object) => problemsOfCard({ type: "AdaptiveCard", version: "1.5", body, ...more });
  test.for([
    { is: "another version", card: { version: "1.6" } },
    { is: "an element that there is not", card: { body: [{ type: "Carousel" }] } },
    { is: "a text that is cut off", card: { body: [{ type: "TextBlock", text: "x" }] } },
    { is: "an empty text", card: { body: [{ type: "TextBlock", text: " ", wrap: true }] } },
    { is: "a chart without a fallback", card: { body: [{ type: "Chart.Line", data: [] }] } },
    {
      is: "an id that is there twice",
      card: {
        body: [
          { ...body[0], id: "a" },
          { ...body[0], id: "a" },
        ],
      },
    },
    { is: "a button without a verb", card: { actions: [{ type: "Action.Execute", title: "x" }] } },
    { is: "a value that is null", card: { body: [{ ...body[0], color: null }] } },
  ])("$is", ({ card }) => {
    expect(of(card)).not.toEqual([]);
  });

  test("and finds nothing wrong with what is right", () => {
    expect(of({})).toEqual([]);
  });
});
