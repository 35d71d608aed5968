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
}

const families =
  "gpt|o[1-9]|claude|sonnet|opus|haiku|gemini|llama|mistral|mixtral|ministral|qwen|deepseek|grok|kimi|glm|gemma|phi|minimax|nova|falcon|command|nemotron|yi|olmo";
/** What tells models of one family and version apart. */
const tiers = "mini|nano|pro|turbo|flash|lite|ultra|thinking|instant|opus|sonnet|haiku|sol|terra|luna|air|coder";
const sizes = String.raw`large|small|medium|\d+b`;
/** "4.1", "v3", "k2", "4o"; not the 40 of "40 requests" and not the 5 of "5%". */
const version = String.raw`(?:v|k|m|r)?\d(?:[.-]\d{1,2})?o?(?![\d.,]*[\d\w%]| ?(?:%|million|thousand|requests?|users?|people|tokens?|pages?|words?|x\b))`;
const tail = String.raw`(?:[ -](?:${tiers}|${sizes}|preview))`;

/** "gpt-7 turbo", "claude opus 4.1", "gemini 3 pro": a family, and a version with or without a tier before or behind it. */
export const modelLike = new RegExp(
  String.raw`(?<![\w.])(?:${families})(?:(?:[ -](?:${tiers}|${sizes}))*[ -](?:${version})|[ -]?(?:\d[\w.]*|[a-z]\d[\w.]*))${tail}*(?![\w])`,
  "g",
);
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
  if (family === "claude") short.push(tier);
  return short;
}

const byDesk = new WeakMap<CostDesk, readonly Spelling[]>();

/** Full names before short ones, the longest first; a short one means what `compare` of costs.yaml names, else the first of its maker's file. */
export function spellingsOf(desk: CostDesk): readonly Spelling[] {
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
  const seen = new Set<string>();
  const made = (all: readonly [string[], Thing][], isShort: boolean): Spelling[] =>
    all
      .filter(([parts]) => {
        const text = parts.join(" ");
        return text.length > 1 && !seen.has(text) && seen.add(text);
      })
      .sort(([a], [b]) => b.join(" ").length - a.join(" ").length)
      .map(([parts, thing]) => {
        const ending = thing.kind === "gpu" ? "s?" : isShort ? noTier + noVersion : noTier;
        return { thing, isShort, pattern: patternOf(parts, ending, isShort ? versionBefore : "") };
      });
  const spellings = [...made(full, false), ...made(short, true)];
  byDesk.set(desk, spellings);
  return spellings;
}
