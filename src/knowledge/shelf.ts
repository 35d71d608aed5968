import type {
  Architecture,
  Entry,
  Factor,
  Gap,
  Language,
  Model,
  Source,
  SourceTable,
  Synonyms,
} from "../core/catalog.ts";
import type { RateCardRead } from "../core/cost/rate-card.ts";
import type {
  Criteria,
  Constraint,
  CostFile,
  CriterionScores,
  DecisionData,
  Outcomes,
  Question,
} from "../core/decide/model.ts";
import type { SaidData, SignalData } from "../core/decide/signals.ts";
import type { Quiz } from "../core/quiz.ts";
import type { Policy } from "../core/route/policy.ts";
import { type CostShelf, takeCosts } from "./cost-shelf.ts";
import * as decision from "./decision-schema.ts";
import { parseEntry } from "./entry.ts";
import { type KindName, kindOf, kinds } from "./kinds.ts";
import { type Outcome, type Parsed, parseYaml } from "./parse.ts";
import { errorAt, fileStart, type Problem } from "./problems.ts";
import type { Snapshot } from "./read.ts";
import { routingSchema } from "./routing-schema.ts";
import { saidSchema } from "./said-schema.ts";
import * as schema from "./schema.ts";
import { signalsSchema } from "./signals-schema.ts";
import { strayAt } from "./stray.ts";

/** Every file of a snapshot that parsed, still with its places, so that later checks can point into it. */
export interface Shelf {
  readonly entries: readonly Parsed<Entry>[];
  readonly architectures: readonly Parsed<Architecture>[];
  readonly models: readonly Parsed<Model>[];
  readonly languages: readonly Parsed<Language>[];
  readonly factors: Parsed<readonly Factor[]> | undefined;
  /** May be missing: then no table of the documents is offered. */
  readonly tables: Parsed<readonly SourceTable[]> | undefined;
  readonly sources: Parsed<readonly Source[]> | undefined;
  readonly glossary: Parsed<readonly Synonyms[]> | undefined;
  readonly gaps: Parsed<readonly Gap[]> | undefined;
  readonly outOfScope: Parsed<readonly string[]> | undefined;
  readonly quiz: Parsed<Quiz> | undefined;
  /** Without it nothing is sent to a model, so it may be missing. */
  readonly routing: Parsed<Policy> | undefined;
  readonly decision: DecisionShelf;
  readonly cost: CostShelf;
  /** Only when asked for: it is what the entries are held to, not what is said. */
  readonly coverage: Parsed<schema.Coverage> | undefined;
  /** Paths of all files that have a kind, the broken ones too: a link to one of those is not dead. */
  readonly present: ReadonlySet<string>;
}

export interface DecisionShelf {
  readonly criteria: Parsed<Criteria> | undefined;
  readonly constraints: Parsed<readonly Constraint[]> | undefined;
  readonly scores: Parsed<readonly CriterionScores[]> | undefined;
  readonly questions: Parsed<readonly Question[]> | undefined;
  readonly outcomes: Parsed<Outcomes> | undefined;
  readonly cost: Parsed<CostFile> | undefined;
  readonly signals: Parsed<SignalData> | undefined;
  readonly said: Parsed<SaidData> | undefined;
}

/** What each file was parsed to last time: an edit then costs one file's parsing, not all. */
export type Memory = Map<string, { readonly text: string; readonly outcome: Outcome<unknown> }>;

export interface SortOptions {
  readonly unread: readonly Problem[];
  readonly memory: Memory;
  readonly coverage: boolean;
}

/** Parses every file by its kind; what can't be parsed goes to `problems`. */
export function sortIn(files: Snapshot, problems: Problem[], { unread, memory, coverage }: SortOptions): Shelf {
  const paths = [...files.keys(), ...unread.map((problem) => problem.file)];
  const present = new Set(paths.filter((path) => kindOf(path) !== undefined));
  for (const path of memory.keys()) if (!files.has(path)) memory.delete(path);

  const take = <T>(path: string, text: string, parse: (path: string, text: string) => Outcome<T>): Parsed<T>[] => {
    const known = memory.get(path);
    const outcome = known?.text === text ? (known.outcome as Outcome<T>) : parse(path, text);
    memory.set(path, { text, outcome });
    if (outcome.ok) return [outcome.parsed];
    problems.push(...outcome.problems);
    return [];
  };
  const all = <T>(kind: KindName, parse: (path: string, text: string) => Outcome<T>): Parsed<T>[] =>
    [...files].filter(([path]) => kindOf(path) === kind).flatMap(([path, text]) => take(path, text, parse));
  const one = <T>(kind: KindName, parse: (path: string, text: string) => Outcome<T>): Parsed<T> | undefined => {
    const path = kinds.find(({ name }) => name === kind)?.where ?? kind;
    const text = files.get(path);
    if (text !== undefined) return take(path, text, parse)[0];
    if (!present.has(path))
      problems.push(
        errorAt(path, fileStart, "the file is missing", `add it; knowledge/README.md says what ${path} holds`),
      );
    return undefined;
  };

  for (const path of files.keys()) if (kindOf(path) === undefined) problems.push(strayAt(path));
  return {
    entries: all("entry", (path, text) => parseEntry(path, stemOf(path), text)),
    architectures: all("architecture", (path, text) => parseYaml(path, text, schema.architectureSchema)),
    models: all("model", (path, text) => parseYaml(path, text, schema.modelSchema)),
    languages: all("language", (path, text) => parseYaml(path, text, schema.languageSchema)),
    factors: one("factors", (path, text) => parseYaml(path, text, schema.factorsSchema)),
    tables: files.has("tables.yaml")
      ? one("tables", (path, text) => parseYaml(path, text, schema.tablesSchema))
      : undefined,
    sources: one("sources", (path, text) => parseYaml(path, text, schema.sourcesSchema)),
    glossary: one("glossary", (path, text) => parseYaml(path, text, schema.glossarySchema)),
    gaps: one("gaps", (path, text) => parseYaml(path, text, schema.gapsSchema)),
    outOfScope: one("out-of-scope", (path, text) => parseYaml(path, text, schema.outOfScopeSchema)),
    quiz: one("quiz", (path, text) => parseYaml(path, text, schema.quizSchema)),
    routing: files.has("routing.yaml")
      ? one("routing", (path, text) => parseYaml(path, text, routingSchema))
      : undefined,
    decision: {
      criteria: one("criteria", (path, text) => parseYaml(path, text, decision.criteriaSchema)),
      constraints: one("constraints", (path, text) => parseYaml(path, text, decision.constraintsSchema)),
      scores: one("scores", (path, text) => parseYaml(path, text, decision.scoresSchema)),
      questions: one("questions", (path, text) => parseYaml(path, text, decision.questionsSchema)),
      outcomes: one("outcomes", (path, text) => parseYaml(path, text, decision.outcomesSchema)),
      signals: one("signals", (path, text) => parseYaml(path, text, signalsSchema)),
      said: one("said", (path, text) => parseYaml(path, text, saidSchema)),
      cost: one("cost", (path, text) => parseYaml(path, text, decision.costSchema)),
    },
    cost: takeCosts({ all, one }),
    coverage:
      coverage && files.has("coverage.yaml")
        ? one("coverage", (path, text) => parseYaml(path, text, schema.coverageSchema))
        : undefined,
    present,
  };
}

/** The whole decision flow, when all of it could be read. */
export function decisionOf(shelf: DecisionShelf, rates: RateCardRead | undefined): DecisionData | undefined {
  const { criteria, constraints, scores, questions, outcomes, cost } = shelf;
  if (!criteria || !constraints || !scores || !questions || !outcomes || !cost || !rates?.ok) return undefined;
  return {
    criteria: criteria.data,
    constraints: constraints.data,
    scores: scores.data,
    questions: questions.data,
    outcomes: outcomes.data,
    cost: { ...cost.data, ...rates.card },
  };
}

export const stemOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.\w+$/, "");
