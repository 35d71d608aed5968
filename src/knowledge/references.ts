import type { Cell, Grounds } from "../core/catalog.ts";
import type { Parsed } from "./parse.ts";
import { didYouMean, errorAt, type Problem } from "./problems.ts";
import { type Shelf, stemOf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

type Target = "entry" | "document" | "architecture" | "factor";

/** What each kind of reference may name; undefined where the file that would say so is itself broken. */
export type Known = Readonly<Record<Target, ReadonlySet<string> | undefined>>;

const files: Record<Target, string> = {
  entry: "entries/",
  document: "sources.yaml",
  architecture: "architectures/",
  factor: "factors.yaml",
};

/** A reference to a file that exists but is broken is that file's problem, and said there. */
export function knownIds(shelf: Shelf): Known {
  const stems = (folder: string) => [...shelf.present].filter((path) => path.startsWith(folder)).map(stemOf);
  const listed = (items: readonly { readonly id: string }[] | undefined) =>
    items && new Set(items.map((item) => item.id));
  return {
    entry: new Set(stems(files.entry)),
    document: listed(shelf.sources?.data),
    architecture: new Set(stems(files.architecture)),
    factor: listed(shelf.factors?.data),
  };
}

/** References that lead nowhere. */
export function deadReferences(shelf: Shelf): Problem[] {
  const problems: Problem[] = [];
  const known = knownIds(shelf);
  const check = (on: Parsed<unknown>, path: Path, target: Target, id: string, isKey = false): void => {
    const ids = known[target];
    if (!ids || ids.has(id)) return;
    const near = didYouMean(id, ids);
    const place = isKey ? on.keyOf(path) : on.placeOf(path);
    const remedy = near ? `did you mean ${near}?` : `write the id of one in ${files[target]}, or add it there`;
    problems.push(errorAt(on.file, place, `there is no ${target} ${id}`, remedy));
  };
  const each = (on: Parsed<unknown>, path: Path, target: Target, ids: readonly string[]): void => {
    for (const [i, id] of ids.entries()) check(on, [...path, i], target, id);
  };
  const grounds = (on: Parsed<unknown>, path: Path, sources: Grounds): void => {
    if (typeof sources !== "string") each(on, path, "document", sources);
  };
  const cellAt = (on: Parsed<unknown>, path: Path, { sources, contested }: Cell): void => {
    grounds(on, [...path, "sources"], sources);
    if (contested !== undefined) check(on, [...path, "contested"], "entry", contested);
  };

  for (const entry of shelf.entries) {
    for (const id of Object.keys(entry.data.sources)) check(entry, ["sources", id], "document", id, true);
    each(entry, ["related"], "entry", entry.data.related);
    for (const [i, id] of entry.data.related.entries())
      if (id === entry.data.id)
        problems.push(
          errorAt(entry.file, entry.placeOf(["related", i]), "the entry is related to itself", "name another"),
        );
    if (entry.data.architecture) check(entry, ["architecture"], "architecture", entry.data.architecture);
  }
  for (const on of shelf.architectures) {
    grounds(on, ["sources"], on.data.sources);
    const meant = new Set<string | undefined>();
    for (const [id, cell] of Object.entries(on.data.factors)) {
      check(on, ["factors", id], "factor", id, true);
      if (known.factor && !known.factor.has(id)) meant.add(didYouMean(id, known.factor));
      cellAt(on, ["factors", id], cell);
    }
    const lacking = [...(known.factor ?? [])].filter((id) => !Object.hasOwn(on.data.factors, id) && !meant.has(id));
    if (lacking.length > 0)
      problems.push(
        errorAt(
          on.file,
          on.keyOf(["factors"]),
          `factors lacks ${lacking.join(", ")}`,
          `add ${lacking[0] ?? ""}: with value: and sources:`,
        ),
      );
  }
  for (const model of shelf.models)
    for (const [i, fact] of model.data.facts.entries()) grounds(model, ["facts", i, "sources"], fact.sources);
  const { factors, gaps, tables } = shelf;
  for (const [i, factor] of factors?.data.entries() ?? []) {
    if (!factors) continue;
    cellAt(factors, [i, "open"], factor.open);
    cellAt(factors, [i, "closed"], factor.closed);
  }
  for (const [i, table] of tables?.data.entries() ?? []) {
    if (!tables) continue;
    each(tables, [i, "factors"], "factor", table.factors ?? []);
    for (const [j, { cells }] of (table.rows ?? []).entries())
      for (const [k, cell] of cells.entries()) cellAt(tables, [i, "rows", j, "cells", k], cell);
  }
  const { outcomes } = shelf.decision;
  for (const [i, alternative] of outcomes?.data.alternatives.entries() ?? [])
    if (outcomes) each(outcomes, ["alternatives", i, "entries"], "entry", alternative.entries);
  if (gaps) for (const [i, gap] of gaps.data.entries()) each(gaps, [i, "nearest"], "entry", gap.nearest);
  return problems;
}
