import type { Logger } from "pino";
import { prepareKnowledge, type KnowledgeBase } from "./advisor/knowledge-base.ts";
import { isBroken, openKnowledge } from "./knowledge/load.ts";
import { formatProblem, type Problem } from "./knowledge/problems.ts";
import { watchKnowledge } from "./knowledge/watch.ts";
import { stem } from "./stem.ts";

export interface Served {
  /** The version that is served now: take it once for each question. */
  readonly current: () => KnowledgeBase;
  /** What is wrong with the files on disk, as `file:line:column: what; remedy`; empty when they are what is served. */
  readonly problems: () => readonly string[];
  /** Starts following the folder; a good edit is served, a broken one is named in the log and changes nothing. */
  follow(log: Logger): { stop(): Promise<void> };
}

export type Opened = { readonly ok: true; readonly served: Served } | { readonly ok: false; readonly message: string };

export const today = (): string => new Date().toISOString().slice(0, 10);

/** Opens the folder for serving. Broken entries are left out at the start, since something is better than nothing. */
export async function serveKnowledge(folder: string): Promise<Opened> {
  const memory = new Map();
  const first = await openKnowledge(folder, today(), { memory });
  if ("ok" in first) return { ok: false, message: `KNOWLEDGE_DIR: ${first.what}; ${first.remedy}.` };
  if (first.catalog === undefined) {
    const errors = first.problems.filter((p) => p.severity === "error").map(formatProblem);
    return {
      ok: false,
      message: `KNOWLEDGE_DIR: nothing in ${folder} can be served.\n${errors.slice(0, 10).join("\n")}`,
    };
  }
  let current = prepareKnowledge(first.catalog, stem);
  let problems = namesOf(first.problems);
  const served: Served = {
    current: () => current,
    problems: () => problems,
    follow(log) {
      for (const problem of problems) log.warn({ problem }, "knowledge file left out");
      return watchKnowledge({
        folder,
        today,
        from: first.mark,
        memory,
        onGood(loaded) {
          if (!loaded.catalog) return;
          current = prepareKnowledge(loaded.catalog, stem);
          problems = [];
          log.info(
            { knowledgeVersion: current.catalog.version, entries: current.catalog.entries.size },
            "knowledge reloaded",
          );
        },
        onBroken(loaded) {
          problems = "what" in loaded ? [`${loaded.what}; ${loaded.remedy}`] : namesOf(loaded.problems);
          const facts = { knowledgeVersion: current.catalog.version, problems: problems.slice(0, 20) };
          log.error(facts, "knowledge not reloaded: the last good version goes on");
        },
      });
    },
  };
  if (isBroken(first) && problems.length === 0) problems = ["the knowledge could not be read in full"];
  return { ok: true, served };
}

const namesOf = (problems: readonly Problem[]): string[] =>
  problems.filter((p) => p.severity === "error").map(formatProblem);
