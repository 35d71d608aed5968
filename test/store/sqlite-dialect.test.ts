/** Group commit: many statements, one wait for the disk, and whoever wrote learns what became of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDisk } from "../../src/store/disk.ts";
import { sqliteDialect } from "../../src/store/sqlite-dialect.ts";

interface Rows {
  row: { id: number; text: string };
}

let folder: string;
let file: DatabaseSync;
let reader: DatabaseSync;
const path = () => join(folder, "store.db");
const open = (log = path()) => new Kysely<Rows>({ dialect: sqliteDialect(file, log) });
const committed = () =>
  reader
    .prepare("select id from row order by id")
    .all()
    .map(({ id }) => id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dialect-"));
  file = new DatabaseSync(path());
  file.exec("pragma journal_mode = wal; pragma synchronous = normal; create table row (id integer primary key, text)");
  reader = new DatabaseSync(path());
});
afterEach(() => {
  reader.close();
  if (file.isOpen) file.close();
  rmSync(folder, { recursive: true });
});
const insert = (db: Kysely<Rows>, id: number) =>
  db
    .insertInto("row")
    .values({ id, text: `${id}` })
    .execute();

test("what is written in one turn is committed together, and is there when it is told", async () => {
  const db = open();
  const writing = Promise.all([1, 2, 3].map((id) => insert(db, id)));
  await Promise.resolve();
  expect(committed()).toEqual([]);
  await writing;
  expect(committed()).toEqual([1, 2, 3]);
  await db.destroy();
});

test("a statement that fails fails alone", async () => {
  const db = open();
  const all = await Promise.allSettled([insert(db, 1), insert(db, 1), insert(db, 2), sql`select nonsense`.execute(db)]);
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
  expect(committed()).toEqual([1, 2]);
  await db.destroy();
});

test("nobody is told that it is written before the disk has kept it", async () => {
  const db = open(join(folder, "another.db")); // whose log cannot be opened, so the disk never says yes
  await expect(insert(db, 1)).rejects.toThrow("ENOENT");
  await db.destroy();
});

test("a transaction has the file to itself: what is asked meanwhile waits, and what fails in it leaves nothing", async () => {
  const db = open();
  let inside = true;
  const long = db.transaction().execute(async (own) => {
    await own.insertInto("row").values({ id: 1, text: "" }).execute();
    await new Promise((done) => setTimeout(done, 20));
    expect(committed()).toEqual([]);
    inside = false;
    throw new Error("no");
  });
  const meanwhile = insert(db, 2).then(() => inside);
  await expect(long).rejects.toThrow("no");
  expect(await meanwhile).toBe(false);
  expect(committed()).toEqual([2]);
  await db.destroy();
});

test("what another process locks is refused with what to do, and goes on when it is free", async () => {
  const db = open();
  reader.exec("begin immediate");
  await expect(insert(db, 1)).rejects.toMatchObject({ name: "StoreError", code: "busy" });
  reader.exec("rollback");
  await insert(db, 1);
  expect(committed()).toEqual([1]);
  await db.destroy();
});

test("the disk is asked once for all who wrote meanwhile", async () => {
  const disk = createDisk(path());
  let turns = 0;
  const idle = new Promise<void>((done) => {
    void disk.keep();
    disk.whenIdle(done);
  }).then(() => (turns += 1));
  await Promise.all([disk.keep(), disk.keep(), disk.keep()]);
  expect(turns).toBe(0); // busy from the first one until the last three are kept
  await idle;
  await disk.close();
});
