/** What the cost engine does on the command line. */
import type { Command } from "commander";
import type { CostDesk } from "./core/cost/desk.ts";
import type { Io } from "./terminal/json-lines.ts";
import { runSize } from "./terminal/size.ts";

interface Wiring {
  readonly io: Io;
  /** Ends the command with a sentence when there is no knowledge, or the engine's files are broken. */
  readonly desk: () => Promise<CostDesk>;
  readonly end: (exitCode: number) => void;
}

export function addCostCommands(program: Command, { io, desk, end }: Wiring): void {
  program
    .command("size")
    .description("what one replica of an open model serves on given GPUs")
    .option(
      "--jsonl",
      "read {id, model, gpu, gpus, precision, parallelism, isl, osl, …} a line, write one object a line",
      false,
    )
    .action(async ({ jsonl }: { jsonl: boolean }) => end(await runSize({ jsonl, io, desk: await desk() })));
}
