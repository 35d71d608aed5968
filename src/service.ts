import type { Logger } from "pino";
import { createAnswer } from "./advisor/answer.ts";
import { starters } from "./advisor/ask.ts";
import { type Config, slackOverHttp } from "./config.ts";
import { connections } from "./connections.ts";
import type { Answer } from "./core/ports.ts";
import { plainWords } from "./core/question.ts";
import { createHttp } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import { type AnsweredFacts, createLog, logAnswered } from "./log.ts";
import { connectSlack, type Slack } from "./slack/app.ts";
import type { Unanswered } from "./store/unanswered.ts";
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
    if (reply.kind === "abstain" && unanswered) {
      const at = new Date().toISOString();
      const kept = unanswered.add({
        text: plainWords(question.text),
        at,
        platform,
        knowledgeVersion,
        nearest: entries[0] ?? null,
      });
      if (!kept.ok) log.warn({ code: "unanswered-not-kept", why: kept.what }, "an unanswered question was not kept");
    }
    return answered;
  };
}

/** Runs until a signal: the HTTP server, Slack when it is configured, and a conversation where a person sits at the terminal. */
export async function runService(config: Config, served: Served, unanswered: Unanswered): Promise<number> {
  const slackSettings = slackOverHttp(config);
  const chats = process.stdin.isTTY && process.stdout.isTTY && slackSettings === undefined;
  // A conversation has the screen to itself: only what goes wrong is logged beside it.
  const log = createLog(config.LOG_LEVEL ?? (chats ? "warn" : "info"), chats ? "stderr" : "stdout");
  const byCode = (code: string, facts: Readonly<Record<string, string | number>> = {}): void =>
    log.warn({ code, ...facts }, code);
  let slack: Slack | undefined;
  const ready = (): string[] => [...storeNotReady(unanswered), ...(slack?.notReady() ?? [])];
  // A knowledge file with a mistake is a warning: the last good version goes on answering.
  const { warnings } = served;
  const http = createHttp({ host: config.HOST, port: config.PORT, ready, warnings, log: byCode });
  if (slackSettings)
    slack = await connectSlack({
      ...slackSettings,
      router: http.platforms,
      answer: answererFor("slack", served, log, unanswered),
      log: byCode,
    });
  const listening = await http.listen();
  if (!listening.ok) {
    process.stderr.write(`${listening.message}\n`);
    return 1;
  }
  const watcher = served.follow(log);
  const stop = async (): Promise<void> => {
    await Promise.all([watcher.stop(), http.close()]);
    await slack?.idle();
  };
  const kb = served.current();
  const store = storeNotReady(unanswered).map((reason) => `${reason} ${answersGoOn}`);
  if (chats) {
    process.stdout.write(
      `Also on ${listening.url} (/healthz, /readyz). ${kb.catalog.entries.size} entries, version ${kb.catalog.version}.\n`,
    );
    for (const line of store) process.stdout.write(`${line}\n`);
    for (const { level, line } of connections(config)) if (level === "warn") process.stdout.write(`${line}\n`);
    const answer = answererFor("terminal", served, log, unanswered);
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
  for (const line of store) log.error({ code: "store-not-writable" }, line);
  for (const { level, line } of connections(config)) log[level](line);
  if (!slackSettings) log.info('To talk to it here: npm run chat, or npm run ask -- "your question"');
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  log.info("stopping");
  await stop();
  return 0;
}

const answersGoOn = "Questions are answered all the same; those that could not be answered are not kept.";

function storeNotReady(unanswered: Unanswered): string[] {
  const kept = unanswered.check();
  return kept.ok ? [] : [`The store can't be written: ${kept.what}`];
}
