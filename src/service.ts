import { setTimeout as sleep } from "node:timers/promises";
import { starters } from "./advisor/ask.ts";
import { answerQuietly } from "./answerer.ts";
import { type Config, slackOf } from "./config.ts";
import { connections } from "./connections.ts";
import { createHttp } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createPlatforms, type GivenToAll } from "./platforms.ts";
import type { ByCode } from "./platform-given.ts";
import { playgroundWanted, stageOn, threeToTry } from "./playground-service.ts";
import { createRouter } from "./router.ts";
import { openStorage } from "./storage.ts";
import type { Store } from "./store/open.ts";
import { ledgersIn } from "./models-service.ts";
import { openWriters, terminalAnswerWith } from "./writers.ts";
import { runChat } from "./terminal/chat.ts";

const mostPortsTried = 10;
const signInWaitMs = 5_000;

/**
 * Runs until a signal: the HTTP server, the platforms that are configured and else the playground, and a conversation
 * where a person sits at the terminal.
 */
export async function runService(config: Config, served: Served): Promise<number> {
  const wanted = playgroundWanted(config);
  const platforms = createPlatforms(config, wanted.on);
  const chats = process.stdin.isTTY && process.stdout.isTTY && (!platforms.any || wanted.on);
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
  const { promise: store, resolve: tellStore } = Promise.withResolvers<Store>();
  const writers = await openWriters(config, served, {
    log,
    stays: true,
    onCall: (record) => metrics.modelCalled(record),
    ledgerOf: ledgersIn(() => store),
  });
  const metrics = createMetrics({
    depth: platforms.depth,
    knowledge: () => {
      const { version, entries } = served.current().catalog;
      return { version, entries: entries.size, problems: served.warnings().length };
    },
    storeProblem: () => storage.problem(),
    notReady: ready,
    models: () => writers?.states() ?? [],
  });
  const storage = await openStorage(config, byCode);
  void storage.opened.then(tellStore);
  const http = createHttp({
    host: config.HOST,
    port: config.PORT,
    others: wanted.on && config.anyPort ? mostPortsTried : 0,
    front: () => (wanted.on ? "/playground" : undefined),
    ready,
    // A knowledge file with a mistake is a warning: the last good version goes on answering.
    warnings: () => [...served.warnings(), ...(writers?.warnings() ?? [])],
    metrics: metrics.page,
    log: byCode,
  });
  const connectTeams = (as: Config): Promise<void> => platforms.connectTeams({ ...given, config: as });
  const stage = wanted.on
    ? await stageOn(config, served, http, byCode, storage, platforms.idle, connectTeams)
    : undefined;
  const answer = answerQuietly(served, log);
  const routeText = createRouter({ answer, current: served.current, models: writers?.models });
  const { heard, told } = stage ?? {};
  const given: GivenToAll = {
    config: stage?.config ?? config,
    served,
    log,
    byCode,
    storage,
    metrics,
    http,
    ready,
    heard,
    told,
    writers,
    routeText,
  };
  await platforms.connect(given);
  await served.warmUp();
  const listening = await http.listen();
  if (!listening.ok) {
    process.stderr.write(`${listening.message}\n`);
    await stage?.playground.close();
    await platforms.stop();
    await storage.close();
    return 1;
  }
  const watchers = [served.follow(log), ...(writers ? [writers.follow(log)] : [])];
  const page = stage?.open(listening.url);
  // What a person sees first works: Slack's own sign-in may take its time, ours takes milliseconds.
  if (stage && storage.store()) await signedIn(platforms.notReady);
  const stop = async (): Promise<void> => {
    stage?.playground.hush(); // its pages would keep the server
    await Promise.all([...watchers.map((watcher) => watcher.stop()), http.close()]);
    await platforms.stop();
    await stage?.playground.close();
    await storage.close();
  };
  const invitation = page === undefined ? [wanted.why] : invite(page, listening.taken, config);
  const kb = served.current();
  const troubles = (await storeReasons()).map((reason) => `${reason} ${answersGoOn}`);
  if (chats) {
    if (page !== undefined) process.stdout.write(`${invitation.join("\n")}\n\nOr talk to it here. `);
    process.stdout.write(
      `Also on ${listening.url} (/healthz, /readyz). ${kb.catalog.entries.size} entries, version ${kb.catalog.version}.\n`,
    );
    for (const line of troubles) process.stdout.write(`${line}\n`);
    for (const { level, line } of connections(config)) if (level === "warn") process.stdout.write(`${line}\n`);
    const answer = terminalAnswerWith(writers, served, log, storage, metrics);
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
  if (troubles.length === 0) log.info(facts, "ready");
  else {
    log.warn(facts, "listening, but not ready: see /readyz");
    void storage.opened.then(() => log.info("the store is open"));
  }
  for (const line of troubles) log.error({ code: "store-not-usable" }, line);
  for (const { level, line } of connections(config)) log[level](line);
  for (const line of invitation) log.info(line);
  if (platforms.any) void metrics.load(); // so that the first question does not wait for it
  if (stage || !platforms.any) log.info('To talk to it here: npm run chat, or npm run ask -- "your question"');
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  log.info("stopping");
  await stop();
  log.info("stopped");
  return 0;
}

/** Where the page is, and what to do there. */
function invite(page: string, taken: readonly number[], config: Config): string[] {
  const instead =
    slackOf(config) === undefined
      ? []
      : ["PLAYGROUND=true: the playground stands in for Slack, which is not connected."];
  const moved =
    taken.length === 0 ? [] : [`Port ${taken.join(", ")} is taken by another program, so it is on the next one.`];
  return [
    ...instead,
    ...moved,
    `playground: open ${page} in a browser. Three things to try there:`,
    ...threeToTry.map((line, i) => `  ${i + 1}. ${line}`),
  ];
}

async function signedIn(missing: () => readonly string[]): Promise<void> {
  for (const until = Date.now() + signInWaitMs; missing().length > 0 && Date.now() < until; ) await sleep(10);
}

const answersGoOn =
  "Questions at the terminal are answered all the same; Slack and Teams are told that it did not arrive.";
