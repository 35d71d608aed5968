/** The `cost` command: a workload in, what it costs in every way out; one, or one a line from standard input. */
import type { CostDesk } from "../core/cost/desk.ts";
import { type Dialect, type Given, jsonDialect } from "../core/cost/read-inputs.ts";
import { readWorkload, workloadShape } from "../core/cost/read-workload.ts";
import { type CostSummary, costSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Reply } from "../core/reply.ts";
import { costObject } from "./cost-object.ts";
import { type Io, isObject, type Json, objectLines, send, toJson } from "./json-lines.ts";
import { lookOf } from "./layout.ts";
import { render } from "./render.ts";

export interface CostCommand {
  /** The text of a file that holds a workload. */
  readonly spec?: string | undefined;
  /** What flags state; they count more than the file. */
  readonly flags: Given;
  readonly json: boolean;
  readonly jsonl: boolean;
  readonly io: Io;
  readonly desk: CostDesk;
  readonly today: string;
  /** What a chat is told of it. */
  readonly reply: (summary: CostSummary, workload: Workload) => Reply;
}

/** Returns the exit code: 0, or 2 when the workload can't be read. */
export async function runCost({ spec, flags, json, jsonl, io, desk, today, reply }: CostCommand): Promise<number> {
  if (jsonl) {
    await objectLines(io, workloadShape, (object) => costLine(object, desk, today));
    return 0;
  }
  const given = spec === undefined ? {} : parsed(spec);
  const isFlag = (name: string): boolean => spec === undefined || Object.hasOwn(flags, name);
  const read = given && readWorkload({ ...given, ...flags }, desk, today, dialectOf(isFlag));
  if (!read?.ok) {
    const problems = read?.problems ?? [`The file is no JSON object. Write one, e.g. ${workloadShape}`];
    await send(io.stderr, `${problems.join("\n")}\n`);
    return 2;
  }
  const summary = costSummary(read.workload, desk);
  const text = json
    ? toJson(costObject(summary, read.workload))
    : render(reply(summary, read.workload), lookOf(io.stdout));
  await send(io.stdout, `${text}\n`);
  return 0;
}

/** Whoever wrote flags reads flags, and whoever wrote a file its keys. */
const dialectOf = (isFlag: (name: string) => boolean): Dialect => ({
  field: (name) => (isFlag(name) ? `--${kebab(name)}` : name),
  takesRange: (name) => !isFlag(name),
  listOfEndpoints: isFlag("api") ? "gpt-5.5,claude-haiku-4-5" : jsonDialect.listOfEndpoints,
});
export const kebab = (name: string): string =>
  name.replaceAll("_", "-").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function costLine({ id = null, ...given }: Json, desk: CostDesk, today: string): Json {
  const read = readWorkload(given, desk, today);
  if (!read.ok) return { id, error: read.problems.join("; ") };
  return { id, ...costObject(costSummary(read.workload, desk), read.workload) };
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
