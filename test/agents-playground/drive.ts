/** The service, Microsoft's Agents Playground in front of it, and Chromium in front of that. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium as playwright, type Page } from "playwright-core";
import { startService } from "../never-lost/support/service.ts";
import { binary, chromium } from "./place.ts";

export interface Driven {
  readonly page: Page;
  readonly lines: readonly string[];
  readonly stop: () => Promise<void>;
}

const id = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const human = (n: number, name: string) =>
  `{ id: user-id-${n}, name: ${name}, userPrincipleName: u${n}@example.com, aadObjectId: ${id(20 + n)}, givenName: User, surname: ${name.split(" ")[1] ?? name}, email: u${n}@example.com }`;
const config = `version: "0.1.1"
tenantId: ${id(1)}
bot: { id: ${id(11)}, name: Counterweight }
currentUser: ${human(0, "Dana Example")}
users:
${["One", "Two", "Three", "Four", "Five"].map((name, i) => `  - ${human(i + 1, `User ${name}`)}`).join("\n")}
personalChat: { id: personal-chat-id }
groupChat: { id: group-chat-id, name: Model Council }
team: { id: team-id, aadGroupId: ${id(31)}, name: Platform Team, channels: [ { id: channel-announcements-id, name: Announcements } ] }
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** @param env what else the service is told, such as a model */
export async function drive(env: Readonly<Record<string, string>> = {}): Promise<Driven> {
  const folder = mkdtempSync(join(tmpdir(), "agents-playground-"));
  const service = await startService({
    dataDir: join(folder, "data"),
    env: { TEAMS_ALLOW_ANONYMOUS: "true", PLAYGROUND: "false", ...env },
  });
  writeFileSync(join(folder, ".m365agentsplayground.yml"), config);
  const port = await freePort();
  const playground = spawn(binary, ["start", "-p", String(port), "--dt"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      TEAMSAPPTESTER_BROWSER: "none",
      BOT_ENDPOINT: `${service.origin() ?? ""}/api/messages`,
      DEFAULT_CHANNEL_ID: "msteams",
    },
  });
  let browser: Browser | undefined;
  const stop = async (): Promise<void> => {
    await browser?.close();
    await end(playground);
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(playground, port, folder);
    browser = await playwright.launch({
      executablePath: chromium ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
    });
    const page = await browser.newPage({ viewport: { width: 1_280, height: 1_000 } });
    await page.goto(`http://127.0.0.1:${port}/`);
    return { page, lines: service.lines, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** It says so itself, and then goes on to wait for the bot; what is wrong with its configuration is only in its log. */
async function listening(playground: ChildProcess, port: number, folder: string): Promise<void> {
  let said = "";
  playground.stdout?.on("data", (text: Buffer) => (said += text.toString()));
  for (let tries = 0; tries < 300; tries += 1) {
    if (playground.exitCode !== null) {
      const log = readFileSync(join(folder, "devTools/m365agentsplayground.log"), "utf8");
      throw new Error(`Agents Playground ended: ${log.slice(-500)}`);
    }
    const up = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (up?.ok) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`Agents Playground does not answer: ${said.slice(-500)}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
