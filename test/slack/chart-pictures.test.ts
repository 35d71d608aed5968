import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { costingOn } from "../../src/coster.ts";
import type { Answer } from "../../src/core/ports.ts";
import type { Block } from "../../src/core/reply.ts";
import type { Args, Message } from "../fakes/slack.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { assessing, channel, type People, read } from "./assess-support.ts";
import { scopes } from "../../src/slack/manifest.ts";
import { degrade, type Wire } from "../../src/slack/degrade.ts";
import { render } from "../../src/slack/render.ts";
import { RespondFailed } from "../../src/slack/response-url.ts";
import { token } from "../fakes/slack.ts";

const kb = await realKnowledge();
const costing = costingOn(() => kb);
let p: People;
afterEach(() => p.on.stop());
const asked = "<@U0BOT> what would 40k requests/day cost, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s?";
const typesIn = (message: Message | undefined): unknown[] => (message?.blocks ?? []).map(({ type }) => type);
const picturesIn = (message: Message | undefined): Args[] =>
  (message?.blocks ?? []).filter(({ type }) => type === "image");
const drawn = (message: Message | undefined): unknown[] =>
  typesIn(message).filter((type) => ["table", "data_visualization", "image"].includes(String(type)));

describe("a summary whose charts Slack does not take", () => {
  beforeEach(async () => {
    p = await assessing({ answer: answererOf(kb), costing });
  });

  test("shows them as pictures in their places, with words for who can't see them, and its table and buttons", async () => {
    p.fake.refuse("chat.postMessage", "invalid_blocks", 2);
    await p.writes(asked);
    const [said, ...others] = p.said(channel);
    expect(others).toEqual([]);
    expect(drawn(said)).toEqual(["table", "image", "image"]);
    const [volume, parts] = picturesIn(said);
    expect(volume?.["alt_text"]).toMatch(/^Cost by volume.*requests a day \d+k: break-even, GPT-5\.5 [\d,]+/);
    expect(parts?.["alt_text"]).toContain("people");
    expect(typesIn(said)).toContain("actions");
    expect([...p.fake.workspace.files.values()].map(({ bytes }) => bytes?.subarray(1, 4).toString())).toEqual([
      "PNG",
      "PNG",
    ]);
  });

  test("waits until Slack has looked at the pictures", async () => {
    p.fake.workspace.usesUntilReady = 1;
    p.fake.refuse("chat.postMessage", "invalid_blocks", 2);
    await p.writes(asked);
    expect(drawn(p.said(channel)[0])).toEqual(["table", "image", "image"]);
  });

  test("shows their figures in words where no file may be sent", async () => {
    p.fake.install({ token, scopes: Object.keys(scopes).filter((scope) => scope !== "files:write") });
    p.fake.refuse("chat.postMessage", "invalid_blocks");
    await p.writes(asked);
    const [said] = p.said(channel);
    expect(drawn(said)).toEqual(["table"]);
    expect(read(said as never)).toMatch(/\d+k: break-even; GPT-5\.5: [\d,]+/);
    expect(p.on.logged.join()).toContain("slack-picture-not-sent");
  });

  test("is words alone where Slack takes no blocks of it at all", async () => {
    p.fake.refuse("chat.postMessage", "invalid_blocks", 4);
    await p.writes(asked);
    const [said] = p.said(channel);
    expect(said?.blocks ?? []).toEqual([]);
    expect(said?.text).toContain("At 40,000 requests a day");
  });

  test("has its pictures when a button changes it, too", async () => {
    await p.writes(asked);
    for (const label of ["Double the volume", "Double the volume"]) {
      p.fake.refuse("chat.update", "invalid_blocks", 2);
      await p.press(p.said(channel)[0] as never, label);
      expect(drawn(p.said(channel)[0])).toEqual(["table", "image", "image"]);
    }
    const [said] = p.said(channel);
    expect(read(said as never)).toContain("At 160,000 requests a day");
  });
});

describe("what self-hosting consists of, which Slack's own charts can't stack,", () => {
  test("is a picture of one stacked bar beside Slack's own chart by volume", async () => {
    p = await assessing({ answer: answererOf(kb), costing });
    await p.writes(asked);
    const [said] = p.said(channel);
    expect(drawn(said)).toEqual(["table", "data_visualization", "image"]);
    expect(picturesIn(said)[0]?.["alt_text"]).toMatch(/people, USD a month [\d,]+/);
    await p.press(said as never, "Double the volume");
    expect(drawn(p.said(channel)[0])).toEqual(["table", "data_visualization", "image"]);
  });

  test("is Slack's pie where no file may be sent", async () => {
    p = await assessing({ answer: answererOf(kb), costing });
    p.fake.install({ token, scopes: Object.keys(scopes).filter((scope) => scope !== "files:write") });
    await p.writes(asked);
    expect(drawn(p.said(channel)[0])).toEqual(["table", "data_visualization", "data_visualization"]);
  });

  test("is Slack's pie where Slack does not show the picture, or the picture is late", async () => {
    p = await assessing({ answer: answererOf(kb), costing });
    const { reply } = answererOf(kb)({ text: asked.replace("<@U0BOT> ", ""), context: [] });
    const shown = (blocks: Wire["blocks"] = []) => blocks.map(({ type }) => type).filter((type) => type !== "section");
    const sent: string[][] = [];
    const send = async ({ blocks = [] }: Wire): Promise<void> => {
      sent.push(shown(blocks));
      if (blocks.some(({ type }) => type === "image"))
        throw new RespondFailed(400, '{"ok":false,"error":"invalid_blocks"}');
    };
    const isRefused = (error: unknown): boolean => error instanceof RespondFailed && error.isRefused;
    const image = { type: "image" as const, slack_file: { id: "F1" }, alt_text: "a chart" };
    await degrade(render(reply), send, async () => image, isRefused);
    expect(sent.at(-1)).toEqual(shown(render(reply).blocks));
    sent.length = 0;
    await degrade(render(reply), send, () => new Promise(() => {}), isRefused);
    expect(sent).toEqual([shown(render(reply).blocks)]);
  });
});

test("one person's own message, in which no file of ours may stand, has the figures of a refused chart", async () => {
  p = await assessing({ answer: answererOf(kb), costing });
  const { reply } = answererOf(kb)({ text: asked.replace("<@U0BOT> ", ""), context: [] });
  const sent: (readonly { readonly type: string }[])[] = [];
  const send = async ({ blocks = [] }: Wire): Promise<void> => {
    sent.push(blocks);
    if (sent.length === 1) throw new RespondFailed(400, '{"ok":false,"error":"invalid_blocks"}');
  };
  const isRefused = (error: unknown): boolean => error instanceof RespondFailed && error.isRefused;
  await degrade(render(reply), send, undefined, isRefused);
  expect(sent[0]?.map(({ type }) => type)).toContain("data_visualization");
  expect(sent[1]?.map(({ type }) => type)).not.toContain("data_visualization");
  expect(JSON.stringify(sent[1])).toMatch(/k: break-even; GPT-5\.5: [\d,]+/);
});

test("a chart is figures in words where Slack takes neither it nor its picture", async () => {
  p = await assessing({ answer: answererOf(kb), costing });
  const { reply } = answererOf(kb)({ text: asked.replace("<@U0BOT> ", ""), context: [] });
  const sent: string[][] = [];
  const send = async ({ blocks = [] }: Wire): Promise<void> => {
    sent.push(blocks.map(({ type }) => type));
    const isTaken = !blocks.some(({ type }) => type === "data_visualization" || type === "image");
    if (!isTaken) throw new RespondFailed(400, '{"ok":false,"error":"invalid_blocks"}');
  };
  const picture = async () => ({ type: "image" as const, slack_file: { id: "F1" }, alt_text: "a chart" });
  const isRefused = (error: unknown): boolean => error instanceof RespondFailed && error.isRefused;
  await degrade(render(reply), send, picture, isRefused);
  expect(sent).toHaveLength(4);
  expect(sent[2]).toContain("image");
  expect(sent[3]).not.toContain("data_visualization");
  expect(sent[3]).toContain("table");
});

test("a chart of more lines than Slack draws is a picture above its figures", async () => {
  const wide: Block = {
    kind: "chart",
    shape: "line",
    caption: "Seven ways",
    x: "requests a day",
    y: "USD a month",
    categories: ["1k", "2k"],
    series: Array.from({ length: 7 }, (_, i) => ({ name: `Way ${i + 1}`, values: [i + 1, 2 * i + 1] })),
  };
  const reply = { kind: "cost", title: "Ways", blocks: [wide], citations: [], knowledgeVersion: "v1" } as const;
  const answer: Answer = () => ({ reply, trace: { advisor: "cost", entries: [], confidence: 1, ms: 0 } });
  p = await assessing({ answer, costing });
  await p.writes(asked);
  const [said] = p.said(channel);
  expect(drawn(said)).toEqual(["image", "table"]);
  expect(picturesIn(said)[0]?.["alt_text"]).toContain("Way 7 13");
});
