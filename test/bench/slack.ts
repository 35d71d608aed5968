/** A signed event to its acknowledgement and to its posted answer, beside a bare Bolt echo in the same run on the same fake Slack. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFakeSlack, token } from "../fakes/slack.ts";
import { secret, startService } from "../never-lost/support/service.ts";
import { hasServer, noServer, startServer } from "../store/support/postgres.ts";
import { type Load, type LoadRow, loadOn } from "./slack-load.ts";

export interface SlackBench {
  readonly what: string;
  readonly rows: readonly LoadRow[];
  readonly rssMb?: { readonly warm: number; readonly after: number; readonly questions: number };
}

const rates = [1, 50, 100, 200];
const forMs = 5_000;
/** As fast as it goes: in turns, so that what else the machine does meets all alike; of a row, the median turn. */
const turns = 5;
const eachTurn = 1_000;

interface Subject {
  readonly what: string;
  readonly start: (apiUrl: string) => Promise<{ url: string; pid: number; end: () => Promise<unknown> }>;
  readonly measuresMemory: boolean;
}

export async function benchSlack(questions = 10_000): Promise<SlackBench[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-slack-"));
  const server = hasServer ? await startServer() : undefined;
  if (!server) console.log(`  PostgreSQL is left out: ${noServer}`);
  const ours = (what: string, measuresMemory: boolean, databaseUrl?: () => Promise<string>): Subject => ({
    what,
    measuresMemory,
    start: async (apiUrl) => {
      const url = await databaseUrl?.();
      const service = await startService({
        dataDir: join(folder, what.replaceAll(/\W+/g, "-")),
        databaseUrl: url,
        apiUrl,
      });
      return { url: service.url() ?? "", pid: service.pid() ?? 0, end: service.end };
    },
  });
  const subjects: Subject[] = [
    { what: "bare Bolt echo", start: startEcho, measuresMemory: true },
    ours("counterweight, SQLite", true),
    ...(server ? [ours("counterweight, PostgreSQL", false, () => server.database())] : []),
  ];
  const measured: Measured[] = [];
  try {
    for (const [i, subject] of subjects.entries()) measured.push(await begin(subject, `B${i}`));
    for (const each of measured) await each.atRates();
    for (let turn = 0; turn < turns; turn += 1) for (const each of measured) await each.flatOut();
    const found: SlackBench[] = [];
    for (const each of measured) found.push(await each.result(questions));
    return found;
  } finally {
    for (const each of measured) await each.end();
    await server?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly atRates: () => Promise<void>;
  readonly flatOut: () => Promise<void>;
  readonly result: (questions: number) => Promise<SlackBench>;
  readonly end: () => Promise<void>;
}

async function begin({ what, start, measuresMemory }: Subject, prefix: string): Promise<Measured> {
  const fake = await startFakeSlack();
  const subject = await start(fake.url);
  const load: Load = loadOn(fake, subject.url, secret, prefix);
  await load.flatOut(1_000); // warm
  const warm = residentMb(subject.pid);
  const rows: LoadRow[] = [];
  const fast: LoadRow[] = [];
  return {
    atRates: async () => {
      for (const rate of rates) rows.push(await load.at(rate, forMs));
    },
    flatOut: async () => void fast.push(await load.flatOut(eachTurn)),
    result: async (questions) => {
      const median = fast.toSorted((a, b) => a.answeredPerSecond - b.answeredPerSecond)[Math.floor(turns / 2)];
      const all = median ? [...rows, median] : rows;
      if (!measuresMemory) return { what, rows: all };
      const asked = rates.reduce((sum, rate) => sum + (rate * forMs) / 1_000, turns * eachTurn);
      if (asked < questions) await load.flatOut(questions - asked);
      const rssMb = { warm, after: residentMb(subject.pid), questions: Math.max(asked, questions) };
      return { what, rows: all, rssMb };
    },
    end: async () => {
      load.close();
      await subject.end();
      await fake.close();
    },
  };
}

async function startEcho(apiUrl: string): Promise<{ url: string; pid: number; end: () => Promise<unknown> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "echo.ts"), secret, token, apiUrl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<string>((tell, refuse) => {
    child.stdout.on("data", (text: Buffer) => {
      const said = /listening (\d+)/.exec(text.toString())?.[1];
      if (said !== undefined) tell(said);
    });
    child.once("exit", () => refuse(new Error("The echo ended at its start.")));
  });
  const end = () => new Promise((done) => child.once("exit", done) && child.kill("SIGTERM"));
  return { url: `http://127.0.0.1:${port}/slack/events`, pid: child.pid ?? 0, end };
}

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
  } catch {
    return 0; // where the system does not tell
  }
}

export function slackTable(all: readonly SlackBench[]): string {
  const ms = (n: number): string => n.toFixed(n < 10 ? 1 : 0).padStart(6);
  const lines = ["                             asked/s  answered/s   ack p50    p99   posted p50    p95    p99   lost"];
  const best = all[0]?.rows.at(-1)?.answeredPerSecond ?? 0;
  for (const { what, rows, rssMb } of all) {
    for (const { rate, answeredPerSecond, ackMs, postedMs, lost } of rows) {
      const asked = rate === 0 ? "max" : String(rate);
      lines.push(
        `  ${what.padEnd(27)} ${asked.padStart(6)} ${answeredPerSecond.toFixed(rate === 1 ? 1 : 0).padStart(11)} ${ms(ackMs.p50).padStart(9)} ${ms(ackMs.p99)} ${ms(postedMs.p50).padStart(12)} ${ms(postedMs.p95)} ${ms(postedMs.p99)} ${String(lost).padStart(6)}`,
      );
    }
    const most = rows.at(-1)?.answeredPerSecond ?? 0;
    lines.push(`    ${(most / best).toFixed(2)}x of the echo`);
    if (rssMb)
      lines.push(
        `    RSS ${rssMb.warm.toFixed(0)} MB warm, ${rssMb.after.toFixed(0)} MB after ${rssMb.questions} questions more`,
      );
  }
  return lines.join("\n");
}

if (import.meta.main) console.log(slackTable(await benchSlack()));
