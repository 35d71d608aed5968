/** Start to ready without credentials, and memory then and after questions; beside a bare Node that only listens. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface StartRow {
  readonly what: string;
  readonly readyMs: number;
  /** Resident set right after; 0 where the system does not tell. */
  readonly rssMb: number;
}

const root = resolve(import.meta.dirname, "../..");
const bare = `require("node:http").createServer((q, s) => s.end()).listen(0, "127.0.0.1", () => console.log("ready"))`;
const rounds = 5;

export async function benchStart(): Promise<StartRow[]> {
  const data = mkdtempSync(join(tmpdir(), "counterweight-bench-"));
  const env = { ...process.env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: data, LOG_LEVEL: "info" };
  const rows = [
    await median("counterweight start to ready", () => started([join(root, "src/launch.mjs"), "start"], env)),
    await median("a bare Node that listens", () => started(["-e", bare], env)),
  ];
  rmSync(data, { recursive: true });
  return rows;
}

async function median(what: string, start: () => Promise<{ readyMs: number; rssMb: number }>): Promise<StartRow> {
  const runs: { readyMs: number; rssMb: number }[] = [];
  for (let i = 0; i < rounds; i++) runs.push(await start());
  const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return { what, readyMs: middle(runs.map((r) => r.readyMs)), rssMb: middle(runs.map((r) => r.rssMb)) };
}

function started(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ readyMs: number; rssMb: number }> {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (text: Buffer) => {
      output += text.toString();
      if (!output.includes("ready") || child.killed) return;
      const readyMs = performance.now() - start;
      const rssMb = residentMb(child.pid);
      child.kill("SIGTERM");
      child.once("exit", () => done({ readyMs, rssMb }));
    });
    child.once("error", fail);
  });
}

function residentMb(pid: number | undefined): number {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, "utf8"))?.[1];
    return Number(kb ?? 0) / 1024;
  } catch {
    return 0;
  }
}
