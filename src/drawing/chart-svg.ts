/** A neutral chart as SVG, by echarts on the server. */
import type { Block } from "../core/reply.ts";

type Chart = Extract<Block, { kind: "chart" }>;

/** Told apart also by people who see few colours (after Okabe and Ito), and by their marks. */
const palette = ["#0072b2", "#d55e00", "#009e73", "#7a4fa3", "#e69f00", "#56b4e9"];
const symbols = ["circle", "rect", "triangle", "diamond", "pin", "arrow"];
const [width, height] = [900, 560];
const font = 18;
const logFrom = 30; // a range wider than this would press small values into the axis

export async function chartSvg(chart: Chart): Promise<string> {
  // For those who draw. All of it in one file loads three times as fast as its parts, which are hundreds of files.
  const echarts = await import("echarts/dist/echarts.esm.min");
  const drawn = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  drawn.setOption(chart.shape === "stack" ? stackOption(chart) : axesOption(chart));
  const svg = drawn.renderToSVGString();
  drawn.dispose();
  return svg;
}

const words = (size = font, weight: "normal" | 600 = "normal") => ({
  fontFamily: "Inter",
  fontSize: size,
  fontWeight: weight,
  color: "#1b2733",
});
const titled = (caption: string) => ({
  text: caption,
  left: 20,
  top: 14,
  textStyle: { ...words(23, 600), width: width - 40, overflow: "break" as const },
});

/** "1,000", "25k", "3.5M". */
export function shortNumber(n: number): string {
  const [value, unit] =
    Math.abs(n) >= 1e9
      ? [n / 1e9, "B"]
      : Math.abs(n) >= 1e6
        ? [n / 1e6, "M"]
        : Math.abs(n) >= 1e4
          ? [n / 1e3, "k"]
          : [n, ""];
  return `${value.toLocaleString("en-US", { maximumFractionDigits: unit === "" ? 2 : 1 })}${unit}`;
}

function axesOption({ shape, caption, x, y, categories, series, mark }: Chart) {
  const values = series.flatMap((one) => one.values).filter((value) => value > 0);
  const isLog = shape === "line" && Math.max(...values) / Math.min(...values) > logFrom;
  const at = mark && categories.includes(mark.at) ? mark : undefined;
  return {
    animation: false,
    color: palette,
    title: titled(caption),
    legend: { bottom: 10, left: 20, right: 20, textStyle: words(), itemGap: 22 },
    grid: { left: 96, right: 40, top: 92, bottom: 48 + 50 + 28 * Math.floor(series.length / 4) },
    xAxis: {
      type: "category" as const,
      data: [...categories],
      name: x,
      nameLocation: "middle" as const,
      nameGap: 34,
      nameTextStyle: words(),
      axisLabel: { ...words(16), hideOverlap: true },
    },
    yAxis: {
      type: isLog ? ("log" as const) : ("value" as const),
      name: y + (isLog ? " (each step ten times as much)" : ""),
      nameTextStyle: { ...words(16), align: "left" as const, padding: [0, 0, 4, -70] },
      axisLabel: { ...words(16), formatter: (n: number) => shortNumber(n) },
    },
    series: series.map(({ name, values: data }, i) => ({
      name,
      type: shape === "bar" ? ("bar" as const) : ("line" as const),
      data: [...data],
      symbol: symbols[i % symbols.length],
      symbolSize: 11,
      lineStyle: { width: 3.5 },
      ...(shape === "area" ? { areaStyle: {}, stack: "all" } : {}),
      ...(i === 0 && at
        ? {
            markLine: {
              symbol: "none",
              lineStyle: { color: "#1b2733", type: "dashed" as const, width: 2 },
              label: { ...words(17, 600), formatter: at.label, position: "insideEndTop" as const },
              data: [{ xAxis: at.at }],
            },
          }
        : {}),
    })),
  };
}

/** What a whole consists of, as one stacked bar with its sums: its parts are compared by length. */
function stackOption({ caption, categories, series }: Chart) {
  const values = series[0]?.values ?? [];
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    animation: false,
    color: palette,
    title: titled(`${caption} (${shortNumber(sum)} together)`),
    legend: { bottom: 16, left: 20, right: 20, textStyle: words(), itemGap: 22 },
    grid: { left: 40, right: 40, top: 90, bottom: 130 },
    xAxis: {
      type: "value" as const,
      max: sum,
      splitLine: { show: false },
      axisLabel: { showMaxLabel: false, ...words(16), formatter: (n: number) => shortNumber(n) },
    },
    yAxis: { type: "category" as const, data: [""], axisTick: { show: false } },
    series: categories.map((name, i) => ({
      name: `${name}: ${shortNumber(values[i] ?? 0)}`,
      type: "bar" as const,
      stack: "all",
      barWidth: 210,
      data: [values[i] ?? 0],
      label: {
        show: (values[i] ?? 0) > sum / 12,
        ...words(18, 600),
        color: "#ffffff",
        formatter: shortNumber(values[i] ?? 0),
      },
    })),
  };
}
