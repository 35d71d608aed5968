/** Where a store can be: both engines, each with an empty store for every test. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import { openStore, type Store, type StoreOptions } from "../../../src/store/open.ts";
import { tableNames } from "../../../src/store/tables.ts";
import { noServer, type Server, skipsServer, startServer } from "./postgres.ts";

export type EngineName = "sqlite" | "postgres";

export interface Place {
  readonly engine: EngineName;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Opens the store; it is closed after the test. On PostgreSQL every call is a replica. */
  readonly open: (options?: Omit<StoreOptions, "dataDir" | "databaseUrl">) => Promise<Store>;
  /** Closes it sooner. */
  readonly close: (store: Store) => Promise<void>;
}

/** Describes the same for both engines. `place` is to be called within a test. */
export function onEveryEngine(what: string, tests: (place: () => Place, engine: EngineName) => void): void {
  describe(`${what}, in SQLite`, () => withPlace("sqlite", tests));
  describe.skipIf(skipsServer)(`${what}, in PostgreSQL${skipsServer ? ` (${noServer})` : ""}`, () =>
    withPlace("postgres", tests),
  );
}

export function withPlace(engine: EngineName, tests: (place: () => Place, engine: EngineName) => void): void {
  let server: Server | undefined;
  let place: Place | undefined;
  const opened = new Set<Store>();
  let databaseUrl: string | undefined;
  beforeAll(async () => {
    if (engine !== "postgres") return;
    server = await startServer();
    databaseUrl = await server.database();
  });
  afterAll(() => server?.remove());
  beforeEach(async () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), "store-")), "data");
    if (databaseUrl !== undefined) await empty(databaseUrl);
    const open: Place["open"] = async (options = {}) => {
      const result = await openStore({ dataDir, databaseUrl, ...options });
      if (!result.ok) throw new Error(result.message);
      opened.add(result.store);
      return result.store;
    };
    const close: Place["close"] = async (store) => {
      opened.delete(store);
      await store.close();
    };
    place = { engine, dataDir, databaseUrl, open, close };
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    opened.clear();
    if (place) rmSync(join(place.dataDir, ".."), { recursive: true, force: true });
  });
  tests(() => {
    if (!place) throw new Error("A place exists within tests only.");
    return place;
  }, engine);
}

/** Ten times quicker than a database for every test. */
async function empty(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ made: boolean }>("select to_regclass('inbox') is not null as made");
  if (rows[0]?.made) await client.query(`truncate ${tableNames.join(", ")} restart identity`);
  await client.end();
}

/** A clock that tests move. */
export function handClock(start = Date.parse("2026-07-01T09:00:00Z")) {
  let now = start;
  return {
    nowMs: (): number => now,
    pass: (ms: number): void => {
      now += ms;
    },
  };
}
