import { test } from "vitest";
import { good, changed, today } from "./folder.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
const run = (name: string, files: Record<string, string | undefined>) => {
  const all = new Map(
    Object.entries({ ...good, ...files }).filter(([k, v]) => k !== "README.md" && v !== undefined) as [
      string,
      string,
    ][],
  );
  const t = performance.now();
  const l = loadKnowledge(all, today, { coverage: true });
  const ms = performance.now() - t;
  console.log(
    `## ${name}${ms > 100 ? ` SLOW ${ms}` : ""}\n` +
      l.problems
        .slice(0, 6)
        .map((p) => `   ${p.severity[0]} ${formatProblem(p)}`)
        .join("\n") +
      (l.problems.length > 6 ? `\n … ${l.problems.length}` : ""),
  );
};
const A = "entries/alpha.md";
test("hand", () => {
  run("good", {});
  const c = (f: string, from: string | RegExp, to: string) =>
    run(`${f} ${from} → ${to.slice(0, 60)}`, { [f]: changed(f, from, to) });
  c(A, "title: Alpha", "tilte: Alpha");
  c(A, "title: Alpha\n", "");
  c(A, "title: Alpha", "title:");
  c(A, "title: Alpha", "title: 12");
  c(A, "title: Alpha", "title: Foo: bar");
  c(A, "title: Alpha", 'title: "Foo');
  c(A, "title: Alpha", 'title: "Foo" bar');
  c(A, "title: Alpha", "title: @foo");
  c(A, "title: Alpha", "title: *foo*");
  c(A, "title: Alpha", "title: &foo bar");
  c(A, "title: Alpha", "title: !foo bar");
  c(A, "title: Alpha", "title: the #1 thing");
  c(A, "title: Alpha", "title: Alpha # note");
  c(A, "title: Alpha", "title: [a, b]");
  c(A, "title: Alpha", "title: {model} is");
  c(A, "title: Alpha", "title: {model}");
  c(A, "title: Alpha", "title:Alpha");
  c(A, "title: Alpha", "title Alpha");
  c(A, "title: Alpha", "\ttitle: Alpha");
  c(A, "  - define", "\t- define");
  c(A, "  - define", " - define");
  c(A, "  - define", "  -define");
  c(A, "title: Alpha", "title: Alpha\ntitle: Beta2");
  c(A, "side: both", "side: bth");
  c(A, "side: both", "side: yes");
  c(A, "side: both", "side: [open]");
  c(A, "reviewed: 2026-11-01", "reviewed: 2026-02-30");
  c(A, "reviewed: 2026-11-01", "reviewed: yesterday");
  c(A, "reviewed: 2026-11-01", "reviewed: 2027-01-01");
  c(A, "reviewed: 2026-11-01", "reviewed: 2026-11-23");
  c(A, "reviewed: 2026-11-01", "reviewed: 2025-11-01");
  c(A, "reviewed: 2026-11-01", "reviewed: 20261101");
  c(A, "standing: settled", "standing: contested");
  c(A, "  lesson: [DEF-01]", "  lesson: []");
  c(A, "  lesson: [DEF-01]", "  lesson: DEF-01");
  c(A, "  lesson: [DEF-01]", "  - lesson");
  c(A, "  lesson: [DEF-01]", "  lessen: [DEF-01]");
  c(A, "  lesson: [DEF-01]", "  lesson: [DEF-99]");
  c(A, "  lesson: [DEF-01]", "  lesson: [def-01]");
  c(A, "  lesson: [DEF-01]", "  guide: [DEF-01]");
  c(A, "  lesson: [DEF-01]", "  Lesson One: [DEF-01]");
  c(A, "sources:\n  lesson: [DEF-01]", "sources:");
  c(A, "sources:\n  lesson: [DEF-01]", "sources: {}");
  c(A, "sources:\n  lesson: [DEF-01]\n", "");
  c(A, "  lesson: [DEF-01]", "  __proto__: [DEF-01]");
  c(A, "related: [beta]", "related: [bta]");
  c(A, "related: [beta]", "related: []");
  c(A, "related: [beta]", "related: beta");
  c(A, "related: [beta]", "related: [beta, alpha]");
  c(A, "related: [beta]", "related: [beta");
  c(A, "related: [beta]", "related: [Beta Two]");
  c(A, "architecture: plain", "architecture: plian");
  c(A, "related: [beta]", "relatd: [beta]");
  c(A, "side: both\n", "side: both\nside2: x\nfoo: 1\n1: 2\n");
  c(A, "define alpha", "define beta");
  c(A, "title: Alpha", "title: Beta");
  c(A, /  - define.*\n/, "");
  c(A, /  - define.*\n/, "  - 5\n");
  c(A, /  - define.*\n/, "  -\n");
  c(A, /  - define.*\n/, "  - foo: bar?\n");
  c(A, "This answers by itself.", Array(61).fill("w").join(" "));
  c(A, "This answers by itself.\n", "");
  c(A, "This answers by itself.", "One.\n\nTwo.");
  c(A, "This answers by itself.", "# Heading");
  c(A, "- **Second", "  - **Second");
  c(A, "- **Second", "-");
  c(A, "- **Second point.** It says another.", "- a\n\nafter\n");
  c(A, "- **Second", "1. Second");
  run("no front matter", { [A]: "hello\n" });
  run("unclosed fm", { [A]: good[A]!.replace("\n---\n", "\n") });
  run("empty", { [A]: "" });
  run("empty fm", { [A]: "---\n---\nanswer\n" });
  run("comment fm", { [A]: "---\n# x\n---\nanswer\n" });
  run("only fm", { [A]: good[A]!.slice(0, good[A]!.lastIndexOf("---\n") + 4) });
  run("fm list", { [A]: "---\n- a\n---\nx" });
  run("bad name", { "entries/Foo Bar.md": good[A]! });
  run("yml", {
    "entries/x.yml": "a: 1",
    "source.yaml": "",
    "notes.md": "x",
    "entrys/foo.md": "x",
    "entries/sub/x.md": "x",
  });
  for (const f of Object.keys(good))
    if (f.endsWith(".yaml")) {
      run(f + " missing", { [f]: undefined });
      run(f + " empty", { [f]: "" });
      run(f + " text", { [f]: "hello" });
      run(f + " map", { [f]: "a: 1\n" });
      run(f + " list", { [f]: "- 1\n- b\n" });
      run(f + " second doc", { [f]: good[f] + "---\na: 1\n" });
    }
  run("bomb", { "glossary.yaml": "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n" });
  run("deep", { "glossary.yaml": "[".repeat(900000) });
  run("deep2", { "glossary.yaml": "- ".repeat(400000) });
  run("keys", { "coverage.yaml": Array.from({ length: 120000 }, (_, i) => `k${i}:\n`).join("") });
  run("manylist", { "out-of-scope.yaml": "- a b\n".repeat(150000) });
  run("opens", { "glossary.yaml": "{".repeat(300000) });
  run("longkey", { "sources.yaml": `- ${"k".repeat(500000)}: 1\n` });
  run("longquote", { "sources.yaml": `- "${"k".repeat(900000)}` });
  run("linefeeds", { "sources.yaml": "\n".repeat(900000) });
  run("manyquestions", { [A]: good[A]!.replace("side: both", "  - q\n".repeat(100000) + "side: both") });
  const P = "architectures/plain.yaml";
  c(P, "sources: our inference", "sources: our inferense");
  c(P, "sources: our inference", "sources: [lessn]");
  c(P, "sources: our inference", "sources: [Lesson 1]");
  c(P, "sources: our inference", "sources: 5");
  c(P, "sources: our inference", "source: our inference");
  c(P, "  speed:", "  sped:");
  c(P, /  speed:[\s\S]*/, "");
  c(P, "short: Plain", "short: " + "x".repeat(31));
  c(P, "id: plain", "id: plan");
  c(P, "role: recommendable", "role: recommended");
  c(P, "parts: [One part., Another part.]", "parts: [One, , two]");
  c(P, "covers: DEF-01", "covers: DEF-77");
  c("gaps.yaml", "{model}", "{modle}");
  c("gaps.yaml", "{model}", "(");
  c("gaps.yaml", "nearest: [alpha]", "nearest: [alpa]");
  c("rules-of-thumb.yaml", "strength: 5", "strength: 50");
  c("rules-of-thumb.yaml", "strength: 5", "strength: '5'");
  c("rules-of-thumb.yaml", "'\\bcheap\\b'", '"\\bcheap\\d"');
  c("models/maker/model.yaml", 'asOf: "2026"', "asOf: 2026");
  c("models/maker/model.yaml", 'asOf: "2026"', "asOf: '2026-13'");
  c("models/maker/model.yaml", "  - claim: It is named.\n    asOf", "  - clam: It is named.\n    asOf");
  c("languages/de.yaml", "code: de", "code: en");
  c("languages/de.yaml", "  null: zero", "  ja: yes\n  nein: 5");
  c("sources.yaml", "- id: guide", "- id: lesson");
  c("glossary.yaml", "price, cost", "price, LLM");
  c("factors.yaml", "speed, the speed", "speed, Price");
  run("broken target", { "entries/beta.md": "oops", "sources.yaml": "- id: [", "architectures/plain.yaml": "id: {" });
});
