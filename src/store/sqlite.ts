import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { type EngineOpened, type EngineOptions, Late } from "./engine.ts";
import { asStoreError, sentenceOf } from "./errors.ts";
import { hold, makeFolder, makePrivate } from "./folder.ts";
import { migrate } from "./migrations.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import type { Tables } from "./tables.ts";

export const storeFile = (dataDir: string): string => join(dataDir, "store.db");

/**
 * Opens the embedded store. `service` is its sole owner and may work on the inbox; a `command` looks and writes beside a
 * running service.
 */
export async function openSqlite(
  options: EngineOptions & { readonly dataDir: string; readonly use: "service" | "command" },
): Promise<EngineOpened> {
  const { dataDir, use, log } = options;
  let release: (() => void) | undefined;
  let file: DatabaseSync | undefined;
  try {
    makeFolder(dataDir);
    // Half a second: a process that was just killed may still be on its way out.
    if (use === "service") release = hold(join(dataDir, "lock.db"), 500);
    if (use === "service" && !release) return { ok: false, message: alreadyOwned(dataDir) };
    makePrivate(storeFile(dataDir));
    const opened = new DatabaseSync(storeFile(dataDir), { timeout: 5_000, enableForeignKeyConstraints: true });
    file = opened;
    opened.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma wal_autocheckpoint = 4000"); // see sqlite-dialect.ts
    const db = new Kysely<Tables>({ dialect: sqliteDialect(opened, storeFile(dataDir)) });
    const migrating = hold(join(dataDir, "migrate.db"), 10_000);
    await migrate(db, "sqlite").finally(() => migrating?.());
    const nowMs = options.nowMs ?? Date.now;
    const close = async (): Promise<void> => {
      await db.destroy();
      release?.();
    };
    const none = async (): Promise<void> => {};
    const engine = { name: "sqlite", db, sole: use === "service", nowMs, log, close } as const;
    return {
      ok: true,
      engine: { ...engine, sharedNow: () => sql<number>`${new Late(nowMs)}`, listen: () => none, notify: none },
    };
  } catch (error) {
    file?.close();
    release?.();
    return { ok: false, message: `The store in DATA_DIR ${dataDir} does not open. ${sentenceOf(told(error))}` };
  }
}

const alreadyOwned = (dataDir: string): string =>
  `Another process already works with DATA_DIR ${dataDir}: stop it, or give this one a DATA_DIR of its own. To run several replicas on one store, set DATABASE_URL to a PostgreSQL database.`;

/** The system's refusals carry the path and a code; what to do is ours to say. */
function told(error: unknown): unknown {
  if (error instanceof Error && "code" in error && "syscall" in error)
    return new Error(
      `${error.message}. Set DATA_DIR to a folder on a local disk that the user who runs this can write.`,
    );
  return asStoreError(error);
}
