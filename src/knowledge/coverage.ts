import { basesOf } from "./decision-rules.ts";
import type { Parsed } from "./parse.ts";
import { didYouMean, errorAt, type Problem, warningAt } from "./problems.ts";
import type { Shelf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

/** Holds the entries to `coverage.yaml`: each of its rows stands in some entry, under a document that says it. */
export function uncovered(shelf: Shelf): Problem[] {
  const { coverage } = shelf;
  if (!coverage) return [];
  const problems: Problem[] = [];
  const rows = coverage.data;
  const exists = (on: Parsed<unknown>, path: Path, id: string): boolean => {
    if (Object.hasOwn(rows, id)) return true;
    const near = didYouMean(id, Object.keys(rows), 1);
    problems.push(
      errorAt(
        on.file,
        on.placeOf(path),
        `there is no coverage id ${id}`,
        near ? `did you mean ${near}?` : "write an id of coverage.yaml",
      ),
    );
    return false;
  };
  const covered = new Set<string>();
  for (const entry of shelf.entries) {
    for (const [document, ids] of Object.entries(entry.data.sources)) {
      for (const [i, id] of ids.entries()) {
        if (!exists(entry, ["sources", document, i], id)) continue;
        covered.add(id);
        const says = rows[id]?.documents ?? [];
        const unknown = shelf.sources?.data.every((source) => source.id !== document) ?? true;
        if (unknown || says.includes(document)) continue;
        const remedy = `put ${id} under ${says.join(" or ")}`;
        problems.push(
          errorAt(entry.file, entry.placeOf(["sources", document, i]), `${document} does not say ${id}`, remedy),
        );
      }
    }
  }
  for (const on of shelf.architectures) exists(on, ["covers"], on.data.covers);
  for (const on of shelf.models) for (const [i, id] of on.data.covers.entries()) exists(on, ["covers", i], id);
  for (const { on, path, sources } of basesOf(shelf.decision))
    if (typeof sources !== "string") for (const [i, id] of sources.entries()) exists(on, [...path, i], id);
  const broken = [...shelf.present].filter((path) => path.startsWith("entries/")).length > shelf.entries.length;
  for (const [id, row] of Object.entries(rows)) {
    // A broken entry may be the one that covers it; once it is mended, this is asked again.
    if (covered.has(id) || broken) continue;
    problems.push(
      warningAt(
        coverage.file,
        coverage.keyOf([id]),
        `no entry covers ${id}`,
        `add it to the entry that says: ${row.statement}`,
      ),
    );
  }
  return problems;
}
