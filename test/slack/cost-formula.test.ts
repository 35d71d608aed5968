import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { costingOn } from "../../src/coster.ts";
import type { Block, Reply } from "../../src/core/reply.ts";
import { renderPages } from "../../src/slack/render-pages.ts";
import { sizeOf } from "../../src/slack/render-blocks.ts";
import { limits } from "../../src/slack/limits.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import type { Args, Message } from "../fakes/slack.ts";
import { assessing, channel, dm, type People, read, text, user } from "./assess-support.ts";

const kb = await realKnowledge();
let p: People;
/** As it is before Slack has a say in it. */
let neutral: Reply | undefined;
beforeEach(async () => {
  neutral = undefined;
  const costing = costingOn(() => kb);
  const formula: typeof costing.formula = (given) => (neutral = costing.formula(given));
  p = await assessing({ answer: answererOf(kb), costing: { ...costing, formula } });
});
afterEach(() => p.on.stop());

const bare = (words: string): string =>
  words
    .replaceAll("*", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();
const linesOf = (block: Block): string[] => {
  if (block.kind === "points") return block.points.map((point) => point.text);
  return block.kind === "text" || block.kind === "note" ? [block.text] : [];
};
const isDated = (line: string): boolean => /\b20\d\d(?:-\d\d)*[:,]|you said so/.test(line);

async function formulaOf(summary: Message): Promise<{ messages: readonly Message[]; lines: string[] }> {
  const before = p.fake.ephemeral(user).length;
  await p.press(summary, "Show the formula");
  return { messages: p.fake.ephemeral(user).slice(before), lines: (neutral?.blocks ?? []).flatMap(linesOf) };
}

const asked = (words: string) => async (): Promise<Message> => {
  await p.writes(`<@U0BOT> ${words}`);
  return p.said(channel)[0] as Message;
};
/** What a form holds before anybody touches it. */
const untouched = (): Args =>
  Object.fromEntries(
    p.modal().blocks.flatMap(({ block_id: id, element }) => {
      if (typeof id !== "string") return [];
      const { action_id, initial_value: value, initial_option, initial_options } = (element ?? {}) as Args;
      const chosen = { selected_option: initial_option, selected_options: initial_options };
      return [[id, { [String(action_id)]: value === undefined ? chosen : { value } }]];
    }),
  );
const filledIn = (values: Args) => async (): Promise<Message> => {
  await p.weigh("cost");
  await p.submit({ ...untouched(), ...values });
  return p.said(dm)[0] as Message;
};

describe("the formula of an ordinary summary comes whole, with every date and source", () => {
  test.for([
    { is: "a volume alone", summary: asked("cost 40k requests a day") },
    { is: "closed against open", summary: asked("cost 40k requests a day, gpt-5.5 vs llama 70b") },
    { is: "a hybrid", summary: asked("cost 40k requests a day, gpt-5.5 vs llama 70b, hybrid") },
    { is: "GPUs that are there", summary: asked("cost 40k requests a day, gpt-5.5 vs llama 70b on our H100s") },
    { is: "half of it in batches", summary: asked("cost 40k requests a day, gpt-5.5 vs llama 70b, 50% batch") },
    { is: "another currency", summary: asked("cost 40k requests a day, gpt-5.5 vs llama 70b in EUR at 1.08") },
    {
      is: "many models",
      summary: asked("cost 40k requests a day, gpt-5.5, claude sonnet 4.6, gpt-5.4 mini, kimi k2.6, llama 70b"),
    },
    { is: "the untouched form", summary: filledIn({}) },
    { is: "a form with GPUs", summary: filledIn({ volume: text("20k a day"), machines: text("4 H100") }) },
  ])("$is", async ({ summary }) => {
    const { messages, lines } = await formulaOf(await summary());
    const told = bare(messages.map(read).join("\n"));
    expect(lines.filter(isDated).length).toBeGreaterThan(10);
    expect(lines.filter((line) => !told.includes(bare(line)))).toEqual([]);
    expect(told).not.toContain("Left out, or cut short");
    expect(messages.length).toBeLessThanOrEqual(3);
  });

  test("in as many messages as it takes, which say so, and no heading stands apart from its list", async () => {
    const { messages } = await formulaOf(await asked("cost 40k requests a day")());
    expect(messages.length).toBeGreaterThan(1);
    for (const [i, message] of messages.entries()) {
      expect(read(message)).toContain(`The formula behind each figure (${i + 1} of ${messages.length})`);
      expect(read(message).trimEnd().split("\n").at(-1)).not.toMatch(/^\*[^*]+\*$/);
    }
  });

  test("numbers of the hardware have a day and a source, too", async () => {
    const { messages } = await formulaOf(await asked("cost 40k requests a day, gpt-5.5 vs llama 70b")());
    const told = messages.map(read).join("\n");
    expect(told).toMatch(/memoryTbPerS [\d.]+ TB\/s, as of 20[\d-]+: \S/);
    expect(told).toMatch(/totalParameters [\d,]+ parameters, as of 20[\d-]+: \S/);
  });
});

describe("a reply over several messages", () => {
  const replyOf = (blocks: Block[]): Reply => ({
    kind: "cost",
    title: "Long",
    blocks,
    citations: [],
    knowledgeVersion: "",
  });
  const list = (count: number): Block => ({
    kind: "points",
    points: Array.from({ length: count }, (_, i) => ({ text: `point ${i} ${"word ".repeat(60)}`.trim(), cites: [] })),
  });

  test("is one where it fits, under its own title", () => {
    expect(renderPages(replyOf([list(3)]), 5).map(({ blocks }) => read({ blocks }).split("\n")[0])).toEqual(["Long"]);
  });

  test("loses no point of a list that is longer than a message, and keeps each within what Slack takes", () => {
    const pages = renderPages(replyOf([list(150)]), 50);
    const told = pages.map(({ blocks }) => read({ blocks })).join("\n");
    for (let i = 0; i < 150; i += 1) expect(told).toContain(`point ${i} `);
    for (const { blocks } of pages) expect(sizeOf(blocks)).toBeLessThanOrEqual(limits.allText);
  });

  test("is of no more messages than may be sent; the last one says what is left out", () => {
    const pages = renderPages(replyOf([list(300)]), 5);
    expect(pages).toHaveLength(5);
    expect(read({ blocks: pages.at(-1)?.blocks })).toContain("Left out, or cut short");
  });
});
