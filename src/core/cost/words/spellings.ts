/** Every spelling of the catalogue's models, endpoints and GPUs, and what a name without its version stands for. */
import { type Endpoint, endpointId, type Gpu, isOnlyPriced, type OpenModel } from "../book.ts";
import type { CostDesk } from "../desk.ts";

export type Thing =
  | { readonly kind: "endpoint"; readonly of: Endpoint }
  | { readonly kind: "model"; readonly of: OpenModel }
  | { readonly kind: "gpu"; readonly of: Gpu };
export interface Spelling {
  readonly thing: Thing;
  readonly pattern: RegExp;
  /** It leaves a version or a maker out: what it was read as is to be said. */
  readonly isShort: boolean;
  /** Nothing else of the catalogue is called that. */
  readonly isOnly: boolean;
}

const families =
  "gpt|o[1-9]|claude|sonnet|opus|haiku|fable|gemini|llama|mistral|mixtral|ministral|qwen|deepseek|grok|kimi|glm|gemma|phi|minimax|nova|falcon|command|nemotron|yi|olmo";
/** What tells models of one family and version apart. */
const tiers = "mini|nano|pro|turbo|flash|lite|ultra|thinking|instant|opus|sonnet|haiku|sol|terra|luna|air|coder";
const sizes = String.raw`large|small|medium|\d+b`;
/** "4.1", "v3", "k2", "4o"; not the 40 of "40 requests" and not the 5 of "5%". */
const version = String.raw`(?:v|k|m|r)?\d(?:[.-]\d{1,2})?o?(?![\d.,]*[\d\w%]| ?(?:%|million|thousand|requests?|users?|people|tokens?|pages?|words?|x\b))`;
const tail = String.raw`(?:[ -](?:${tiers}|${sizes}|preview))`;

/** What may stand behind a name that is a word of other trades too: of an "o1 visa" no price is asked. */
const behindName = String.raw`(?= ?(?:[,;:?!)/&]|\.(?!\d)|$)| (?:vs|versus|and|or|instead|rather|than|for|at|per|with|against|costs?|prices?|pricing|would|is|in|on|to|\d))`;
/** Lines that carry no version behind the family: "o3", "o4-mini", "command r+", "nova micro". */
const versionless = String.raw`o[134](?:[ -](?:mini|pro|preview)(?!\w)|${behindName})|command(?:[ -]r(?:\+|[ -]plus)?|-a)(?!\w|-)|nova[ -](?:micro|premier)(?!\w)`;

/** A "sonnet 5 lines long" counts lines, and "3.5 flash drives" are bought in a shop. */
const amount = String.raw` ?(?:%|(?:million|thousand|requests?|users?|people|tokens?|pages?|words?|lines?|times|minutes|hours|days|weeks|months|years|drives?|storage|memory|cards?|sales?)(?!\w))`;
const noAmount = `(?!-|${amount})`;

/** "gpt-7 turbo", "claude opus 4.1", "gemini 3 pro": a family, and a version with or without a tier before or behind it. */
export const modelLike = new RegExp(
  String.raw`(?<![\w.-])(?:${versionless})|(?<![\w.])(?!(?:fable|sonnet|opus|haiku) \d+${amount})(?:${families})(?:(?:[ -](?:${tiers}|${sizes}))*[ -](?:${version})|[ -]?(?:\d[\w.]*|[a-z]\d[\w.]*))${tail}*(?![\w])`,
  "g",
);
/** "blorb-70b": a name that ends in a size, of whatever family. */
export const sizedLike = /(?<![\w.-])[a-z]{3,}[\w.]*-(?:[a-z\d.]+-)*\d{1,4}(?:\.\d+)?b(?![\w.])/g;
export const gpuLike = /(?<![\w.])(?:rtx ?\d{4}\w*|[ahbv]\d{3,4}s?|mi\d{3}x?|gb\d{3}|tpu(?: ?v\d\w*)?)(?![\w.])/g;

/** Words of a name, however they are joined: "Llama-3.3-70B" is llama, 3, 3, 70b. */
export const partsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
/** A tier behind a name makes another model of it: GPT-5.4 is not GPT-5.4 Pro. */
const noTier = String.raw`(?![ .-]{1,2}(?:${tiers})\b)`;
/** Without its version a name must have none beside it: "claude opus 4.1" is no Claude Opus of ours. */
const noVersion = String.raw`(?!-\w|[ .-]{0,2}(?:${version}|${sizes}\b))`;
const versionBefore = String.raw`(?<!(?:${families})[ -]v?\d(?:[.-]\d{1,2})?[ -])`;
const patternOf = (parts: readonly string[], ending: string, before = ""): RegExp =>
  new RegExp(`(?<![\\w.])${before}${parts.join("[ ._:/-]{0,2}")}${ending}(?![\\w]|\\.\\d)`, "g");

/** A name without its maker or family belongs to no other family: "grok 5.4 mini" is not GPT-5.4 mini. */
const noFamily = String.raw`(?<!(?:${families}|maverick|scout|oss)[ -])`;
const isTier = new RegExp(`^(?:${tiers})$`);
const isFamily = new RegExp(`^(?:${families})$`);
const isActive = /^a\d+b$/;

/** "Opus 4.8", "3.5 Flash", "Nova Pro", "Qwen3 235B": the maker, the family or the active parameters left out, all that tells it from others still there. */
function withoutFamily(name: string): string[][] {
  const all = partsOf(name).filter((part) => part !== "preview");
  const parts = isActive.test(all.at(-1) ?? "") ? all.slice(0, -1) : all;
  const rest = parts.slice(1);
  const [start = "", ...others] = rest;
  const isTold = isFamily.test(start)
    ? others.length > 0
    : /^v?\d/.test(start)
      ? rest.some((part) => isTier.test(part))
      : others.some((part) => /^\d+$/.test(part)) && !new RegExp(`^(?:${sizes})$`).test(start);
  return [...(parts.length < all.length ? [parts] : []), ...(isTold ? [rest] : [])];
}

/** Words that many a thing is called by, so that alone they name no model. */
const common =
  /^(?:mini|nano|pro|turbo|lite|ultra|thinking|instant|air|coder|super|oss|preview|large|small|medium|it)$/;
/** "flash", "fable", "nova", "flash lite": the word that tells a model of a family, with its tier or without. */
function loneWords(name: string): string[][] {
  const words = partsOf(name)
    .slice(1)
    .filter((part) => /^\p{L}{3,}$/u.test(part) && part !== "preview");
  const own = words.filter((word) => !common.test(word));
  const each = own.map((word) => [word]);
  return own.length > 0 && words.length > 1 ? [words, ...each] : each;
}
const pause = String.raw`(?= ?(?:[,;?!)]|\.(?!\d)|$)| (?:vs|versus|instead|rather|costs?|for|at|(?:and|or) ~|\d))`;
/** Only where a model is awaited: behind "with" or "vs" with nothing but a pause behind it, or beside another model (whose name is ~ by then). */
const awaited = (word: string): RegExp =>
  new RegExp(
    String.raw`(?<=~(?:,| and|, and| or|, or| vs\.?| versus| with| to| against| than) ?)${word}(?![\w-])${pause}|(?<=\b(?:with|using|does|on|via|vs\.?|versus|than|against) )${word}(?![\w-])${pause}|\b${word}(?=(?:,| and| or| vs\.?| versus) ~)`,
    "g",
  );

/** What people leave out: the version between family and size, the version or the tier too, the maker before a family. */
function shortened(name: string): string[][] {
  const parts = partsOf(name);
  const [family = "", ...others] = parts;
  if (!/^\D+$/.test(family) && !family.startsWith("qwen")) return [];
  const size = parts.at(-1) ?? "";
  const tier = others.filter((part) => /^\p{L}+$/u.test(part) && part !== "preview");
  const bare = family.replace(/\d.*$/, "");
  const short: string[][] = [[bare]];
  if (/^\d+b$/.test(size) && others.length > 1) short.push([family, size]);
  if (tier.length > 0 && bare !== "gpt-oss") short.push([bare, ...tier]);
  if (family === "claude" && tier[0] !== "fable") short.push(tier); // a fable is told in other trades too
  return short;
}

export interface Spellings {
  /** What names a thing wherever it stands. */
  readonly sure: readonly Spelling[];
  /** Common words, which do so where a model is awaited; to be looked for last. */
  readonly awaited: readonly Spelling[];
}
const byDesk = new WeakMap<CostDesk, Spellings>();

/** Full names before short ones, the longest first; a short one means what `compare` of costs.yaml names, else the first of its maker's file. */
export function spellingsOf(desk: CostDesk): Spellings {
  const known = byDesk.get(desk);
  if (known) return known;
  const { models, gpus, providers, constants } = desk.book;
  const usual = [...constants.compare.closed, constants.compare.openModel];
  const first = <T>(all: readonly T[], idOf: (one: T) => string): T[] => {
    const rank = (one: T): number => (usual.indexOf(idOf(one)) + usual.length + 1) % (usual.length + 1);
    return all.toSorted((a, b) => rank(a) - rank(b));
  };
  const closed = providers.flatMap(({ endpoints }) => endpoints).filter(isOnlyPriced);
  const newest = [...models].sort((a, b) => (a.released < b.released ? 1 : -1));
  const full: [string[], Thing][] = [];
  for (const of of newest) for (const name of of.names) full.push([partsOf(name), { kind: "model", of }]);
  for (const of of closed)
    for (const name of [of.name, of.modelId, endpointId(of), ...of.names])
      full.push([partsOf(name), { kind: "endpoint", of }]);
  for (const of of gpus)
    for (const name of [of.id, of.name, ...of.names]) full.push([partsOf(name), { kind: "gpu", of }]);
  const short: [string[], Thing][] = [];
  for (const of of first(closed, endpointId))
    for (const parts of shortened(of.name)) short.push([parts, { kind: "endpoint", of }]);
  for (const of of first(newest, ({ id }) => id))
    for (const parts of shortened(of.name)) short.push([parts, { kind: "model", of }]);
  const lone: [string[], Thing][] = [];
  const counted = new Map<string, Set<string>>();
  for (const [of, thing] of [
    ...first(closed, endpointId).map((of) => [of, { kind: "endpoint", of }] as const),
    ...first(newest, ({ id }) => id).map((of) => [of, { kind: "model", of }] as const),
  ]) {
    for (const parts of withoutFamily(of.name)) {
      short.push([parts, thing]);
      const text = parts.join(" ");
      counted.set(text, (counted.get(text) ?? new Set()).add(of.name));
    }
    for (const parts of loneWords(of.name)) lone.push([parts, thing]);
  }
  const seen = new Set<string>();
  const made = (
    all: readonly [string[], Thing][],
    patternFor: (parts: readonly string[], thing: Thing) => RegExp,
    isShort = true,
  ): Spelling[] =>
    all
      .filter(([parts]) => {
        const text = parts.join(" ");
        return text.length > 1 && !seen.has(text) && seen.add(text);
      })
      .sort(([a], [b]) => b.join(" ").length - a.join(" ").length)
      .map(([parts, thing]) => ({
        thing,
        isShort,
        isOnly: !isShort || counted.get(parts.join(" "))?.size === 1,
        pattern: patternFor(parts, thing),
      }));
  const spellings = {
    sure: [
      ...made(full, (parts, { kind }) => patternOf(parts, kind === "gpu" ? "s?" : noTier), false),
      ...made(short, (parts) =>
        counted.has(parts.join(" "))
          ? patternOf(parts, noTier + noAmount + (/\d/.test(parts.at(-1) ?? "") ? "" : noVersion), noFamily)
          : patternOf(parts, noTier + noVersion, versionBefore),
      ),
    ],
    awaited: made(lone, (parts) => awaited(parts.join("[ -]"))),
  };
  byDesk.set(desk, spellings);
  return spellings;
}
