import type { Side } from "./catalog.ts";
import { literally } from "./pattern.ts";
import { edits } from "./edits.ts";

/** Something that a message may name: a column or a row of a comparison. */
export interface Nameable {
  readonly id: string;
  readonly names: readonly string[];
}
export interface NameableColumn extends Nameable {
  readonly side: Side;
  /** A side as a whole, which a word beside it makes more exact: "open" in "open on our own servers". */
  readonly isSide: boolean;
}
export interface Named {
  readonly id: string;
  /** The words by which it was asked for. */
  readonly name: string;
}

/** What a message asks to have compared, in the order in which it names it. */
export interface CompareRequest {
  readonly columns: readonly string[];
  /** The words by which each of these was asked for. */
  readonly columnNames: readonly Named[];
  readonly rows: readonly Named[];
  /** By what else it wants it compared: no row has that name. */
  readonly unknown: readonly string[];
  /** What else stands in its list of columns: no column has that name. */
  readonly unknownColumns: readonly string[];
  /** It begins with an order to compare, slips of the verb included: "compair open and closed". */
  readonly isOrder: boolean;
}

interface Hit {
  readonly kind: "A" | "F";
  readonly id: string;
  readonly name: string;
}
interface Marked {
  readonly text: string;
  readonly hits: readonly Hit[];
}

/** Words and signs parted by one space; a hyphen parts words too. */
const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}',;:?/&+]+/gu, " ")
    .replaceAll(/([,;:?/&+])/g, " $1 ")} `.replaceAll(/\s+/g, " ");

const onWords =
  / (?:by|regarding|concerning|about|considering|in terms of|with (?:regard|respect) to|when it comes to|as regards)(?= )/g;

/** Every name of a column or a row, made ready to be found. */
export interface NameTable {
  readonly columns: readonly NameableColumn[];
  readonly rows: readonly Nameable[];
  readonly hits: ReadonlyMap<string, Hit>;
  readonly pattern: RegExp;
}

export function nameTable(columns: readonly NameableColumn[], rows: readonly Nameable[]): NameTable {
  const hits = new Map<string, Hit>();
  const add = (kind: Hit["kind"], { id, names }: Nameable): void => {
    for (const name of names) hits.set(spaced(name).trim(), { kind, id, name });
  };
  for (const row of rows) add("F", row);
  for (const column of columns) add("A", column);
  const longestFirst = [...hits.keys()].sort((a, b) => b.length - a.length).map(literally);
  return { columns, rows, hits, pattern: new RegExp(`(?<= )(${longestFirst.join("|")})s?(?= )`, "g") };
}

/** Puts `A0` where a column is named and `F1` for a row; of the names that begin at a word the longest wins. */
function marked(message: string, table: NameTable): Marked {
  const hits: Hit[] = [];
  const text = spaced(message)
    .replaceAll(onWords, " on")
    .replaceAll(table.pattern, (typed, name: string) => {
      const hit = table.hits.get(name);
      return hit ? `${hit.kind}${hits.push(hit) - 1}` : typed;
    });
  return { text, hits };
}

/** Words between a side and a column that says the same more exactly: "open models on our own servers". */
const between = "(?:(?:on|at|in|via|from|through|of|using|for|an?|the|our|my|your|own) )*";
const sideFirst = new RegExp(String.raw`\bA(\d+) ${between}(?=A(\d+)\b)`, "g");
const sideLast = new RegExp(String.raw`(?<=\bA(\d+) )${between}A(\d+)\b`, "g");

function withoutSaidTwice({ text, hits }: Marked, columns: readonly NameableColumn[]): Marked {
  const of = (n: string | undefined) => columns.find(({ id }) => id === hits[Number(n)]?.id);
  const isTwice = (side: string, exact: string): boolean => {
    const [one, two] = [of(side), of(exact)];
    return one !== undefined && two !== undefined && one.isSide && !two.isSide && one.side === two.side;
  };
  const left = text
    .replaceAll(sideFirst, (whole, side: string, exact: string) => (isTwice(side, exact) ? "" : whole))
    .replaceAll(sideLast, (whole, exact: string, side: string) => (isTwice(side, exact) ? "" : whole));
  return { hits, text: left };
}

const verbs = ["compare", "contrast", "comparison"];
const slipsInVerb = 2; // safe only where columns or rows follow at once
const polite =
  /^(?: (?:please|pls|can|could|would|will|you|hi|hey|hello|now|so|ok|and|me|i|we|want|need|to|like|let's|let|us)(?= ))*/;

function beginsAsOrder(text: string): boolean {
  const order = /^ (\p{L}{5,}) (?:(?:the|an?|both|between|me|of) )*[AF]\d/u.exec(text.replace(polite, ""));
  return verbs.some((verb) => order?.[1] !== undefined && edits(order[1], verb, slipsInVerb) <= slipsInVerb);
}

/** Words that name nothing to compare by. */
const empty = new Set(
  `a an the their its both each all every any anything everything it them these those this that following main key most
  important relevant same two kinds side sides row rows factor factors criteria criterion aspects aspect points table
  matrix comparison overview differences difference model models llm llms ai me us please also too only just well etc
  thanks you more detail what how when which is are do does they we our on of in to as and or vs versus for with at give show nothing else another other`.split(
    /\s+/,
  ),
);

/** The words of one item of a list, without those around it that say nothing; nothing is left of "all factors". */
function itemOf(words: readonly string[]): string | undefined {
  const first = words.findIndex((word) => !empty.has(word));
  const last = words.findLastIndex((word) => !empty.has(word));
  return first < 0 ? undefined : words.slice(first, last + 1).join(" ");
}

const partsItems = /^(?:[,;/&+?]|and|or|plus|vs|versus|against)$/;
const beginsColumns = /^(?:compare|contrast|comparing)$/;
const longestItem = 8; // words
const longestColumn = 3;
const articles = /^(?:an?|the|our|my|your|some)$/;
const withoutArticles = (words: readonly string[]): string[] => words.filter((word) => !articles.test(word));

/**
 * Reads what is to be compared, and by what. Behind two columns "on" begins the rows and "for" a case: what is named from
 * there on is no column.
 * @param isFragment a message that goes on from a comparison, such as "and on privacy?"
 */
export function compareRequest(message: string, table: NameTable, isFragment = false): CompareRequest {
  const { text, hits } = withoutSaidTwice(marked(message, table), table.columns);
  const before = unknownBefore(text);
  const columns = new Map<string, Named>();
  const nameColumn = (id: string, name: string): void => void columns.set(id, columns.get(id) ?? { id, name });
  const rows = new Map<string, Named>();
  const unknown = new Set(before);
  const unknownColumns = new Set<string>();
  let reading: "order" | "columns" | "rows" | "case" = "order";
  let longest = longestItem;
  let item: string[] = [];
  let isKnown = false;
  const endItem = (): void => {
    const one = isKnown || item.length > longest ? undefined : itemOf(item);
    if (one !== undefined && reading === "rows") {
      const row = misspelt(one, table.rows, leastMisspelt, 2);
      if (row) rows.set(row.id, rows.get(row.id) ?? { id: row.id, name: one });
      else unknown.add(one);
    } else if (one !== undefined && reading === "columns" && !before.includes(one)) {
      const column = misspelt(one, table.columns, leastMisspeltColumn, 1);
      if (column) nameColumn(column.id, one);
      else if (withoutArticles(item).length <= longestColumn) unknownColumns.add(one);
    }
    item = [];
    isKnown = false;
  };
  for (const word of text.trim().split(" ")) {
    const hit = /^[AF]\d+$/.test(word) ? hits[Number(word.slice(1))] : undefined;
    // Behind a name that nobody holds "on" begins the rows as well: "a closed API and a frobnicator on privacy".
    const isBehindUnread: boolean = reading === "columns" && columns.size > 0 && !isKnown && itemOf(item) !== undefined;
    const isRowsNext: boolean = word === "on" && (isFragment || isBehindUnread);
    const begins: "rows" | "case" | undefined = columns.size >= 2 || isRowsNext ? begun(word) : undefined;
    if (hit?.kind === "F") rows.set(hit.id, rows.get(hit.id) ?? { id: hit.id, name: hit.name });
    else if (hit && reading !== "rows" && reading !== "case") nameColumn(hit.id, hit.name);
    if (hit && (hit.kind === "F" || reading === "columns" || reading === "order")) isKnown = true;
    else if (partsItems.test(word) || (word === "with" && reading === "columns" && columns.size === 1)) endItem();
    else if (begins) {
      endItem();
      reading = begins;
      longest = word === ":" ? 1 : longestItem; // behind a colon any sentence may begin
    } else if (reading === "order" && beginsColumns.test(word)) [reading, item] = ["columns", []];
    else item.push(hit?.name ?? word);
  }
  endItem();
  return {
    columns: [...columns.keys()],
    columnNames: [...columns.values()],
    rows: [...rows.values()],
    unknown: [...unknown],
    unknownColumns: [...unknownColumns],
    isOrder: beginsAsOrder(text),
  };
}

/** What a word begins, behind two columns. */
function begun(word: string): "rows" | "case" | undefined {
  if (word === "on" || word === ":") return "rows";
  return /^(?:for|in|at|when|if|because|so|please|where|since)$/.test(word) ? "case" : undefined;
}

const leastMisspelt = 7; // letters: shorter words have too many neighbours
const leastMisspeltColumn = 4;

/** What stands where one is named, and is nearly the name of it. */
function misspelt<One extends Nameable>(
  item: string,
  all: readonly One[],
  least: number,
  most: number,
): One | undefined {
  if (item.length < least) return undefined;
  return all.find(({ names }) => names.some((name) => name[0] === item[0] && edits(name, item, most) <= most));
}

const listBefore =
  /\b(?:compare|contrast|comparison of|table of|table with) ([^A:?]+?) (?:of|for|between|across) (?:(?:an?|the|both) )*A\d/;

/** "Compare the happiness of open and closed": what stands between the verb and the columns. */
function unknownBefore(text: string): string[] {
  const items = listBefore.exec(text)?.[1]?.split(/ (?:[,;/&+]|and|or|plus) /) ?? [];
  return items.flatMap((words) => (/\bF\d/.test(words) ? [] : (itemOf(words.split(" ")) ?? [])));
}

/** A request and what a follow-up adds to it. */
export const joined = (before: CompareRequest, added: CompareRequest): CompareRequest => ({
  columns: [...new Set([...before.columns, ...added.columns])],
  columnNames: [...before.columnNames, ...added.columnNames.filter(({ id }) => !before.columns.includes(id))],
  rows: [...before.rows, ...added.rows.filter(({ id }) => !before.rows.some((row) => row.id === id))],
  unknown: [...new Set([...before.unknown, ...added.unknown])],
  unknownColumns: [...new Set([...before.unknownColumns, ...added.unknownColumns])],
  isOrder: before.isOrder || added.isOrder,
});
