/** What a killed service leaves in its inbox: read from the store itself, since no clock tells where a kill fell. */
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { storeFile } from "../../../src/store/sqlite.ts";
import { doubtful } from "../../../src/teams/reply-ref.ts";

/** Begun, not done, and on its way out: whether Teams has the message, nobody wrote down. */
const begun = `select event_id from inbox where state in ('active', 'ready') and attempts > 0 and reply_ref = '${doubtful}'`;

export async function unwritten(store: { readonly dataDir: string; readonly databaseUrl?: string | undefined }) {
  const rows = store.databaseUrl === undefined ? inSqlite(store.dataDir) : await inPostgres(store.databaseUrl);
  return new Set(rows.map(({ event_id }) => String(event_id)));
}

interface Row {
  readonly event_id?: unknown;
}

function inSqlite(dataDir: string): readonly Row[] {
  if (!existsSync(storeFile(dataDir))) return [];
  const db = new DatabaseSync(storeFile(dataDir));
  try {
    return db.prepare(begun).all();
  } finally {
    db.close();
  }
}

async function inPostgres(url: string): Promise<readonly Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(begun)).rows;
  } finally {
    await client.end();
  }
}
