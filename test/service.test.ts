import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { changed, good, goodFolder, put } from "./knowledge/folder.ts";
import { noServer, skipsServer, startServer } from "./store/support/postgres.ts";
import { elsewhere, patience, run, slack, start } from "./support/service.ts";
import { knowledgeFolder } from "./support/knowledge-folder.ts";

const alpha = "entries/alpha.md";
const [warn, error] = [40, 50];

test("a start without any variable is ready, and warns of nothing", async () => {
  const { lines, said, readyz } = await start({ KNOWLEDGE_DIR: knowledgeFolder });
  expect(lines()[0]?.msg).toBe("ready");
  expect([said(warn), said(error)]).toEqual([[], []]);
  expect(await readyz()).toEqual({ status: 200, body: { ready: true, reasons: [], warnings: [] } });
});

test("a knowledge file that breaks leaves the service ready, and names the file, the line and the remedy", async () => {
  const folder = await goodFolder();
  const { readyz } = await start({ KNOWLEDGE_DIR: folder });
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

test("a knowledge folder from which nothing can be served stops the start with a sentence", async () => {
  const { output, done } = run(["start"], { KNOWLEDGE_DIR: "./nowhere" });
  expect(await done).toBe(2);
  expect(output.err).toMatch(/^KNOWLEDGE_DIR: /);
});

test("a data folder that can't be used is found at the start, and ready without a restart once it is mended", async () => {
  const dataDir = join(elsewhere(), "data");
  writeFileSync(dataDir, "a file where the folder should be");
  const { lines, said, readyz, becomes } = await start({ DATA_DIR: dataDir, KNOWLEDGE_DIR: knowledgeFolder });
  const reason = expect.stringMatching(`^The store can't be used: The store in DATA_DIR ${dataDir} does not open`);
  expect(lines().map(({ msg }) => msg)).not.toContain("ready");
  expect(said(error)).toEqual([reason]);
  expect(await readyz()).toEqual({ status: 503, body: { ready: false, reasons: [reason], warnings: [] } });
  rmSync(dataDir);
  await becomes(200);
  await vi.waitFor(() => expect(lines().map(({ msg }) => msg)).toContain("the store is open"), 5_000);
});

test("a second process on one data folder says that DATABASE_URL is for several, and takes over when the first ends", async () => {
  const { fake, env } = await slack();
  const DATA_DIR = join(elsewhere(), "data");
  const first = await start({ ...env, DATA_DIR });
  await first.becomes(200);
  const second = await start({ ...env, DATA_DIR });
  const { status, body } = await second.readyz();
  expect(status).toBe(503);
  expect(body["reasons"]).toEqual([
    expect.stringMatching(/Another process already works with DATA_DIR .* set DATABASE_URL to a PostgreSQL database/),
    "Slack: waits for the store.",
  ]);
  expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
  expect(await first.stop()).toBe(0);
  await second.becomes(200);
  const people = fake.people(`${second.url}/slack/events`, env["SLACK_SIGNING_SECRET"] ?? "");
  await people.writes({ user: "U0ASKER", channel: "C0CHAN", text: "<@U0BOT> what is LoRA?" });
  await fake.call("chat.postMessage");
});

describe.skipIf(skipsServer)(`PostgreSQL${skipsServer ? ` (${noServer})` : ""}`, () => {
  test("a database that can't be reached is a reason while it is away, at the start and later, and none once it is back", async () => {
    const server = await startServer();
    onTestFinished(() => server.remove());
    const DATABASE_URL = await server.database();
    await server.halt();
    const service = await start({ DATABASE_URL });
    const away = expect.stringMatching(/^The store can't be used: .*PostgreSQL cannot be reached .*DATABASE_URL/);
    expect((await service.readyz()).body["reasons"]).toEqual([away]);
    await server.resume();
    await service.becomes(200);
    await server.halt();
    await service.becomes(503);
    expect((await service.readyz()).body["reasons"]).toEqual([away]);
    await server.resume();
    await service.becomes(200);
    expect(await service.stop()).toBe(0);
    expect(service.output.out + service.output.err).not.toContain(DATABASE_URL);
  });
});

test("a token that Slack refuses is a reason, and none as soon as Slack takes it", async () => {
  const { fake, env } = await slack();
  const service = await start({ ...env, SLACK_BOT_TOKEN: "xoxb-canary" });
  const reason = "Slack: signing in failed (invalid_auth). Check SLACK_BOT_TOKEN and SLACK_API_URL.";
  await vi.waitFor(async () => expect((await service.readyz()).body["reasons"]).toEqual([reason]), patience);
  expect((await service.readyz()).status).toBe(503);
  fake.install({ token: "xoxb-canary" });
  await service.becomes(200);
  expect(service.output.out).not.toContain("canary");
});

test("a half-set group and a misspelt variable are warnings at the start, and stop nothing", async () => {
  const { said, readyz } = await start({
    KNOWLEDGE_DIR: knowledgeFolder,
    SLACK_BOT_TOKEN: "xoxb-canary",
    LLM_OPEN_MODEL: "m",
    SLACK_SIGNING_SECRETT: "canary",
  });
  expect(said(warn)).toEqual([
    expect.stringContaining("LLM_OPEN_BASE_URL is missing, though LLM_OPEN_MODEL is set"),
    expect.stringContaining("SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing"),
    "SLACK_SIGNING_SECRETT is set, but means nothing here: did you mean SLACK_SIGNING_SECRET?",
  ]);
  expect((await readyz()).status).toBe(200);
});

test("a port that is taken ends the start with a sentence, and leaves the store free", async () => {
  const first = await start({});
  const cwd = elsewhere();
  const { output, done } = run(["start"], { PORT: new URL(first.url).port }, cwd);
  expect(await done).toBe(1);
  expect(output.err).toMatch(/^PORT is \d+, and another program listens there already/);
  const again = await start({}, cwd);
  expect((await again.readyz()).status).toBe(200);
});

test("a command says on standard error that a variable is misspelt, and its output stays output", async () => {
  const { output, done } = run(["unanswered", "--json"], { KNOWLEGE_DIR: "canary" });
  expect(await done).toBe(0);
  expect(output.err).toBe("KNOWLEGE_DIR is set, but means nothing here: did you mean KNOWLEDGE_DIR?\n");
  expect(JSON.parse(output.out)).toEqual({ total: 0, questions: [] });
});
