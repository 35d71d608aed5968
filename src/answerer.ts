import type { Logger } from "pino";
import { createAnswer } from "./advisor/answer.ts";
import type { Answer } from "./core/ports.ts";
import type { Served } from "./knowledge-service.ts";
import { type AnsweredFacts, frames, logAnswered } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Unanswered } from "./storage.ts";

/** The answerer for one platform: it counts in the log what was answered, and keeps for admins what was not. */
export function answererFor(
  platform: AnsweredFacts["platform"],
  served: Served,
  log: Logger,
  unanswered?: Unanswered,
  metrics?: Pick<Metrics, "answered">,
): Answer {
  const answer = createAnswer({
    current: served.current,
    nowMs: () => performance.now(),
    onBug: (error) => log.error({ code: "answer-failed", error: frames(error) }, "bug"),
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
    metrics?.answered(platform, answered);
    if (reply.kind === "abstain") unanswered?.keep(question.text, platform, answered);
    return answered;
  };
}
