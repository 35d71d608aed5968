/** What operators do to the store from the command line, beside the service or while it is stopped. */
import { resolve } from "node:path";
import type { Config } from "./config.ts";
import { backupStore } from "./store/backup.ts";
import { migrateStore } from "./store/migrate-store.ts";
import { scrub } from "./core/assess/doc.ts";
import { openStore } from "./store/open.ts";

interface Done {
  /** For standard output when it is done, for standard error when it is not. */
  readonly text: string;
  readonly exitCode: 0 | 1 | 2;
}
interface StoreCommand {
  readonly name: string;
  readonly argument?: { readonly name: string; readonly is: string };
  readonly summary: string;
  readonly options: readonly { readonly flags: string; readonly is: string }[];
  readonly run: (config: Config, word: string, options: Readonly<Record<string, boolean>>) => Promise<Done>;
}

const done = (text: string): Done => ({ text, exitCode: 0 });
const failed = (text: string): Done => ({ text, exitCode: 1 });
const wrongUse = (text: string): Done => ({ text, exitCode: 2 });

async function backup({ DATA_DIR, DATABASE_URL }: Config, file: string): Promise<Done> {
  if (DATABASE_URL !== undefined)
    return wrongUse("The store is in PostgreSQL (DATABASE_URL): back it up with PostgreSQL's own pg_dump.");
  const made = await backupStore(DATA_DIR, resolve(file));
  return made.ok
    ? done(
        `${made.file}: ${made.bytes} bytes, checked. To restore it, stop the service, put it at ${DATA_DIR}/store.db, and delete store.db-wal and store.db-shm there.`,
      )
    : failed(made.what);
}

async function migrate(
  { DATA_DIR, DATABASE_URL }: Config,
  _: string,
  { intoNonEmpty = false }: Readonly<Record<string, boolean>>,
): Promise<Done> {
  if (DATABASE_URL === undefined)
    return wrongUse("Set DATABASE_URL to the PostgreSQL database to move to; DATA_DIR is what is moved.");
  const moved = await migrateStore({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL, intoNonEmpty });
  if (!moved.ok) return failed(moved.what);
  const counts = Object.entries(moved.rows).map(([table, rows]) => `${table} ${rows}`);
  return done(
    `Copied: ${counts.join(", ")}. Keep DATABASE_URL set and start the service; ${DATA_DIR} stays as it is, as a backup.`,
  );
}

async function forget({ DATA_DIR, DATABASE_URL }: Config, userKey: string): Promise<Done> {
  if (!/^slack:[TE][A-Z0-9]+\/[UW][A-Z0-9]+$/.test(userKey))
    return wrongUse(
      "A person is named as slack:T0123ABCD/U0456EFGH: the workspace's id, and the member id of a profile.",
    );
  const opened = await openStore({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL, use: "command" });
  if (!opened.ok) return failed(opened.message);
  try {
    const { answers, votes, actions, events, assessments } = await opened.store.forget(userKey, scrub);
    return done(
      `Deleted of ${userKey}: ${answers} answers' records, ${votes} votes, ${actions} buttons' memories, ${events} events that were given up, ${assessments} assessments or parts in them.`,
    );
  } finally {
    await opened.store.close();
  }
}

async function rekey({ DATA_DIR, DATABASE_URL, TOKEN_KEYS }: Config): Promise<Done> {
  if (TOKEN_KEYS === undefined)
    return failed(
      "TOKEN_KEYS is not set, so there is no new key to seal with: set it to the new key and, behind it, the old ones, then say this again.",
    );
  const opened = await openStore({
    dataDir: DATA_DIR,
    databaseUrl: DATABASE_URL,
    use: "command",
    tokenKeys: TOKEN_KEYS,
  });
  if (!opened.ok) return failed(opened.message);
  try {
    const kept = opened.store.installations();
    if (!kept.ok) return failed(kept.message);
    const { rekeyed, unreadable } = await kept.installations.rekey();
    const lost = Object.entries(unreadable).map(([kid, n]) => `${n} with key ${kid}`);
    const text = `Sealed anew with the first key: ${rekeyed}.`;
    return lost.length === 0
      ? done(`${text} Older keys can be taken out of TOKEN_KEYS now.`)
      : failed(
          `${text} Not readable: ${lost.join(", ")}; put these keys back into TOKEN_KEYS, or have the app installed again there.`,
        );
  } finally {
    await opened.store.close();
  }
}

export const storeCommands: readonly StoreCommand[] = [
  {
    name: "backup",
    argument: { name: "<file>", is: "a file that does not exist yet" },
    summary: "copy the embedded store into one file, also while the service runs",
    options: [],
    run: backup,
  },
  {
    name: "migrate-store",
    summary: "copy the embedded store (DATA_DIR) to PostgreSQL (DATABASE_URL), while the service is stopped",
    options: [{ flags: "--into-non-empty", is: "add to a database that holds rows already" }],
    run: migrate,
  },
  {
    name: "forget",
    argument: { name: "<user>", is: "slack:<workspace id>/<member id>" },
    summary: "delete everything that is kept about a person",
    options: [],
    run: forget,
  },
  {
    name: "rekey",
    summary: "seal all stored tokens with the first key of TOKEN_KEYS, so that an older key can be dropped",
    options: [],
    run: rekey,
  },
];
