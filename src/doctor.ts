/** `doctor`: looks at everything that a start needs, changes nothing that a start would not, and says what to do. */
import { type Config, readConfig } from "./config.ts";
import { connections } from "./connections.ts";
import { examineModels } from "./doctor-models.ts";
import { examineSlack } from "./doctor-slack.ts";
import { examineTeams } from "./doctor-teams.ts";
import { examineStore } from "./doctor-store.ts";
import { checkKnowledge } from "./knowledge/findings.ts";
import { formatProblem } from "./core/problem.ts";
import { today } from "./knowledge-service.ts";
import type { Finding } from "./terminal/doctor.ts";

export interface Examination {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As in v24.1.0. */
  readonly nodeVersion: string;
  /** Whether there is a .env in the folder. */
  readonly dotEnv: boolean;
  /** A clock for tests. */
  readonly nowMs?: () => number;
}

const mostShown = 3; // problems of the knowledge; `knowledge check` tells all

/** What works and what does not, one finding a check. */
export async function examine({ env, nodeVersion, dotEnv, nowMs = Date.now }: Examination): Promise<Finding[]> {
  const read = readConfig(env);
  const first = [node(nodeVersion), variables(dotEnv)];
  if (!read.ok) return [first[0] as Finding, ...read.message.split("\n").map(wrongVariable)];
  const { config } = read;
  const [store, knowledge, slack, teams, models, service] = await Promise.all([
    examineStore(config),
    examineKnowledge(config),
    examineSlack(config, nowMs),
    examineTeams(config),
    examineModels(config),
    examineService(config),
  ]);
  return [...first, ...setInVain(config), ...store, knowledge, ...slack, ...teams, ...models, service];
}

function node(version: string): Finding {
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
  return major >= 24
    ? { check: "Node", verdict: "ok", what: `${version}.` }
    : {
        check: "Node",
        verdict: "warning",
        what: `${version} runs this, but it is tested on Node 24.`,
        remedy: "npm ci, and start through npm; or install Node 24 (nodejs.org).",
      };
}

const variables = (dotEnv: boolean): Finding => ({
  check: "configuration",
  verdict: "ok",
  what: `every variable that is set is good (${dotEnv ? ".env was read" : "there is no .env in this folder"}).`,
});

const wrongVariable = (line: string): Finding => {
  const [, what = line, remedy] = /^(.*?)\. (Where to get it: .*)$/.exec(line) ?? [];
  return { check: "configuration", verdict: "failure", what: `${what}.`, ...(remedy === undefined ? {} : { remedy }) };
};

const setInVain = (config: Config): Finding[] =>
  connections(config)
    .filter(({ level }) => level === "warn")
    .map(({ line }) => ({ check: "configuration", verdict: "warning", what: line.endsWith(".") ? line : `${line}.` }));

async function examineKnowledge({ KNOWLEDGE_DIR }: Config): Promise<Finding> {
  const check = "knowledge";
  const found = await checkKnowledge(KNOWLEDGE_DIR, today());
  if (!found.ok)
    return { check, verdict: "failure", what: `KNOWLEDGE_DIR: ${found.what}.`, remedy: `${found.remedy}.` };
  const { problems, counts, version } = found;
  const entries = `${counts["entries"] ?? 0} entries, version ${version}`;
  if (problems.length === 0) return { check, verdict: "ok", what: `${entries}.` };
  const errors = problems.filter(({ severity }) => severity === "error");
  const shown = [...errors, ...problems].slice(0, mostShown).map(formatProblem).join(" · ");
  return {
    check,
    verdict: (counts["entries"] ?? 0) === 0 ? "failure" : "warning",
    what: `${entries}; ${problems.length} problems: ${shown}`,
    remedy: "npm run --silent counterweight -- knowledge check names them all.",
  };
}

/** Whether the service runs already where this configuration would have it listen. */
async function examineService({ HOST, PORT }: Config): Promise<Finding> {
  const check = "service";
  const host = ({ "0.0.0.0": "127.0.0.1", "::": "[::1]" } as Record<string, string>)[HOST] ?? HOST;
  const url = `http://${host}:${PORT}`;
  const idle: Finding = { check, verdict: "ok", what: `none answers at ${url} now; npm start runs it.` };
  if (PORT === 0) return { ...idle, what: "PORT is 0, so it would listen on any free port." };
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) });
    const { ready, reasons } = (await response.json()) as { ready?: unknown; reasons?: unknown };
    if (ready === true) return { check, verdict: "ok", what: `it runs at ${url} and is ready.` };
    if (!Array.isArray(reasons)) throw new TypeError("another program");
    return { check, verdict: "warning", what: `it runs at ${url} and is not ready: ${reasons.join(" ")}` };
  } catch (error) {
    if (error instanceof TypeError && "cause" in error) return idle;
    return {
      check,
      verdict: "warning",
      what: `something else answers at ${url}.`,
      remedy: "stop it, or set PORT to a free one.",
    };
  }
}
