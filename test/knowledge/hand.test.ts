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
 const c=(f:string,from:string|RegExp,to:string)=>run(`${f} ${from} → ${to.slice(0,60)}`,{[f]:changed(f,from,to)});
  c(A,"related: [beta]","related: [beta"); c(A,"related: [beta]","related: {beta"); c(A,"related: [beta]\n---","related: [beta\nside: x\n---"); c(A,"  lesson: [DEF-01]","  lesson: [DEF-01\n  guide: [DEF-02]"); c(A,"related: [beta]","related: [beta,, b]");c(A,"related: [beta]","related: [beta]]");c(A,"  - define alpha"," - define alpha");c(A,"  - define","  -define");c(A,"related: [beta]","related: [beta gamma]");c(A,"related: [beta]","related:\n  - beta\n side: x");c(A,"related: [beta]","qualification: \'it\'s\'\nrelated: [beta]");c(A,"related: [beta]","qualification: > foo\n  bar\nrelated: [beta]");c("architectures/plain.yaml","  speed:","  sped:");run("e",{"entrys/foo.md":"x"});c(A,"related: [beta]","related: [beta, \"x]");c("glossary.yaml","- terms: [model, llm]","? [a]\n: b");c("glossary.yaml","- terms: [model, llm]","- terms : [model, llm]\n-terms: [a,b]");c("glossary.yaml","- terms: [model, llm]","- terms: [model, llm\n- terms: [a, b]"); c(A,"side: both","Side: both"); c(A,"side: both","side:  both # x\n"); c("sources.yaml","  file: lesson.txt","  file: lesson.txt\n   title: x");
});
