import type { Logger } from "pino";
import { createAnswer } from "./advisor/answer.ts";
import { starters } from "./advisor/ask.ts";
import { type Config, slackOf } from "./config.ts";
import { connections } from "./connections.ts";
import type { Answer } from "./core/ports.ts";
import { createHttp } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import { type AnsweredFacts, createLog, logAnswered } from "./log.ts";
import { createOffice } from "./office.ts";
import { connectSlack, type Slack } from "./slack/app.ts";
import { openStorage, type Unanswered } from "./storage.ts";
import { runChat } from "./terminal/chat.ts";

/** The answerer for one platform: it counts in the log what was answered, and keeps for admins what was not. */
export function answererFor(
  platform: AnsweredFacts["platform"],
  served: Served,
  log: Logger,
  unanswered?: Unanswered,
): Answer {
  const answer = createAnswer({
    current: served.current,
    nowMs: () => performance.now(),
    onBug: (error) =>
      log.error({ code: "answer-failed", error: error instanceof Error ? error.stack : String(error) }, "bug"),
  });
  return (question) => {
    const answered = answer(question);
    const { reply, trace } = answered;
    const { advisor, entries, confidence, ms } = trace;
    const knowledgeVersion = reply.knowledgeVersion;
    logAnswered(log, {
      platform,
      kind: reply.kind,
      advisor,
      entries,
      confidence: Math.round(confidence * 100) / 100,
      knowledgeVersion,
      ms: Math.round(ms),
    });
    if (reply.kind === "abstain") unanswered?.keep(question.text, platform, answered);
    return answered;
  };
}

/** Runs until a signal: the HTTP server, Slack when it is configured, and a conversation where a person sits at the terminal. */
export async function runService(config: Config, served: Served): Promise<number> {
  const slackSettings = slackOf(config);
  const chats = process.stdin.isTTY && process.stdout.isTTY && slackSettings === undefined;
  // A conversation has the screen to itself: only what goes wrong is logged beside it.
  const log = createLog(config.LOG_LEVEL ?? (chats ? "warn" : "info"), chats ? "stderr" : "stdout");
  const byCode = (code: string, facts: Readonly<Record<string, string | number>> = {}): void =>
    log.warn({ code, ...facts }, code);
  const storage = await openStorage(config, byCode);
  const storeReasons = async (): Promise<string[]> => {
    const problem = await storage.problem();
    return problem === undefined ? [] : [`The store can't be used: ${problem}`];
  };
  let slack: Slack | undefined;
  const ready = async (): Promise<string[]> => [
    ...(await storeReasons()),
    ...(slackSettings && !slack ? ["Slack: waits for the store."] : (slack?.notReady() ?? [])),
  ];
  // A knowledge file with a mistake is a warning: the last good version goes on answering.
  const { warnings } = served;
  const http = createHttp({ host: config.HOST, port: config.PORT, ready, warnings, log: byCode });
  if (slackSettings) {
    const { signingSecret, ...settings } = slackSettings;
    const connecting = storage.opened.then(async (store) => {
      slack = await connectSlack({
        ...settings,
        ...(signingSecret === undefined ? {} : { http: { signingSecret, router: http.platforms } }),
        answer: answererFor("slack", served, log, storage),
        store,
        office: createOffice({ config, served, store, ready, depth: () => slack?.depth() ?? Promise.resolve(noDepth) }),
        front: {
          starters,
          knowledge: () => ({
            entries: served.current().catalog.entries.size,
            version: served.current().catalog.version,
          }),
        },
        log: byCode,
      });
    });
    if (storage.store()) await connecting;
    else connecting.catch((error: unknown) => byCode("slack-not-connected", { error: String(error) }));
  }
  const listening = await http.listen();
  if (!listening.ok) {
    process.stderr.write(`${listening.message}\n`);
    await storage.close();
    return 1;
  }
  const watcher = served.follow(log);
  const stop = async (): Promise<void> => {
    await Promise.all([watcher.stop(), http.close()]);
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
    const answer = answererFor("terminal", served, log, storage);
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
  else log.warn(facts, "listening, but not ready: see /readyz");
  for (const line of store) log.error({ code: "store-not-usable" }, line);
  for (const { level, line } of connections(config)) log[level](line);
  if (!slackSettings) log.info('To talk to it here: npm run chat, or npm run ask -- "your question"');
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  log.info("stopping");
  await stop();
  return 0;
}

const noDepth = { ready: 0, active: 0, dead: 0, oldestAt: null };
const answersGoOn = "Questions at the terminal are answered all the same; Slack is asked to deliver again.";
