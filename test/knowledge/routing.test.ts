import { expect, test } from "vitest";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { good, today } from "./folder.ts";

const broken = (from: string, to: string): string[] => {
  const routing = good["routing.yaml"] ?? "";
  expect(routing).toContain(from);
  const files = new Map(Object.entries({ ...good, "routing.yaml": routing.replace(from, to) }));
  files.delete("README.md");
  return loadKnowledge(files, today).problems.map(formatProblem);
};

test.for([
  ["use: open", "use: closed", 'routing.yaml:2:8: sensitive.use can\'t be "closed"; write open or none'],
  ["kinds: [email]", "kinds: [mail]", "routing.yaml:3:11: "],
  ["guests: true", "guests: perhaps", "routing.yaml:9:11: "],
  ["words: 30", "words: 0", "routing.yaml:10:18: "],
  ["use: [open]", "use: [open, open]", "routing.yaml:14:10: "],
  ["use: [open]", "use: [local]", "routing.yaml:14:"],
  ["    because: All goes to the open model.\n", "", "routing.yaml:12:5: "],
  ["channels: []", "channels: [abc]", "routing.yaml:7:14: "],
  ["when: {}", "when: {size: large}", "routing.yaml:13:"],
])("%s written as %s is told with line and remedy", ([from = "", to = "", says = ""]) => {
  const problems = broken(from, to);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(says);
  expect(problems[0]).toMatch(/; .{5,}/);
});

test("a rule below one that holds for everything is told", () => {
  const second =
    "    because: All goes to the open model.\n  - id: late\n    when: {platform: slack}\n    use: []\n    because: Never.\n";
  expect(broken("    because: All goes to the open model.\n", second)[0]).toMatch(/routing\.yaml:13:.*move this rule/i);
});

test("without the file there is no policy, and nothing is wrong", () => {
  const files = new Map(Object.entries(good).filter(([name]) => name !== "routing.yaml" && name !== "README.md"));
  const { catalog, problems } = loadKnowledge(files, today);
  expect(problems).toEqual([]);
  expect(catalog?.routing).toBeUndefined();
});
