/** Pictures as PNG, each with words for those who cannot see it. */
import { flowAlt, type FlowPicture } from "../core/architecture-flow.ts";
import { type Block, chartAsTable } from "../core/reply.ts";
import { chartSvg } from "./chart-svg.ts";
import { flowSvg } from "./flow-svg.ts";
import { pngOf, smallPngOf } from "./png.ts";

export interface Picture {
  readonly png: Uint8Array;
  readonly alt: string;
}

export const flowPng = async (picture: FlowPicture, isSmall = false): Promise<Picture> => ({
  png: await (isSmall ? smallPngOf : pngOf)(flowSvg(picture)),
  alt: flowAlt(picture),
});

const longestAlt = 900; // Slack takes 1,000

export async function chartPng(chart: Extract<Block, { kind: "chart" }>): Promise<Picture> {
  const { caption, columns, rows } = chartAsTable(chart);
  const all = rows.map((row) => row.map((cell, i) => `${columns[i] ?? ""} ${cell}`).join(", ")).join("; ");
  return { png: await pngOf(await chartSvg(chart)), alt: `${caption}. ${all}`.slice(0, longestAlt) };
}
