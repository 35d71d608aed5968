/** Teams' charts, which Microsoft's open library does not draw: a likeness, as SVG of classes that the style sheet colours. */
import type { Json } from "../protocol.ts";
import { asText } from "../shape.ts";

interface Point {
  readonly x: string | number;
  readonly y: number;
}
interface Series {
  readonly legend: string;
  readonly values: readonly Point[];
}

const width = 440;
const plot = { left: 62, right: width - 12, top: 12, bottom: 210 };
const shortNumber = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const fullNumber = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

type Attributes = Readonly<Record<string, string | number>>;
function svg(name: string, attributes: Attributes, ...inside: readonly (Node | string)[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}
const titled = (words: string): SVGElement => svg("title", {}, words);

/** Round numbers from 0 (or below it) to the largest. */
function ticksOf(values: readonly number[]): number[] {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values) || (least === 0 ? 1 : 0);
  const raw = (most - least) / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * size).find((each) => each >= raw) ?? raw;
  const first = Math.floor(least / step);
  return Array.from({ length: Math.ceil(most / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** The frame of both kinds: lines across with their numbers, and what the axes count. */
function frame(ticks: readonly number[], yOf: (value: number) => number, source: Json, height: number): SVGElement[] {
  const lines = ticks.flatMap((tick) => [
    svg("line", { class: "teams-grid", x1: plot.left, x2: plot.right, y1: yOf(tick), y2: yOf(tick) }),
    svg("text", { x: plot.left - 6, y: yOf(tick) + 4, "text-anchor": "end" }, shortNumber.format(tick)),
  ]);
  const middle = (plot.top + plot.bottom) / 2;
  const y = asText(source["yAxisTitle"]);
  const x = asText(source["xAxisTitle"]);
  return [
    ...lines,
    svg("text", { transform: `translate(12 ${middle}) rotate(-90)`, "text-anchor": "middle" }, y),
    svg("text", { x: (plot.left + plot.right) / 2, y: height - 4, "text-anchor": "middle" }, x),
  ];
}

const longestLabel = 16;
/** Labels below, slanted where they would run into each other. Returns how high the picture is, too. */
function labels(at: readonly { readonly x: number; readonly words: string }[]): [readonly SVGElement[], number] {
  const room = (plot.right - plot.left) / Math.max(1, at.length) / 6.5; // letters
  const isSlanted = at.some(({ words }) => words.length > room);
  const made = at.map(({ x, words }) => {
    const short = words.length > longestLabel ? `${words.slice(0, longestLabel - 1)}…` : words;
    const place = isSlanted
      ? { transform: `translate(${x} ${plot.bottom + 14}) rotate(-30)`, "text-anchor": "end" }
      : { x, y: plot.bottom + 16, "text-anchor": "middle" };
    return svg("text", place, titled(words), short);
  });
  return [made, plot.bottom + (isSlanted ? 82 : 40)];
}

const seriesOf = (source: Json): readonly Series[] => (source["data"] ?? []) as readonly Series[];
const yScale = (ticks: readonly number[]) => {
  const [least, most] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  return (value: number): number => plot.bottom - ((value - least) / (most - least)) * (plot.bottom - plot.top);
};
const says = (legend: string, { x, y }: Point): string => `${legend}, ${x}: ${fullNumber.format(y)}`;

function bars(source: Json): [readonly SVGElement[], number] {
  const all = seriesOf(source);
  const ticks = ticksOf(all.flatMap(({ values }) => values.map(({ y }) => y)));
  const yOf = yScale(ticks);
  const categories = all[0]?.values.map(({ x }) => String(x)) ?? [];
  const slot = (plot.right - plot.left) / Math.max(1, categories.length);
  const wide = Math.min(44, (slot * 0.72) / Math.max(1, all.length));
  const drawn = all.flatMap(({ legend, values }, s) =>
    values.map((point, i) => {
      const x = plot.left + slot * (i + 0.5) + (s - all.length / 2) * wide;
      const [top, foot] = [yOf(Math.max(0, point.y)), yOf(Math.min(0, point.y))];
      const box = { x, y: top, width: Math.max(1, wide - 2), height: Math.max(1, foot - top) };
      return svg("rect", { class: `teams-series-${s}`, ...box }, titled(says(legend, point)));
    }),
  );
  const [below, height] = labels(categories.map((words, i) => ({ x: plot.left + slot * (i + 0.5), words })));
  return [[...frame(ticks, yOf, source, height), ...drawn, ...below], height];
}

function lines(source: Json): [readonly SVGElement[], number] {
  const all = seriesOf(source);
  const ticks = ticksOf(all.flatMap(({ values }) => values.map(({ y }) => y)));
  const yOf = yScale(ticks);
  const xs = all.flatMap(({ values }) => values.map(({ x }) => x));
  const isDay = (x: string | number): boolean => /^\d{4}-\d\d-\d\d$/.test(String(x));
  // As Teams does: numbers alone, or days alone, lie as far apart as they are; anything else is words with even steps.
  const areWords = !xs.every((x) => typeof x === "number") && !xs.every(isDay);
  const named = [...new Set(xs.map(String))];
  const numberOf = (x: string | number): number =>
    areWords ? named.indexOf(String(x)) : typeof x === "number" ? x : Date.parse(x);
  const across = xs.map(numberOf);
  const [first, last] = [Math.min(...across), Math.max(...across)];
  const xOf = (x: string | number): number =>
    plot.left + 10 + ((numberOf(x) - first) / (last - first || 1)) * (plot.right - plot.left - 20);
  const drawn = all.flatMap(({ legend, values }, s) => [
    svg("polyline", {
      class: `teams-line teams-series-${s}`,
      points: values.map(({ x, y }) => `${xOf(x)},${yOf(y)}`).join(" "),
    }),
    ...values.map((point) =>
      svg(
        "circle",
        { class: `teams-series-${s}`, cx: xOf(point.x), cy: yOf(point.y), r: 3.5 },
        titled(says(legend, point)),
      ),
    ),
  ]);
  // Points far apart in value may be close on the axis: only labels with room are written.
  if (areWords) {
    const [below, tall] = labels(named.map((words) => ({ x: xOf(words), words })));
    return [[...frame(ticks, yOf, source, tall), ...drawn, ...below], tall];
  }
  let end = -Infinity;
  const written = (all[0]?.values ?? []).flatMap(({ x }) => {
    const words = typeof x === "number" ? shortNumber.format(x) : x;
    if (xOf(x) - words.length * 3.5 < end + 4) return [];
    end = xOf(x) + words.length * 3.5;
    return [svg("text", { x: xOf(x), y: plot.bottom + 16, "text-anchor": "middle" }, words)];
  });
  const height = plot.bottom + 40;
  return [[...frame(ticks, yOf, source, height), ...drawn, ...written], height];
}

function slices(data: readonly { readonly legend: string; readonly value: number }[]): [readonly SVGElement[], number] {
  const total = data.reduce((sum, { value }) => sum + value, 0) || 1;
  const [cx, cy, r] = [width / 2, 110, 96];
  const at = (part: number): string => {
    const turn = part * 2 * Math.PI - Math.PI / 2;
    return `${cx + r * Math.cos(turn)} ${cy + r * Math.sin(turn)}`;
  };
  let from = 0;
  const drawn = data.map(({ legend, value }, s) => {
    const to = from + value / total;
    const path = `M${cx} ${cy}L${at(from)}A${r} ${r} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}Z`;
    const words = titled(`${legend}: ${fullNumber.format(value)}`);
    const whole = svg("circle", { class: `teams-series-${s}`, cx, cy, r }, words);
    from = to;
    return data.length === 1 ? whole : svg("path", { class: `teams-series-${s}`, d: path }, words);
  });
  return [drawn, 220];
}

/** One bar of a whole, its parts one after another. */
function stack(data: readonly { readonly legend: string; readonly value: number }[]): [readonly SVGElement[], number] {
  const total = data.reduce((sum, { value }) => sum + value, 0) || 1;
  let from = 12;
  const drawn = data.map(({ legend, value }, s) => {
    const wide = (value / total) * (width - 24);
    const box = { x: from, y: 20, width: Math.max(1, wide - 1), height: 56 };
    from += wide;
    return svg("rect", { class: `teams-series-${s}`, ...box }, titled(`${legend}: ${fullNumber.format(value)}`));
  });
  return [drawn, 96];
}

/** A chart with its legend; its values are in the table below it, for who can't see it. */
export function chartOf(name: string, source: Json): HTMLElement {
  const isStack = name === "Chart.HorizontalBar.Stacked";
  const isPie = name === "Chart.Pie" || name === "Chart.Donut";
  const given = (source["data"] ?? []) as readonly Json[];
  const parts = (isStack ? (given[0]?.["data"] ?? []) : given) as readonly {
    readonly legend: string;
    readonly value: number;
  }[];
  const [drawn, height] = isStack
    ? stack(parts)
    : isPie
      ? slices(parts)
      : name === "Chart.Line"
        ? lines(source)
        : bars(source);
  const label = `Chart: ${asText(source["title"])}`;
  const figure = document.createElement("figure");
  figure.className = "teams-chart";
  const legend = document.createElement("ul");
  legend.append(
    ...parts.map((part, s) => {
      const item = document.createElement("li");
      const key = svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" });
      key.append(svg("rect", { class: `teams-series-${s}`, width: 10, height: 10, rx: 2 }));
      item.append(key, isPie || isStack ? `${part.legend}: ${fullNumber.format(part.value)}` : part.legend);
      return item;
    }),
  );
  figure.append(svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ...drawn), legend);
  return figure;
}
