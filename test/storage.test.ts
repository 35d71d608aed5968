import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import { openStorage } from "../src/storage.ts";
import { storeCommands } from "../src/store-commands.ts";
import { openStore, type Store } from "../src/store/open.ts";
import { noServer, skipsServer, startServer } from "./store/support/postgres.ts";
import { elsewhere, patience, run } from "./support/service.ts";

const asker = "slack:T0TEAM/U0ASKER";
function configOf(env: Record<string, string>) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.message);
  return read.config;
}
async function opened(dataDir: string, databaseUrl?: string): Promise<Store> {
  const tried = await openStore({ dataDir, databaseUrl, use: "command" });
  if (!tried.ok) throw new Error(tried.message);
  return tried.store;
}
async function filled(dataDir: string): Promise<void> {
  const store = await opened(dataDir);
  const answer = {
    platform: "slack",
    channel: "slack:T0TEAM/C1",
    thread: null,
    questionMessage: null,
    kind: "answer",
    entries: [],
    knowledgeVersion: "v1",
    remembered: null,
  };
  await store.answers.record({ ...answer, id: "a1", message: "m1", questionEvent: "e1", userKey: asker });
  await store.answers.record({ ...answer, id: "a2", message: "m2", questionEvent: "e2", userKey: "slack:T0TEAM/U1" });
  await store.feedback.vote({ answerId: "a2", userKey: asker, verdict: "up", reason: null });
  await store.close();
}
const command = (name: string, env: Record<string, string>, word = "", options: Record<string, boolean> = {}) =>
  storeCommands.find((each) => each.name === name)?.run(configOf(env), word, options);

describe("backup", () => {
  test("copies the store into one file, also while a service holds it, and says how to restore it", async () => {
    const [DATA_DIR, to] = [join(elsewhere(), "data"), join(elsewhere(), "copy.db")];
    await filled(DATA_DIR);
    const service = await openStore({ dataDir: DATA_DIR });
    const made = await command("backup", { DATA_DIR }, to);
    expect(made).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/copy\.db: \d+ bytes, checked\. To restore/),
    });
    if (service.ok) await service.store.close();

    for (const file of ["store.db-wal", "store.db-shm"]) rmSync(join(DATA_DIR, file), { force: true });
    copyFileSync(to, join(DATA_DIR, "store.db"));
    const restored = await opened(DATA_DIR);
    expect(await restored.answers.byId("a1")).toMatchObject({ userKey: asker });
    await restored.close();
  });

  test("overwrites nothing, and makes no store where there is none", async () => {
    const DATA_DIR = join(elsewhere(), "data");
    expect(await command("backup", { DATA_DIR }, join(elsewhere(), "b"))).toMatchObject({ exitCode: 1 });
    expect(existsSync(DATA_DIR)).toBe(false);
    await filled(DATA_DIR);
    const taken = join(DATA_DIR, "store.db");
    expect(await command("backup", { DATA_DIR }, taken)).toEqual({
      exitCode: 1,
      text: expect.stringContaining("exists already"),
    });
  });

  test("into a folder that is not there says so", async () => {
    const DATA_DIR = join(elsewhere(), "data");
    await filled(DATA_DIR);
    expect(await command("backup", { DATA_DIR }, join(DATA_DIR, "none", "b"))).toEqual({
      exitCode: 1,
      text: expect.stringMatching(/^There is no folder .*none: make it/),
    });
  });

  test("of PostgreSQL is PostgreSQL's own affair", async () => {
    const DATABASE_URL = "postgres://u:canary@h/d";
    const done = await command("backup", { DATABASE_URL }, "b");
    expect(done).toEqual({ exitCode: 2, text: expect.stringContaining("pg_dump") });
  });
});

test("rekey without a key says what to set", async () => {
  const DATA_DIR = join(elsewhere(), "data");
  expect(await command("rekey", { DATA_DIR }, "")).toEqual({
    exitCode: 1,
    text: expect.stringMatching(/^TOKEN_KEYS is not set/),
  });
});

describe("forget", () => {
  test("deletes what is kept about one person, and leaves the others", async () => {
    const cwd = elsewhere();
    await filled(join(cwd, "data"));
    const { output, done } = run(["forget", asker], {}, cwd);
    expect(await done).toBe(0);
    expect(output.out).toMatch(`Deleted of ${asker}: 1 answers' records, 1 votes`);
    const store = await opened(join(cwd, "data"));
    expect(await store.answers.byId("a1")).toBeUndefined();
    expect(await store.answers.byId("a2")).toBeDefined();
    await store.close();
  });

  test.for(["U0ASKER", "slack:U0ASKER", "teams:a/b", "slack:t0team/u0asker", "%"])(
    "%s names nobody, and is wrong use",
    async (word) => {
      const DATA_DIR = join(elsewhere(), "data");
      const done = await command("forget", { DATA_DIR }, word);
      expect(done).toEqual({ exitCode: 2, text: expect.stringContaining("slack:T0123ABCD/U0456EFGH") });
    },
  );
});

test("migrate-store without DATABASE_URL is wrong use, and a folder without a store is a sentence", async () => {
  const DATA_DIR = join(elsewhere(), "data");
  expect(await command("migrate-store", { DATA_DIR })).toEqual({
    exitCode: 2,
    text: expect.stringContaining("DATABASE_URL"),
  });
  const none = await command("migrate-store", { DATA_DIR, DATABASE_URL: "postgres://u:canary@127.0.0.1:1/d" });
  expect(none).toEqual({ exitCode: 1, text: expect.stringContaining("There is no store") });
});

describe.skipIf(skipsServer)(`migrate-store to PostgreSQL${skipsServer ? ` (${noServer})` : ""}`, () => {
  test("copies everything once, refuses a running service and a database that is not empty", async () => {
    const server = await startServer();
    onTestFinished(() => server.remove());
    const DATABASE_URL = await server.database();
    const DATA_DIR = join(elsewhere(), "data");
    await filled(DATA_DIR);
    const env = { DATA_DIR, DATABASE_URL };
    const service = await openStore({ dataDir: DATA_DIR });
    expect(await command("migrate-store", env)).toEqual({
      exitCode: 1,
      text: expect.stringContaining("Another process already works with DATA_DIR"),
    });
    if (service.ok) await service.store.close();
    const moved = await command("migrate-store", env);
    expect(moved).toMatchObject({ exitCode: 0, text: expect.stringMatching(/answer 2, feedback 1/) });
    const store = await opened(DATA_DIR, DATABASE_URL);
    expect(await store.answers.byId("a1")).toMatchObject({ userKey: asker });
    await store.close();
    expect(await command("migrate-store", env)).toEqual({ exitCode: 1, text: expect.stringContaining("holds rows") });
    expect(await command("migrate-store", env, "", { intoNonEmpty: true })).toMatchObject({ exitCode: 0 });
  });
});

test("a store that can't be opened is tried again until it can", async () => {
  const dataDir = join(elsewhere(), "data");
  writeFileSync(dataDir, "a file");
  const storage = await openStorage(configOf({ DATA_DIR: dataDir }), () => {});
  onTestFinished(() => storage.close());
  expect(storage.store()).toBeUndefined();
  expect(await storage.problem()).toContain(dataDir);
  rmSync(dataDir);
  await storage.opened;
  await vi.waitFor(async () => expect(await storage.problem()).toBeUndefined(), patience);
});

test("closing a store that never opened ends at once, and it is not tried again", async () => {
  const dataDir = join(elsewhere(), "data");
  writeFileSync(dataDir, "a file");
  const storage = await openStorage(configOf({ DATA_DIR: dataDir }), () => {});
  await storage.close();
  expect(storage.store()).toBeUndefined();
});
