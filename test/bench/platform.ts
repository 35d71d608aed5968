/** A platform's load on this service, beside a bare bot on its SDK: speed and memory, in the same run. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasServer, noServer, startServer } from "../store/support/postgres.ts";
import { type Asking, type Load, type LoadRow, loadOn } from "./load.ts";

export interface PlatformBench {
  readonly what: string;
  readonly rows: readonly LoadRow[];
  readonly rssMb?: { readonly warm: number; readonly after: number; readonly questions: number };
}

const rates = [1, 50, 100, 200];
const forMs = 5_000;
/** As fast as it goes: in turns, so that what else the machine does meets all alike; of a row, the median turn. */
const turns = 5;
const eachTurn = 1_000;

/** Something that runs, to be asked. */
export interface Up {
  readonly url: string;
  readonly pid: number;
  readonly end: () => Promise<unknown>;
}
/** What stands in for the platform. */
export interface Fake {
  readonly asking: (url: string, prefix: string) => Asking;
  readonly close: () => Promise<void>;
}
export interface Platform<F extends Fake> {
  readonly fake: () => Promise<F>;
  /** The bare bot, by its name. */
  readonly echo: { readonly what: string; readonly start: (fake: F) => Promise<Up> };
  readonly ours: (fake: F, dataDir: string, databaseUrl: string | undefined) => Promise<Up>;
}

interface Subject<F> {
  readonly what: string;
  readonly start: (fake: F) => Promise<Up>;
  readonly measuresMemory: boolean;
}

export async function benchPlatform<F extends Fake>(
  platform: Platform<F>,
  questions = 10_000,
): Promise<PlatformBench[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-platform-"));
  const server = hasServer ? await startServer() : undefined;
  if (!server) console.log(`  PostgreSQL is left out: ${noServer}`);
  const ours = (what: string, measuresMemory: boolean, databaseUrl?: () => Promise<string>): Subject<F> => ({
    what,
    measuresMemory,
    start: async (fake) => platform.ours(fake, join(folder, what.replaceAll(/\W+/g, "-")), await databaseUrl?.()),
  });
  const subjects: Subject<F>[] = [
    { ...platform.echo, measuresMemory: true },
    ours("counterweight, SQLite", true),
    ...(server ? [ours("counterweight, PostgreSQL", false, () => server.database())] : []),
  ];
  const measured: Measured[] = [];
  try {
    for (const [i, subject] of subjects.entries()) measured.push(await begin(platform.fake, subject, `B${i}`));
    for (const each of measured) await each.atRates();
    for (let turn = 0; turn < turns; turn += 1) for (const each of measured) await each.flatOut();
    const found: PlatformBench[] = [];
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
  readonly result: (questions: number) => Promise<PlatformBench>;
  readonly end: () => Promise<void>;
}

async function begin<F extends Fake>(
  makeFake: () => Promise<F>,
  { what, start, measuresMemory }: Subject<F>,
  prefix: string,
): Promise<Measured> {
  const fake = await makeFake();
  const subject = await start(fake);
  const load: Load = loadOn(fake.asking(subject.url, prefix));
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

/** A script that says `listening` and its port. */
export async function startScript(file: string, path: string, args: readonly string[]): Promise<Up> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
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
  return { url: `http://127.0.0.1:${port}${path}`, pid: child.pid ?? 0, end };
}

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
  } catch {
    return 0; // where the system does not tell
  }
}

export function platformTable(all: readonly PlatformBench[]): string {
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
