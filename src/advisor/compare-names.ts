/** What a comparison goes by: names of sides, ways of building, alternatives and rows, and what a name was read as. */
import {
  type CompareRequest,
  type Named,
  type NameableColumn,
  type NameTable,
  nameTable,
} from "../core/compare-request.ts";
import { didYouMean } from "../core/did-you-mean.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { architectureOf } from "./tables.ts";

const nouns = ["", " model", " models", " llm", " llms", " one", " ones", " side"];
const sideNames = (...words: string[]): string[] => words.flatMap((word) => nouns.map((noun) => word + noun));

/** Stands for the six alternatives of an assessment until the message is read. */
const allOfThem = "the-alternatives";
const each = ["alternatives", "options", "choices", "ways", "ways of building", "ways to build", "architectures"];
const groupNames = [
  ...each.flatMap((noun) => [
    `all ${noun}`,
    `all the ${noun}`,
    `all of the ${noun}`,
    `every ${noun.replace(/s\b/, "")}`,
  ]),
  ...["six", "6"].flatMap((six) => each.flatMap((noun) => [`${six} ${noun}`, `all ${six} ${noun}`])),
  "all six",
  "all six of them",
  "the alternatives",
  "the options",
  "every alternative there is",
  "all 6",
  "26 architectures",
  "26 ways",
  "all 26 architectures",
  "all 26",
  "all 26 ways of building",
];

const namesOf = new WeakMap<KnowledgeBase, NameTable>();

/** Names of both sides, of the ways of building and of the rows; made once for each version of the knowledge. */
export function comparables(kb: KnowledgeBase): NameTable {
  const known = namesOf.get(kb);
  if (known) return known;
  const columns: readonly NameableColumn[] = [
    { id: "open", side: "open", isSide: true, names: sideNames("open", "open weight", "open weights", "open source") },
    { id: "closed", side: "closed", isSide: true, names: sideNames("closed", "proprietary", "closed source") },
    ...[...kb.catalog.architectures.values()].map(({ id, side, short, names }) => ({
      id,
      side,
      isSide: false,
      names: [short, ...asAlternative(id, kb), ...names],
    })),
    { id: allOfThem, side: "hybrid", isSide: false, names: groupNames },
  ];
  const table = nameTable(columns, [...kb.catalog.factors.values()]);
  namesOf.set(kb, table);
  return table;
}

/** As an assessment names the alternative that a way of building stands for. */
function asAlternative(id: string, { decision }: KnowledgeBase): string[] {
  return Object.entries(architectureOf).flatMap(([alternative, architecture]) => {
    if (architecture !== id) return [];
    const told = decision?.data.outcomes.alternatives.find((one) => one.id === alternative);
    return [alternative, ...(told ? [told.short, told.title] : [])];
  });
}

export const asksForAll = ({ columns }: CompareRequest): boolean => columns.includes(allOfThem);

/** The request with the six alternatives where all of them are asked for. */
export const withAll = (request: CompareRequest): CompareRequest => ({
  ...request,
  columns: [...new Set(request.columns.flatMap((id) => (id === allOfThem ? Object.values(architectureOf) : [id])))],
});

const startsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !/^(?:an?|the|on|at|in|by|of|our|own|models?|ones?|llms?|sides?|weights?|sources?)$/.test(word))
    .map((word) => word.slice(0, 4));
const sideWords = new Set(["open", "clos"]);

const inWords = (parts: readonly string[]): string => parts.join(", ").replace(/, (?=[^,]*$)/, " and ");

/** “private cloud” stands for one way of several: what was taken, and what else is called nearly so. */
export function readAsNotes({ columnNames }: CompareRequest, kb: KnowledgeBase): string[] {
  const read = columnNames.flatMap((named) => {
    const heading = kb.catalog.architectures.get(named.id)?.short;
    return heading === undefined || saysHeading(named, heading, kb) ? [] : [`“${named.name}” as ${heading}`];
  });
  const all = columnNames.some(({ id }) => id === allOfThem)
    ? [
        "The six are those of an assessment. Open on premises stands for all self-hosting; “private cloud” is the same on rented GPUs, and “hybrid router” the other hybrid",
      ]
    : [];
  return [...(read.length > 0 ? [`I read ${inWords(read)}`] : []), ...all];
}

/** Whether a name says no less than the heading does, and nothing else is called so. */
function saysHeading({ id, name }: Named, heading: string, kb: KnowledgeBase): boolean {
  if (name.toLowerCase() === heading.toLowerCase()) return true;
  const said = startsOf(name);
  const wanted = startsOf(heading);
  const isLess = wanted.some((start) => !said.includes(start) && !sideWords.has(start));
  const isMore = said.some((start) => !wanted.includes(start));
  const all = comparables(kb).columns;
  const side = all.find((one) => one.id === id)?.side;
  const isShared = all.some(
    (other) => other.side !== side && !other.isSide && other.names.some((one) => ` ${one} `.includes(` ${name} `)),
  );
  return !isLess && !isMore && !isShared;
}

/** What stands among the columns and is none, with the nearest that there is. */
export function unreadColumns(
  { unknownColumns }: CompareRequest,
  quoted: (words: readonly string[]) => string,
  kb: KnowledgeBase,
): string[] {
  if (unknownColumns.length === 0) return [];
  const all = [...kb.catalog.architectures.values()];
  const spellings = comparables(kb).columns.flatMap((one) => (one.id === allOfThem ? [] : one.names));
  const near = [...new Set(unknownColumns.flatMap((one) => didYouMean(one, spellings) ?? []))];
  const meant =
    near.length > 0
      ? `Did you mean ${near.map((one) => `“${one}”`).join(" or ")}?`
      : `There are ${all.length} ways of building, such as ${Object.values(architectureOf)
          .flatMap((id) => kb.catalog.architectures.get(id)?.short ?? [])
          .join(", ")}.`;
  return [`I don't know ${quoted(unknownColumns)} as something to compare, and left it out. ${meant}`];
}
