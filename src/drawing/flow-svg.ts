/** A flow as a sequence of arrows between columns: readable on a phone, and told apart by more than colour. */
import type { Arrow, FlowPicture } from "../core/architecture-flow.ts";
import { escaped, linesOf, textWidth } from "./text.ts";

const columnWidth = 300;
const margin = 24;
const titleHeight = 64;
const headHeight = 76;
const rowHeight = 92;
const legendHeight = 56;
const font = 21;
const colours = {
  ink: "#1b2733",
  line: "#44546a",
  inside: { fill: "#e6f0fb", stroke: "#2f6db5" },
  outside: { fill: "#fdebdd", stroke: "#b84a00" },
  leaves: "#b84a00",
} as const;

export function flowSvg({ title, parties, arrows }: FlowPicture): string {
  const width = 2 * margin + Math.max(2, parties.length) * columnWidth;
  const height = titleHeight + headHeight + arrows.length * rowHeight + legendHeight;
  const centre = new Map(parties.map(({ name }, i) => [name, margin + (i + 0.5) * columnWidth]));
  const at = (name: string): number => centre.get(name) ?? margin;
  const bottom = height - legendHeight;
  const columns = parties.map(({ name, isOutside }) => column(name, isOutside, at(name), bottom));
  const rows = arrows.map((arrow, i) => row(arrow, i, at(arrow.from), at(arrow.to)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter" font-size="${font}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    text(margin, 42, [title], { size: 27, weight: 600, anchor: "start" }),
    ...columns,
    ...rows,
    legend(
      bottom + 36,
      parties.some(({ isOutside }) => isOutside),
      arrows.some(({ leaves }) => leaves),
    ),
    "</svg>",
  ].join("\n");
}

interface Style {
  readonly size?: number;
  readonly weight?: number;
  readonly anchor?: "start" | "middle";
  readonly fill?: string;
}
const text = (
  x: number,
  y: number,
  lines: readonly string[],
  { size = font, weight = 400, anchor = "middle", fill = colours.ink }: Style = {},
): string =>
  lines
    .map(
      (line, i) =>
        `<text x="${x}" y="${y + i * size * 1.2}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${fill}">${escaped(line)}</text>`,
    )
    .join("");

function column(name: string, isOutside: boolean, x: number, bottom: number): string {
  const { fill, stroke } = isOutside ? colours.outside : colours.inside;
  const top = titleHeight;
  const w = columnWidth - 36;
  const dashes = isOutside ? ' stroke-dasharray="9 6"' : "";
  const lines = linesOf(name, w - 20, font, 2);
  const y = top + 38 - (lines.length - 1) * font * 0.6;
  return [
    `<line x1="${x}" y1="${top + 62}" x2="${x}" y2="${bottom}" stroke="${stroke}" stroke-width="2" opacity="0.45"${dashes}/>`,
    `<rect x="${x - w / 2}" y="${top}" width="${w}" height="62" rx="10" fill="${fill}" stroke="${stroke}" stroke-width="3"${dashes}/>`,
    text(x, y, lines, { weight: 600 }),
  ].join("");
}

function row({ from, to, sends, leaves }: Arrow, i: number, x1: number, x2: number): string {
  const top = titleHeight + headHeight + i * rowHeight;
  const label = `${i + 1}. ${sends}`;
  if (from === to) {
    const w = columnWidth - 50;
    const lines = linesOf(label, w - 20, font, 2);
    return `<rect x="${x1 - w / 2}" y="${top + 12}" width="${w}" height="66" rx="8" fill="#ffffff" stroke="${colours.line}" stroke-width="2"/>${text(x1, top + 51 - (lines.length - 1) * 13, lines)}`;
  }
  const colour = leaves ? colours.leaves : colours.line;
  const room = Math.abs(x2 - x1) - 34;
  const lines = linesOf(label, room, font, 2);
  const y = top + 74;
  const towards = x2 > x1 ? 1 : -1;
  const end = x2 - towards * 4;
  const middle = (x1 + x2) / 2;
  const box = Math.max(...lines.map((line) => textWidth(line, font))) + 12;
  return [
    `<rect x="${middle - box / 2}" y="${y - 14 - lines.length * 25}" width="${box}" height="${lines.length * 25 + 4}" fill="#ffffff" opacity="0.9"/>`,
    `<line x1="${x1}" y1="${y}" x2="${end - towards * 10}" y2="${y}" stroke="${colour}" stroke-width="${leaves ? 5 : 2.5}"/>`,
    `<path d="M ${end} ${y} l ${-towards * 17} -9 v 18 z" fill="${colour}"/>`,
    text(middle, y - 14 - (lines.length - 1) * 25, lines, {
      fill: leaves ? colours.leaves : colours.ink,
      weight: leaves ? 600 : 400,
    }),
  ].join("");
}

/** Says what the picture's marks mean: dashes and thick lines, so that nobody needs the colours. */
function legend(y: number, hasOutside: boolean, leaves: boolean): string {
  const says = [
    leaves ? "Thick orange arrow: leaves the company." : "Nothing leaves the company.",
    ...(hasOutside ? ["Dashed: outside it."] : []),
  ];
  const fill = leaves ? colours.leaves : colours.inside.stroke;
  return text(margin, y, [says.join(" ")], { size: 18, anchor: "start", fill });
}
