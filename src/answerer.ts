import type { Logger } from "pino";
import { createAnswer } from "./advisor/answer.ts";
import type { Answer, Answered, FluentAnswer } from "./core/ports.ts";
import type { PromptBook } from "./core/prompt.ts";
import type { Question } from "./core/question.ts";
import { createFluent } from "./fluent.ts";
import type { Served } from "./knowledge-service.ts";
import type { Models } from "./llm/models.ts";
import { type AnsweredFacts, frames, logAnswered } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Nearest } from "./nearest.ts";
import type { Unanswered } from "./storage.ts";

type Platform = AnsweredFacts["platform"];

/** What answers are made better with, and waited for: models that word them, embeddings that find them. */
export interface Writers {
  readonly models: Models;
  readonly prompts: () => PromptBook;
  /** What lies near a question in meaning, where embeddings are configured. */
  readonly nearest?: Nearest | undefined;
}

/** Without a line in the log: for what is no question to us. */
export const answerQuietly = (served: Served, log: Logger): Answer =>
  createAnswer({
    current: served.current,
    nowMs: () => performance.now(),
    onBug: (error) => log.error({ code: "answer-failed", error: frames(error) }, "bug"),
  });

/** The answerer for one platform: it counts in the log what was answered, and keeps for admins what was not. */
export function answererFor(
  platform: Platform,
  served: Served,
  log: Logger,
  unanswered?: Unanswered,
  metrics?: Pick<Metrics, "answered">,
): Answer {
  const answer = answerQuietly(served, log);
  const keep = keeper(platform, log, unanswered, metrics);
  return (question) => keep(question, answer(question));
}

/** The same for who can wait for a model; without one, undefined: then there is nothing to wait for. */
export function fluentFor(
  platform: Platform,
  served: Served,
  log: Logger,
  writers: Writers | undefined,
  unanswered?: Unanswered,
  metrics?: Pick<Metrics, "answered">,
): FluentAnswer | undefined {
  if (!writers) return undefined;
  const fluent = createFluent({
    ...writers,
    answer: answerQuietly(served, log),
    current: served.current,
    nowMs: () => performance.now(),
    onBug: (error) => log.error({ code: "wording-failed", error: frames(error) }, "bug"),
  });
  const keep = keeper(platform, log, unanswered, metrics);
  return async (question, occasion) => keep(question, await fluent(question, occasion));
}

/** One line in the log and one count for each answer; what had none is kept for admins. */
function keeper(platform: Platform, log: Logger, unanswered?: Unanswered, metrics?: Pick<Metrics, "answered">) {
  return (question: Question, answered: Answered): Answered => {
    const { reply, trace } = answered;
    const { advisor, entries, confidence, ms, wording } = trace;
    const knowledgeVersion = reply.knowledgeVersion;
    logAnswered(log, {
      platform,
      kind: reply.kind,
      advisor,
      entries,
      confidence: Math.round(confidence * 100) / 100,
      knowledgeVersion,
      ms: Math.round(ms),
      ...(wording === undefined ? {} : { wording }),
    });
    metrics?.answered(platform, answered);
    if (reply.kind === "abstain") unanswered?.keep(question.text, platform, answered);
    return answered;
  };
}

type Heard = (question: Question, answered: Answered) => void;

/** The same answerers, overheard: the playground shows how each answer came about. */
export const overheard = (
  answer: Answer,
  fluent: FluentAnswer | undefined,
  heard: Heard | undefined,
): { readonly answer: Answer; readonly fluent: FluentAnswer | undefined } => {
  const tell = (question: Question, answered: Answered): Answered => {
    heard?.(question, answered);
    return answered;
  };
  return {
    answer: (question) => tell(question, answer(question)),
    fluent: fluent && (async (question, occasion) => tell(question, await fluent(question, occasion))),
  };
};
