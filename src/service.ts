import { starters } from "./advisor/ask.ts";
import { answererFor } from "./answerer.ts";
import { type Config, slackOf } from "./config.ts";
import { connections } from "./connections.ts";
import { createHttp } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import { createLog, frames } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import type { Slack } from "./slack/app.ts";
import { type ByCode, slackOn } from "./slack-service.ts";
import { openStorage } from "./storage.ts";
import { modelWarnings } from "./models-service.ts";
import { openWriters } from "./writers.ts";
import { runChat } from "./terminal/chat.ts";

/** Runs until a signal: the HTTP server, Slack when it is configured, and a conversation where a person sits at the terminal. */
export async function runService(config: Config, served: Served): Promise<number> {
  const usesSlack = slackOf(config) !== undefined;
  const chats = process.stdin.isTTY && process.stdout.isTTY && !usesSlack;
  // A conversation has the screen to itself: only what goes wrong is logged beside it.
  const log = createLog(config.LOG_LEVEL ?? (chats ? "warn" : "info"), chats ? "stderr" : "stdout");
  const byCode: ByCode = (code, facts = {}) => {
    log.warn({ code, ...facts }, code);
    metrics.trouble(code);
  };
  let slack: Slack | undefined;
  let slackTrouble = "Slack: waits for the store.";
  const storeReasons = async (): Promise<string[]> => {
    const problem = await storage.problem();
    return problem === undefined ? [] : [`The store can't be used: ${problem}`];
  };
  const ready = async (): Promise<string[]> => [
    ...(await storeReasons()),
    ...(usesSlack && !slack ? [slackTrouble] : (slack?.notReady() ?? [])),
  ];
  const depth = async () => slack?.depth();
  const writers = await openWriters(config, served, (record) => metrics.modelCalled(record));
  const models = writers?.models;
  const metrics = createMetrics({
    depth,
    knowledge: () => {
      const { version, entries } = served.current().catalog;
      return { version, entries: entries.size, problems: served.warnings().length };
    },
    storeProblem: () => storage.problem(),
    notReady: ready,
    models: () =>
      (models?.backends ?? []).map(({ settings, state, todayUsd }) => ({
        name: settings.name,
        isUp: state() === "up",
        todayUsd: todayUsd(),
      })),
  });
  const storage = await openStorage(config, byCode);
  const http = createHttp({
    host: config.HOST,
    port: config.PORT,
    ready,
    // A knowledge file with a mistake is a warning: the last good version goes on answering.
    warnings: () => [
      ...served.warnings(),
      ...(writers?.served.warnings() ?? []),
      ...modelWarnings(models, served.current().catalog),
    ],
    metrics: metrics.page,
    log: byCode,
  });
  if (usesSlack) {
    const connecting = storage.opened
      .then(() => slackOn({ config, served, log, byCode, storage, metrics, http, ready, writers }))
      .then(
        (connected) => void (slack = connected),
        (error: unknown) => {
          const name = error instanceof Error ? error.name : typeof error;
          slackTrouble = `Slack: could not be connected (${name}). The log has the details; start again.`;
          log.error({ code: "slack-not-connected", error: frames(error) }, "slack-not-connected");
        },
      );
    if (storage.store()) await connecting;
  }
  const listening = await http.listen();
  if (!listening.ok) {
    process.stderr.write(`${listening.message}\n`);
    await slack?.stop();
    await storage.close();
    return 1;
  }
  const watchers = [served.follow(log), ...(writers ? [writers.served.follow(log)] : [])];
  const stop = async (): Promise<void> => {
    await Promise.all([...watchers.map((watcher) => watcher.stop()), http.close()]);
    await slack?.stop();
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
  if (usesSlack)
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

const answersGoOn = "Questions at the terminal are answered all the same; Slack is asked to deliver again.";
