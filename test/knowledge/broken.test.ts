import { describe, expect, test } from "vitest";
import { type LoadOptions, loadKnowledge } from "../../src/knowledge/load.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { changed, good, today } from "./folder.ts";

/** Loads the good folder with some files replaced, or taken away by `undefined`. */
function load(files: Readonly<Record<string, string | undefined>>, options: LoadOptions = { coverage: true }) {
  const all: Record<string, string | undefined> = { ...good, "README.md": undefined, ...files };
  const there = Object.entries(all).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
  return loadKnowledge(new Map(there), today, options);
}
const memory = new Map();
const problemsOf = (files: Readonly<Record<string, string | undefined>>): string[] =>
  load(files, { coverage: true, memory }).problems.map(formatProblem);

test("the good folder has no problem", () => {
  expect(problemsOf({})).toEqual([]);
});

const alpha = "entries/alpha.md";
const plain = "architectures/plain.yaml";
const model = "models/maker/model.yaml";

/** One mutation of one file, and the only problem that may follow from it. */
type Row = readonly [is: string, file: string, from: string | RegExp, to: string, want: string];

const told = (rows: readonly Row[]): void => {
  test.for(rows)("%s", ([, file, from, to, want]) => {
    expect(problemsOf({ [file]: changed(file, from, to) })).toEqual([`${want.startsWith(":") ? file : ""}${want}`]);
  });
};

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
    [
      "a strength out of range",
      "rules-of-thumb.yaml",
      "5",
      "50",
      ":4:13: strength of item 1 can't be 50; write a number from 1 to 10; the higher wins",
    ],
  ]);
});

describe("YAML", () => {
  told([
    [
      "a colon in text",
      alpha,
      "title: Alpha",
      "title: Alpha: what",
      ":2:8: YAML reads a second key in this text, for it holds a colon and a space; put the whole text in quotation marks",
    ],
    [
      "text after a quotation",
      alpha,
      "title: Alpha",
      'title: "Alpha" it is',
      ":2:16: the value ended before this; put the whole text in quotation marks, the other kind than those inside",
    ],
    [
      "an open quotation mark, at the mark",
      alpha,
      "title: Alpha",
      'title: "Alpha',
      ":2:8: this quotation mark is never closed; write the closing one",
    ],
    [
      "an open bracket, at the bracket",
      alpha,
      "[DEF-01]",
      "[DEF-01",
      ":10:11: this [ or { is never closed; write the closing ] or }",
    ],
    [
      "a comma too many",
      alpha,
      "[beta]",
      "[beta,, beta]",
      ":14:16: there is a , too many; take it out, or write the item before it",
    ],
    [
      "a sign that can't begin text",
      alpha,
      "title: Alpha",
      "title: @alpha",
      ":2:8: text can't begin with @; put the whole text in quotation marks",
    ],
    [
      "bold text that becomes an alias",
      alpha,
      "title: Alpha",
      "title: *alpha*",
      ":2:8: YAML reads text that begins with * as an alias; put the whole text in quotation marks",
    ],
    [
      "a tag",
      alpha,
      "title: Alpha",
      "title: !alpha it is",
      ":2:8: YAML reads text that begins with ! as a tag; put the whole text in quotation marks",
    ],
    [
      "text that ends as a comment",
      alpha,
      "title: Alpha",
      "title: the #1 model",
      ":2:8: everything from #1 model on is read as a comment; put the whole text in quotation marks, or write a space after # if it is one",
    ],
    ["a tab", alpha, "  - define", "\t- define", ":6:1: a tab indents this line; indent with spaces"],
    [
      "a line in the wrong column",
      alpha,
      "  - define",
      " - define",
      ":6:2: this line begins in the wrong column; start it exactly below the keys or dashes it belongs with",
    ],
    [
      "a key in the wrong column",
      "sources.yaml",
      "  title: A lesson",
      "   title: A lesson",
      ":3:4: this line begins in the wrong column; start it exactly below the keys or dashes it belongs with",
    ],
    [
      "a dash without a space",
      alpha,
      "  - define",
      "  -define",
      ":6:3: this line begins with a dash and no space; write a space after the dash",
    ],
    [
      "a colon without a space",
      alpha,
      "title: Alpha",
      "title:Alpha",
      ":2:1: this line is neither a key nor an item of a list; write key: value with a space after the colon, or - value",
    ],
    [
      "a second document",
      "glossary.yaml",
      /$/,
      "---\na: 1\n",
      ":3:1: a line --- begins a second document; take the line out: a file holds one",
    ],
    [
      "a backslash in double quotation marks",
      "rules-of-thumb.yaml",
      "'\\bcheap\\b'",
      '"\\dcheap"',
      ":2:11: a backslash begins an escape within double quotation marks; use single quotation marks, or write it twice",
    ],
    [
      "an alias bomb",
      "glossary.yaml",
      /^/,
      "- terms: &a [x, y]\n- terms: &b [*a, *a]\n",
      ":1:10: YAML reads text that begins with & as an anchor; put the whole text in quotation marks",
    ],
  ]);
});

describe("the body of an entry", () => {
  told([
    [
      "an answer of 61 words",
      alpha,
      "This answers by itself.",
      "word ".repeat(61),
      ":16:1: the answer has 61 words; shorten it to 60 and move the rest into points",
    ],
    [
      "no answer",
      alpha,
      "This answers by itself.\n",
      "",
      ":16:1: the answer is missing; write one paragraph of at most 60 words that answers by itself",
    ],
    [
      "two paragraphs",
      alpha,
      "itself.",
      "itself.\n\nAnd again.",
      ":18:1: the answer has a second paragraph; make it a point with - in front",
    ],
    [
      "text below the points",
      alpha,
      /$/,
      "\nAnd so on.\n",
      ":21:1: there is text after the list of points; move it into the answer or make it a point with - in front",
    ],
    [
      "a heading",
      alpha,
      "- **Second point.**",
      "## Second point",
      ":19:1: only a paragraph and a list of points are shown; rewrite this line as one of them",
    ],
    [
      "a point inside a point",
      alpha,
      "- **Second",
      "  - **Second",
      ":19:3: a point stands inside another; begin it at the start of the line",
    ],
    [
      "an empty point",
      alpha,
      "- **Second point.** It says another.",
      "-",
      ":19:1: a point is empty; write it, or take the dash out",
    ],
    [
      "a bold mark without its partner",
      alpha,
      "point.** It says another",
      "point. It says another",
      ":19:1: a ** here has no partner; write ** before and after the bold words, on one line",
    ],
    [
      "no front matter",
      alpha,
      "---\n",
      "",
      ":1:1: the front matter is missing; begin the file with a line ---, the front matter, and another line ---",
    ],
    [
      "front matter that is not closed",
      alpha,
      "\n---\n",
      "\n",
      ":15:1: the front matter is not closed; write a line --- between it and the answer",
    ],
    [
      "an empty file",
      alpha,
      /[\s\S]+/,
      "",
      ":1:1: the file is empty; write front matter, an answer and points; knowledge/README.md shows one",
    ],
  ]);
});

describe("across files", () => {
  told([
    [
      "a dead related, with the nearest entry",
      alpha,
      "[beta]",
      "[bta]",
      ":14:11: there is no entry bta; did you mean beta?",
    ],
    [
      "an entry related to itself",
      alpha,
      "[beta]",
      "[beta, alpha]",
      ":14:17: the entry is related to itself; name another",
    ],
    [
      "a document that is not in sources.yaml, at the key",
      alpha,
      "lesson:",
      "lessen:",
      ":10:3: there is no document lessen; did you mean lesson?",
    ],
    [
      "a document that does not say it",
      alpha,
      "lesson:",
      "guide:",
      ":10:11: guide does not say DEF-01; put DEF-01 under lesson",
    ],
    [
      "an architecture that does not exist",
      alpha,
      "architecture: plain",
      "architecture: plian",
      ":13:15: there is no architecture plian; did you mean plain?",
    ],
    [
      "a coverage id that does not exist",
      alpha,
      "[DEF-01]",
      "[DEF-01, DEF-09]",
      ":10:20: there is no coverage id DEF-09; did you mean DEF-01?",
    ],
    [
      "a coverage id nobody covers",
      alpha,
      "lesson: [DEF-01]",
      "guide: [DEF-02]",
      "coverage.yaml:1:1: no entry covers DEF-01; add it to the entry that says: One thing.",
    ],
    [
      "a question of two entries",
      alpha,
      "define alpha",
      "Define: Beta!".replace(":", ""),
      "entries/beta.md:6:5: this question already stands in entries/alpha.md; reword it, or leave it to the entry that answers it better",
    ],
    [
      "a title of two entries",
      alpha,
      "title: Alpha",
      "title: Beta",
      "entries/beta.md:2:8: this title already stands in entries/alpha.md; say in it what this entry alone answers",
    ],
    [
      "a review in the future",
      alpha,
      "2026-11-01",
      "2027-11-01",
      ":11:11: the review date 2027-11-01 is in the future; write the day of the last reading, at most 2026-11-22",
    ],
    [
      "a review over a year ago",
      alpha,
      "2026-11-01",
      "2025-11-01",
      ":11:11: the last review was over a year ago (2025-11-01); read the entry against its sources and write today's date",
    ],
    [
      "a contested entry without qualification",
      alpha,
      "settled",
      "contested",
      ":12:11: a contested entry has no qualification; add qualification: what a careful advisor adds",
    ],
    [
      "a factor without a cell, at factors",
      plain,
      /  speed:[\s\S]*/,
      "",
      ":13:1: factors lacks speed; add speed: with value: and sources:",
    ],
    [
      "a misspelt factor is one problem",
      plain,
      "  speed:",
      "  sped:",
      ":17:3: there is no factor sped; did you mean speed?",
    ],
    [
      "an id that is not the file's name",
      plain,
      "id: plain",
      "id: plan",
      ":1:5: the id plan differs from the file name; write plain or rename the file",
    ],
    [
      "an id that stands twice in a list",
      "sources.yaml",
      "id: guide",
      "id: lesson",
      ":6:7: this id stands above too; give each its own",
    ],
    [
      "a term of two groups",
      "glossary.yaml",
      "cost",
      "LLM",
      ":2:18: this term stands above too; leave it in one group",
    ],
    [
      "a nearest entry that does not exist",
      "gaps.yaml",
      "[alpha]",
      "[alpa]",
      ":6:13: there is no entry alpa; did you mean alpha?",
    ],
  ]);

  test("an entry that links to broken files is not reported for it", () => {
    const broken = { "entries/beta.md": "no front matter", [plain]: "id: [", "sources.yaml": "- id: {" };
    expect(problemsOf(broken).map((line) => line.split(":")[0])).toEqual([plain, "entries/beta.md", "sources.yaml"]);
  });

  test("a missing file is named once", () => {
    expect(problemsOf({ "gaps.yaml": undefined })).toEqual([
      "gaps.yaml:1:1: the file is missing; add it; knowledge/README.md says what gaps.yaml holds",
    ]);
  });

  test("files that nothing is read from are named", () => {
    const strays = { "source.yaml": "", "entries/x.yml": "", "entries/Bad Name.md": good[alpha] };
    expect(problemsOf(strays).filter((line) => !/already stands|related to/.test(line))).toEqual([
      "entries/Bad Name.md:1:1: the file name can't be an id; rename it to lower-case words joined by hyphens, e.g. vendor-lock-in.md",
      "entries/x.yml:1:1: nothing is read from a file of this name; did you mean entries/<id>.md?",
      "source.yaml:1:1: nothing is read from a file of this name; did you mean sources.yaml?",
    ]);
  });
});

describe("what is served all the same", () => {
  test("a broken entry is left out, and so are the links to it", () => {
    const { catalog } = load({ "entries/beta.md": "oops" });
    expect([...(catalog?.entries.keys() ?? [])]).toEqual(["alpha"]);
    expect(catalog?.entries.get("alpha")?.related).toEqual([]);
    expect(catalog?.rulesOfThumb[0]?.entries).toEqual(["alpha"]);
  });

  test("nothing is served without sources.yaml", () => {
    expect(load({ "sources.yaml": "oops" }).catalog).toBeUndefined();
  });

  test("coverage.yaml is not looked at for serving", () => {
    expect(load({ "coverage.yaml": "oops" }, {}).problems).toEqual([]);
  });
});

describe("files made to do harm", () => {
  test.for([
    ["brackets in one another", "glossary.yaml", "[".repeat(100_000)],
    ["dashes in one another", "glossary.yaml", "- ".repeat(100_000)],
    ["nothing but keys", "coverage.yaml", Array.from({ length: 20_000 }, (_, i) => `k${i}:\n`).join("")],
    ["one key again and again", "factors.yaml", "a:\n".repeat(50_000)],
    ["a key without end", "sources.yaml", `- ${"k".repeat(500_000)}: 1\n`],
  ])("%s: problems, and soon", ([, file = "", text]) => {
    const problems = load({ [file]: text }).problems;
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(110);
  });
});

test("no message is zod's own, whatever stands in place of a value", () => {
  const wrong = ["", "12", "true", "[]", "[1]", "{}", "{a: 1}", "text: more", '""', "[[x]]"];
  const said: string[] = [];
  for (const [file, text] of Object.entries(good)) {
    if (file === "README.md") continue;
    for (const match of text.matchAll(/^[ -]*[\w-]+: (.+)$/gm)) {
      const at = match.index + match[0].length - (match[1]?.length ?? 0);
      const mutants = wrong.map((value) => text.slice(0, at) + value + text.slice(at + (match[1]?.length ?? 0)));
      for (const mutant of mutants) said.push(...problemsOf({ [file]: mutant }));
    }
  }
  expect(said.length).toBeGreaterThan(500);
  expect(said.filter((line) => /Invalid|expected|Too |Unrecognized|undefined|\[object|NaN/.test(line))).toEqual([]);
});
