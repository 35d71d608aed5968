import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type YAMLError,
} from "yaml";

/** A mistake in the YAML itself, before anybody asks what it means. */
export interface Flaw {
  readonly offset: number;
  readonly what: string;
  readonly remedy: string;
  /** True whatever follows it; of all others only the first is, for the rest may follow from it. */
  readonly independent?: boolean;
}

const wrongColumn = "this line begins in the wrong column";
const startBelow = "start it exactly below the keys or dashes it belongs with";
const unclosed = "this [ or { is never closed";
const closeIt = "write the closing ] or }";
const quote = "put the whole text in quotation marks";

/** The parser's errors in the words of people who write text, not YAML. */
export function syntaxFlaw(error: YAMLError, text: string, document: Document): Flaw {
  const offset = error.pos[0] + (/^[ ]*/.exec(text.slice(error.pos[0], error.pos[0] + 200))?.[0].length ?? 0);
  const say = (what: string, remedy: string, from = offset): Flaw => ({ offset: from, what, remedy });
  const line = text.slice(offset, offset + 2_000).split("\n", 1)[0] ?? "";
  const conflict = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?$/m.exec(text);
  if (conflict)
    return say("git left two versions here", "keep the one that holds, and take its marks out", conflict.index);
  if (/^-[^\s-]/.test(line) && error.code !== "BLOCK_AS_IMPLICIT_KEY")
    return say("this line begins with a dash and no space", "write a space after the dash");
  switch (error.code) {
    case "TAB_AS_INDENT":
      return say("a tab indents this line", "indent with spaces");
    case "BLOCK_AS_IMPLICIT_KEY":
      if (/^-\s/.test(line)) return say(wrongColumn, startBelow);
      if (!/:\s/.test(line))
        return say(
          wrongColumn,
          startBelow,
          offset + (/^.*\s*/.exec(text.slice(offset, offset + 2_000))?.[0].length ?? 0),
        );
      return say("YAML reads a second key in this text, for it holds a colon and a space", quote);
    case "BAD_SCALAR_START":
      return say(`text can't begin with ${line[0] ?? "this sign"}`, quote);
    case "BAD_DQ_ESCAPE":
      return say(
        "a backslash begins an escape within double quotation marks",
        "use single quotation marks, or write it twice",
      );
    case "UNEXPECTED_TOKEN":
      if (/^[,\]}]/.test(line))
        return say(`there is a ${line[0] ?? ""} too many`, "take it out, or write the item before it");
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
export function structureFlaws(text: string, root: Node | null): Flaw[] {
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
    if (
      isScalar(node) &&
      node.type === "PLAIN" &&
      node.comment &&
      /^ +#\S/.test(text.slice(node.range[1], node.range[1] + 40))
    )
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
    if (opens && node.range && node.range[0] < offset && node.range[1] >= offset) found = node.range[0];
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
