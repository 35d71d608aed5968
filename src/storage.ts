/** The store of this process: opened when it can be, tried again while it can't, and what is kept in it for admins. */
import type { Config } from "./config.ts";
import { plainWords } from "./core/question.ts";
import type { Answered } from "./core/ports.ts";
import { openStore, type Store } from "./store/open.ts";

/** Keeps for admins what could not be answered. */
export interface Unanswered {
  /** Begins to keep it; what goes wrong is logged, and the answer goes on. */
  readonly keep: (text: string, platform: string, answered: Answered) => void;
  /** Resolves when all is kept that was begun. */
  readonly idle: () => Promise<void>;
}

export interface Storage extends Unanswered {
  /** Resolves once the store is open, however long that takes. */
  readonly opened: Promise<Store>;
  /** Undefined while the store can't be opened. */
  readonly store: () => Store | undefined;
  /** What is wrong with it now, or undefined. */
  readonly problem: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

type Log = (code: string, facts?: Readonly<Record<string, string | number>>) => void;
const againMs = 3_000;
const pruneEveryMs = 60 * 60_000;

const settings = (config: Config) => ({
  dataDir: config.DATA_DIR,
  databaseUrl: config.DATABASE_URL,
  tokenKeys: config.TOKEN_KEYS,
});

/** Opens the store of the service. The first try is over when this resolves; while it fails, it is tried again. */
export async function openStorage(config: Config, log: Log): Promise<Storage> {
  let store: Store | undefined;
  let message = "the store is not open yet";
  let closed = false;
  let tell: (store: Store) => void = () => {};
  const timers = new Set<NodeJS.Timeout>();
  const later = (work: () => Promise<void>, ms: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void work();
    }, ms).unref();
    timers.add(timer);
  };
  const opened = new Promise<Store>((resolve) => (tell = resolve));
  const prune = async (): Promise<void> => {
    await store
      ?.prune(config.RETENTION_DAYS)
      .catch((error: unknown) => log("store-not-pruned", { error: nameOf(error) }));
    if (!closed) later(prune, pruneEveryMs);
  };
  const attempt = async (): Promise<void> => {
    const tried = await openStore({ ...settings(config), log });
    if (closed) {
      if (tried.ok) await tried.store.close();
      return;
    }
    if (!tried.ok) {
      message = tried.message;
      later(attempt, againMs);
      return;
    }
    store = tried.store;
    tell(store);
    void prune();
  };
  await attempt();
  const problem = async (): Promise<string | undefined> => (store ? store.problem() : message);
  const { keep, idle } = keeping(async () => store, log);
  return {
    opened,
    store: () => store,
    problem,
    keep,
    idle,
    close: async () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await idle();
      await store?.close();
    },
  };
}

/** The store for a command, which may run beside the service: opened when it is needed, if ever. */
export function lazyStorage(config: Config, log: Log): Unanswered & { readonly close: () => Promise<void> } {
  let store: Promise<Store | undefined> | undefined;
  const open = (): Promise<Store | undefined> => {
    store ??= openStore({ ...settings(config), use: "command" }).then((tried) => {
      if (tried.ok) return tried.store;
      log("unanswered-not-kept", { why: tried.message });
      return undefined;
    });
    return store;
  };
  const { keep, idle } = keeping(open, log);
  return {
    keep,
    idle,
    close: async () => {
      await idle();
      await (await store)?.close();
    },
  };
}

function keeping(open: () => Promise<Store | undefined>, log: Log): Unanswered {
  const underWay = new Set<Promise<void>>();
  const add = async (text: string, platform: string, { reply, trace }: Answered): Promise<void> => {
    const store = await open();
    const kept = await store?.unanswered.add({
      text: plainWords(text),
      at: new Date().toISOString(),
      platform,
      knowledgeVersion: reply.knowledgeVersion,
      nearest: trace.entries[0] ?? null,
    });
    if (kept && !kept.ok) log("unanswered-not-kept", { why: kept.what });
  };
  return {
    keep: (text, platform, answered) => {
      const work = add(text, platform, answered).catch((error: unknown) =>
        log("unanswered-not-kept", { why: nameOf(error) }),
      );
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
