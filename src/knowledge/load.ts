import type { Catalog, Entry } from "../core/catalog.ts";
import { crossCheck } from "./check.ts";
import { parseEntry, parseYaml, type Outcome, type Parsed } from "./parse.ts";
import { byPlace, type Problem } from "./problems.ts";
import { type Snapshot, versionOf } from "./read.ts";
import {
  architectureSchema,
  factorsSchema,
  gapsSchema,
  glossarySchema,
  languageSchema,
  modelSchema,
  outOfScopeSchema,
  rulesOfThumbSchema,
  sourcesSchema,
} from "./schema.ts";

/** Every file of a snapshot that parsed, still with its places, so that later checks can point into it. */
export interface Shelf {
  readonly entries: readonly Parsed<Entry>[];
  readonly architectures: readonly Parsed<Catalog["architectures"] extends ReadonlyMap<string, infer A> ? A : never>[];
  readonly models: readonly Parsed<Catalog["models"] extends ReadonlyMap<string, infer M> ? M : never>[];
  readonly languages: readonly Parsed<Catalog["languages"][number]>[];
  readonly factors: Parsed<ReturnType<typeof factorsSchema.parse>> | undefined;
  readonly sources: Parsed<ReturnType<typeof sourcesSchema.parse>> | undefined;
  readonly glossary: Parsed<ReturnType<typeof glossarySchema.parse>> | undefined;
  readonly gaps: Parsed<ReturnType<typeof gapsSchema.parse>> | undefined;
  readonly rulesOfThumb: Parsed<ReturnType<typeof rulesOfThumbSchema.parse>> | undefined;
  readonly outOfScope: Parsed<readonly string[]> | undefined;
}

export interface Loaded {
  /** Absent when nothing could be served at all. */
  readonly catalog: Catalog | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Turns files into the catalog. Files with errors are left out of it; whether the rest may be served
 * is the caller's choice: at the first start something is better than nothing, later the last good version is.
 */
export function loadKnowledge(files: Snapshot, today: string): Loaded {
  const problems: Problem[] = [];
  const shelf = sortIn(files, problems);
  problems.push(...crossCheck(shelf, files, today));
  const usable = shelf.entries.length > 0 && shelf.sources !== undefined && shelf.factors !== undefined;
  return { catalog: usable ? catalogOf(shelf, versionOf(files)) : undefined, problems: problems.sort(byPlace) };
}

export const isBroken = (loaded: Loaded): boolean =>
  loaded.catalog === undefined || loaded.problems.some((p) => p.severity === "error");

function sortIn(files: Snapshot, problems: Problem[]): Shelf {
  const keep = <T>(outcome: Outcome<T>): Parsed<T>[] => {
    if (outcome.ok) return [outcome.parsed];
    problems.push(...outcome.problems);
    return [];
  };
  const under = (pattern: RegExp) => [...files].filter(([path]) => pattern.test(path));
  const one = <T>(path: string, schema: Parameters<typeof parseYaml<T>>[2]): Parsed<T> | undefined => {
    const text = files.get(path);
    if (text !== undefined) return keep(parseYaml(path, text, schema))[0];
    problems.push({ file: path, line: 1, column: 1, what: "the file is missing", remedy: `add it; README says what ${path} holds`, severity: "error" });
    return undefined;
  };
  return {
    entries: under(/^entries\/[^/]+\.md$/).flatMap(([path, text]) => keep(parseEntry(path, stemOf(path), text))),
    architectures: under(/^architectures\/[^/]+\.yaml$/).flatMap(([path, text]) => keep(parseYaml(path, text, architectureSchema))),
    models: under(/^models\/.+\.yaml$/).flatMap(([path, text]) => keep(parseYaml(path, text, modelSchema))),
    languages: under(/^languages\/[^/]+\.yaml$/).flatMap(([path, text]) => keep(parseYaml(path, text, languageSchema))),
    factors: one("factors.yaml", factorsSchema),
    sources: one("sources.yaml", sourcesSchema),
    glossary: one("glossary.yaml", glossarySchema),
    gaps: one("gaps.yaml", gapsSchema),
    rulesOfThumb: one("rules-of-thumb.yaml", rulesOfThumbSchema),
    outOfScope: one("out-of-scope.yaml", outOfScopeSchema),
  };
}

function catalogOf(shelf: Shelf, version: string): Catalog {
  const byId = <T extends { readonly id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));
  const data = <T>(all: readonly Parsed<T>[]): T[] => all.map((one) => one.data);
  return Object.freeze({
    version,
    entries: byId(data(shelf.entries)),
    architectures: byId(data(shelf.architectures)),
    models: byId(data(shelf.models)),
    factors: byId(shelf.factors?.data ?? []),
    sources: byId(shelf.sources?.data ?? []),
    glossary: shelf.glossary?.data ?? [],
    gaps: shelf.gaps?.data ?? [],
    rulesOfThumb: shelf.rulesOfThumb?.data ?? [],
    languages: data(shelf.languages),
    outOfScope: shelf.outOfScope?.data ?? [],
  });
}

const stemOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.\w+$/, "");
