/** The service as its own process, with the playground and a copy of the knowledge. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { compiled } from "../../support/compiled.ts";

const root = resolve(import.meta.dirname, "../../..");

export interface Served {
  readonly url: string;
  readonly knowledge: string;
  /** Where the playground keeps what was said. */
  readonly kept: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Everything it has printed. */
  readonly printed: () => string;
  readonly remove: () => Promise<void>;
}

/** The service as `npm start` runs it, on a copy of the knowledge, with nothing configured; whoever starts it removes it. */
export async function serve(env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "playground-"));
  const knowledge = join(folder, "knowledge");
  cpSync(join(root, "knowledge"), knowledge, { recursive: true });
  let child: ChildProcess | undefined;
  let port = "0";
  let printed = "";
  const start = async (): Promise<string> => {
    const running = spawn(process.execPath, [join(root, "src/main.ts"), "start"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...compiled,
        PATH: process.env["PATH"],
        PORT: port,
        DATA_DIR: join(folder, "data"),
        KNOWLEDGE_DIR: knowledge,
        ...env,
      },
    });
    child = running;
    let out = "";
    return new Promise((tell, refuse) => {
      const hears = (text: string): void => {
        out += text;
        printed += text;
        const url = /open (http:\S+)\/playground/.exec(out)?.[1];
        if (url !== undefined) tell(url);
      };
      running.stdout.setEncoding("utf8").on("data", hears);
      running.stderr.setEncoding("utf8").on("data", hears);
      running.once("exit", () => refuse(new Error(`The service ended:\n${out}`)));
    });
  };
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  const remove = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = await start();
    port = new URL(url).port;
    return {
      url,
      knowledge,
      kept: join(folder, "data/playground.json"),
      kill,
      start: async () => void (await start()),
      printed: () => printed,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
