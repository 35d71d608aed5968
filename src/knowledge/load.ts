import type { Cell, Catalog, Entry, Grounds } from "../core/catalog.ts";
import { crossCheck } from "./check.ts";
import { costBookOf } from "./cost-shelf.ts";
import { rateProblems, ratesFor } from "./decision-rates.ts";
import { reachProblems } from "./decision-check.ts";
import type { Parsed } from "./parse.ts";
import { byPlace, type Problem } from "./problems.ts";
import { type NoFolder, readKnowledge, type Snapshot, versionOf } from "./read.ts";
import { knownIds } from "./references.ts";
import { decisionOf, type Memory, type Shelf, sortIn } from "./shelf.ts";
import { exampleProblems } from "./signal-examples.ts";

export interface Loaded {
  /** Absent when nothing could be served at all. */
  readonly catalog: Catalog | undefined;
  readonly problems: readonly Problem[];
}

export interface LoadOptions {
  /** Files that could not be read as text or that nothing is read from, from `readKnowledge`. */
  readonly unread?: readonly Problem[];
  /** Holds the entries to coverage.yaml too: a matter for who writes them, not for serving. */
  readonly coverage?: boolean;
  /** Keep one between loads, and an edit costs one file's parsing. */
  readonly memory?: Memory;
}

/**
 * Turns files into the catalog. Files with errors are left out of it; whether the rest may be served
 * is the caller's choice: at the first start something is better than nothing, later the last good version is.
 */
export function loadKnowledge(files: Snapshot, today: string, options: LoadOptions = {}): Loaded {
  const { unread = [], coverage = false, memory = new Map() } = options;
  const problems: Problem[] = [...unread];
  const shelf = sortIn(files, problems, { unread, memory, coverage });
  problems.push(...crossCheck(shelf, today));
  const costBook = costBookOf(shelf.cost);
  const rates = ratesFor(shelf.decision, costBook);
  const hasErrors = (): boolean => problems.some(({ severity }) => severity === "error");
  // A broken file of the cost engine is told of there.
  if (!hasErrors()) problems.push(...rateProblems(shelf.decision, rates));
  const isBad = hasErrors();
  // These take longer than all the rest: a matter for who writes the files.
  if (coverage && !isBad) problems.push(...reachProblems(shelf.decision, rates), ...exampleProblems(shelf.decision));
  const usable = shelf.entries.length > 0 && shelf.sources !== undefined && shelf.factors !== undefined;
  // Its files are one thing: with a flaw in one, what the others say could be the opposite of what was meant.
  const flawed = problems.some(({ severity, file }) => severity === "error" && file.startsWith("decision/"));
  const decision = flawed ? undefined : decisionOf(shelf.decision, rates);
  const catalog = usable ? { ...catalogOf(shelf, versionOf(files)), decision, costBook } : undefined;
  return { catalog: catalog && Object.freeze(catalog), problems: problems.toSorted(byPlace) };
}

/** Reads and loads a folder; `mark` is for the watcher, which then misses no edit made in between. */
export async function openKnowledge(
  folder: string,
  today: string,
  options: LoadOptions = {},
): Promise<(Loaded & { readonly mark: string }) | NoFolder> {
  const read = await readKnowledge(folder);
  if (!read.ok) return read;
  return { ...loadKnowledge(read.files, today, { ...options, unread: read.unread }), mark: read.mark };
}

export const isBroken = (loaded: Loaded): boolean =>
  loaded.catalog === undefined || loaded.problems.some((p) => p.severity === "error");

/** What is on the shelf, without the references that lead to what is not: whoever follows one finds something. */
function catalogOf(shelf: Shelf, version: string): Omit<Catalog, "decision" | "costBook"> {
  const { document: documents, factor: factors } = knownIds(shelf);
  const byId = <T extends { readonly id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));
  const data = <T>(all: readonly Parsed<T>[]): T[] => all.map((one) => one.data);
  const of = <T>(wanted: Readonly<Record<string, T>>, known: ReadonlySet<string> | undefined): Record<string, T> =>
    Object.fromEntries(Object.entries(wanted).filter(([id]) => known?.has(id)));
  const cited = <G extends Grounds>(grounds: G): G =>
    (typeof grounds === "string" ? grounds : grounds.filter((id) => documents?.has(id))) as G;

  const grounded = data(shelf.entries)
    .map((entry) => ({ ...entry, sources: of(entry.sources, documents) }))
    .filter((entry) => Object.keys(entry.sources).length > 0);
  const ids = new Set(grounded.map((entry) => entry.id));
  const cell = (one: Cell): Cell => ({
    ...one,
    sources: cited(one.sources),
    contested: one.contested !== undefined && ids.has(one.contested) ? one.contested : undefined,
  });
  const architectures = byId(
    data(shelf.architectures).map((a) => ({
      ...a,
      sources: cited(a.sources),
      factors: Object.fromEntries(Object.entries(of(a.factors, factors)).map(([id, one]) => [id, cell(one)])),
    })),
  );
  const present = (wanted: readonly string[]) => wanted.filter((id) => ids.has(id));
  const entries = grounded.map(
    (entry): Entry => ({
      ...entry,
      related: present(entry.related),
      architecture: entry.architecture && architectures.has(entry.architecture) ? entry.architecture : undefined,
    }),
  );
  return {
    version,
    entries: byId(entries),
    architectures,
    models: byId(
      data(shelf.models).map((model) => ({
        ...model,
        facts: model.facts.map((fact) => ({ ...fact, sources: cited(fact.sources) })),
      })),
    ),
    factors: byId(
      (shelf.factors?.data ?? []).map((factor) => ({
        ...factor,
        open: cell(factor.open),
        closed: cell(factor.closed),
      })),
    ),
    tables: byId(
      (shelf.tables?.data ?? []).map((table) => ({
        ...table,
        factors: table.factors?.filter((id) => factors?.has(id)),
        rows: table.rows?.map(({ cells }) => ({ cells: cells.map(cell) })),
      })),
    ),
    sources: byId(shelf.sources?.data ?? []),
    glossary: shelf.glossary?.data ?? [],
    gaps: (shelf.gaps?.data ?? []).map((gap) => ({ ...gap, nearest: present(gap.nearest) })),
    languages: data(shelf.languages),
    outOfScope: shelf.outOfScope?.data ?? [],
    quiz: shelf.quiz?.data,
    routing: shelf.routing?.data,
    signals: shelf.decision.signals?.data,
    said: shelf.decision.said?.data,
  };
}
