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
  return pino(options, destination(to === "stdout" ? 1 : 2));
}

export interface AnsweredFacts {
  readonly platform: "slack" | "terminal";
  readonly kind: string;
  readonly advisor: string;
  readonly entries: readonly string[];
  /** 0 to 1, two digits. */
  readonly confidence: number;
  readonly knowledgeVersion: string;
  readonly ms: number;
}

/** One line a question. */
export const logAnswered = (log: Logger, facts: AnsweredFacts): void => log.info(facts, "question answered");
