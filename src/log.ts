import { pino } from "pino";

/** Counts and codes; what people type, and who they are, never reaches a log line. */
export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  base: null,
  redact: { paths: ["text", "*.text", "question", "*.question", "userId", "*.userId", "user", "*.user"], remove: true },
});

export interface Answered {
  readonly questionId: string;
  readonly platform: "slack" | "terminal";
  readonly kind: string;
  readonly entries: readonly string[];
  readonly knowledgeVersion: string;
  readonly ms: number;
}

export const logAnswered = (facts: Answered): void => log.info(facts, "question answered");
