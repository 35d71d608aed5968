import { readFileSync } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Question } from "../src/core/question.ts";
import { names } from "../src/config.ts";
import { commands } from "../src/slack/commands.ts";
import { runAsk } from "../src/terminal/ask.ts";
import { run } from "./support/service.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the README's lines for ask --jsonl are taken as they stand, the context with them", async () => {
  const lines = /ask --jsonl <<'END'\n(.*?)END\n/s.exec(readme)?.[1] ?? "";
  const asked: Question[] = [];
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const out = stdout.toArray();
  const answer = (question: Question) => {
    asked.push(question);
    const reply = { kind: "answer", title: "A title", blocks: [], citations: [], knowledgeVersion: "v1" } as const;
    return { reply, trace: { advisor: "ask", entries: [], confidence: 1, ms: 1 } };
  };
  await runAsk({ json: false, jsonl: true, io: { stdin: Readable.from([lines]), stdout, stderr }, answer });
  stdout.end();
  expect((await out).join("")).not.toContain('"error"');
  expect(asked.map(({ context }) => context.map(({ role }) => role))).toEqual([[], ["user", "bot"]]);
});

test("the README's table of commands is the list of commands", async () => {
  const { output, done } = run(["--help"], {});
  expect(await done).toBe(0);
  const there = [...output.out.matchAll(/^ {2}([a-z-]+)(?: |$)/gm)]
    .map((match) => match[1] ?? "")
    .filter((name) => name !== "help");
  const table = readme.slice(readme.indexOf("Commands, behind"), readme.indexOf("## One question's way"));
  const told = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap((row) =>
    [...(row[1] ?? "").matchAll(/`([a-z-]+)[^`]*`/g)].map((match) => match[1] ?? ""),
  );
  expect([...new Set(told)].filter((name) => !name.startsWith("--")).toSorted()).toEqual(there.toSorted());
});

test("every variable that the README names is one", () => {
  const families = /^(TEAMS|LLM)_$/;
  const named = [
    ...readme.matchAll(
      /`((?:SLACK|TEAMS|LLM|DATA|DATABASE|TOKEN|ADMIN|RETENTION|KNOWLEDGE|PROMPTS|LOG|NODE)_[A-Z_]*)/g,
    ),
  ].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !families.test(name) && !(names as string[]).includes(name))).toEqual([]);
});

test("what the README says after /weigh is what there is", () => {
  const said = [...readme.matchAll(/`\/weigh ([a-z]+)/g)].map((match) => match[1] ?? "");
  expect(said.filter((word) => !Object.hasOwn(commands, word))).toEqual([]);
  expect([...new Set(said)].toSorted()).toEqual(Object.keys(commands).toSorted());
});
