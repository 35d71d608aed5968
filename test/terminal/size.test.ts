import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import type { CostDesk } from "../../src/core/cost/desk.ts";
import { runSize } from "../../src/terminal/size.ts";
import { csvRows } from "../support/csv.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

const { costs } = await realKnowledge();
const desk = costs as CostDesk;

async function run(lines: readonly unknown[], jsonl = true) {
  const io = {
    stdin: PassThrough.from([lines.map((line) => `${JSON.stringify(line)}\n`).join("")]),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
  };
  const [out, err] = [io.stdout.toArray(), io.stderr.toArray()];
  const code = await runSize({ jsonl, io, desk });
  io.stdout.end();
  io.stderr.end();
  const text = (await out).join("");
  const printed = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, printed, err: (await err).join("") };
}

const good = {
  model: "Llama 3.3 70B",
  gpu: "H100",
  gpus: 2,
  precision: "fp8",
  parallelism: "TP2",
  isl: 1500,
  osl: 400,
};
const error = async (change: object): Promise<unknown> =>
  (await run([{ id: 1, ...good, ...change }])).printed[0]?.["error"];

describe("size", () => {
  test("answers each line with its id, in order, a bad one with what to write", async () => {
    const { code, printed } = await run([{ id: "a", ...good }, { id: "b" }, { id: "c", ...good, stack: "default" }]);
    expect(code).toBe(0);
    expect(printed.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(printed[0]).toMatchObject({ fits: true, batch: 256, stackFactor: 1 });
    expect(printed[1]?.["error"]).toMatch(/^line 2: model is missing; write e\.g\. Llama 3\.3 70B; gpu is missing; /);
    expect(Number(printed[2]?.["tokensPerSecond"]) / Number(printed[0]?.["tokensPerSecond"])).toBeCloseTo(0.6, 4);
  });

  test("takes an offered concurrency for the batch, above the usual cap too", async () => {
    const { printed } = await run([1, 64, 2_000].map((concurrency) => ({ ...good, gpu: "H200", concurrency })));
    expect(printed[0]).toMatchObject({ batch: 1 });
    expect(printed[1]).toMatchObject({ batch: 64 });
    expect(Number(printed[2]?.["batch"])).toBeGreaterThan(256);
  });

  test("says why a replica does not fit", async () => {
    const { printed } = await run([
      { ...good, model: "Llama 3.1 405B", gpu: "L4", gpus: 1, parallelism: "TP1" },
      { ...good, gpus: 1, parallelism: "TP1", isl: 120_000 },
    ]);
    expect(printed.map(({ fits }) => fits)).toEqual([false, false]);
    expect(printed[0]?.["reason"]).toMatch(
      /^the weights of Llama 3\.1 405B in fp8 take 406 GB, and 1 x NVIDIA L4 have 20 GB/,
    );
    expect(printed[1]?.["reason"]).toMatch(
      /^beside 71 GB of weights, 1 x NVIDIA H100 SXM have .* left, and one request's context takes 20 GB/,
    );
  });

  test.for(["Gemma 4 31B", "GLM 5.2", "MiniMax M3"])(
    "refuses %s, whose dimensions nobody has checked",
    async (model) => {
      const { printed } = await run([{ ...good, model, gpus: 8, parallelism: "TP8", gpu: "H200" }]);
      expect(printed[0]).toMatchObject({ fits: false, refused: true });
      expect(printed[0]?.["reason"]).toMatch(
        /can't be sized: nobody has checked its dimensions\. .*Read config\.json of/,
      );
      expect(printed[0]).not.toHaveProperty("tokensPerSecond");
    },
  );

  test("names what the model is known to get wrong", async () => {
    const caveats = async (change: object) => (await run([{ ...good, ...change }])).printed[0]?.["caveats"];
    expect(await caveats({})).toEqual([]);
    expect(await caveats({ gpu: "MI300X" })).toEqual([expect.stringMatching(/AMD/)]);
    expect(await caveats({ model: "gpt-oss-120b", precision: "fp4" })).toEqual([
      expect.stringMatching(/over-predicted/),
    ]);
    expect(await caveats({ model: "Qwen3.6 27B" })).toEqual([expect.stringMatching(/linear attention/)]);
    expect(await caveats({ gpus: 16, parallelism: "TP16" })).toEqual([expect.stringMatching(/between servers/)]);
  });

  test.for([
    [{ model: "Lama 3.3 70B" }, 'line 1: there is no model "Lama 3.3 70B"; did you mean Llama 3.3 70B?'],
    [{ gpu: "H1000" }, 'line 1: there is no GPU "H1000"; did you mean H100?'],
    [{ gpu: "TPU v7" }, 'line 1: there is no GPU "TPU v7"; write one that stands in knowledge/gpus/, or add it there'],
    [{ gpus: -2 }, "line 1: gpus can't be -2; write a number from 1 to 576"],
    [{ gpus: 4 }, "line 1: gpus is 4 and parallelism TP2; write the GPUs of one replica, the same in both"],
    [
      { gpus: 2.5 },
      "line 1: gpus can't be 2.5; write a whole number; gpus is 2.5 and parallelism TP2; write the GPUs of one replica, the same in both",
    ],
    [{ precision: "fp16x" }, 'line 1: precision can\'t be "fp16x"; write bf16, fp8 or fp4'],
    [
      { parallelism: "EP2" },
      'line 1: parallelism can\'t be "EP2"; write TPn, PPn or DEPn, n being the GPUs of one replica',
    ],
    [{ isl: 0 }, "line 1: isl can't be 0; write a number from 1 to 10000000"],
    [{ isl: "1500" }, 'line 1: isl can\'t be "1500"; write a number from 1 to 10000000'],
    [{ osl: 1e12 }, "line 1: osl can't be 1000000000000; write a number from 1 to 10000000"],
    [{ concurrency: 0 }, "line 1: concurrency can't be 0; write a number from 1 to 1000000"],
    [{ tpot_limit_s: -1 }, "line 1: tpot_limit_s can't be -1; write a number from 0.0001 to 100"],
    [{ stack: "vllm" }, 'line 1: stack can\'t be "vllm"; write tuned, default, day0, or leave it out'],
  ] as const)("says what to write instead of %j", async ([change, sentence]) => {
    expect(await error(change)).toBe(sentence);
  });

  test("without --jsonl says what it reads", async () => {
    const { code, err } = await run([], false);
    expect(code).toBe(2);
    expect(err).toMatch(/^size reads one object a line from standard input: add --jsonl/);
  });
});

/** Names in the tables that the catalogue was made from; those of recorded measurements are read from the files. */
const spellings = {
  model: `Llama 3.1 8B|Llama 3.3 70B|Llama 3.1 405B|Llama 4 Scout|Llama 4 Maverick|gpt-oss-120b|gpt-oss-20b|Qwen3 8B|Qwen3 14B
Qwen3 32B|Qwen3 30B-A3B|Qwen3 235B-A22B|Qwen3.5 397B-A17B|Qwen3.6 27B|Qwen3.6 35B-A3B|DeepSeek R1 0528|DeepSeek V3.2
DeepSeek V4 Pro|DeepSeek V4 Flash|Kimi K2.6|GLM 4.5 Air|GLM 4.6|GLM 5|GLM 5.2|MiniMax M2.5|MiniMax M3|Mixtral 8x7B
Mistral Small 3.2 24B|Gemma 3 27B|Gemma 4 31B`,
  gpu: `A100 SXM 80GB|A100 PCIe 80GB|H100 SXM|H100 PCIe|H200 SXM|H200 NVL|H800|GH200 96GB|B200 SXM|GB200 NVL72|B300 SXM
GB300 NVL72|L40S|L4|A10|RTX PRO 6000 Blackwell Server|MI300X|MI325X|MI355X`,
};
const recorded = [
  "../core/cost/engine-golden.csv",
  "../bench/published-throughput.csv",
  "../bench/unseen-throughput.csv",
].flatMap((path) => csvRows(new URL(path, import.meta.url)));
test.for(["model", "gpu"] as const)("every spelling of a %s in the tables is known", (kind) => {
  const all = new Set([...spellings[kind].split(/[|\n]/), ...recorded.map((row) => row[kind] ?? "")]);
  expect(all.size).toBeGreaterThan(25);
  expect([...all].filter((spelling) => !desk[kind](spelling).ok)).toEqual([]);
});
