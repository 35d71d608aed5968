/** What is done on the way to an answer that a model words, as Slack's task cards: done, or still going on. */
import type { TaskUpdateChunk } from "@slack/types";

const titles = {
  look: "Looking up the knowledge",
  route: "Choosing where it may go",
  word: "Wording",
  check: "Checking every sentence",
} as const;
type Step = keyof typeof titles;
type Status = TaskUpdateChunk["status"];

const step = (id: Step, status: Status): TaskUpdateChunk => ({ type: "task_update", id, title: titles[id], status });

/** A stream begins when a model is asked, or with a sentence: by then it was looked up and routed. */
export const stepsAtFirst = (hasSentence: boolean): TaskUpdateChunk[] => [
  step("look", "complete"),
  step("route", "complete"),
  step("word", "in_progress"),
  step("check", hasSentence ? "in_progress" : "pending"),
];
/** With the first sentence that held. */
export const stepsAtSentence: TaskUpdateChunk[] = [step("check", "in_progress")];
export const stepsAtEnd: TaskUpdateChunk[] = [step("word", "complete"), step("check", "complete")];

/** Words by which Slack refuses the steps and might take the text alone. */
const refusals = new Set(["invalid_chunks", "invalid_arguments", "invalid_task_display_mode", "invalid_blocks"]);
export const refusesSteps = (code: string): boolean => refusals.has(code);
