import { describe, expect, test } from "vitest";
import { good } from "./folder.ts";
import { alpha, load, plain, problemsOf, told } from "./table.ts";

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
    const strays = {
      "source.yaml": "",
      "entries/x.yml": "",
      "entries/deep/y.md": "",
      "architectures/z.yml": "",
      "entrys/v.md": "",
      "languages/w.md": "",
      "entries/Bad Name.md": good[alpha],
    };
    expect(problemsOf(strays).filter((line) => !/already stands|related to/.test(line))).toEqual([
      "architectures/z.yml:1:1: nothing is read from a file of this name; architectures are .yaml files; rename or move it",
      "entries/Bad Name.md:1:1: the file name can't be an id; rename it to lower-case words joined by hyphens, e.g. vendor-lock-in.md",
      "entries/deep/y.md:1:1: nothing is read from a file of this name; entries lie at entries/<id>.md; move it there",
      "entries/x.yml:1:1: nothing is read from a file of this name; entries are .md files; rename or move it",
      "entrys/v.md:1:1: nothing is read from a file of this name; did you mean entries/<id>.md?",
      "languages/w.md:1:1: nothing is read from a file of this name; languages are .yaml files; rename or move it",
      "source.yaml:1:1: nothing is read from a file of this name; did you mean sources.yaml?",
    ]);
  });

  test("a link to an entry that is saved under another ending is dead", () => {
    const { problems } = load({ "entries/beta.md": undefined, "entries/beta.yml": good["entries/beta.md"] });
    expect(problems.map(({ file, what }) => `${file}: ${what}`)).toContain(`${alpha}: there is no entry beta`);
  });
});

describe("what is served all the same", () => {
  test("a broken entry is left out, and so are the links to it", () => {
    const { catalog } = load({ "entries/beta.md": "oops" });
    expect([...(catalog?.entries.keys() ?? [])]).toEqual(["alpha"]);
    expect(catalog?.entries.get("alpha")?.related).toEqual([]);
  });

  test("nothing is served without sources.yaml", () => {
    expect(load({ "sources.yaml": "oops" }).catalog).toBeUndefined();
  });

  test("coverage.yaml is not looked at for serving", () => {
    expect(load({ "coverage.yaml": "oops" }, {}).problems).toEqual([]);
  });
});
