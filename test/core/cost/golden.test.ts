import { describe, expect, test } from "vitest";
import type { CostDesk } from "../../../src/core/cost/desk.ts";
import { sizeLine } from "../../../src/terminal/size.ts";
import { csvRows } from "../../support/csv.ts";
import { realKnowledge } from "../../support/real-knowledge.ts";

const { costs } = await realKnowledge();
const desk = costs as CostDesk;
const rows = csvRows(new URL("engine-golden.csv", import.meta.url));

/** Columns of the recorded rows, and what they are called here. */
const columns = {
  weights_gb: "weightsGb",
  batch_memory_limit: "batchMemoryLimit",
  batch: "batch",
  t_weights_ms: "tWeightsMs",
  t_compute_ms: "tComputeMs",
  t_kv_ms: "tKvMs",
  t_comm_ms: "tCommMs",
  t_fixed_ms: "tFixedMs",
  step_ms: "stepMs",
  prefill_ms: "prefillMs",
  tpot_ms: "tpotMs",
  output_tokens_per_s: "tokensPerSecond",
  requests_per_s: "requestsPerSecond",
} as const;

describe("the recorded rows of the cost model's prototype", () => {
  test("are 72, of which one does not fit", () => {
    expect(rows).toHaveLength(72);
    expect(rows.filter(({ fits }) => fits !== "yes")).toHaveLength(1);
  });

  test.for(rows.map((row, i) => [i + 2, row] as const))("line %i is reproduced within 1 %", ([, row]) => {
    const { model, gpu, gpus, parallel, precision, isl, osl, tpot_limit_s: limit } = row;
    const sized = sizeLine(
      {
        model,
        gpu,
        precision,
        gpus: Number(gpus),
        parallelism: parallel,
        isl: Number(isl),
        osl: Number(osl),
        ...(limit ? { tpot_limit_s: Number(limit) } : {}),
      },
      desk,
    );
    expect(sized["fits"]).toBe(row["fits"] === "yes");
    if (row["fits"] !== "yes") {
      expect(sized["reason"]).toMatch(/per token at the 99th percentile, and the limit is 50 ms; /);
      return;
    }
    const far = Object.entries(columns).flatMap(([column, name]) => {
      const written = row[column] ?? "";
      const [want, got] = [Number(written), Number(sized[name])];
      // What was recorded is rounded: half of its last digit is no difference.
      const rounding = 0.5 * 10 ** -(written.split(".")[1]?.length ?? 0);
      return Math.abs(got - want) <= 0.01 * want + rounding ? [] : [`${name}: ${got} instead of ${written}`];
    });
    expect(far).toEqual([]);
  });
});
