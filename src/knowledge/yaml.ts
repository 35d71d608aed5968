import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from "yaml";
import { errorAt, firstOf, type Place, type Problem } from "./problems.ts";

export type Path = readonly PropertyKey[];

/** A YAML text's data, and where in the file each part of it stands. */
export interface Yaml {
  readonly data: unknown;
  /** The value at a path; of a value that is missing, the place of what should hold it. */
  readonly placeOf: (path: Path) => Place;
  /** The key that ends a path. */
  readonly keyOf: (path: Path) => Place;
}
export type YamlOutcome =
  | { readonly ok: true; readonly yaml: Yaml }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface Flaw {
  readonly offset: number;
  readonly what: string;
  readonly remedy: string;
  /** Two flaws of which either may stand alone; of all others only the first is true, the rest follow from it. */
  readonly independent?: boolean;
}

/** Reads one YAML text; `firstLine` is where it begins when it is part of a larger file. */
export function readYaml(file: string, text: string, firstLine = 1): YamlOutcome {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  // Keys that stand twice are found below: the parser's own search takes hours on a file made of nothing else.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    logLevel: "error",
  });
  const flaws = [
    ...document.errors.slice(0, 1).map((error) => syntaxFlaw(error, text, document)),
    ...structureFlaws(text, document.contents),
  ];
  if (flaws.length > 0) {
    flaws.sort((a, b) => a.offset - b.offset);
    const first = flaws.find((flaw) => !flaw.independent);
    const told = flaws.filter((flaw) => flaw.independent || flaw === first);
    return {
      ok: false,
      problems: firstOf(told, ({ offset, what, remedy }) => errorAt(file, at(offset), what, remedy)),
    };
  }
  const yaml: Yaml = {
    data: document.toJS(),
    placeOf: (path) => at(valueOffset(document, path)),
    keyOf: (path) => at(keyOffset(document, path)),
  };
  return { ok: true, yaml };
}

const wrongColumn = "this line begins in the wrong column";
const startBelow = "start it exactly below the keys or dashes it belongs with";
const unclosed = "this [ or { is never closed";
const closeIt = "write the closing ] or }";
const quote = "put the whole text in quotation marks";

/** The parser's errors in the words of people who write text, not YAML. */
function syntaxFlaw(error: YAMLError, text: string, document: Document): Flaw {
  const offset = error.pos[0];
  const say = (what: string, remedy: string, from = offset): Flaw => ({ offset: from, what, remedy });
  const there = text.slice(offset, offset + 2);
  if (/^-[^\s-]/.test(there) && error.code !== "BLOCK_AS_IMPLICIT_KEY")
    return say("a dash begins this line", "write a space after the dash");
  switch (error.code) {
    case "TAB_AS_INDENT":
      return say("a tab indents this line", "indent with spaces");
    case "BLOCK_AS_IMPLICIT_KEY":
      if (/^-\s/.test(there)) return say(wrongColumn, startBelow);
      return say("YAML reads a second key in this text, for it holds a colon and a space", quote);
    case "BAD_SCALAR_START":
      return say(`text can't begin with ${error.message.trim().at(-1) ?? "this sign"}`, quote);
    case "BAD_DQ_ESCAPE":
      return say(
        "a backslash begins an escape within double quotation marks",
        "use single quotation marks, or write it twice",
      );
    case "UNEXPECTED_TOKEN":
      if (/^[,\]}]/.test(there))
        return say(`there is a ${there[0] ?? ""} too many`, "take it out, or write the item before it");
      return say("the value ended before this", `${quote}, the other kind than those inside`);
    case "MULTILINE_IMPLICIT_KEY":
      return say(
        "this line is neither a key nor an item of a list",
        "write key: value with a space after the colon, or - value",
      );
    case "MULTIPLE_DOCS":
      return say("a line --- begins a second document", "take the line out: a file holds one");
    case "NON_STRING_KEY":
      return say("a key is not plain text", "write the key as one word, and quote text that begins with [ or {");
    case "RESOURCE_EXHAUSTION":
      return say("lists or mappings stand too deep in one another", "write it with fewer levels");
    case "MISSING_CHAR":
      if (/quote/.test(error.message))
        return say(
          "this quotation mark is never closed",
          "write the closing one",
          opener(document.contents, offset, "quote"),
        );
      if (/map keys/.test(error.message))
        return say("this line has no colon", "write key: value with a space after the colon");
      if (/must end with/.test(error.message)) return say(unclosed, closeIt, opener(document.contents, offset, "flow"));
      return say("a sign is missing here", "check commas and brackets of this list");
    case "BAD_INDENT":
      if (/Flow/.test(error.message)) return say(unclosed, closeIt, opener(document.contents, offset, "flow"));
      return say(wrongColumn, startBelow);
    default:
      return say(
        error.message.split("\n")[0]?.replace(/[.:]\s*$/, "") ?? error.code,
        `mend the YAML there, or ${quote}`,
      );
  }
}

/** What YAML allows and knowledge files do not, for it changes what is read in ways that nobody sees. */
function structureFlaws(text: string, root: Node | null): Flaw[] {
  const flaws: Flaw[] = [];
  const look = (node: unknown): void => {
    if (!isNode(node) || !node.range) return;
    const start = node.range[0];
    const offset = Math.max(
      0,
      node.tag || (!isAlias(node) && node.anchor) ? text.lastIndexOf(node.tag ? "!" : "&", start) : start,
    );
    if (isAlias(node)) flaws.push({ offset, what: "YAML reads text that begins with * as an alias", remedy: quote });
    else if (node.anchor)
      flaws.push({ offset, what: "YAML reads text that begins with & as an anchor", remedy: quote });
    if (node.tag) flaws.push({ offset, what: "YAML reads text that begins with ! as a tag", remedy: quote });
    if (isScalar(node) && node.type === "PLAIN" && node.comment && !/^\s/.test(node.comment))
      flaws.push({
        offset,
        what: `everything from #${node.comment.slice(0, 20)} on is read as a comment`,
        remedy: `${quote}, or write a space after # if it is one`,
        independent: true,
      });
    if (isSeq(node)) for (const item of node.items) look(item);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key) || !pair.key.range) continue;
      const key = String(pair.key.value);
      const spot = pair.key.range[0];
      if (seen.has(key))
        flaws.push({
          offset: spot,
          what: `the key ${key} stands twice here`,
          remedy: "keep one of the two",
          independent: true,
        });
      if (key === "__proto__")
        flaws.push({ offset: spot, what: "unknown key __proto__", remedy: "take it out", independent: true });
      seen.add(key);
      look(pair.key);
      look(pair.value);
    }
  };
  look(root);
  return flaws;
}

/** Where the last quotation mark or bracket opens that is still open at an offset. */
function opener(root: Node | null, offset: number, kind: "quote" | "flow"): number {
  let found = offset;
  const look = (node: unknown): void => {
    if (!isNode(node)) return;
    const opens = kind === "quote" ? isScalar(node) && node.type?.startsWith("QUOTE") : isCollection(node) && node.flow;
    if (opens && node.range && node.range[1] >= offset) found = node.range[0];
    if (isSeq(node)) node.items.forEach(look);
    if (isMap(node))
      for (const { key, value } of node.items) {
        look(key);
        look(value);
      }
  };
  look(root);
  return found;
}

const nodeAt = (document: Document, path: Path): Node | undefined =>
  document.getIn([...path], true) as Node | undefined;

function valueOffset(document: Document, path: Path): number {
  const own = nodeAt(document, path)?.range?.[0];
  if (own !== undefined) return own;
  const parent = path.slice(0, -1);
  return path.length > 0 ? keyOffset(document, parent) : 0;
}

function keyOffset(document: Document, path: Path): number {
  const holder = path.length > 0 ? nodeAt(document, path.slice(0, -1)) : undefined;
  if (isMap(holder)) {
    const pair = holder.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1));
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  return valueOffset(document, path);
}
