import fc from "fast-check";
import { expect, test } from "vitest";
import { type Gpu, precisions } from "../../../src/core/cost/book.ts";
import type { CostDesk } from "../../../src/core/cost/desk.ts";
import { layoutKinds } from "../../../src/core/cost/layout.ts";
import { isSized } from "../../../src/core/cost/memory.ts";
import { replicaOf } from "../../../src/core/cost/replica.ts";
import { serve } from "../../../src/core/cost/throughput.ts";
import { realKnowledge } from "../../support/real-knowledge.ts";

const { costs } = await realKnowledge();
const { book, efficiency } = costs as CostDesk;

const workload = fc.record({
  model: fc.constantFrom(...book.models.filter(isSized)),
  gpu: fc.constantFrom(...book.gpus),
  precision: fc.constantFrom(...precisions),
  layout: fc.record({ kind: fc.constantFrom(...layoutKinds), gpus: fc.constantFrom(1, 2, 4, 8) }),
  load: fc.record({
    inputTokens: fc.integer({ min: 1, max: 30_000 }),
    outputTokens: fc.integer({ min: 1, max: 4_000 }),
    hit: fc.double({ min: 0, max: 0.9, noNaN: true }),
  }),
  batch: fc.constantFrom(1, 16, 256, 2_048),
  tpotLimitS: fc.option(fc.double({ min: 0.01, max: 0.5, noNaN: true }), { nil: undefined }),
});
type Case = typeof workload extends fc.Arbitrary<infer T> ? T : never;

const served = ({ model, layout, precision, load, batch, tpotLimitS }: Case, gpu: Gpu) =>
  serve(replicaOf(model, gpu, { layout, precision, efficiency }), load, { batch, tpotLimitS }, efficiency);

const better: Readonly<Record<string, (gpu: Gpu, times: number) => Gpu>> = {
  bandwidth: (gpu, times) => ({ ...gpu, memoryTbPerS: gpu.memoryTbPerS * times }),
  memory: (gpu, times) => ({ ...gpu, usableGib: gpu.usableGib * times }),
  "computing power": (gpu, times) => ({
    ...gpu,
    bf16Tflops: gpu.bf16Tflops * times,
    fp8Tflops: gpu.fp8Tflops && gpu.fp8Tflops * times,
    fp4Tflops: gpu.fp4Tflops && gpu.fp4Tflops * times,
  }),
  "link speed": (gpu, times) => ({ ...gpu, linkGbPerS: gpu.linkGbPerS * times }),
};

test.for(Object.entries(better))("more %s never lowers what a replica serves", ([, improve]) => {
  const never = fc.property(workload, fc.double({ min: 1, max: 4, noNaN: true }), (given, times) => {
    const [before, after] = [served(given, given.gpu), served(given, improve(given.gpu, times))];
    if (before.kind !== "served") return true;
    // The batch under a latency limit is found to a ten-thousandth.
    return after.kind === "served" && after.rate.requestsPerS >= before.rate.requestsPerS * (1 - 1e-3);
  });
  fc.assert(never, { numRuns: 1_500 });
});

test("what is served is finite and within its limits; what does not fit has no rate", () => {
  const sound = fc.property(workload, (given) => {
    const result = served(given, given.gpu);
    if (result.kind === "memory") return result.weightGb > 0 && result.contextGb > 0;
    if (result.kind === "latency") return result.bestTpotS > (given.tpotLimitS ?? Infinity);
    const { rate } = result;
    const slowest = (given.tpotLimitS ?? Infinity) / efficiency.p99_margin;
    return (
      rate.batch > 0 &&
      rate.batch <= Math.min(given.batch, rate.batchMemoryLimit) &&
      rate.batchMemoryLimit >= 1 &&
      rate.requestsPerS > 0 &&
      Number.isFinite(rate.outputTokensPerS) &&
      rate.tpotS <= slowest * (1 + 1e-9)
    );
  });
  fc.assert(sound, { numRuns: 3_000 });
});

test("a larger batch serves no less, and makes each token wait no less", () => {
  const steady = fc.property(workload, ({ model, gpu, layout, precision, load }) => {
    const replica = replicaOf(model, gpu, { layout, precision, efficiency });
    const context = load.inputTokens + load.outputTokens / 2;
    const steps = [1, 2, 8, 64, 512].map((batch) => replica.step(batch, context).step);
    const perSequence = [1, 2, 8, 64, 512].map((batch, i) => (steps[i] ?? 0) / batch);
    return (
      steps.every((step, i) => i === 0 || step >= (steps[i - 1] ?? 0)) &&
      perSequence.every((each, i) => i === 0 || each <= (perSequence[i - 1] ?? 0) * (1 + 1e-12))
    );
  });
  expect(() => fc.assert(steady, { numRuns: 1_000 })).not.toThrow();
});
