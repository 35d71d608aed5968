/** The doctor's look at the store: it opens, can be written, who works with it, and what is stuck in it. */
import { join } from "node:path";
import type { Config } from "./config.ts";
import { asStoreError, sentenceOf } from "./store/errors.ts";
import { hold } from "./store/folder.ts";
import { inboxRows } from "./store/inbox-rows.ts";
import { openStore, type Store } from "./store/open.ts";
import type { Finding } from "./terminal/doctor.ts";

export async function examineStore(config: Config): Promise<Finding[]> {
  const check = "store";
  const { DATA_DIR, DATABASE_URL, RETENTION_DAYS } = config;
  const opened = await openStore({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL, use: "command" });
  if (!opened.ok) return [{ check, verdict: "failure", what: opened.message }];
  const { store } = opened;
  const where = DATABASE_URL === undefined ? `SQLite in ${DATA_DIR}` : "PostgreSQL";
  try {
    await store.rate.hit("doctor", 1_000, 60_000);
    return [
      { check, verdict: "ok", what: `${where} opens, can be written, and its tables are up to date.` },
      lock(config),
      await inbox(store),
      retention(RETENTION_DAYS),
    ];
  } catch (error) {
    return [{ check, verdict: "failure", what: `${where} opens, but: ${sentenceOf(asStoreError(error))}` }];
  } finally {
    await store.close();
  }
}

function lock({ DATA_DIR, DATABASE_URL }: Config): Finding {
  const check = "replicas";
  if (DATABASE_URL !== undefined)
    return { check, verdict: "ok", what: "any number of processes may share this database." };
  const release = hold(join(DATA_DIR, "lock.db"), 0);
  release?.();
  return release
    ? { check, verdict: "ok", what: `no service works with ${DATA_DIR} now; one at a time may.` }
    : {
        check,
        verdict: "ok",
        what: `a service works with ${DATA_DIR} now; a second one would be refused (DATABASE_URL lets several share).`,
      };
}

async function inbox({ engine }: Store): Promise<Finding> {
  const check = "inbox";
  const { ready, active, dead } = await inboxRows(engine, "doctor", 0).depth();
  const what = `${ready} waiting, ${active} being answered, ${dead} given up.`;
  if (dead === 0) return { check, verdict: "ok", what };
  return {
    check,
    verdict: "warning",
    what,
    remedy: "search the log for inbox-gave-up; what was given up is deleted after 30 days.",
  };
}

const retention = (days: number | undefined): Finding =>
  days === undefined
    ? {
        check: "retention",
        verdict: "warning",
        what: "records of answers, votes, assessments and unanswered questions are kept for ever.",
        remedy: "set RETENTION_DAYS to what your data protection policy says.",
      }
    : { check: "retention", verdict: "ok", what: `what is of people is deleted after ${days} days.` };
