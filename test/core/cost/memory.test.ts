import { describe, expect, test } from "vitest";
import type { CostDesk } from "../../../src/core/cost/desk.ts";
import {
  attendedLayers,
  isSized,
  kvBytesRead,
  kvCopies,
  kvElements,
  parametersOf,
  type SizedModel,
  weightBytes,
} from "../../../src/core/cost/memory.ts";
import { realKnowledge } from "../../support/real-knowledge.ts";

const { costs } = await realKnowledge();
const desk = costs as CostDesk;
const model = (name: string): SizedModel => {
  const found = desk.model(name);
  if (!found.ok || !isSized(found.found)) throw new Error(`${name} is not sized`);
  return found.found;
};

describe("what is kept of a context", () => {
  test.for([
    ["Llama 3.1 8B", 131_072],
    ["Llama 3.3 70B", 327_680],
    ["Llama 3.1 405B", 516_096],
    ["Qwen3 235B-A22B", 192_512],
    ["DeepSeek R1 0528", 70_272],
    ["GLM 4.6", 376_832],
    ["GLM 5", 89_856],
    ["MiniMax M2.5", 253_952],
    ["Kimi K2.6", 70_272],
    ["Qwen3.5 397B-A17B", 30_720],
  ] as const)("%s keeps %i bytes a token in 16 bits", ([name, bytes]) => {
    expect(2 * kvElements(model(name).architecture, 1)).toBe(bytes);
  });

  test("a window keeps no more than its tokens", () => {
    const { architecture } = model("gpt-oss-120b");
    expect(kvElements(architecture, 1_000)).toBe(18 * 1024 * 1_000 + 18 * 1024 * 128);
  });

  test("compressed attention keeps one entry for several tokens, and a window whole", () => {
    const { architecture } = model("DeepSeek V4 Pro");
    expect(kvElements(architecture, 128_000)).toBe(512 * (30 * 32_000 + 31 * 1_000 + 61 * 128));
  });

  test("sparse attention reads some entries and an index of all", () => {
    const { architecture } = model("DeepSeek V3.2");
    expect(kvBytesRead(architecture, 1_000, 1)).toBe(61 * (576 * 1_000 + 128 * 1_000));
    expect(kvBytesRead(architecture, 10_000, 1)).toBe(61 * (576 * 2_048 + 128 * 10_000));
  });

  test("under TP, heads that are fewer than GPUs are copied, and a latent on every GPU", () => {
    const copies = (name: string, gpus: number) => kvCopies(model(name).architecture, { kind: "TP", gpus });
    expect([copies("Llama 3.3 70B", 8), copies("Qwen3 235B-A22B", 8), copies("DeepSeek R1", 8)]).toEqual([1, 2, 8]);
    expect(kvCopies(model("DeepSeek R1").architecture, { kind: "DEP", gpus: 8 })).toBe(1);
  });
});

test("prefill compares fewer pairs where a window is shorter than the input", () => {
  const { architecture } = model("Llama 4 Scout");
  expect(attendedLayers(architecture, 8_000)).toBe(48);
  expect(attendedLayers(architecture, 16_384)).toBeCloseTo(12 + 36 * 0.75, 9);
});

describe("weights", () => {
  test("of experts are told from the rest", () => {
    const { P_E, P_N, A_E, A_N } = parametersOf(model("gpt-oss-120b"));
    expect(P_E).toBe(3 * 36 * 128 * 2880 * 2880);
    expect(P_E + P_N).toBe(116.8e9);
    expect(A_E + A_N).toBe(5.13e9);
  });

  test("keep 16 bits outside the experts in releases that say so, and in those alone", () => {
    expect(weightBytes(model("gpt-oss-120b"), "fp4")).toEqual({ w_E: 0.5625, w_N: 2 });
    expect(weightBytes(model("Llama 3.3 70B"), "fp4")).toEqual({ w_E: 0.5625, w_N: 0.5625 });
    expect(weightBytes(model("gpt-oss-120b"), "bf16")).toEqual({ w_E: 2, w_N: 2 });
  });
});

test("every model that is sized has parameters left outside its experts", () => {
  const sized = desk.book.models.filter(isSized);
  expect(sized.length).toBeGreaterThan(30);
  const odd = sized.filter((one) => {
    const { P_N, A_N } = parametersOf(one);
    return P_N <= 0 || A_N <= 0 || A_N > 1.1 * P_N;
  });
  expect(odd.map(({ id }) => id)).toEqual([]);
});
