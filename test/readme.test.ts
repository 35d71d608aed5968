import { readFileSync } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Question } from "../src/core/question.ts";
import { runAsk } from "../src/terminal/ask.ts";

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
