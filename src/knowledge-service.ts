import { setImmediate } from "node:timers/promises";
import type { Logger } from "pino";
import { prepareKnowledge, type KnowledgeBase } from "./advisor/knowledge-base.ts";
import { assess } from "./core/decide/assess.ts";
import { readSignals } from "./core/decide/signals.ts";
import type { Warning } from "./http.ts";
import { type Loaded, openKnowledge } from "./knowledge/load.ts";
import { formatProblem, type Problem } from "./knowledge/problems.ts";
import { type Unreadable, watchKnowledge } from "./knowledge/watch.ts";
import { stem } from "./stem.ts";

export interface Served {
  /** The version that is served now: take it once for each question. */
  readonly current: () => KnowledgeBase;
  /** What is wrong with the files on disk, though what is served goes on; none when they are what is served. */
  readonly warnings: () => readonly Warning[];
  /** Makes ready what the first case would wait for: a form of Slack's waits three seconds at most. */
  readonly warmUp: () => Promise<void>;
  /** Has `listener` told of each new version; returns how to end that. */
  readonly onChange: (listener: () => void) => () => void;
  /** Starts following the folder; a good edit is served, a broken one is named in the log and changes nothing. */
  follow(log: Logger): { stop(): Promise<void> };
}

export type Opened = { readonly ok: true; readonly served: Served } | { readonly ok: false; readonly message: string };

export const today = (): string => new Date().toISOString().slice(0, 10);

const anyCase = "Patient letters must stay in house, and two people here know ML.";
const mostTold = 20; // in one log line or one look at /readyz; `knowledge check` tells the rest

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
  let current = prepareKnowledge(first.catalog, stem, today);
  let warnings = warningsOf(first, "knowledge-left-out");
  const listeners = new Set<() => void>();
  const served: Served = {
    current: () => current,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    warnings: () => warnings,
    async warmUp() {
      await learnAll(current);
      const { decision, signals } = current;
      if (decision && signals) assess(decision, readSignals(anyCase, signals).facts);
    },
    follow(log) {
      void learnAll(current);
      for (const warning of warnings) log.warn({ code: warning.name, problem: lineOf(warning) }, sayings[warning.name]);
      return watchKnowledge({
        folder,
        today,
        from: first.mark,
        memory,
        async onGood(loaded) {
          if (!loaded.catalog) return;
          const next = prepareKnowledge(loaded.catalog, stem, today);
          await learnAll(next);
          current = next;
          warnings = warningsOf(loaded, "knowledge-left-out");
          const facts = { knowledgeVersion: current.catalog.version, entries: current.catalog.entries.size };
          for (const listener of listeners) listener();
          if (warnings.length === 0) log.info(facts, "knowledge reloaded");
          else log.warn({ ...facts, problems: warnings.map(lineOf) }, "knowledge reloaded, with warnings");
        },
        onBroken(loaded) {
          warnings = warningsOf(loaded, "knowledge-not-reloaded");
          const facts = { knowledgeVersion: current.catalog.version, problems: warnings.map(lineOf) };
          log.error(facts, sayings["knowledge-not-reloaded"]);
        },
      });
    },
  };
  return { ok: true, served };
}

/** Lets the reader of facts learn between other things, so that nobody's question waits for it. */
async function learnAll({ signals }: KnowledgeBase): Promise<void> {
  while (signals?.said?.learnOn() === false) await setImmediate();
}

type Name = "knowledge-not-reloaded" | "knowledge-left-out" | "knowledge-untidy" | "knowledge-more";
type Named = Warning & { readonly name: Name };

const sayings: Readonly<Record<Name, string>> = {
  "knowledge-not-reloaded": "knowledge not reloaded: the last good version goes on",
  "knowledge-left-out": "broken knowledge left out",
  "knowledge-untidy": "knowledge file wants attention",
  "knowledge-more": "more knowledge files want attention",
};

/** Problems as warnings, errors first and under their own name. */
function warningsOf(loaded: Loaded | Unreadable, error: Name): Named[] {
  if ("what" in loaded) return [{ name: error, what: loaded.what, remedy: loaded.remedy }];
  const named = (severity: Problem["severity"], name: Name): Named[] =>
    loaded.problems
      .filter((problem) => problem.severity === severity)
      .map(({ file, line, column, what, remedy }) => ({ name, file, line, column, what, remedy }));
  const all = [...named("error", error), ...named("warning", "knowledge-untidy")];
  if (all.length <= mostTold) return all;
  const what = `${all.length - mostTold} more problems are not listed here`;
  return [...all.slice(0, mostTold), { name: "knowledge-more", what, remedy: "run: counterweight knowledge check" }];
}

const lineOf = ({ file, line, column, what, remedy }: Warning): string =>
  file === undefined
    ? `${what}; ${remedy}`
    : formatProblem({ file, line: line ?? 1, column: column ?? 1, what, remedy, severity: "warning" });
