/** A real PostgreSQL server of our own: Debian's package, a temporary folder, a free port, gone after the tests. */
import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

/** Where initdb and pg_ctl are; Debian keeps them off the PATH. Undefined where there is no server. */
const binaries = globSync("/usr/lib/postgresql/*/bin/initdb")
  .toSorted((a, b) => Number(a.split("/")[4]) - Number(b.split("/")[4]))
  .at(-1)
  ?.replace(/\/initdb$/, "");

export const noServer = "no PostgreSQL server on this machine: apt-get install postgresql";
export const hasServer = binaries !== undefined;
/** On CI a missing server is a failure; elsewhere these tests are skipped, and said to be. */
export const skipsServer = !hasServer && process.env["CI"] !== "true";

export interface Server {
  /** Makes an empty database. Returns its address. */
  readonly database: () => Promise<string>;
  /** Stops at once, as in a power failure; what was committed stays. */
  readonly halt: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** Halts, and deletes everything. */
  readonly remove: () => Promise<void>;
}

export async function startServer(): Promise<Server> {
  if (binaries === undefined) throw new Error(noServer);
  const folder = mkdtempSync(join(tmpdir(), "counterweight-postgres-"));
  const data = join(folder, "data");
  const asRoot = process.getuid?.() === 0;
  // PostgreSQL refuses to run as root.
  const own = (tool: string, ...args: string[]) => {
    const path = join(binaries, tool);
    return asRoot ? { file: "runuser", args: ["-u", "postgres", "--", path, ...args] } : { file: path, args };
  };
  const call = async (tool: string, ...args: string[]): Promise<void> => {
    const how = own(tool, ...args);
    await run(how.file, how.args, { cwd: folder, env: { ...process.env, LC_ALL: "C" } });
  };
  if (asRoot) {
    const id = (flag: string): number => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
    chownSync(folder, id("-u"), id("-g"));
  }
  await call("initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync", "--locale=C");
  const port = await freePort();
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c fsync=off -c shared_buffers=16MB -c max_connections=100`;
  const resume = (): Promise<void> =>
    call("pg_ctl", "start", "-w", "-D", data, "-o", settings, "-l", join(folder, "log"));
  const stopping = ["stop", "-w", "-m", "immediate", "-D", data];
  const halt = (): Promise<void> => call("pg_ctl", ...stopping);
  const lastly = (): void => {
    const how = own("pg_ctl", ...stopping);
    spawnSync(how.file, how.args, { cwd: folder });
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", lastly);
  await resume();

  const url = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const database = async (): Promise<string> => {
    const name = `t${randomBytes(6).toString("hex")}`;
    const client = new pg.Client(url("postgres"));
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return url(name);
  };
  const remove = async (): Promise<void> => {
    process.off("exit", lastly);
    await halt().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, halt, resume, remove };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
