/** From question to composed reply, beside a bare MiniSearch look-up over the same entries in the same run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

export interface AnswerRow {
  readonly what: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const rounds = 3;

export async function benchAnswers(): Promise<AnswerRow[]> {
  const kb = await realKnowledge();
  const answer = answererOf(kb);
  const mini = new MiniSearch({ fields: ["title", "questions", "text"] });
  mini.addAll(
    [...kb.catalog.entries.values()].map((e) => ({
      id: e.id,
      title: e.title,
      questions: e.questions.join("\n"),
      text: [e.answer, ...e.points].join("\n"),
    })),
  );
  const questions = readFileSync(join(import.meta.dirname, "../questions/recorded.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { question: string }).question);
  return [
    timed("question to composed reply", questions, (text) => answer({ text, context: [] })),
    timed("bare MiniSearch look-up", questions, (text) => mini.search(text)),
  ];
}

function timed(what: string, questions: readonly string[], run: (question: string) => unknown): AnswerRow {
  for (const question of questions) run(question); // warm
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const question of questions) {
      const start = performance.now();
      run(question);
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { what, p50Ms: at(0.5), p99Ms: at(0.99) };
}
