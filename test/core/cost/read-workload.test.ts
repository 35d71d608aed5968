import { describe, expect, test } from "vitest";
import { readWorkload } from "../../../src/core/cost/read-workload.ts";
import { desk, today, workload } from "./desk.ts";

const good = { requestsPerDay: 20_000 };
const problems = (given: object): readonly string[] => {
  const read = readWorkload({ ...good, ...given }, desk, today);
  return read.ok ? [] : read.problems;
};

describe("a workload", () => {
  test("is a volume at the least; the rest is taken as usual, and said to be assumed", () => {
    const { inputs, model, endpoints, terms } = workload(good);
    expect(inputs.requestsPerDay).toMatchObject({ expected: 20_000, origin: "measured", asOf: today });
    expect(inputs.inputTokens).toMatchObject({ low: 500, expected: 1_500, high: 4_000, origin: "assumed" });
    expect([model.id, endpoints.length, terms]).toEqual(["llama-3-3-70b", 4, "on-demand"]);
  });

  test("takes names as people write them, and the letters of the formulas", () => {
    const { inputs } = workload({ r: 5, input_tokens: 10, "output-tokens": 20, c: 0.5, G: 0.1, N_min: 1, p: 2 });
    const values = [inputs.requestsPerDay, inputs.inputTokens, inputs.outputTokens, inputs.cachedShare];
    expect(values.map(({ expected }) => expected)).toEqual([5, 10, 20, 0.5]);
    const more = [inputs.growthPerMonth, inputs.floorReplicas, inputs.peakToAverage];
    expect(more.map(({ expected }) => expected)).toEqual([0.1, 1, 2]);
  });

  test("takes a range for a number", () => {
    const { inputs } = workload({ ...good, outputTokens: { low: 100, expected: 200, high: 300 } });
    expect(inputs.outputTokens).toMatchObject({ low: 100, expected: 200, high: 300, origin: "measured" });
  });

  test("takes tokens a month for requests a day", () => {
    const { inputs } = workload({ tokensPerMonth: 3.044e9, inputTokens: 900, outputTokens: 100 });
    expect(inputs.requestsPerDay.expected).toBeCloseTo(100_000, 6);
  });

  test("takes the requests of each hour for volume and peak", () => {
    const hourly = Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 1_000 : 100));
    const read = workload({ hourly });
    expect(read.inputs.requestsPerDay.expected).toBe(3_300);
    expect(read.inputs.peakToAverage.expected).toBeCloseTo(1_000 / 137.5, 9);
    expect(read.hourlyOrigin).toBe("measured");
  });

  test("takes endpoints and GPUs by any of their names", () => {
    const read = workload({
      ...good,
      api: "gpt-5.5, Claude Haiku 4.5",
      gpu: "rtx pro 6000",
      parallelism: "pp",
      gpus: 4,
    });
    expect(read.endpoints.map(({ modelId }) => modelId)).toEqual(["gpt-5.5", "claude-haiku-4-5"]);
    expect(read.gpu?.id).toBe("rtx-pro-6000");
    expect(read.layout).toEqual({ kind: "PP", gpus: 4 });
  });

  test("shows sums in another currency where its rate is stated", () => {
    expect(workload({ ...good, currency: "eur", usdPerUnit: 1.1 }).currency).toEqual({ code: "EUR", usdPerUnit: 1.1 });
    expect(workload({ ...good, currency: "USD" }).currency).toBeUndefined();
  });
});

describe("says what to write instead of", () => {
  test.for([
    [{ requestsPerDay: undefined }, /^requestsPerDay is missing; write requests a day, or tokensPerMonth with/],
    [
      { requestsPerDay: -5 },
      /^requestsPerDay can't be -5; write requests a day as a number from 0\.03 to 1e10, or \{"low"/,
    ],
    [{ requestsPerDay: 0 }, /^requestsPerDay can't be 0;/],
    [{ requestsPerDay: 1e18 }, /^requestsPerDay can't be 1e18;/],
    [{ requestsPerDay: "many" }, /^requestsPerDay can't be "many";/],
    [{ inputTokens: 0 }, /^inputTokens can't be 0; write tokens as a number from 1 to 1e7/],
    [{ outputTokens: Number.NaN }, /^outputTokens can't be null;/],
    [{ cachedShare: 30 }, /^cachedShare can't be 30; write share of the input as a number from 0 to 1/],
    [{ peakToAverage: 0.5 }, /^peakToAverage can't be 0\.5; write times as a number from 1 to 100/],
    [{ outputTokens: { low: 3, expected: 2, high: 4 } }, /^outputTokens: low, expected and high must rise;/],
    [{ outputTokens: { low: 3 } }, /^outputTokens can't be \{"low":3\};/],
    [{ requestPerDay: 5 }, /^there is no field "requestPerDay"; did you mean requestsPerDay\?/],
    [{ colour: "red" }, /^there is no field "colour"; there are requestsPerDay, /],
    [{ model: "Lama 3.3 70B" }, /^there is no model "Lama 3\.3 70B"; did you mean Llama 3\.3 70B\?/],
    [{ gpu: "H1000" }, /^there is no GPU "H1000"; did you mean H100\?/],
    [{ api: ["gpt-5.55"] }, /^there is no endpoint "gpt-5\.55"; did you mean gpt-5\.5\?/i],
    [{ api: 5 }, /^api can't be 5; write a list of endpoints/],
    [{ hourly: [1, 2, 3] }, /^hourly can't be \[1,2,3\]; write 24 numbers/],
    [{ stack: "vllm" }, /^stack can't be "vllm"; write tuned, default, day0/],
    [{ terms: "leased" }, /^terms can't be "leased"; write on-demand, committed, spot/],
    [{ precision: "fp6" }, /^precision can't be "fp6"; write bf16, fp8 or fp4/],
    [{ parallelism: "EP4" }, /^parallelism can't be "EP4"; write TPn, PPn or DEPn/],
    [{ parallelism: "TP4", gpus: 8 }, /^gpus can't be 8; write 4, as parallelism says/],
    [{ autoscaled: "yes" }, /^autoscaled can't be "yes"; write true or false/],
    [{ tpotLimitS: 0 }, /^tpotLimitS can't be 0; write a number from 0\.0001 to 100/],
    [
      { currency: "EUR" },
      /^all prices are US dollars, and I know no rate for EUR; write usdPerUnit, the dollars that one EUR buys, or leave currency out/,
    ],
    [{ currency: "euro", usdPerUnit: 1.1 }, /^currency can't be "euro"; write its three letters, e\.g\. EUR/],
  ] as const)("%j", ([change, sentence]) => {
    expect(problems(change)).toEqual([expect.stringMatching(sentence)]);
  });

  test("several at once", () => {
    expect(problems({ inputTokens: -1, gpu: "H1000", zones: 9 })).toHaveLength(3);
  });
});
