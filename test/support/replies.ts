/** Any reply that there may be, and texts that hurt: what every platform has to draw without a problem. */
import fc from "fast-check";
import type { Block, Reply } from "../../src/core/reply.ts";

// Texts that hurt: marks, control sequences, entities, emoji outside the BMP, half surrogates, turned and invisible
// text, and very long ones.
const signs = [
  "<!channel>",
  "<@U123>",
  "<#C1|x>",
  "<!subteam^S1>",
  "<!subteam^S1|@ops>",
  "<!date^1^{date}|x>",
  "<https://e.example|ours>",
  "<at>Everyone</at>",
  "[ours](https://e.example)",
  "![](https://e.example/x.png)",
  "{{DATE(2026-01-01T00:00:00Z)}}",
  "# head",
  "[1]",
];
const spelled = [
  "@here",
  "@\u200bchannel",
  "@\u2060everyone",
  "<\u200b!here>",
  "&lt;!here&gt;",
  "&amp;lt;!channel>",
  "**<!here|x>**",
];
const odd = [
  "",
  " ",
  "**",
  "*",
  "_",
  "```",
  "\u202e<!channel>\u202c",
  "\u2067abc\u2069",
  "\ufeff",
  "\u200b",
  "\ud800",
  "a\udc00b",
  "\0",
  "مرحبا",
  "👩‍👩‍👧",
];
export const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 3, arbitrary: fc.constantFrom(...signs, ...spelled, ...odd) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom("a", "&", "<", "🧮", "word ", "**b** ", "\n\n", "<!channel> "),
        fc.oneof(fc.integer({ min: 1, max: 9_000 }), fc.constant(40_000)),
      )
      .map(([unit, times]) => unit.repeat(times).slice(0, 40_000)),
  },
);
export const some = <T>(of: fc.Arbitrary<T>, maxLength = 6) => fc.array(of, { maxLength });
const cited = fc.record({ text: nasty, cites: some(fc.integer({ min: 1, max: 9 }), 3) });
const words = some(nasty, 22);
const numbers = some(fc.oneof(fc.double(), fc.integer({ min: 1, max: 9 })), 3);
export const texts = cited.map((c): Block => ({ kind: "text", ...c }));
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  texts,
  some(cited).map((points): Block => ({ kind: "points", points })),
  some(cited).map((steps): Block => ({ kind: "steps", steps })),
  nasty.map((text): Block => ({ kind: "note", text })),
  fc.record({ kind: fc.constant("table" as const), caption: nasty, columns: words, rows: some(words, 4) }),
  fc.record({
    kind: fc.constant("chart" as const),
    shape: fc.constantFrom("line", "bar", "area", "stack"),
    caption: nasty,
    x: nasty,
    y: nasty,
    categories: some(fc.oneof(nasty, fc.constantFrom("a", "b")), 3),
    series: some(fc.record({ name: fc.oneof(nasty, fc.constant("n")), values: numbers }), 2),
  }),
  fc.record({ kind: fc.constant("next" as const), label: nasty, questions: some(nasty, 30) }),
);
export const anyReply: fc.Arbitrary<Reply> = fc.record({
  kind: fc.constantFrom("answer", "abstain", "smalltalk", "table", "help", "cost"),
  title: nasty,
  blocks: fc.oneof(some(anyBlock, 8), some(texts, 70)),
  citations: some(
    fc.record({ entry: nasty, title: nasty, documents: some(nasty), sources: some(nasty), reviewed: nasty }),
    12,
  ),
  knowledgeVersion: nasty,
});

// Shrinking a reply of a hundred texts takes minutes; a failure names its seed instead.
export const plain = { endOnFailure: true };

export type Node = Readonly<Record<string, unknown>>;
/** Everything in a message that is an object. */
export const nodes = (value: unknown): Node[] =>
  value === null || typeof value !== "object"
    ? []
    : [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)];
