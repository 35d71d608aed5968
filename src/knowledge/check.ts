import { costProblems } from "./cost-check.ts";
import { priceProblems } from "./price-check.ts";
import { uncovered } from "./coverage.ts";
import { decisionProblems } from "./decision-check.ts";
import type { Parsed } from "./parse.ts";
import { errorAt, type Problem, warningAt } from "./problems.ts";
import { deadReferences } from "./references.ts";
import { type Shelf, stemOf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

/** What no single file can show: references that lead nowhere, two entries with one question, rows nobody covers. */
export const crossCheck = (shelf: Shelf, today: string): Problem[] => [
  ...deadReferences(shelf),
  ...saidTwice(shelf),
  ...fileNames(shelf),
  ...reviewDates(shelf, today),
  ...standings(shelf),
  ...uncovered(shelf),
  ...decisionProblems(shelf.decision),
  ...costProblems(shelf.cost, shelf.present),
  ...priceProblems(shelf.cost, today),
];

/** What people say to mean one thing must not mean a second; spellings of one name may stand side by side. */
function saidTwice(shelf: Shelf): Problem[] {
  const problems: Problem[] = [];
  const unique = (what: string, remedy: string) => {
    const seen = new Map<string, { readonly owner: unknown; readonly file: string }>();
    return (on: Parsed<unknown>, path: Path, text: string, owner?: unknown): void => {
      const key =
        text
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
          .trim() || text;
      const first = seen.get(key);
      if (!first) seen.set(key, { owner, file: on.file });
      else if (owner === undefined || first.owner !== owner) {
        const where = first.file === on.file ? "stands above too" : `already stands in ${first.file}`;
        problems.push(errorAt(on.file, on.placeOf(path), `${what} ${where}`, remedy));
      }
    };
  };
  const title = unique("this title", "say in it what this entry alone answers");
  const question = unique("this question", "reword it, or leave it to the entry that answers it better");
  for (const entry of shelf.entries) {
    title(entry, ["title"], entry.data.title);
    for (const [i, text] of entry.data.questions.entries()) question(entry, ["questions", i], text);
  }
  for (const items of [shelf.architectures, shelf.models]) {
    const name = unique("this name", "leave it to the one that people mean by it");
    const id = unique("this id", "give each its own");
    for (const item of items) {
      id(item, ["id"], item.data.id);
      for (const [i, text] of item.data.names.entries()) name(item, ["names", i], text, item);
    }
  }
  for (const lists of [shelf.sources, shelf.factors, shelf.tables, shelf.gaps]) {
    const id = unique("this id", "give each its own");
    if (lists) for (const [i, item] of lists.data.entries()) id(lists, [i, "id"], item.id);
  }
  const row = unique("this name", "leave it to the row that people mean by it");
  for (const [i, factor] of shelf.factors?.data.entries() ?? [])
    for (const [j, text] of factor.names.entries())
      if (shelf.factors) row(shelf.factors, [i, "names", j], text, factor);
  const term = unique("this term", "leave it in one group");
  for (const [i, group] of shelf.glossary?.data.entries() ?? [])
    for (const [j, text] of group.terms.entries())
      if (shelf.glossary) term(shelf.glossary, [i, "terms", j], text, group);
  return problems;
}

/** File names are ids, so that a person who sees an id finds the file. */
function fileNames(shelf: Shelf): Problem[] {
  const differ = (on: Parsed<unknown>, key: string, id: string): Problem[] => {
    const expected = stemOf(on.file);
    if (id === expected) return [];
    return [
      errorAt(
        on.file,
        on.placeOf([key]),
        `the ${key} ${id} differs from the file name`,
        `write ${expected} or rename the file`,
      ),
    ];
  };
  return [
    ...[...shelf.architectures, ...shelf.models].flatMap((on) => differ(on, "id", on.data.id)),
    ...shelf.languages.flatMap((on) => differ(on, "code", on.data.code)),
  ];
}

function reviewDates(shelf: Shelf, today: string): Problem[] {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  return shelf.entries.flatMap((entry) => {
    const { reviewed } = entry.data;
    if (reviewed <= today && reviewed >= yearAgo) return [];
    const place = entry.placeOf(["reviewed"]);
    const remedy = `write the day of the last reading, at most ${today}`;
    // East of the server the next day has begun: its date is told, and served.
    if (reviewed > today)
      return [
        (reviewed > tomorrow ? errorAt : warningAt)(
          entry.file,
          place,
          `the review date ${reviewed} is in the future`,
          remedy,
        ),
      ];
    return [
      warningAt(
        entry.file,
        place,
        `the last review was over a year ago (${reviewed})`,
        "read the entry against its sources and write today's date",
      ),
    ];
  });
}

function standings(shelf: Shelf): Problem[] {
  return shelf.entries
    .filter((entry) => entry.data.standing === "contested" && !entry.data.qualification)
    .map((entry) =>
      errorAt(
        entry.file,
        entry.placeOf(["standing"]),
        "a contested entry has no qualification",
        "add qualification: what a careful advisor adds",
      ),
    );
}
