import type { Shelf } from "./load.ts";
import { type Parsed, parseYaml } from "./parse.ts";
import { didYouMean, type Problem } from "./problems.ts";
import type { Snapshot } from "./read.ts";
import { coverageSchema } from "./schema.ts";

type Report = (on: Parsed<unknown>, path: readonly PropertyKey[], what: string, remedy: string, severity?: Problem["severity"]) => void;

/** What no single file can show: references that lead nowhere, two entries with one question, rows nobody covers. */
export function crossCheck(shelf: Shelf, files: Snapshot, today: string): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (on, path, what, remedy, severity = "error") =>
    problems.push({ file: on.file, ...on.placeOf(path), what, remedy, severity });
  references(shelf, report);
  questionsAskedTwice(shelf, report);
  reviewDates(shelf, today, report);
  names(shelf, report);
  problems.push(...coverage(shelf, files));
  return problems;
}

/** A reference to a file that exists but is broken is that file's problem, and said there. */
function references(shelf: Shelf, report: Report): void {
  const ids = {
    entry: new Set(shelf.entries.map((e) => e.data.id)),
    document: new Set(shelf.sources?.data.map((s) => s.id)),
    architecture: new Set(shelf.architectures.map((a) => a.data.id)),
    factor: new Set(shelf.factors?.data.map((f) => f.id)),
  };
  const check = (on: Parsed<unknown>, path: readonly PropertyKey[], kind: keyof typeof ids, id: string, severity?: Problem["severity"]) => {
    if (ids[kind].has(id)) return;
    const near = didYouMean(id, ids[kind]);
    report(on, path, `there is no ${kind} ${id}`, near ? `did you mean ${near}?` : `write the id of an existing ${kind}`, severity);
  };
  const grounds = (on: Parsed<unknown>, path: readonly PropertyKey[], sources: readonly string[] | "our inference") => {
    if (sources !== "our inference") for (const [i, id] of sources.entries()) check(on, [...path, i], "document", id);
  };
  for (const entry of shelf.entries) {
    for (const id of Object.keys(entry.data.sources)) check(entry, ["sources", id], "document", id);
    for (const [i, id] of entry.data.related.entries()) check(entry, ["related", i], "entry", id);
    if (entry.data.architecture) check(entry, ["architecture"], "architecture", entry.data.architecture);
  }
  for (const architecture of shelf.architectures) {
    grounds(architecture, ["sources"], architecture.data.sources);
    for (const [id, cell] of Object.entries(architecture.data.factors)) {
      check(architecture, ["factors", id], "factor", id);
      grounds(architecture, ["factors", id, "sources"], cell.sources);
    }
    for (const id of ids.factor) {
      if (!architecture.data.factors[id]) report(architecture, ["factors"], `the factor ${id} has no value`, `add ${id}: { value, sources }`);
    }
  }
  for (const model of shelf.models) for (const [i, fact] of model.data.facts.entries()) grounds(model, ["facts", i, "sources"], fact.sources);
  for (const [i, gap] of shelf.gaps?.data.entries() ?? [])
    for (const [j, id] of gap.nearest.entries()) if (shelf.gaps) check(shelf.gaps, [i, "nearest", j], "entry", id);
  for (const [i, rule] of shelf.rulesOfThumb?.data.entries() ?? [])
    for (const [j, id] of rule.entries.entries()) if (shelf.rulesOfThumb) check(shelf.rulesOfThumb, [i, "entries", j], "entry", id);
}

function questionsAskedTwice(shelf: Shelf, report: Report): void {
  const seen = new Map<string, string>();
  for (const entry of shelf.entries) {
    for (const [i, question] of entry.data.questions.entries()) {
      const key = question.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
      const first = seen.get(key);
      if (first !== undefined)
        report(entry, ["questions", i], `this question already stands in ${first}`, "reword it, or leave it to the entry that answers it better");
      else seen.set(key, entry.data.id);
    }
  }
}

function reviewDates(shelf: Shelf, today: string, report: Report): void {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  for (const entry of shelf.entries) {
    const { reviewed } = entry.data;
    if (reviewed > today) report(entry, ["reviewed"], `the review date ${reviewed} is in the future`, `write the day of the last reading, at most ${today}`);
    if (reviewed < yearAgo)
      report(entry, ["reviewed"], `the last review was over a year ago (${reviewed})`, "read the entry against its sources and write today's date", "warning");
    if (entry.data.standing === "contested" && !entry.data.qualification)
      report(entry, ["standing"], "a contested entry has no qualification", "add qualification: what a careful advisor adds");
  }
}

/** File names are ids, so that a person who sees an id finds the file. */
function names(shelf: Shelf, report: Report): void {
  for (const item of [...shelf.architectures, ...shelf.models]) {
    const expected = item.file.replace(/^.*\//, "").replace(/\.yaml$/, "");
    if (item.data.id !== expected) report(item, ["id"], `the id ${item.data.id} differs from the file name`, `write ${expected} or rename the file`);
  }
}

function coverage(shelf: Shelf, files: Snapshot): Problem[] {
  const text = files.get("coverage.yaml");
  if (text === undefined) return [];
  const parsed = parseYaml("coverage.yaml", text, coverageSchema);
  if (!parsed.ok) return [...parsed.problems];
  const problems: Problem[] = [];
  const covered = new Set<string>();
  const known = parsed.parsed.data;
  for (const entry of shelf.entries) {
    for (const [document, ids] of Object.entries(entry.data.sources)) {
      for (const [i, id] of ids.entries()) {
        covered.add(id);
        if (known[id]) continue;
        const near = didYouMean(id, Object.keys(known));
        const remedy = near ? `did you mean ${near}?` : "write an id of coverage.yaml";
        problems.push({ file: entry.file, ...entry.placeOf(["sources", document, i]), what: `there is no coverage id ${id}`, remedy, severity: "error" });
      }
    }
  }
  for (const [id, row] of Object.entries(known)) {
    if (covered.has(id)) continue;
    const remedy = `add it to the entry that says: ${row.statement}`;
    problems.push({ file: "coverage.yaml", ...parsed.parsed.placeOf([id]), what: `no entry covers ${id}`, remedy, severity: "warning" });
  }
  return problems;
}
