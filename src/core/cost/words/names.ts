/** Finds the models, endpoints and GPUs that a text names, by every spelling and by what people shorten them to. */
import { type Endpoint, endpointId, type Gpu, type OpenModel } from "../book.ts";
import type { CostDesk } from "../desk.ts";

export interface Named {
  readonly endpoints: readonly Endpoint[];
  readonly models: readonly OpenModel[];
  readonly gpus: readonly Gpu[];
  /** What looks like a model's name and is none that is known. */
  readonly unknown: readonly string[];
  /** The text without them, for their numbers are no amounts. */
  readonly rest: string;
}

type Thing =
  | { readonly kind: "endpoint"; readonly of: Endpoint }
  | { readonly kind: "model"; readonly of: OpenModel }
  | { readonly kind: "gpu"; readonly of: Gpu };
interface Spelling {
  readonly text: string;
  readonly thing: Thing;
  readonly pattern: RegExp;
}

const families =
  "gpt|o[1-9]|claude|sonnet|opus|haiku|gemini|llama|mistral|mixtral|ministral|qwen|deepseek|grok|kimi|glm|gemma|phi|minimax|nova|falcon|command|nemotron|yi|olmo";
/** "gpt-7 turbo", "llama 9 70b": a family, and a number behind it. */
const modelLike = new RegExp(
  String.raw`(?<![\w.])(?:${families})[ -]?(?:\d[\w.]*|[a-z]\d[\w.]*)(?:[ -](?:mini|nano|pro|turbo|large|small|\d+b))*(?![\w])`,
  "g",
);
const gpuLike = /(?<![\w.])(?:rtx ?\d{4}\w*|[ahbv]\d{3,4}s?|mi\d{3}x?|gb\d{3}|tpu(?: ?v\d\w*)?)(?![\w.])/g;

/** Words of a name, however they are joined: "Llama-3.3-70B" is llama, 3, 3, 70b. */
const partsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const patternOf = (parts: readonly string[], ending: string): RegExp =>
  new RegExp(`(?<![\\w.])${parts.join("[ ._:/-]{0,2}")}${ending}(?![\\w]|\\.\\d)`, "g");

/** What people leave out: the version between family and size, the maker before a family, "SXM" behind a chip. */
function shortened(name: string): string[][] {
  const parts = partsOf(name);
  const [first = "", ...others] = parts;
  const short: string[][] = [];
  const size = parts.at(-1) ?? "";
  if (/^\d+b$/.test(size) && others.length > 1 && /^\D+$/.test(first)) short.push([first, size]);
  if (first === "claude" && others.length > 1) short.push(others, others.slice(0, 1), [first, others[0] ?? ""]);
  if (/^(?:gemini|grok|kimi|glm|minimax)$/.test(first) && others.length > 0) short.push([first]);
  return short;
}

const byDesk = new WeakMap<CostDesk, readonly Spelling[]>();

/** The longest first; where a short one could be several, the newest is meant. */
function spellingsOf(desk: CostDesk): readonly Spelling[] {
  const known = byDesk.get(desk);
  if (known) return known;
  const { models, gpus, providers } = desk.book;
  const closed = providers.flatMap(({ endpoints }) => endpoints).filter(({ kind }) => kind === "closed");
  const newest = [...models].sort((a, b) => (a.released < b.released ? 1 : -1));
  const all: [string[], Thing][] = [];
  for (const of of newest) for (const name of of.names) all.push([partsOf(name), { kind: "model", of }]);
  for (const of of closed)
    for (const name of [of.name, of.modelId, endpointId(of), ...of.names])
      all.push([partsOf(name), { kind: "endpoint", of }]);
  for (const of of gpus)
    for (const name of [of.id, of.name, ...of.names]) all.push([partsOf(name), { kind: "gpu", of }]);
  for (const of of newest) for (const parts of shortened(of.name)) all.push([parts, { kind: "model", of }]);
  const versions = closed.toSorted((a, b) => (a.name < b.name ? 1 : -1));
  for (const of of versions) for (const parts of shortened(of.name)) all.push([parts, { kind: "endpoint", of }]);
  const seen = new Set<string>();
  const made = all.flatMap(([parts, thing]): Spelling[] => {
    const text = parts.join(" ");
    if (text.length < 2 || seen.has(text)) return [];
    seen.add(text);
    return [{ text, thing, pattern: patternOf(parts, thing.kind === "gpu" ? "s?" : "") }];
  });
  const sorted = made.sort((a, b) => b.text.length - a.text.length);
  byDesk.set(desk, sorted);
  return sorted;
}

/** @param text lower case */
export function namesIn(text: string, desk: CostDesk): Named {
  const found: { readonly at: number; readonly thing: Thing }[] = [];
  let rest = text;
  for (const { pattern, thing } of spellingsOf(desk))
    rest = rest.replaceAll(pattern, (match, at: number) => {
      found.push({ at, thing });
      return "~".repeat(match.length); // keeps the places of what comes after
    });
  const unknown: string[] = [];
  for (const pattern of [modelLike, gpuLike])
    rest = rest.replaceAll(pattern, (match) => {
      unknown.push(match);
      return "~".repeat(match.length);
    });
  found.sort((a, b) => a.at - b.at);
  const of = <K extends Thing["kind"]>(kind: K) =>
    [...new Set(found.filter(({ thing }) => thing.kind === kind).map(({ thing }) => thing.of))] as Extract<
      Thing,
      { kind: K }
    >["of"][];
  return {
    endpoints: of("endpoint"),
    models: of("model"),
    gpus: of("gpu"),
    unknown,
    rest: rest.replaceAll(/~+/g, " it "),
  };
}
