import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Block } from "../../src/core/reply.ts";
import { parseAction } from "../../src/teams/actions.ts";
import { activityOf, type Shape } from "../../src/teams/activity.ts";
import { questionsOf, render, type RenderOptions } from "../../src/teams/render.ts";
import { labelled } from "../../src/teams/asking.ts";
import { anyBlock, anyReply, nasty, nodes, plain, some } from "../support/replies.ts";
import { problemsOf } from "./validate.ts";

vi.setConfig({ testTimeout: 120_000 }); // the properties draw hundreds of long replies

const anyOptions: fc.Arbitrary<RenderOptions> = fc.record(
  {
    answerId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    canShare: fc.boolean(),
    asked: nasty,
    offers: fc.subarray(["compare", "assess", "share"] as const),
  },
  { requiredKeys: [] },
);
// As `readIncoming` lets them in.
const labelPart = nasty.map((text) => text.slice(0, 400));
const anyLabel = fc.option(fc.record({ id: labelPart, name: labelPart, description: labelPart }), { nil: undefined });

/** As it goes over the wire, but for where it goes. */
const sent = (message: ReturnType<typeof render>, shape?: Shape) =>
  JSON.parse(JSON.stringify(activityOf(message, shape))) as Record<string, unknown>;

test("any reply is a message that Teams takes and Microsoft's own parser draws, whole or as words alone", () => {
  const taken = fc.property(anyReply, anyOptions, anyLabel, (reply, options, label) => {
    const message = labelled(render(reply, options), label);
    expect(problemsOf(sent(message))).toEqual([]);
    expect(problemsOf(sent(message, "words"))).toEqual([]);
  });
  fc.assert(taken, { numRuns: 100, ...plain });
});

/** Strings that Teams reads for marks: all but those of rich text. */
const readByTeams = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return (value as Record<string, unknown>)["type"] === "TextRun" ? [] : Object.values(value).flatMap(readByTeams);
};

test("whatever a reply holds, no mention, tag, link, picture or date comes out that was not built here", () => {
  const harmless = fc.property(anyReply, anyOptions, (reply, options) => {
    const activity = sent(render(reply, options));
    const marks = readByTeams([activity["text"], nodes(activity["attachments"]).map(({ text }) => text)]).join("\n");
    const built = /<\/?[a-z!]|(?<!\\)\]\(|!\[|\{\{/i.exec(marks);
    expect(built?.[0]).toBeUndefined(); // not the whole message, which takes minutes to print
    const unseen = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]|\\ud[89a-f]/.exec(JSON.stringify(activity));
    expect(unseen?.[0]).toBeUndefined();
    const kinds = new Set(((activity["entities"] ?? []) as { type: string }[]).map(({ type }) => type));
    kinds.delete("https://schema.org/Message");
    expect([...kinds]).toEqual([]);
  });
  fc.assert(harmless, { numRuns: 100, ...plain });
});

test("the first sentence of a reply is kept, above the card or in it", () => {
  const sentence = "Rent from 400 million tokens a month.";
  const before = some(
    anyBlock.filter((block) => block.kind !== "text"),
    3,
  );
  const kept = fc.property(
    anyReply,
    before,
    fc.string({ maxLength: 500 }),
    anyOptions,
    (reply, first, rest, options) => {
      const lead: Block = { kind: "text", text: `${sentence} ${rest}`, cites: [] };
      const message = render({ ...reply, blocks: [lead, ...first, ...reply.blocks] }, options);
      expect(message.text.includes(sentence)).toBe(true);
    },
  );
  fc.assert(kept, { numRuns: 100, ...plain });
});

test("every button says what we know how to read, and nothing of what was asked or answered", () => {
  const opaque = fc.property(anyReply, anyOptions, (reply, options) => {
    for (const node of nodes(render(reply, options).card)) {
      if (node["type"] !== "Action.Execute") continue;
      expect(parseAction(String(node["verb"]), node["data"])).toMatchObject({ answerId: options.answerId });
      expect(Object.keys(node["data"] as object).filter((key) => key !== "a" && key !== "q")).toEqual([]);
    }
  });
  fc.assert(opaque, { numRuns: 50, ...plain });
});

test("a question to press is the one that stands on it", () => {
  const right = fc.property(anyReply, (reply) => {
    const message = render(reply, { answerId: "A1" });
    const questions = questionsOf(reply);
    for (const { verb, data, title, tooltip } of nodes(message.card)) {
      if (verb !== "answer.next") continue;
      const { q } = data as { q: number };
      // What can't be seen is left out of what is shown, and lines become one.
      const bare = (text: unknown) => String(text).replaceAll(/[^\p{L}\p{N}]/gu, "");
      const whole = bare(questions[q]);
      expect(whole.startsWith(bare(tooltip ?? title).slice(0, 30)) || whole === "").toBe(true);
    }
  });
  fc.assert(right, { numRuns: 50, ...plain });
});
