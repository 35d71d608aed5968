import { resolve } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { quickYaml } from "../../src/knowledge/quick-yaml.ts";
import { readKnowledge } from "../../src/knowledge/read.ts";
import { readSlowly } from "../../src/knowledge/yaml.ts";

/** What the parser makes of a text; undefined where it finds a mistake. */
function slowly(text: string): unknown {
  const read = readSlowly("x.yaml", text);
  return read.ok ? read.yaml.data : undefined;
}

describe("the quick reader", () => {
  test.for([
    ["a mapping", "a: b\nc: 1\nd: true\n", { a: "b", c: 1, d: true }],
    ["mappings in a list", "- a: b\n  c: d\n- a: e\n", [{ a: "b", c: "d" }, { a: "e" }]],
    ["a list over several lines", "a:\n  [\n    b, c d,\n    e,\n  ]\n", { a: ["b", "c d", "e"] }],
    ["quotation marks", `a: "b: \\"c\\" # d"\n"e": 'f: g'\n`, { a: 'b: "c" # d', e: "f: g" }],
    ["a day", "a: 2026-11-22\n", { a: "2026-11-22" }],
    ["a number with decimals", "a: 1.50\n", { a: 1.5 }],
    ["a mapping in braces", `a: {b: 0.5, c: "d, e", f: g h}\n`, { a: { b: 0.5, c: "d, e", f: "g h" } }],
    ["mappings in braces in a list", "- {a: 1, b: c}\n- {a: 2}\n", [{ a: 1, b: "c" }, { a: 2 }]],
  ] as const)("reads %s as the parser does", ([, text, want]) => {
    expect(quickYaml(text)).toEqual(want);
    expect(slowly(text)).toEqual(want);
  });

  test.for([
    "a: b # c",
    "a: &b c",
    "a: *b",
    "a: !b c",
    "a: |\n  b",
    "a: b\n  c",
    "a: 1.5e3",
    "a: .5",
    "a: 012",
    "a: null",
    "a: ~",
    "a:",
    "a: b: c",
    "a: b\na: c",
    "__proto__: a",
    "- - a",
    "---\na: b",
    "\ta: b",
    "? a",
    "a: {b: {c: d}}",
    "a: {b: [c]}",
    "a: {b: c, b: d}",
    "a: {b: c }",
    "a: {b, c: d}",
    "a: {}",
    "a: {b: c} d",
    "",
    "# a",
    "text",
  ])("leaves %j to the parser", (text) => {
    expect(quickYaml(text)).toBeUndefined();
  });
});

describe("on the knowledge of this repository", () => {
  let pieces: string[];
  let whole: string[];
  beforeAll(async () => {
    const read = await readKnowledge(resolve(import.meta.dirname, "../../knowledge"));
    if (!read.ok) throw new Error(read.what);
    whole = [...read.files].map(([path, text]) => (path.endsWith(".md") ? (text.split(/^---$/m)[1] ?? "") : text));
    pieces = whole.flatMap((text) => text.match(/(?:.*\n){1,12}/g) ?? []).filter((piece) => piece.length < 1_500);
  });

  test("it reads nearly every file, so that the start is quick", () => {
    expect(whole.filter((text) => quickYaml(text) === undefined).length).toBeLessThan(whole.length / 10);
  });

  test("it never reads anything else than the parser, whatever slips into a file", { timeout: 60_000 }, () => {
    const signs = fc.constantFrom(
      "\n",
      "\n  ",
      "\n- ",
      " ",
      "  ",
      "- ",
      ": ",
      ":",
      ":\n",
      " #",
      "#",
      "[",
      "]",
      "[\n",
      "]\n",
      ",",
      ",\n",
      "{",
      "}",

      '"',
      "'",
      "\\",
      '\\"',
      "*",
      "&",
      "!",
      "|",
      ">",
      "%",
      "@",
      "`",
      "?",
      "~",
      "null",
      "true",
      "0",
      "1",
      "1.5",
      "0x1F",
      "1e3",

      "\t",
      "\u00a0",
      "\u0085",
      "\ufeff",
      "é",
      "---",
      "...",
      "a: b",
      "<<: a",
      "__proto__: a",
      "2026-01-01",
      "1_000",
      "$",
      "(",
    );
    const edit = fc.record({ at: fc.nat(1_500), cut: fc.nat(6), put: fc.option(signs, { nil: "" }) });
    const same = fc.property(fc.nat(), fc.array(edit, { minLength: 1, maxLength: 4 }), (which, edits) => {
      let text = pieces[which % pieces.length] ?? "";
      for (const { at, cut, put } of edits) {
        const from = at % (text.length + 1);
        text = text.slice(0, from) + put + text.slice(from + cut);
      }
      const quick = quickYaml(text);
      if (quick !== undefined) expect(quick).toEqual(slowly(text));
    });
    fc.assert(same, { numRuns: 3_000 });
  });
});
