import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { changed, good, goodFolder, put } from "./knowledge/folder.ts";

const main = resolve(import.meta.dirname, "../src/main.ts");
const alpha = "entries/alpha.md";
const patience = { timeout: 30_000, interval: 50 };
interface Line {
  readonly level: number;
  readonly msg: string;
  readonly url?: string;
}
const [warn, error] = [40, 50];

/** A folder without a .env, to run in. */
function elsewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), "service-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
function run(args: readonly string[], env: Record<string, string>) {
  const cwd = elsewhere();
  const usual = { PATH: process.env["PATH"], PORT: "0", DATA_DIR: join(cwd, "data") };
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...usual, ...env } });
  onTestFinished(() => void child.kill());
  const output = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (output.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (output.err += text));
  child.stdin.end();
  const done = new Promise<number | null>((resolve) => void child.once("close", resolve));
  return { output, done };
}
/** Starts the service, and waits until it has said what it connected. */
async function start(env: Record<string, string>) {
  const folder = await goodFolder();
  const { output } = run(["start"], { KNOWLEDGE_DIR: folder, ...env });
  await vi.waitFor(() => expect(output.out).toContain("To talk to it here"), patience);
  const lines = output.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const url = lines.find((line) => line.url)?.url ?? "";
  const readyz = async () => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const said = (level: number) => lines.filter((line) => line.level === level).map(({ msg }) => msg);
  return { folder, lines, said, readyz };
}

test("a start without any variable is ready, and warns of nothing", async () => {
  const { lines, said, readyz } = await start({});
  expect(lines[0]?.msg).toBe("ready");
  expect([said(warn), said(error)]).toEqual([[], []]);
  expect(await readyz()).toEqual({ status: 200, body: { ready: true, reasons: [], warnings: [] } });
});

test("a knowledge file that breaks leaves the service ready, and names the file, the line and the remedy", async () => {
  const { folder, readyz } = await start({});
  await put(folder, { [alpha]: changed(alpha, "title:", "tilte:") });
  const place = { file: alpha, line: 2, column: 1 };
  const warning = {
    name: "knowledge-not-reloaded",
    ...place,
    what: "unknown key tilte",
    remedy: "did you mean title?",
  };
  const want = { status: 200, body: { ready: true, reasons: [], warnings: [warning] } };
  await vi.waitFor(async () => expect(await readyz()).toEqual(want), patience);
  await put(folder, { [alpha]: good[alpha] ?? "" });
  await vi.waitFor(async () => expect((await readyz()).body["warnings"]).toEqual([]), patience);
});

test("a data folder that can't be written is found at the start, and ready again once it is mended", async () => {
  const dataDir = join(elsewhere(), "data");
  writeFileSync(dataDir, "a file where the folder should be");
  const { lines, said, readyz } = await start({ DATA_DIR: dataDir });
  const reason = `The store can't be written: ${dataDir}/unanswered.jsonl could not be written (ENOTDIR): check that DATA_DIR is a folder that can be written.`;
  expect(lines.map(({ msg }) => msg)).not.toContain("ready");
  expect(said(error)).toEqual([
    `${reason} Questions are answered all the same; those that could not be answered are not kept.`,
  ]);
  expect(await readyz()).toEqual({ status: 503, body: { ready: false, reasons: [reason], warnings: [] } });
  rmSync(dataDir);
  expect((await readyz()).status).toBe(200);
});

test("a half-set group and a misspelt variable are warnings at the start, and stop nothing", async () => {
  const { said, readyz } = await start({
    SLACK_BOT_TOKEN: "xoxb-canary",
    LLM_OPEN_MODEL: "m",
    SLACK_SIGNING_SECRETT: "canary",
  });
  expect(said(warn)).toEqual([
    expect.stringContaining("SLACK_SIGNING_SECRET is missing, though SLACK_BOT_TOKEN is set"),
    expect.stringContaining("LLM_OPEN_BASE_URL is missing, though LLM_OPEN_MODEL is set"),
    "SLACK_SIGNING_SECRETT is set, but means nothing here: did you mean SLACK_SIGNING_SECRET?",
  ]);
  expect((await readyz()).status).toBe(200);
});

test("a command says on standard error that a variable is misspelt, and its output stays output", async () => {
  const { output, done } = run(["unanswered", "--json"], { KNOWLEGE_DIR: "canary" });
  expect(await done).toBe(0);
  expect(output.err).toBe("KNOWLEGE_DIR is set, but means nothing here: did you mean KNOWLEDGE_DIR?\n");
  expect(JSON.parse(output.out)).toEqual({ total: 0, questions: [] });
});
