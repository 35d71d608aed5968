import { mkdtempSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { gathered } from "../../src/store/gathered.ts";
import { StoreError } from "../../src/store/errors.ts";
import { sqliteDialect } from "../../src/store/sqlite-dialect.ts";
import type { Tables } from "../../src/store/tables.ts";

let folder = "";
let sent: number[] = [];
let db: Kysely<Tables>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gathered-"));
  const path = join(folder, "store.db");
  const file = new DatabaseSync(path);
  file.exec("pragma journal_mode = wal; pragma synchronous = normal");
  file.exec("create table cooldown (key text primary key not null, until_ms integer not null)");
  sent = [];
  const log = ({ query }: { readonly query: { readonly parameters: readonly unknown[] } }) =>
    void sent.push(Math.floor(query.parameters.length / 2));
  db = new Kysely<Tables>({ dialect: sqliteDialect(file, path), log });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

interface Pause {
  readonly key: string;
  until_ms: number;
}
const pausing = (onSend?: (pause: Pause) => void) =>
  gathered<Pause, Pause>(db, {
    names: ["key", "until_ms"],
    build: (rows) =>
      db
        .insertInto("cooldown")
        .values(rows)
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet((eb) => ({ until_ms: eb("cooldown.until_ms", "+", 1) })),
        )
        .returning(["key", "until_ms"]),
    apart: ({ key }) => key,
    isFor: (row, { key }) => row.key === key,
    ...(onSend ? { onSend } : {}),
  });
const many = (count: number): Pause[] => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, until_ms: i }));

describe("statements for many at once", () => {
  test("who comes alone has a statement alone", async () => {
    const pause = pausing();
    expect(await pause({ key: "a", until_ms: 7 })).toEqual({ key: "a", until_ms: 7 });
    expect(sent).toEqual([1]);
  });

  test.for([2, 3, 16, 37])("%i who come together share few statements, and each gets its own row", async (count) => {
    const pause = pausing();
    const rows = await Promise.all(many(count).map(pause));
    expect(rows).toEqual(many(count));
    const bits = (count % 16).toString(2).replaceAll("0", "").length;
    expect(sent).toHaveLength(Math.floor(count / 16) + bits);
    expect(sent.reduce((sum, size) => sum + size, 0)).toBe(count);
  });

  test("two of the same key do not share one, and the first goes first", async () => {
    const pause = pausing();
    const all = [
      { key: "a", until_ms: 5 },
      { key: "a", until_ms: 9 },
      { key: "b", until_ms: 0 },
      { key: "c", until_ms: 0 },
    ];
    expect((await Promise.all(all.map(pause))).map((row) => row?.until_ms)).toEqual([5, 6, 0, 0]);
    expect(sent).toEqual([2, 2]);
  });

  test("values may be changed until they are sent", async () => {
    const told: number[] = [];
    const pause = pausing(({ until_ms }) => void told.push(until_ms));
    const mine = { key: "a", until_ms: 1 };
    const row = pause(mine);
    mine.until_ms = 2;
    expect(await row).toEqual({ key: "a", until_ms: 2 });
    expect(told).toEqual([2]);
  });

  test("where the statement is refused for one, the others are written", async () => {
    const pause = pausing();
    const given = many(4).map((one, i) => (i === 2 ? { ...one, until_ms: null as never } : one));
    const written = await Promise.allSettled(given.map(pause));
    expect(written.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  });

  test("where the store itself is away, everybody is told, and nothing is tried again", async () => {
    let tries = 0;
    vi.spyOn(db, "executeQuery").mockImplementation(async () => {
      tries += 1;
      throw new StoreError("down", "PostgreSQL does not answer");
    });
    const written = await Promise.allSettled(many(2).map(pausing()));
    expect([tries, ...written.map(({ status }) => status)]).toEqual([1, "rejected", "rejected"]);
  });
});
