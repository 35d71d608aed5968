/**
 * One cost summary: the search over GPUs and layouts, 1,000 draws of every option, drivers, break-even and chart. Beside it the
 * bare random numbers of those draws, each sent through the logarithm and exponential that a range takes, in the same run.
 */
import { drawCount } from "../../src/core/cost/range.ts";
import { inputNames } from "../../src/core/cost/inputs.ts";
import { type Given } from "../../src/core/cost/read-inputs.ts";
import { readWorkload } from "../../src/core/cost/read-workload.ts";
import { costSummary } from "../../src/core/cost/summary.ts";
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import { chartSvg } from "../../src/drawing/chart-svg.ts";
import { chartPng } from "../../src/drawing/pictures.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { type Timed, timed, timedLater } from "./timed.ts";
import { calibrationTable } from "./throughput.ts";

const today = "2026-11-30";
/** From a workload of which nothing is known to one whose hours, hardware and sellers are all given. */
const workloads: readonly Given[] = [
  { requestsPerDay: 40_000 },
  { requestsPerDay: 2_000, inputTokens: 600, outputTokens: 250, tpotLimitS: 0.05 },
  { requestsPerDay: 2_000_000, inputTokens: 1_500, outputTokens: 400, autoscaled: true, growthPerMonth: 0.1 },
  { requestsPerDay: 50_000, inputTokens: 8_000, outputTokens: 900, model: "DeepSeek R1", tpotLimitS: 0.08 },
  { requestsPerDay: 300_000, model: "Llama 3.1 8B", gpu: "H100", gpus: 1, precision: "fp8", api: ["gpt-5.4-nano"] },
];

/** One picture, and what of it is echarts alone; the second of loading it is not in it. */
async function benchPictures(kb: KnowledgeBase): Promise<Timed[]> {
  const { reply } = answererOf(kb)({ text: "what would 40k requests a day cost on GPT-5.5?", context: [] });
  const chart = reply.blocks.find((block) => block.kind === "chart");
  if (chart?.kind !== "chart") throw new Error("the summary has no chart");
  const all = Array.from({ length: 8 }, () => chart);
  return [
    await timedLater("chart as PNG", all, (one) => chartPng(one)),
    await timedLater("of it the SVG", all, (one) => chartSvg(one)),
  ];
}

export async function benchCost(): Promise<{
  readonly rows: readonly Timed[];
  readonly pictures: readonly Timed[];
  readonly calibration: string;
}> {
  const kb = await realKnowledge();
  const { costs: desk } = kb;
  if (!desk) throw new Error("the files of the cost engine do not load");
  const read = workloads.map((given) => {
    const one = readWorkload(given, desk, today);
    if (!one.ok) throw new Error(one.problems.join("; "));
    return one.workload;
  });
  const numbers = drawCount * inputNames.length;
  const rows = [
    timed("cost summary, search and 1,000 draws", read, (workload) => costSummary(workload, desk)),
    timed(`${numbers} bare exponentials of logarithms`, read, () => {
      let sum = 0;
      for (let i = 1; i <= numbers; i += 1) sum += Math.exp(0.5 * Math.log(i));
      return sum;
    }),
  ];
  return { rows, pictures: await benchPictures(kb), calibration: calibrationTable(desk) };
}
