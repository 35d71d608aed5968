/** The `knowledge` commands: what is wrong with the files, and the schemas that editors complete from. */
import type { CheckKnowledge, KnowledgeFindings } from "../core/ports.ts";
import { formatProblem, type Problem } from "../core/problem.ts";
import { send, toJson } from "./json-lines.ts";
import { clean, type Output } from "./layout.ts";

interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface KnowledgeCheckCommand {
  readonly folder: string;
  readonly check: CheckKnowledge;
  readonly json?: boolean;
}

/** Prints every problem and a closing line. Returns the exit code: 0 good, 1 any problem, 2 no such folder. */
export async function runKnowledgeCheck(
  { folder, check, json = false }: KnowledgeCheckCommand,
  io: Io,
): Promise<number> {
  const found = await check(folder);
  if (!found.ok) {
    await send(io.stderr, `${clean(`${found.what}; ${found.remedy}`)}.\n`);
    return 2;
  }
  const root = folder.replace(/^\.[\\/]/, "").replace(/[\\/]+$/, "");
  const problems = found.problems.map((problem) => ({ ...problem, file: `${root}/${problem.file}` }));
  const { counts, version } = found;
  const text = json
    ? toJson({ good: problems.length === 0, problems, counts, version })
    : [...problems.map((problem) => clean(formatProblem(problem))), closing(found)].join("\n");
  await send(io.stdout, `${text}\n`);
  return problems.length === 0 ? 0 : 1;
}

function closing({ problems, counts, version }: KnowledgeFindings): string {
  if (problems.length === 0) {
    const all = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
    return `knowledge is good: ${all.join(", ")}, version ${version}`;
  }
  const files = new Set(problems.map((problem: Problem) => problem.file)).size;
  const only = problems.every(({ severity }) => severity === "warning") ? ", none of which stops serving" : "";
  return `${several(problems.length, "problem")} in ${several(files, "file")}${only}`;
}

export interface KnowledgeSchemasCommand {
  readonly folder: string;
  /** Writes the schemas and returns their paths inside the folder. */
  readonly write: (folder: string) => Promise<readonly string[]>;
}

/** Returns the exit code: 0, or 1 when they can't be written. */
export async function runKnowledgeSchemas({ folder, write }: KnowledgeSchemasCommand, io: Io): Promise<number> {
  try {
    const written = await write(folder);
    await send(io.stdout, `${several(written.length, "schema")} written to ${clean(folder)}/schemas\n`);
    return 0;
  } catch (error) {
    const why = clean(error instanceof Error ? error.message : String(error));
    await send(io.stderr, `the schemas could not be written (${why}); give a folder that you may write to.\n`);
    return 1;
  }
}

const several = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
