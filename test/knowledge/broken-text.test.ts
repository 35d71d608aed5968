import { describe, expect, test } from "vitest";
import { alpha, load, told } from "./table.ts";

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
      "what git could not merge",
      alpha,
      "  - define",
      "<<<<<<< HEAD\n  - define",
      ":6:1: git left two versions here; keep the one that holds, and take its marks out",
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
      "gaps.yaml",
      "['how much is {model}\\b']",
      '["\\dcheap"]',
      ":3:11: a backslash begins an escape within double quotation marks; use single quotation marks, or write it twice",
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
