/** The whole service as its own process, as an operator starts it; killed and started again as often as a test says. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { token } from "../../fakes/slack.ts";
import { appId, type FakeTeams, password, tenant } from "../../fakes/teams.ts";
import { compiled } from "../../support/compiled.ts";

export const secret = "8f742231b10e8888abcd99yyyzzz85a5";
const root = resolve(import.meta.dirname, "../../..");
/** What `npm start` tells Node. */
const nodeFlags = (
  JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { start: string } }
).scripts.start
  .split(" ")
  .filter((word) => word.startsWith("--"));

export { appId };
/** What connects Teams, as an operator of a sovereign cloud would. */
export const teamsEnv = (fake: FakeTeams, serviceHost = new URL(fake.origin).host) => ({
  TEAMS_APP_ID: appId,
  TEAMS_APP_PASSWORD: password,
  TEAMS_TENANT_ID: tenant,
  TEAMS_OPENID_METADATA_URL: fake.openIdUrl,
  TEAMS_LOGIN_URL: fake.loginUrl,
  TEAMS_SERVICE_URL_ALLOW: serviceHost,
});

export interface Settings {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** Slack's, or of what stands between; ends in `/api/`. Without it, Slack is not connected. */
  readonly apiUrl?: string | undefined;
  readonly logLevel?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Service {
  /** Where Slack delivers; undefined while it is down. */
  readonly url: () => string | undefined;
  /** The whole server; undefined while it is down. */
  readonly origin: () => string | undefined;
  readonly pid: () => number | undefined;
  /** Every line of it, of all its lives. */
  readonly lines: readonly string[];
  /** kill -9, wherever it is; it stays down. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends it in good order. Returns its exit code. */
  readonly end: () => Promise<number | null>;
}

export async function startService(settings: Settings): Promise<Service> {
  const { dataDir, databaseUrl, apiUrl, logLevel = "info", env = {} } = settings;
  const lines: string[] = [];
  let url: string | undefined;
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    // Its port comes in the first line of the log, or is asked for where the log tells less.
    const port = logLevel === "info" || logLevel === "debug" || logLevel === "trace" ? "0" : String(await freePort());
    const made = spawn(process.execPath, [...nodeFlags, join(root, "src/main.ts"), "start"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        ...compiled,
        HOST: "127.0.0.1",
        PORT: port,
        DATA_DIR: dataDir,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
        ...(apiUrl === undefined
          ? {}
          : { SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN: token, SLACK_API_URL: apiUrl }),
        LOG_LEVEL: logLevel,
        ...env,
      },
    });
    child = made;
    const listening = new Promise<string>((tell, refuse) => {
      const hear = (line: string): void => {
        lines.push(line);
        const said = /"url":"(http:[^"]+)"/.exec(line)?.[1];
        if (said !== undefined) tell(said);
      };
      createInterface({ input: made.stdout }).on("line", hear);
      createInterface({ input: made.stderr }).on("line", hear);
      made.once("exit", () => refuse(new Error(`The service ended at its start:\n${lines.slice(-20).join("\n")}`)));
    });
    listening.catch(() => {});
    url = port === "0" ? await listening : await answers(`http://127.0.0.1:${port}`, listening);
  };
  const exit = async (signal: NodeJS.Signals): Promise<number | null> => {
    const dying = child;
    url = undefined;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return null;
    const exited = once(dying, "exit");
    dying.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  };
  await start();
  return {
    url: () => (url === undefined ? undefined : `${url}/slack/events`),
    origin: () => url,
    pid: () => child?.pid,
    lines,
    kill: async () => void (await exit("SIGKILL")),
    start,
    end: () => exit("SIGTERM"),
  };
}

/** Resolves once somebody listens there. */
async function answers(url: string, ended: Promise<unknown>): Promise<string> {
  for (;;) {
    const up = await Promise.race([fetch(`${url}/healthz`).catch(() => undefined), ended]);
    if (up) return url;
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
