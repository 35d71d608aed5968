import { describe, expect, test } from "vitest";
import { flowAlt, flowLines, flowPicture } from "../../src/core/architecture-flow.ts";
import { chartSvg, shortNumber } from "../../src/drawing/chart-svg.ts";
import { flowSvg } from "../../src/drawing/flow-svg.ts";
import { chartPng, flowPng } from "../../src/drawing/pictures.ts";
import { pngOf } from "../../src/drawing/png.ts";
import { linesOf } from "../../src/drawing/text.ts";
import type { Block } from "../../src/core/reply.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

const { catalog } = await realKnowledge();
const sizeOf = (png: Uint8Array): readonly [width: number, height: number] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};
const chart: Extract<Block, { kind: "chart" }> = {
  kind: "chart",
  shape: "line",
  caption: "Cost by volume",
  x: "requests a day",
  y: "USD a month",
  categories: ["1k", "10k", "100k"],
  series: [
    { name: "GPT & <others>", values: [100, 1_000, 10_000] },
    { name: "Own", values: [2_000, 2_000, 3_000] },
  ],
  mark: { at: "10k", label: "break-even" },
};

describe("a way of building as a picture", () => {
  test("each of them says who sends what where, in words that fit, and is drawn", () => {
    const cut: string[] = [];
    for (const architecture of catalog.architectures.values()) {
      const picture = flowPicture(architecture);
      if (!picture) throw new Error(`${architecture.id} has no flow`);
      expect(picture.parties.length).toBeLessThanOrEqual(4);
      const svg = flowSvg(picture);
      if (svg.includes("…")) cut.push(/[^>]*…/.exec(svg)?.[0] ?? "");
      for (const { name } of picture.parties) for (const word of name.split(" ")) expect(svg).toContain(word);
    }
    expect(cut).toEqual([]);
  });

  test("tells what leaves the company by colour, by thickness and in words", () => {
    const router = catalog.architectures.get("hybrid-router");
    const picture = router && flowPicture(router);
    if (!picture) throw new Error("the router has no flow");
    expect(flowLines(picture)).toContain("4. Router → Closed API: complex requests (leaves the company)");
    expect(flowAlt(picture)).toMatch(
      /^Hybrid with a router\. Outside the company: Closed API\. 1\. Your application → Router: a request/,
    );
    expect(flowSvg(picture).match(/stroke-width="5"/g)).toHaveLength(1);
    const sealed = catalog.architectures.get("sealed-in-house");
    expect(sealed && flowSvg(flowPicture(sealed) as never)).toContain("Nothing leaves the company.");
  });

  test("has its text drawn: with the shipped font there is more in it than without", async () => {
    const [first] = catalog.architectures.values();
    const picture = first && flowPicture(first);
    if (!picture) throw new Error("there is no flow");
    const { png, alt } = await flowPng(picture);
    expect(png.length).toBeGreaterThan(1.5 * (await pngOf(flowSvg(picture), { fonts: [] })).length);
    expect(sizeOf(png)[0]).toBeGreaterThan(900);
    expect(alt.length).toBeGreaterThan(50);
  });
});

describe("a chart as a picture", () => {
  test("has caption, units, the mark and every series; signs are escaped", async () => {
    const svg = await chartSvg(chart);
    for (const words of [
      "Cost by volume",
      "requests a day",
      "USD a month",
      "break-even",
      "GPT &amp; &lt;others&gt;",
      "Own",
      "100k",
    ])
      expect(svg).toContain(words);
    const { png, alt } = await chartPng(chart);
    expect(sizeOf(png)).toEqual([1350, 840]);
    expect(alt).toContain("requests a day 10k: break-even, GPT & <others> 1,000, Own 2,000");
  });

  test("what a whole consists of is one bar with its sums", async () => {
    const svg = await chartSvg({
      ...chart,
      shape: "stack",
      categories: ["rent", "people"],
      series: [{ name: "USD", values: [4_000, 16_000] }],
    });
    for (const words of ["rent: 4,000", "people: 16k", "(20k together)"]) expect(svg).toContain(words);
  });

  test.for([
    [950, "950"],
    [9_500, "9,500"],
    [25_000, "25k"],
    [3_500_000, "3.5M"],
  ] as const)("%d is written %s", ([n, text]) => expect(shortNumber(n)).toBe(text));
});

test("long words are broken into lines, and what is left over shows that it is", () => {
  expect(linesOf("one two three", 100, 20, 2)).toEqual(["one two", "three"]);
  expect(linesOf("one two three four five six", 100, 20, 2)).toEqual(["one two", "three…"]);
});
