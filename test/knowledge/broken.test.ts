import { describe, expect, test } from "vitest";
import { good } from "./folder.ts";
import { mutantsOf } from "./mutants.ts";
import { alpha, model, plain, problemsOf, told } from "./table.ts";

test("the good folder has no problem", () => {
  expect(problemsOf({})).toEqual([]);
});

describe("keys", () => {
  told([
    [
      "a misspelt key is one problem, at the key",
      alpha,
      "title:",
      "tilte:",
      ":2:1: unknown key tilte; did you mean title?",
    ],
    [
      "a nested misspelt key",
      plain,
      "    value: Low",
      "    vaule: Low",
      ":15:5: unknown key vaule; did you mean value?",
    ],
    ["a misspelt key in a list", model, "claim:", "clam:", ":8:5: unknown key clam; did you mean claim?"],
    [
      "a key nobody knows",
      "sources.yaml",
      "  kind: guide",
      "  kind: guide\n  weight: 1",
      ":10:3: unknown key weight; take it out; known here: id, file, title, kind, reliability",
    ],
    ["a missing key, at its parent", alpha, "title: Alpha\n", "", ":2:1: title is missing; write the title"],
    [
      "a missing nested key, at the key above",
      plain,
      "    sources: [lesson]\n  speed",
      "  speed",
      ":14:3: factors.price.sources is missing; list documents of sources.yaml, e.g. [course-article], or write: our inference",
    ],
    [
      "a missing key of an item, at the item",
      "sources.yaml",
      "  kind: guide\n",
      "",
      ":6:3: kind of item 2 is missing; write what kind of document it is",
    ],
    [
      "a key that stands twice",
      alpha,
      "side: both",
      "side: both\nside: open",
      ":9:1: the key side stands twice here; keep one of the two",
    ],
    ["__proto__", alpha, "side: both", "side: both\n__proto__: {a: 1}", ":9:1: unknown key __proto__; take it out"],
    [
      "constructor",
      alpha,
      "side: both",
      "side: both\nconstructor: 1",
      ":9:1: unknown key constructor; take it out; known here: title, questions, side, sources, reviewed, standing, qualification, related, architecture",
    ],
    [
      "a number as a key",
      alpha,
      "side: both",
      "side: both\n1: x",
      ":9:1: unknown key 1; take it out; known here: title, questions, side, sources, reviewed, standing, qualification, related, architecture",
    ],
    [
      "a list as a key",
      "glossary.yaml",
      /.*\n/,
      "? [a]\n: b\n",
      ":1:3: a key is not plain text; write the key as one word, and quote text that begins with [ or {",
    ],
  ]);
});

describe("values", () => {
  told([
    [
      "a wrong word, at the value",
      alpha,
      "side: both",
      "side: bth",
      ':8:7: side can\'t be "bth"; did you mean both? write open, closed, hybrid or both',
    ],
    ["an empty value", alpha, "title: Alpha", "title:", ":2:7: title is empty; write the title"],
    [
      "a number for text",
      alpha,
      "title: Alpha",
      "title: 12",
      ':2:8: title can\'t be 12; put it in quotation marks: "12"',
    ],
    [
      "a title that is too long",
      alpha,
      "title: Alpha",
      `title: ${"x".repeat(81)}`,
      ":2:8: title has 81 characters; keep the title within 80 characters",
    ],
    [
      "a day that does not exist",
      alpha,
      "2026-11-01",
      "2026-02-30",
      ':11:11: reviewed can\'t be "2026-02-30"; write a day that exists as YYYY-MM-DD',
    ],
    [
      "too few questions, at the list",
      alpha,
      /  - define.*\n/,
      "",
      ":4:3: questions lists 3; write at least four ways in which people ask this, in different words",
    ],
    [
      "a question that YAML reads as a mapping",
      alpha,
      /  - define.*/,
      "  - define: alpha",
      ":6:5: questions[3] is a mapping of keys to values; put the whole text in quotation marks, for it holds a colon or begins with {",
    ],
    [
      "text for a list",
      alpha,
      "[beta]",
      "beta",
      ':14:10: related can\'t be "beta"; name at least one related entry: it becomes the next question',
    ],
    [
      "an empty list",
      alpha,
      "[beta]",
      "[]",
      ":14:10: related is empty; name at least one related entry: it becomes the next question",
    ],
    [
      "no source",
      alpha,
      "sources:\n  lesson: [DEF-01]",
      "sources: {}",
      ":9:10: sources is empty; name the documents that say this, e.g. course-article: [DEF-03]",
    ],
    [
      "a source without ids",
      alpha,
      "lesson: [DEF-01]",
      "lesson: DEF-01",
      ':10:11: sources.lesson can\'t be "DEF-01"; name what the document says of this, e.g. [DEF-03]',
    ],
    [
      "grounds: the branch that was meant",
      plain,
      "our inference",
      "[Lesson One]",
      ':19:15: factors.speed.sources[1] can\'t be "Lesson One"; write lower-case words joined by hyphens, e.g. vendor-lock-in',
    ],
    [
      "grounds: neither branch",
      plain,
      "our inference",
      "our guess",
      ':19:14: factors.speed.sources can\'t be "our guess"; list documents of sources.yaml, e.g. [course-article], or write: our inference',
    ],
    [
      "a date without quotation marks",
      model,
      '"2026"',
      "2026",
      ':9:11: facts[1].asOf can\'t be 2026; write how old the claim is in quotation marks: "2026", "2026-03" or "2026-03-31"',
    ],
    [
      "a pattern that does not compile",
      "gaps.yaml",
      "{model}",
      "(",
      ':3:10: asks[1] of item 1 can\'t be "how much is (\\b"; write a regular expression that compiles (unterminated group)',
    ],
    [
      "a placeholder nobody fills",
      "gaps.yaml",
      "{model}",
      "{modle}",
      ':3:10: asks[1] of item 1 can\'t be "how much is {modle}\\b"; only these stand for names in a pattern: {model}, {gpu}, {vendor}',
    ],
  ]);
});

test("no message is zod's own, whatever stands in place of a value", () => {
  const wrong = ["", "12", "-1", "1.5", "true", "[]", "[1]", "{}", "{a: 1}", "text: more", '""', "[[x]]"];
  const said: string[] = [];
  for (const [file, text] of Object.entries(good)) {
    if (file === "README.md") continue;
    const [, yaml = "", rest = ""] = file.endsWith(".md") ? (/^---\n(.*?)(\n---\n.*)$/s.exec(text) ?? []) : ["", text];
    for (const mutant of mutantsOf(yaml, wrong))
      said.push(...problemsOf({ [file]: rest ? `---\n${mutant.trimEnd()}${rest}` : mutant }));
  }
  expect(said.length).toBeGreaterThan(2_000);
  expect(
    said.filter((line) => /Invalid|expected \w+(,|\b to)|received|Too |Unrecognized|undefined|\[object|NaN/.test(line)),
  ).toEqual([]);
}, 240_000); // thousands of folders are read
