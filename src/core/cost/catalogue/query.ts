/**
 * "Which open models have at least 128k context?", "the cheapest closed model with 1M tokens of context": a small grammar over the
 * columns of the catalogue. A question is read only if every word of it is: what is left over asks for more than columns hold.
 */
import { plainAmounts } from "../words/amounts.ts";

export type Column = "context" | "price" | "input price" | "output price" | "parameters" | "released";
export interface Limit {
  readonly column: Column;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  /** The number itself is out: "more than 400k". */
  readonly isStrict?: boolean | undefined;
}
export interface CatalogueQuery {
  readonly kind?: "open-weight" | "closed" | undefined;
  readonly limits: readonly Limit[];
  /** SPDX ids; empty when any will do. */
  readonly licences: readonly string[];
  readonly makers: readonly string[];
  /** From and to which day; "2026" and "2026-05" are periods. */
  readonly released?: { readonly from?: string | undefined; readonly before?: string | undefined } | undefined;
  readonly sort?: { readonly column: Column; readonly descending: boolean } | undefined;
  /** One is asked for: "the cheapest model", not "the three cheapest". */
  readonly best: boolean;
  /** So many are. */
  readonly count?: number | undefined;
  /** Whether it must fit on the hardware that was named. */
  readonly fits: boolean;
}

const n = String.raw`(\d+(?:\.\d+)?)`;
const atLeast = String.raw`(?:at least|no less than|a minimum of|minimum|over|above|more than|bigger than|larger than|longer than|greater than|exceeding|beyond|>=?)`;
const atMost = String.raw`(?:at most|no more than|a maximum of|maximum|up to|under|below|less than|smaller than|fewer than|cheaper than|<=?)`;
const strictly = String.raw`(?:over|above|(?:more|bigger|larger|longer|greater|less|smaller|fewer|cheaper) than|exceeding|beyond|under|below|[<>])`;
const contextWords = String.raw`(?:-? ?(?:tokens?|tok)\b)?(?: ?(?:of |long |in (?:the |its )?)?-?(?:contexts?|context (?:windows?|lengths?|sizes?)|windows?|inputs?)\b)`;
const window = String.raw`(?:contexts?(?: (?:windows?|lengths?|sizes?))?|windows?)`;
const verb = String.raw`(?:(?:is|are|of|that is|with|has|have) )*`;
const perMillion = String.raw` ?(?:(?:per|a|an|/|for) ?)(?:(?:1000000|million|mtok|m)\b)?(?: (input|output))?(?: ?tokens?(?: (in|out))?)?`;

/** Closed lists, so that no name has two meanings. */
const licenceIds: Readonly<Record<string, readonly string[]>> = {
  mit: ["MIT"],
  apache: ["Apache-2.0"],
  permissive: ["MIT", "Apache-2.0"],
};

const superlatives: readonly (readonly [RegExp, Column, boolean])[] = [
  [new RegExp(`\\b(?:longest|largest|biggest|highest|greatest|most) ${window}`), "context", true],
  [new RegExp(`\\b(?:shortest|smallest|lowest|least) ${window}`), "context", false],
  [
    /\b(?:cheapest|least expensive|lowest[- ]priced|lowest(?= (?:input|output)\b)|lowest (?:prices?|costs?)|most affordable)\b/,
    "price",
    false,
  ],
  [/\b(?:most expensive|dearest|priciest|highest (?:prices?|costs?))\b/, "price", true],
  [/\b(?:largest|biggest|most parameters)\b/, "parameters", true],
  [/\b(?:smallest|tiniest|fewest parameters)\b/, "parameters", false],
  [/\b(?:newest|latest|most recent(?:ly released)?)\b/, "released", true],
  [/\b(?:oldest|earliest)\b/, "released", false],
];

const asks =
  /^(?:please |and |so |ok |hey )*(?:top|which|what|what's|whats|list|show|give|name|find|are there|is there|any|do you|do we|can you|tell|i need|we need|i want|we want|the|cheapest|newest|latest|longest|largest|biggest|smallest|oldest|open|closed|models?)\b/;
const filler = new Set(
  "a an the is are of me my us we i you your our all any every some with have has had having that which what whats what's do does did know hold cover list show give name find tell there in on for to from at by please and also but or can could use get buy sell sold offered available need want them it its be been one ones model models llm llms catalogue catalog data database currently now today tokens token currently right price prices priced cost costs costing context contexts window windows length parameters params licence license licensed licences licenses weights released hosted api apis each support supports supporting accept accepts take takes handle handles read reads them how they their so ok hey".split(
    " ",
  ),
);

/** @param lower in lower case, with `it` for hardware @param makers every word that a maker or family goes by */
export function catalogueQuery(
  lower: string,
  makers: ReadonlySet<string>,
  given: { gpu: boolean; today: string },
): CatalogueQuery | undefined {
  if (!asks.test(lower) || !/\b(?:models?|llms?|weights|ones?)\b/.test(lower)) return undefined;
  let rest = ` ${withDates(plainAmounts(lower), given.today).replaceAll(/[?!.,;:"()]+(?=\s|$)/g, " ")} `;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest);
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found ?? undefined;
  };
  const limits = [...limitsIn(take)];
  const licences = licencesIn(take);
  const released = releasedIn(take);
  const fits =
    given.gpu &&
    take(
      /\b(?:that |which )?(?:(?:will|can|would|could) )?(?:(?:we|i|you) )?(?:fits?|runs?|hosts?|serves?|loads?|be (?:run|hosted|served)|hosted)\b(?: (?:on|in|into|with))?(?: (?:our|my|\d+|one|a|an|single|just|only))* it\b/,
    ) !== undefined;
  const count = take(
    /\b(?:top )?(\d{1,2}) (?=(?:cheapest|least|lowest|most|longest|shortest|largest|biggest|smallest|newest|latest|oldest)\b)/,
  );
  const sorted = superlatives.find(([pattern]) => take(pattern));
  const side =
    sorted?.[1] === "price"
      ? take(/\b(?:for |by |per |in )?(?:the )?(input|output)(?: tokens?)?(?: prices?)?\b/)?.[1]
      : undefined;
  const kind = kindIn(take);
  const words = rest.split(/[\s/]+/).filter(Boolean);
  const found = words.filter((word) => makers.has(word));
  if (words.some((word) => !filler.has(word) && !makers.has(word))) return undefined;
  const isConditioned =
    limits.length + licences.length > 0 ||
    released !== undefined ||
    fits ||
    sorted !== undefined ||
    (kind !== undefined && found.length > 0);
  // "What is an open model?" asks for no list, and "which models are open?" for more than one.
  if (
    !isConditioned &&
    !/\b(?:do you (?:know|have|hold|cover)|^(?:list|show)|(?:list|show) (?:me )?(?:all|every))\b/.test(lower)
  )
    return undefined;
  const column = side === undefined ? sorted?.[1] : (`${side} price` as Column);
  return {
    kind,
    limits,
    licences,
    makers: found,
    released,
    sort: column && { column, descending: sorted?.[2] ?? false },
    best: sorted !== undefined && !/\bmodels\b/.test(lower),
    count: count && Number(count[1]),
    fits,
  };
}

const months = "january|february|march|april|may|june|july|august|september|october|november|december";
/** "June 2026" as 2026-06, "this year" as its number. */
function withDates(text: string, today: string): string {
  const year = Number(today.slice(0, 4));
  return text
    .replaceAll(/\b(?:in )?(this|last) year\b/g, (_, which: string) => `in ${which === "this" ? year : year - 1}`)
    .replaceAll(new RegExp(`\\b(${months}) (20\\d\\d)\\b`, "g"), (_, month: string, of: string) => {
      const number = months.split("|").indexOf(month) + 1;
      return `${of}-${String(number).padStart(2, "0")}`;
    });
}

type Take = (pattern: RegExp) => RegExpExecArray | undefined;

function* limitsIn(take: Take): Generator<Limit> {
  const is = (word: string, one: string): boolean => new RegExp(`^${one}$`).test(word);
  /** @param usual which way a bare number is meant */
  const bounds = (word: string | undefined, value: number, usual: "least" | "most"): Omit<Limit, "column"> => {
    const way = word === undefined ? usual : is(word, atMost) ? "most" : "least";
    return { [way]: value, ...(word !== undefined && is(word, strictly) ? { isStrict: true } : {}) };
  };
  const either = `(${atLeast}|${atMost})?`;
  for (;;) {
    const cents = take(new RegExp(`\\b${either} ?${n} ?(?:cents?|¢)${perMillion}`));
    const money = cents ?? take(new RegExp(`${either} ?(?:\\$|usd ?)${n}(?: ?(?:usd|dollars?))?(?:${perMillion})?`));
    const dollars = money ?? take(new RegExp(`\\b${either} ?${n} ?(?:usd|dollars?)(?:${perMillion})?`));
    if (!dollars) break;
    const [, word, amount, side, way] = dollars;
    const value = Number(amount) / (cents ? 100 : 1);
    const of = side ?? (way === "in" ? "input" : way === "out" ? "output" : undefined);
    // "Models at $1" are sought up to that: nobody looks for the dearer.
    yield { column: of === undefined ? "price" : (`${of} price` as Column), ...bounds(word, value, "most") };
  }
  const context =
    take(new RegExp(`\\b${either} ?${n}${contextWords}`)) ??
    take(new RegExp(`\\b${either} ?(\\d{4,8})(?: ?(?:tokens?|tok))\\b`)) ??
    take(new RegExp(`\\b${window} ${verb}${either} ?${n}(?: ?(?:tokens?|tok))?\\b`));
  if (context) {
    const orMore = take(/\bor (?:more|longer|larger|above)\b/);
    yield { column: "context", ...bounds(orMore ? undefined : context[1], Number(context[2]), "least") };
  }
  // What is left of a billion and more counts parameters.
  const size = take(new RegExp(`\\b${either} ?(\\d{9,13}(?:\\.\\d+)?)(?: ?(?:parameters?|params?))?\\b`));
  if (size) {
    const orLess = take(/\bor (?:less|fewer|smaller|below)\b/);
    yield { column: "parameters", ...bounds(size[1], Number(size[2]), orLess ? "most" : "least") };
  }
}

function licencesIn(take: Take): string[] {
  const found = take(
    /\b(?:(?:released |licensed |published )?(?:under|with|by|on) )?(?:an? |the )?(mit|apache(?:[- ]?(?:v|version )?2(?:\.0)?)?|permissive(?:ly)?)(?:[- ]?licen[cs]e[ds]?)?\b/,
  );
  const [key = ""] = /^(?:mit|apache|permissive)/.exec(found?.[1] ?? "") ?? [];
  return [...(licenceIds[key] ?? [])];
}

function releasedIn(take: Take): CatalogueQuery["released"] {
  const found = take(
    /\b(?:(?:that )?(?:was|were|came|come) )?(?:(?:released|published|launched|out) )?(in|since|from|after|before|during) (20\d\d(?:-\d\d)?)(?: (?:on|onwards?|or later))?\b/,
  );
  if (!found) return undefined;
  const [, word = "", when = ""] = found;
  const next = when.length === 4 ? String(Number(when) + 1) : `${when}~`;
  if (word === "before") return { before: when };
  if (word === "after") return { from: next };
  return word === "since" || word === "from" ? { from: when } : { from: when, before: next };
}

function kindIn(take: Take): CatalogueQuery["kind"] {
  const open = take(
    /\b(?:that |which )?(?:(?:we|i|you|one) can )?(?:open(?:[- ](?:weights?|sourced?|models?))?|downloadable|download(?:ed)?|self[- ]?host(?:able|ed)?|run (?:ourselves|myself|locally))\b/,
  );
  const closed = take(/\b(?:closed(?:[- ](?:source|models?))?|proprietary|commercial)\b/);
  if (open && closed) return undefined;
  return open ? "open-weight" : closed ? "closed" : undefined;
}
