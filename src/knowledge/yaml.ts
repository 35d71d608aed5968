import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import { structureFlaws, syntaxFlaw } from "./flaws.ts";
import { errorAt, fileStart, firstOf, type Place, type Problem } from "./problems.ts";
import { quickYaml } from "./quick-yaml.ts";

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

/** Reads one YAML text; `firstLine` is where it begins when it is part of a larger file. */
export function readYaml(file: string, text: string, firstLine = 1): YamlOutcome {
  const quick = quickYaml(text);
  if (quick === undefined) return readSlowly(file, text, firstLine);
  // Places are asked for only when something is wrong: then the parser finds them.
  let slow: YamlOutcome | undefined;
  const places = (): Pick<Yaml, "placeOf" | "keyOf"> => {
    slow ??= readSlowly(file, text, firstLine);
    return slow.ok ? slow.yaml : { placeOf: () => fileStart, keyOf: () => fileStart };
  };
  const yaml: Yaml = { data: quick, placeOf: (path) => places().placeOf(path), keyOf: (path) => places().keyOf(path) };
  return { ok: true, yaml };
}

/** The same by the parser alone, which knows all of YAML and where everything stands. */
export function readSlowly(file: string, text: string, firstLine = 1): YamlOutcome {
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
    const told = flaws.filter(
      (flaw) => flaw === first || (flaw.independent && flaw.offset < (first?.offset ?? Infinity)),
    );
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
