import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from "yaml";

/** Mappings whose keys are names of things: any of these stands for all. */
const alike =
  /\b(when|facts|not|usual|chances|add|base|words|factors|sources|refines|adverbs|also|efficiency|ownership|workload|modelError)(\[\])*$/;

const below = (path: string, { key }: Pair): string => {
  const name = isScalar(key) ? String(key.value) : "?";
  return `${path}.${alike.test(path) && !/^(any|not|volume.*)$/.test(name) ? "*" : name}`;
};

/** Every node with its path, all items of a list and all keys that are alike having one path. */
function* walk(node: unknown, path = ""): Generator<{ readonly node: unknown; readonly path: string }> {
  yield { node, path };
  if (isSeq(node)) for (const item of node.items) yield* walk(item, `${path}[]`);
  else if (isMap(node)) for (const pair of node.items) yield* walk(pair.value, below(path, pair));
}

/** The same YAML with only those items of its lists that hold a path which nothing before them has. */
function shortened(text: string): string {
  const document = parseDocument(text);
  const seen = new Set<string>();
  const look = (node: unknown, path: string): void => {
    seen.add(path);
    if (isMap(node)) for (const pair of node.items) look(pair.value, below(path, pair));
    if (!isSeq(node)) return;
    node.items = node.items.filter((item) => {
      const isNew = [...walk(item, `${path}[]`)].some((inside) => !seen.has(inside.path));
      if (isNew) look(item, `${path}[]`);
      return isNew;
    });
  };
  look(document.contents, "");
  return document.toString({ lineWidth: 0 });
}

/** A YAML text again and again, each time with one other value replaced by each of some wrong ones: one value of each path. */
export function* mutantsOf(text: string, wrong: readonly string[]): Generator<string> {
  const short = shortened(text);
  const seen = new Set<string>();
  for (const { node, path } of walk(parseDocument(short).contents)) {
    const range = (node as Node | null)?.range;
    if (!range || seen.has(path)) continue;
    seen.add(path);
    for (const value of wrong) yield short.slice(0, range[0]) + value + short.slice(range[1]);
  }
}
