/** What the cost engine does on the command line. */
import { type Command, InvalidArgumentError } from "commander";
import { costReply } from "./advisor/cost-reply.ts";
import type { CostDesk } from "./core/cost/desk.ts";
import { bounds, inputNames } from "./core/cost/inputs.ts";
import { type CompareCommand, runCompare } from "./terminal/compare.ts";
import { type CostCommand, kebab, runCost } from "./terminal/cost.ts";
import type { Io } from "./terminal/json-lines.ts";
import { runSize } from "./terminal/size.ts";

interface Wiring {
  readonly io: Io;
  /** Ends the command with a sentence when there is no knowledge, or the engine's files are broken. */
  readonly desk: () => Promise<CostDesk>;
  readonly tables: (ids: readonly string[], factors: readonly string[]) => Promise<CompareCommand["made"]>;
  readonly textOfFile: (path: string) => Promise<string>;
  readonly today: () => string;
  readonly end: (exitCode: number) => void;
}

type CostOptions = Readonly<Record<string, unknown>> & {
  readonly spec?: string;
  readonly json: boolean;
  readonly jsonl: boolean;
};

const number = (text: string): number => {
  const value = Number(text.replaceAll(/[,_](?=\d{3}\b)/g, ""));
  if (text.trim() === "" || Number.isNaN(value)) throw new InvalidArgumentError("Write a number.");
  return value;
};

/** Flags that take a text or a number which is no input of the formulas. */
const others: readonly [flags: string, is: string, isNumber?: boolean][] = [
  ["--tokens-per-month <n>", "instead of requests a day", true],
  ["--tpot-limit-s <s>", "99th percentile of seconds per output token", true],
  ["--ttft-limit-s <s>", "seconds until the first token", true],
  ["--model <model>", "the open model to host, e.g. llama-3-3-70b"],
  ["--api <endpoints>", "what to buy tokens of, e.g. gpt-5.5,claude-haiku-4-5"],
  ["--gpu <gpu>", "the hardware, where it is decided; else the cheapest is looked for"],
  ["--gpus <n>", "GPUs of one replica", true],
  ["--gpus-at-hand <n>", "how many of --gpu there are in all: whether they do, and what is lacking, is said", true],
  ["--parallelism <TPn>", "TPn, PPn or DEPn"],
  ["--precision <p>", "bf16, fp8 or fp4"],
  ["--stack <stack>", "tuned, default or day0"],
  ["--terms <terms>", "on-demand, committed or spot"],
  ["--profile <p>", "when requests come: office-hours-only, round-the-clock, …; or hours: 8-18 weekdays, 75% 9-17"],
  ["--zones <n>", "3 to survive the loss of one", true],
  ["--max-replicas <n>", "where no more can be had", true],
  ["--small-model <endpoint>", "what a router asks first"],
  ["--currency <code>", "to show sums in, with --usd-per-unit"],
  ["--usd-per-unit <usd>", "dollars that one unit of it buys", true],
];

export function addCostCommands(program: Command, { io, desk, tables, textOfFile, today, end }: Wiring): void {
  program
    .command("size")
    .description("what one replica of an open model serves on given GPUs")
    .option(
      "--jsonl",
      "read {id, model, gpu, gpus, precision, parallelism, isl, osl, …} a line, write one object a line",
      false,
    )
    .action(async ({ jsonl }: { jsonl: boolean }) => end(await runSize({ jsonl, io, desk: await desk() })));

  program
    .command("compare")
    .description("tables of sides, architectures, alternatives and models; or one of TAB-1 to TAB-9")
    .argument("<ids...>", "e.g. open closed, closed_api hybrid, gpt-5.5 llama-3-3-70b, TAB-1")
    .option("--factors <factors>", "rows, e.g. privacy,cost-structure; all when left out", "")
    .option("--json", "print one object, with the sources of every cell", false)
    .action(async (ids: string[], { factors, json }: { factors: string; json: boolean }) => {
      const rows = factors
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean);
      end(await runCompare({ made: await tables(ids, rows), json, io }));
    });

  const cost = program
    .command("cost")
    .description("what a workload costs: by API, by hosts, on machines of your own, mixed")
    .option("--spec <file>", "a JSON object; - reads it from standard input")
    .option("--json", "print one object", false)
    .option("--jsonl", "read {id, requestsPerDay, inputTokens, …} a line, write one object a line", false)
    .option("--owned", "the GPUs are yours, not rented")
    .option("--autoscaled", "replicas follow the hours of the day");
  for (const [flags, is, isNumber] of others)
    if (isNumber) cost.option(flags, is, number);
    else cost.option(flags, is);
  for (const name of inputNames) cost.option(`--${kebab(name)} <n>`, bounds[name].unit, number);
  cost.action(async ({ spec, json, jsonl, ...flags }: CostOptions) => {
    const text = spec === undefined ? undefined : await textOfFile(spec);
    end(await runCost({ spec: text, flags, json, jsonl, io, desk: await desk(), today: today(), reply }));
  });
}

const reply: CostCommand["reply"] = (summary, workload) =>
  costReply(summary, workload, { given: {}, version: "", inFull: true });
