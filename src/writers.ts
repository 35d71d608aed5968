import type { Logger } from "pino";
import { answererFor, fluentFor, type Writers } from "./answerer.ts";
import type { Config } from "./config.ts";
import type { Answered } from "./core/ports.ts";
import type { Question } from "./core/question.ts";
import type { Served } from "./knowledge-service.ts";
import type { CallRecord } from "./llm/types.ts";
import { modelsOf } from "./models-service.ts";
import type { Unanswered } from "./storage.ts";
import { type ServedPrompts, servePrompts } from "./prompt-service.ts";

export interface OpenWriters extends Writers {
  readonly served: ServedPrompts;
}

/** The models and their prompts; undefined where no model is configured, and then nothing is read or loaded for them. */
export async function openWriters(
  config: Config,
  served: Served,
  onCall?: (record: CallRecord) => void,
): Promise<OpenWriters | undefined> {
  const models = modelsOf(config, () => served.current().catalog, onCall);
  if (!models) return undefined;
  const prompts = await servePrompts(config.PROMPTS_DIR);
  return { models, prompts: prompts.current, served: prompts };
}

/** For the `ask` command, which can wait: in a model's words where one is configured. */
export async function terminalAnswer(
  config: Config,
  served: Served,
  log: Logger,
  unanswered?: Unanswered,
): Promise<(question: Question) => Answered | Promise<Answered>> {
  const fluent = fluentFor("terminal", served, log, await openWriters(config, served), unanswered);
  if (!fluent) return answererFor("terminal", served, log, unanswered);
  return (question) => fluent(question, { at: { platform: "terminal" } });
}
