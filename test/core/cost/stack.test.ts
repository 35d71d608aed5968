import { describe, expect, test } from "vitest";
import { plannedRequestsPerS } from "../../../src/core/cost/hardware.ts";
import { expectedSetting } from "../../../src/core/cost/inputs.ts";
import { searchHardware } from "../../../src/core/cost/search.ts";
import { isSized } from "../../../src/core/cost/memory.ts";
import { stackFactorAt } from "../../../src/core/cost/stack.ts";
import { sizeLine } from "../../../src/terminal/size.ts";
import { desk, workload } from "./desk.ts";

const c = desk.efficiency;
describe("what a serving stack loses", () => {
  test("is nothing on a single sequence and all that its factor says on many", () => {
    expect(stackFactorAt(0.6, 1, c)).toBe(1);
    expect(stackFactorAt(0.6, 0.3, c)).toBe(1);
    expect(stackFactorAt(0.6, c.b_stack, c)).toBeCloseTo(0.6);
    expect(stackFactorAt(0.6, 5_000, c)).toBeCloseTo(0.6);
    expect(stackFactorAt(0.6, 4, c)).toBeCloseTo(0.8);
  });
  test("is nothing on a tuned one", () => {
    for (const batch of [1, 7, 400]) expect(stackFactorAt(1, batch, c)).toBe(1);
  });
  test("never makes more sequences at once serve less", () => {
    const served = [1, 2, 3, 4, 6, 8, 11, 16, 24, 32].map((concurrency) =>
      Number(
        sizeLine(
          {
            model: "Llama 3.1 8B",
            gpu: "H100",
            gpus: 1,
            precision: "fp8",
            isl: 1_000,
            osl: 500,
            concurrency,
            stack: "day0",
          },
          desk,
        )["tokensPerSecond"],
      ),
    );
    expect(served).toEqual(served.toSorted((a, b) => a - b));
  });
  test("is taken as it was measured by who measured it, however few sequences there are", () => {
    const plannedFor = (given: object): number => {
      const one = workload({ requestsPerDay: 5_000, model: "Llama 3.1 405B", tpotLimitS: 0.045, ...given });
      if (!isSized(one.model)) throw new Error("unsized");
      const setting = expectedSetting(one.inputs);
      const { best } = searchHardware(one.model, setting, {
        workload: one,
        desk,
        costOf: (hardware) => hardware.replica.layout.gpus,
      });
      if (!best) throw new Error("no hardware");
      const served = best.served(setting.values);
      if (served.kind !== "served") throw new Error("not served");
      expect(served.rate.batch).toBeLessThan(c.b_stack);
      return plannedRequestsPerS(best, setting) / served.rate.requestsPerS;
    };
    expect(plannedFor({ s_stack: 0.5 })).toBeCloseTo(0.5);
    expect(plannedFor({})).toBeGreaterThan(c.s_default);
  });
});
