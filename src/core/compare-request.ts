import type { Side } from "./catalog.ts";
import { slips } from "./respell.ts";

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
export interface NamedRow {
  readonly id: string;
  /** The word by which it was asked for. */
  readonly name: string;
}

/** What a message asks to have compared, in the order in which it names it. */
export interface CompareRequest {
  readonly columns: readonly string[];
  readonly rows: readonly NamedRow[];
  /** By what else it wants it compared: no row has that name. */
  readonly unknown: readonly string[];
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

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

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
  const longestFirst = [...hits.keys()].sort((a, b) => b.length - a.length).map(escaped);
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

function withoutSaidTwice({ text, hits }: Marked, columns: readonly NameableColumn[]): Marked {
  const of = (n: string | undefined) => columns.find(({ id }) => id === hits[Number(n)]?.id);
  const isTwice = (side: string, exact: string): boolean => {
    const [one, two] = [of(side), of(exact)];
    return one !== undefined && two !== undefined && one.isSide && !two.isSide && one.side === two.side;
  };
  return {
    hits,
    text: text
      .replaceAll(new RegExp(String.raw`\bA(\d+) ${between}(?=A(\d+)\b)`, "g"), (whole, side: string, exact: string) =>
        isTwice(side, exact) ? "" : whole,
      )
      .replaceAll(
        new RegExp(String.raw`(?<=\bA(\d+) )${between}A(\d+)\b`, "g"),
        (whole, exact: string, side: string) => (isTwice(side, exact) ? "" : whole),
      ),
  };
}

const verbs = ["compare", "contrast", "comparison"];
const slipsInVerb = 2; // safe only where columns or rows follow at once
const polite =
  /^(?: (?:please|pls|can|could|would|will|you|hi|hey|hello|now|so|ok|and|me|i|we|want|need|to|like|let's|let|us)(?= ))*/;

function beginsAsOrder(text: string): boolean {
  const order = /^ (\p{L}{5,}) (?:(?:the|an?|both|between|me|of) )*[AF]\d/u.exec(text.replace(polite, ""));
  return verbs.some((verb) => order?.[1] !== undefined && slips(order[1], verb, slipsInVerb + 1) <= slipsInVerb);
}

/** Words that name nothing to compare by. */
const empty = new Set(
  `a an the their its both each all every any anything everything it them these those this that following main key most
  important relevant same two kinds sides row rows factor factors criteria criterion aspects aspect points table matrix
  comparison overview differences difference model models llm llms ai me us please also too only just well etc thanks
  you more detail what how when which is are do does they we our on of in to as and or vs versus about give show
  everyone case cases general side by put line up both`.split(/\s+/),
);

/** The words of one item of a list, without those around it that say nothing; nothing is left of "all factors". */
function itemOf(words: readonly string[]): string | undefined {
  const first = words.findIndex((word) => !empty.has(word));
  const last = words.findLastIndex((word) => !empty.has(word));
  return first < 0 ? undefined : words.slice(first, last + 1).join(" ");
}

const partsItems = /^(?:[,;/&+?]|and|or|plus)$/;
const endsRows = /^(?:for|in|with|at|when|if|because|so|please|where|since)$/;
const longestItem = 8; // words

/**
 * Reads what is to be compared, and by what. Behind two columns "on" begins the rows and "for" a case: what is named from
 * there on is no column.
 * @param isFragment a message that goes on from a comparison, such as "and on privacy?"
 */
export function compareRequest(message: string, table: NameTable, isFragment = false): CompareRequest {
  const { text, hits } = withoutSaidTwice(marked(message, table), table.columns);
  const named: string[] = [];
  const asked = new Map<string, NamedRow>();
  const unknown: string[] = [];
  let reading: "columns" | "rows" | "case" = "columns";
  let longest = longestItem;
  let item: string[] = [];
  let isRow = false;
  const endItem = (): void => {
    const one = reading === "rows" && !isRow && item.length <= longest ? itemOf(item) : undefined;
    const row = one === undefined ? undefined : misspelt(one, table.rows);
    if (row) asked.set(row.id, asked.get(row.id) ?? row);
    else if (one !== undefined && !unknown.includes(one)) unknown.push(one);
    item = [];
    isRow = false;
  };
  for (const word of text.trim().split(" ")) {
    const hit = /^[AF]\d+$/.test(word) ? hits[Number(word.slice(1))] : undefined;
    const mayEnd = named.length >= 2 || isFragment;
    if (hit?.kind === "F") {
      asked.set(hit.id, asked.get(hit.id) ?? { id: hit.id, name: hit.name });
      isRow = true;
    } else if (hit && reading === "columns") {
      if (!named.includes(hit.id)) named.push(hit.id);
    } else if (partsItems.test(word)) endItem();
    else if ((word === "on" || word === ":") && mayEnd) {
      endItem();
      reading = "rows";
      longest = word === "on" ? longestItem : 1; // behind a colon any sentence may begin
    } else if (endsRows.test(word) && mayEnd && named.length >= 2) {
      endItem();
      reading = "case";
    } else item.push(hit?.name ?? word);
  }
  endItem();
  return {
    columns: named,
    rows: [...asked.values()],
    unknown: [...unknownBefore(text), ...unknown],
    isOrder: beginsAsOrder(text),
  };
}

const leastMisspelt = 7; // letters: shorter words have too many neighbours

/** What stands where a row is named, and is nearly the name of one. */
function misspelt(item: string, rows: readonly Nameable[]): NamedRow | undefined {
  if (item.length < leastMisspelt) return undefined;
  const near = rows.find(({ names }) => names.some((name) => name[0] === item[0] && slips(name, item, 3) <= 2));
  return near && { id: near.id, name: item };
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
  rows: [...before.rows, ...added.rows.filter(({ id }) => !before.rows.some((row) => row.id === id))],
  unknown: [...new Set([...before.unknown, ...added.unknown])],
  isOrder: before.isOrder || added.isOrder,
});
