/** What only the embedded store has to do: own its folder, keep it private, say what is wrong with its disk. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { backupStore } from "../../src/store/backup.ts";
import { openStore, type Store } from "../../src/store/open.ts";
import { withPlace } from "./support/places.ts";
import { event, held, watched } from "./support/work.ts";

withPlace("sqlite", (place) => {
  test("the folder and everything in it is for its owner only", async () => {
    const store = await place().open();
    await store.inbox(watched().handlers).accept(event("a"));
    const { dataDir } = place();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    const files = readdirSync(dataDir);
    expect(files).toContain("store.db-wal");
    expect(files.filter((file) => (statSync(join(dataDir, file)).mode & 0o777) !== 0o600)).toEqual([]);
  });

  test("the file is set up for a log that is kept by us, and broken references are refused", async () => {
    const { engine } = await place().open();
    const pragma = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(engine.db)).rows[0] ?? {})[0] as unknown;
    expect([await pragma("journal_mode"), await pragma("synchronous"), await pragma("foreign_keys")]).toEqual([
      "wal",
      1,
      1,
    ]);
    expect(await pragma("busy_timeout")).toBe(5_000);
  });

  test("a second service is refused with what to do, until the first one has closed", async () => {
    const { dataDir, open, close } = place();
    const first = await open();
    const second = await openStore({ dataDir });
    expect(second).toEqual({
      ok: false,
      message: `Another process already works with DATA_DIR ${dataDir}: stop it, or give this one a DATA_DIR of its own. To run several replicas on one store, set DATABASE_URL to a PostgreSQL database.`,
    });
    await close(first);
    expect((await open()).engineName).toBe("sqlite");
  });

  test("a command looks and writes beside a running service, but does not work on its inbox", async () => {
    const { open } = place();
    const service = await open();
    const command = await open({ use: "command" });
    const question = { text: "why?", at: "2026-07-01T09:30:00.000Z", platform: "terminal", knowledgeVersion: "v1" };
    await command.unanswered.add({ ...question, nearest: null });
    expect(await service.unanswered.list()).toMatchObject({ ok: true, total: 1 });
    expect(() => command.inbox(watched().handlers)).toThrow("open the store as a service");
  });

  test("what the process before left unfinished is taken up at once, for its lease protects nobody", async () => {
    const { open, close } = place();
    const before = await open();
    await before.inbox(watched(held().work).handlers).accept(event("a"));
    await close(before);
    const seen = watched();
    const inbox = (await open()).inbox(seen.handlers);
    await inbox.start();
    await inbox.idle();
    expect(seen.begun).toMatchObject([{ event: event("a"), attempts: 2 }]);
    await inbox.stop();
  });

  const limitPages = (store: Store, pages: number) =>
    sql`pragma max_page_count = ${sql.lit(pages)}`.execute(store.engine.db);

  test("on a full disk an event is not accepted, nothing is half done, and all goes on when there is space", async () => {
    const store = await place().open();
    const seen = watched();
    const inbox = store.inbox(seen.handlers);
    await limitPages(store, 1); // SQLite makes it as many as there are
    const big = event("big", "a", { payload: "x".repeat(200_000) });
    await expect(inbox.accept(big)).rejects.toMatchObject({
      code: "full",
      message: "The store in DATA_DIR has no space left (SQLite 13): free some space on its disk.",
    });
    expect(await inbox.depth()).toMatchObject({ ready: 0, active: 0 });
    expect(seen.begun).toEqual([]);
    const added = await store.unanswered.add({
      text: "y".repeat(500),
      at: "2026-07-01T09:30:00.000Z",
      platform: "slack",
      knowledgeVersion: "z".repeat(100_000),
      nearest: null,
    });
    expect(added).toMatchObject({ ok: false, what: expect.stringContaining("free some space") as string });
    await limitPages(store, 1_000_000);
    expect(await inbox.accept(big)).toBe("new");
    await inbox.idle();
    expect(seen.names()).toEqual(["big"]);
  });

  test("a file that is no store, and a folder that cannot be one, are refused with what to do", async () => {
    const { dataDir } = place();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "store.db"), "this is a letter to somebody, not a database at all".repeat(50));
    expect(await openStore({ dataDir })).toMatchObject({
      ok: false,
      message: expect.stringContaining("no SQLite database: move it away, or restore the newest backup") as string,
    });
    writeFileSync(join(dataDir, "file"), "");
    expect(await openStore({ dataDir: join(dataDir, "file", "data") })).toMatchObject({
      ok: false,
      message: expect.stringContaining("Set DATA_DIR to a folder on a local disk") as string,
    });
  });

  test.runIf(existsSync("/proc/self"))(
    "a folder that the system refuses ends in a message, not in a loop",
    async () => {
      expect(await openStore({ dataDir: "/proc/counterweight/data" })).toMatchObject({ ok: false });
    },
  );

  test("a backup is taken while the service writes, and opens as a store", async () => {
    const { dataDir, open } = place();
    const store = await open();
    const inbox = store.inbox(watched().handlers);
    for (let i = 0; i < 20; i += 1) await inbox.accept(event(`e${i}`));
    const writing = Promise.all(Array.from({ length: 20 }, (_, i) => inbox.accept(event(`f${i}`))));
    const to = join(dataDir, "..", "backup.db");
    expect(await backupStore(dataDir, to)).toMatchObject({ ok: true, file: to });
    await writing;
    await inbox.idle();
    const copy = new DatabaseSync(to, { readOnly: true });
    const row = copy.prepare("select count(*) as n from inbox where event_id like 'slack:T1:e%'").get();
    copy.close();
    expect({ ...row }).toEqual({ n: 20 });
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect(await backupStore(dataDir, to)).toEqual({
      ok: false,
      what: `${to} exists already: name a file that does not.`,
    });
    expect(await backupStore(join(dataDir, "none"), `${to}2`)).toMatchObject({ ok: false });
  });
});
