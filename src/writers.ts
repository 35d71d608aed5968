import type { Logger } from "pino";
import { answererFor, fluentFor, type Writers } from "./answerer.ts";
import type { Config } from "./config.ts";
import type { Answered, SecondReader } from "./core/ports.ts";
import type { Question } from "./core/question.ts";
import type { Warning } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import { createModels } from "./llm/models.ts";
import type { CallRecord } from "./llm/types.ts";
import { frames } from "./log.ts";
import { openMeanings } from "./meanings-service.ts";
import type { Metrics, ModelState } from "./metrics.ts";
import { type LedgerOf, modelsOf, modelWarnings } from "./models-service.ts";
import { servePrompts } from "./prompt-service.ts";
import { secondReaderFor } from "./second-reader.ts";
import type { Unanswered } from "./storage.ts";

export interface OpenWriters extends Writers {
  readonly warnings: () => readonly Warning[];
  readonly states: () => readonly ModelState[];
  /** Begins to keep prompts and vectors up with what they are made of. */
  readonly follow: (log: Logger) => { stop(): Promise<void> };
  /** For who does not stay: what is ready on the disk is taken, and nothing else is waited for. */
  readonly ready: () => Promise<void>;
}

interface WritersOptions {
  readonly log: Logger;
  /** Whether this process stays, and so may have vectors made. */
  readonly stays: boolean;
  readonly onCall?: ((record: CallRecord) => void) | undefined;
  /** Where a day's spending is kept; left out, it is counted by this process alone. */
  readonly ledgerOf?: LedgerOf | undefined;
}

/** Undefined where neither models nor embeddings are configured, and then nothing is read or loaded for them. */
export async function openWriters(
  config: Config,
  served: Served,
  { log, stays, onCall, ledgerOf }: WritersOptions,
): Promise<OpenWriters | undefined> {
  const configured = modelsOf(config, () => served.current().catalog, onCall, ledgerOf);
  const onBug = (error: unknown): void => log.error({ code: "embeddings-failed", error: frames(error) }, "bug");
  const meanings = await openMeanings(config, served, { mayBuild: stays, onCall, ledgerOf, onBug });
  if (!configured && !meanings) return undefined;
  const models = configured ?? createModels([]);
  const prompts = await servePrompts(config.PROMPTS_DIR);
  return {
    models,
    prompts: prompts.current,
    nearest: meanings?.nearest,
    warnings: () => [
      ...(configured ? prompts.warnings() : []),
      ...modelWarnings(configured, served.current().catalog),
      ...(meanings?.warnings() ?? []),
    ],
    states: () => [
      ...models.backends.map(({ settings: { name }, state, todayUsd }) => ({
        name,
        isUp: state() === "up",
        todayUsd: todayUsd(),
      })),
      ...(meanings ? [{ name: "embeddings", ...meanings.today() }] : []),
    ],
    follow: (own) => {
      const followed = [prompts.follow(own), ...(meanings ? [meanings.follow()] : [])];
      return { stop: async () => void (await Promise.all(followed.map((one) => one.stop()))) };
    },
    ready: async () => meanings?.renew(),
  };
}

type TerminalAnswer = (question: Question) => Answered | Promise<Answered>;

/** For the `ask` and `chat` commands: in a model's words where one is configured. */
export async function terminalAnswer(
  config: Config,
  served: Served,
  log: Logger,
  unanswered?: Unanswered,
): Promise<TerminalAnswer> {
  const writers = await openWriters(config, served, { log, stays: false });
  await writers?.ready();
  return terminalAnswerWith(writers, served, log, unanswered);
}

/** For the interview at a terminal. Who answers it by a script gets the same questions with a model and without. */
export async function terminalSecond(config: Config, served: Served, log: Logger): Promise<SecondReader | undefined> {
  if (!process.stdin.isTTY) return undefined;
  return secondReaderFor(served, log, await openWriters(config, served, { log, stays: false }));
}

/** The same beside a service that has opened them. */
export function terminalAnswerWith(
  writers: Writers | undefined,
  served: Served,
  log: Logger,
  unanswered?: Unanswered,
  metrics?: Pick<Metrics, "answered">,
): TerminalAnswer {
  const fluent = fluentFor("terminal", served, log, writers, unanswered, metrics);
  if (!fluent) return answererFor("terminal", served, log, unanswered, metrics);
  return (question) => fluent(question, { at: { platform: "terminal" } });
}
