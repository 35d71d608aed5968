import type { WordingTrace } from "./core/ports.ts";
import { destination, type Logger, pino } from "pino";

/** Counts and codes; what people type, and who they are, never reaches a log line. */
export function createLog(level: string, to: "stdout" | "stderr"): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: ["text", "*.text", "question", "*.question", "userId", "*.userId", "user", "*.user"],
      remove: true,
    },
  };
  // Nobody waits for whoever reads the log. Lines of the same moment are written at once; what is not written yet is, when
  // the process ends in good order.
  const many = { sync: false, minLength: 4_096, periodicFlush: 50 };
  return pino(options, destination({ dest: to === "stdout" ? 1 : 2, ...many }));
}

export interface AnsweredFacts {
  readonly platform: "slack" | "teams" | "terminal";
  readonly kind: string;
  readonly advisor: string;
  readonly entries: readonly string[];
  /** 0 to 1, two digits. */
  readonly confidence: number;
  readonly knowledgeVersion: string;
  readonly ms: number;
  /** Ids and counts alone, see `WordingTrace`. */
  readonly wording?: WordingTrace;
}

/** One line a question. */
export const logAnswered = (log: Logger, facts: AnsweredFacts): void => log.info(facts, "question answered");

/** Where a bug struck: its kind and the lines of code, without its message, which may quote what somebody typed. */
export function frames(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const lines = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...lines].join("\n");
}
