import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Block } from "../../src/core/reply.ts";
import { validateMessage } from "../../src/playground/payloads.ts";
import { parseAction } from "../../src/slack/actions.ts";
import { render, type RenderOptions } from "../../src/slack/render.ts";
import { anyBlock, anyReply, nasty, type Node, nodes, plain, some } from "../support/replies.ts";

vi.setConfig({ testTimeout: 120_000 }); // the properties draw hundreds of long replies

const anyOptions: fc.Arbitrary<RenderOptions> = fc.record(
  {
    answerId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    private: fc.boolean(),
    askedBy: fc.record({ userId: fc.oneof(nasty, fc.constant("U1")), question: nasty }),
    actions: fc.subarray(["sources", "compare", "assess"] as const),
  },
  { requiredKeys: [] },
);

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
    const { text, blocks } = render(reply, options); // what goes out
    const message = { text, blocks };
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
