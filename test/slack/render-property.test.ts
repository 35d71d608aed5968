import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Block, Reply } from "../../src/core/reply.ts";
import { validateMessage } from "../../src/playground/payloads.ts";
import { parseAction } from "../../src/slack/actions.ts";
import { render, type RenderOptions } from "../../src/slack/render.ts";

vi.setConfig({ testTimeout: 120_000 }); // the properties draw hundreds of long replies

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
const nasty = fc.oneof(
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
const some = <T>(of: fc.Arbitrary<T>, maxLength = 6) => fc.array(of, { maxLength });
const cited = fc.record({ text: nasty, cites: some(fc.integer({ min: 1, max: 9 }), 3) });
const words = some(nasty, 22);
const numbers = some(fc.oneof(fc.double(), fc.integer({ min: 1, max: 9 })), 3);
const texts = cited.map((c): Block => ({ kind: "text", ...c }));
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  texts,
  some(cited).map((points): Block => ({ kind: "points", points })),
  some(cited).map((steps): Block => ({ kind: "steps", steps })),
  nasty.map((text): Block => ({ kind: "note", text })),
  fc.record({ kind: fc.constant("table" as const), caption: nasty, columns: words, rows: some(words, 4) }),
  fc.record({
    kind: fc.constant("chart" as const),
    shape: fc.constantFrom("line", "bar", "area", "pie"),
    caption: nasty,
    x: nasty,
    y: nasty,
    categories: some(fc.oneof(nasty, fc.constantFrom("a", "b")), 3),
    series: some(fc.record({ name: fc.oneof(nasty, fc.constant("n")), values: numbers }), 2),
  }),
  fc.record({ kind: fc.constant("next" as const), label: nasty, questions: some(nasty, 30) }),
);
const anyReply: fc.Arbitrary<Reply> = fc.record({
  kind: fc.constantFrom("answer", "abstain", "smalltalk", "table", "help", "cost"),
  title: nasty,
  blocks: fc.oneof(some(anyBlock, 8), some(texts, 70)),
  citations: some(
    fc.record({ entry: nasty, title: nasty, documents: some(nasty), sources: some(nasty), reviewed: nasty }),
    12,
  ),
  knowledgeVersion: nasty,
});
const anyOptions: fc.Arbitrary<RenderOptions> = fc.record(
  {
    answerId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    private: fc.boolean(),
    askedBy: fc.record({ userId: fc.oneof(nasty, fc.constant("U1")), question: nasty }),
    actions: fc.subarray(["sources", "compare", "assess"] as const),
  },
  { requiredKeys: [] },
);

// Shrinking a reply of a hundred texts takes minutes; a failure names its seed instead.
const plain = { endOnFailure: true };

type Node = Readonly<Record<string, unknown>>;
const nodes = (value: unknown): Node[] =>
  value === null || typeof value !== "object"
    ? []
    : [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)];
/** Strings that Slack reads for marks, mentions and links: all but those of rich text. */
const readBySlack = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return (value as Node)["type"] === "rich_text" ? [] : Object.values(value).flatMap(readBySlack);
};

test("any reply is a message that Slack takes, without a problem", () => {
  const taken = fc.property(anyReply, anyOptions, (reply, options) => {
    expect(validateMessage(render(reply, options))).toEqual([]);
  });
  fc.assert(taken, { numRuns: 300, ...plain });
});

test("whatever a reply holds, no mention, broadcast or link comes out that was not built here", () => {
  const harmless = fc.property(anyReply, anyOptions, (reply, options) => {
    const message = render(reply, options);
    const built = /[<>]|[@＠](channel|here|everyone|group)\b/i.exec(readBySlack(message).join("\n"));
    expect(built?.[0]).toBeUndefined(); // not the whole message, which takes minutes to print
    const unseen = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]|\\ud[89a-f]/.exec(JSON.stringify(message));
    expect(unseen?.[0]).toBeUndefined();
    const rich = nodes(message)
      .filter((node) => node["type"] === "rich_text")
      .flatMap(nodes);
    const kinds = new Set(
      rich.map((node) => node["type"]).filter((type) => typeof type === "string" && !type.startsWith("rich_text")),
    );
    kinds.delete("text");
    if (options.askedBy?.userId === "U1") kinds.delete("user");
    expect([...kinds]).toEqual([]);
  });
  fc.assert(harmless, { numRuns: 200, ...plain });
});

test("the first sentence of a reply is kept, in the blocks and in the text", () => {
  const sentence = "Rent from 400 million tokens a month.";
  const before = some(
    anyBlock.filter((block) => block.kind !== "text"),
    6,
  );
  const kept = fc.property(anyReply, before, nasty, anyOptions, (reply, first, rest, options) => {
    const lead: Block = { kind: "text", text: `${sentence} ${rest}`, cites: [] };
    const message = render({ ...reply, blocks: [...first, lead, ...reply.blocks] }, options);
    expect(message.text.includes(sentence)).toBe(true);
    expect(JSON.stringify(message.blocks).includes(sentence)).toBe(true);
  });
  fc.assert(kept, { numRuns: 200, ...plain });
});

test("every button says what we know how to read, and nothing of what was asked or answered", () => {
  const opaque = fc.property(anyReply, anyOptions, (reply, options) => {
    for (const node of nodes(render(reply, options).blocks)) {
      if (node["type"] !== "button") continue;
      const parsed = parseAction(node["action_id"], node["value"]);
      expect(parsed).toMatchObject({ ok: true, action: { answerId: options.answerId } });
    }
  });
  fc.assert(opaque, { numRuns: 100, ...plain });
});
