/** The service as its own process, as operators run it, and a Slack whose calls can be held up. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { type FakeSlack, startFakeSlack, token } from "../fakes/slack.ts";
import { compiled } from "./compiled.ts";
import { lightKnowledge } from "./light-knowledge.ts";

const main = resolve(import.meta.dirname, "../../src/main.ts");
export const patience = { timeout: 30_000, interval: 50 };
export const secret = "8f742231b10e8888abcd99eeeaaa85a5";

export interface Line {
  readonly level: number;
  readonly msg: string;
  readonly url?: string;
}

/** A folder without a .env, to run in. */
export function elsewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), "service-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Run {
  readonly child: ChildProcess;
  readonly output: { out: string; err: string };
  /** Its exit code, once it ended. */
  readonly done: Promise<number | null>;
}

/** Runs a command in a folder of its own, with these variables and no others; what is known is light where they say nothing of it. */
export function run(args: readonly string[], env: Readonly<Record<string, string>>, cwd = elsewhere()): Run {
  const usual = { PATH: process.env["PATH"], PORT: "0", DATA_DIR: join(cwd, "data"), KNOWLEDGE_DIR: lightKnowledge };
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...compiled, ...usual, ...env } });
  const output = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (output.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (output.err += text));
  child.stdin.end();
  const done = new Promise<number | null>((resolve) => void child.once("close", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await done;
  });
  return { child, output, done };
}

/** Starts the service, and waits until it has said what it connected, or answers at an address that is known. */
export async function start(env: Readonly<Record<string, string>>, cwd?: string, known?: string) {
  const running = run(["start"], env, cwd);
  const { output, child, done } = running;
  const lines = (): Line[] =>
    output.out
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  if (known === undefined) await vi.waitFor(() => expect(output.out, output.err).toContain("PostgreSQL: "), patience);
  else await vi.waitFor(() => fetch(`${known}/healthz`), patience);
  const url = known ?? lines().find((line) => line.url)?.url ?? "";
  const readyz = async () => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const becomes = (status: number) => vi.waitFor(async () => expect((await readyz()).status).toBe(status), patience);
  const said = (level: number): string[] =>
    lines()
      .filter((line) => line.level === level)
      .map(({ msg }) => msg);
  const stop = (): Promise<number | null> => {
    child.kill("SIGTERM");
    return done;
  };
  return { ...running, url, lines, said, readyz, becomes, stop };
}

/** A fake Slack for a service, and what the service needs to know of it. */
export async function slack(): Promise<{ fake: FakeSlack; env: Record<string, string> }> {
  const fake = await startFakeSlack({ ackDeadlineMs: 20_000 });
  onTestFinished(() => fake.close());
  const env = { SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN: token, SLACK_API_URL: fake.url };
  return { fake, env };
}

/** An address before Slack's where calls of one method wait until they are let through. */
export async function holding(apiUrl: string, method: string) {
  const gate = Promise.withResolvers<void>();
  const came = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.url?.endsWith(method)) {
        came.resolve();
        await gate.promise;
      }
      const { authorization = "", "content-type": type = "" } = request.headers;
      const answer = await fetch(new URL((request.url ?? "").replace("/api/", ""), apiUrl), {
        method: "POST",
        headers: { authorization, "content-type": type },
        body: Buffer.concat(chunks),
      });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    gate.resolve();
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    came: came.promise,
    open: gate.resolve,
  };
}
