import { starters } from "./advisor/ask.ts";
import { answererFor } from "./answerer.ts";
import type { Config } from "./config.ts";
import { connections } from "./connections.ts";
import { createHttp } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createPlatforms } from "./platforms.ts";
import type { ByCode } from "./platform-given.ts";
import { openStorage } from "./storage.ts";
import { runChat } from "./terminal/chat.ts";

/** Runs until a signal: the HTTP server, the platforms that are configured, and a conversation where a person sits at the terminal. */
export async function runService(config: Config, served: Served): Promise<number> {
  const platforms = createPlatforms(config);
  const chats = process.stdin.isTTY && process.stdout.isTTY && !platforms.any;
  // A conversation has the screen to itself: only what goes wrong is logged beside it.
  const log = createLog(config.LOG_LEVEL ?? (chats ? "warn" : "info"), chats ? "stderr" : "stdout");
  const byCode: ByCode = (code, facts = {}) => {
    log.warn({ code, ...facts }, code);
    metrics.trouble(code);
  };
  const storeReasons = async (): Promise<string[]> => {
    const problem = await storage.problem();
    return problem === undefined ? [] : [`The store can't be used: ${problem}`];
  };
  const ready = async (): Promise<string[]> => [...(await storeReasons()), ...platforms.notReady()];
  const metrics = createMetrics({
    depth: platforms.depth,
    knowledge: () => {
      const { version, entries } = served.current().catalog;
      return { version, entries: entries.size, problems: served.warnings().length };
    },
    storeProblem: () => storage.problem(),
    notReady: ready,
  });
  const storage = await openStorage(config, byCode);
  const http = createHttp({
    host: config.HOST,
    port: config.PORT,
    ready,
    // A knowledge file with a mistake is a warning: the last good version goes on answering.
    warnings: served.warnings,
    metrics: metrics.page,
    log: byCode,
  });
  await platforms.connect({ config, served, log, byCode, storage, metrics, http, ready });
  const listening = await http.listen();
  if (!listening.ok) {
    process.stderr.write(`${listening.message}\n`);
    await platforms.stop();
    await storage.close();
    return 1;
  }
  const watcher = served.follow(log);
  const stop = async (): Promise<void> => {
    await Promise.all([watcher.stop(), http.close()]);
    await platforms.stop();
    await storage.close();
  };
  const kb = served.current();
  const store = (await storeReasons()).map((reason) => `${reason} ${answersGoOn}`);
  if (chats) {
    process.stdout.write(
      `Also on ${listening.url} (/healthz, /readyz). ${kb.catalog.entries.size} entries, version ${kb.catalog.version}.\n`,
    );
    for (const line of store) process.stdout.write(`${line}\n`);
    for (const { level, line } of connections(config)) if (level === "warn") process.stdout.write(`${line}\n`);
    const answer = answererFor("terminal", served, log, storage, metrics);
    const code = await runChat({
      io: { stdin: process.stdin, stdout: process.stdout },
      answer,
      starters,
      dataDir: config.DATA_DIR,
    });
    await stop();
    return code;
  }
  const facts = { url: listening.url, entries: kb.catalog.entries.size, knowledgeVersion: kb.catalog.version };
  if (store.length === 0) log.info(facts, "ready");
  else {
    log.warn(facts, "listening, but not ready: see /readyz");
    void storage.opened.then(() => log.info("the store is open"));
  }
  for (const line of store) log.error({ code: "store-not-usable" }, line);
  for (const { level, line } of connections(config)) log[level](line);
  if (platforms.any)
    void metrics.load(); // so that the first question does not wait for it
  else log.info('To talk to it here: npm run chat, or npm run ask -- "your question"');
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  log.info("stopping");
  await stop();
  log.info("stopped");
  return 0;
}

const answersGoOn =
  "Questions at the terminal are answered all the same; Slack and Teams are told that it did not arrive.";
