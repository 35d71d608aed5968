import type { Logger } from "pino";
import type { PromptBook } from "./core/prompt.ts";
import type { Warning } from "./http.ts";
import { formatProblem, type Problem } from "./knowledge/problems.ts";
import { loadPrompts, type PromptsLoaded } from "./knowledge/prompts.ts";
import { type ReadOutcome, readKnowledge } from "./knowledge/read.ts";
import { type Unreadable, watchFolder } from "./knowledge/watch.ts";

export interface ServedPrompts {
  /** The prompts that are served now: take them once for each answer. */
  readonly current: () => PromptBook;
  readonly warnings: () => readonly Warning[];
  /** Starts following the folder; a good edit is served, a broken one is named and changes nothing. */
  follow(log: Pick<Logger, "info" | "warn" | "error">): { stop(): Promise<void> };
}

const none: PromptBook = { version: "none", prompts: {} };
const remedy = "set PROMPTS_DIR to the folder that holds word.md, or leave it out to use ./prompts";

/** Opens the folder for serving. Without it, or with a broken file, what the prompt is for is done without a model. */
export async function servePrompts(folder: string): Promise<ServedPrompts> {
  const first: ReadOutcome = await readKnowledge(folder);
  const loaded = first.ok ? loadPrompts(first.files, first.unread) : undefined;
  let current = loaded?.book ?? none;
  let warnings: readonly Warning[] = loaded
    ? loaded.problems.map((problem) => warningOf("prompts-untidy", problem))
    : [{ name: "prompts-missing", what: first.ok ? "" : first.what, remedy }];
  return {
    current: () => current,
    warnings: () => warnings,
    follow: (log) => {
      for (const warning of warnings)
        log.warn({ code: warning.name, problem: lineOf(warning) }, "a prompt wants attention");
      return watchFolder<PromptsLoaded>({
        folder,
        from: first.mark,
        load: ({ files, unread }) => loadPrompts(files, unread),
        isBroken: ({ problems }) => problems.some(({ severity }) => severity === "error"),
        onGood: ({ book, problems }) => {
          current = book;
          warnings = problems.map((problem) => warningOf("prompts-untidy", problem));
          log.info({ promptsVersion: book.version }, "prompts reloaded");
        },
        onBroken: (broken) => {
          warnings =
            "what" in broken
              ? [unreadable(broken)]
              : broken.problems.map((problem) => warningOf("prompts-not-reloaded", problem));
          log.error({ problems: warnings.map(lineOf) }, "prompts not reloaded: the last good ones go on");
        },
      });
    },
  };
}

const unreadable = ({ what }: Unreadable): Warning => ({ name: "prompts-not-reloaded", what, remedy });
const warningOf = (name: string, { file, line, column, what, remedy: mend }: Problem): Warning => ({
  name,
  file,
  line,
  column,
  what,
  remedy: mend,
});
const lineOf = ({ file = "", line = 1, column = 1, what, remedy: mend }: Warning): string =>
  file === "" ? `${what}; ${mend}` : formatProblem({ file, line, column, what, remedy: mend, severity: "warning" });
