/** From question to composed reply, beside a bare MiniSearch look-up over the same entries in the same run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { longestQuestion } from "../../src/core/question.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

export interface AnswerRow {
  readonly what: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const rounds = 3;
const signs = ["@", "1", "a", "a-", "a.", " ,", "\n", "(", "$1 ", "1k "].map((sign) =>
  `what is a model ${sign.repeat(longestQuestion)}`.slice(0, longestQuestion),
);

export async function benchAnswers(): Promise<AnswerRow[]> {
  const kb = await realKnowledge();
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
    // One that answers again what it answered a moment ago need not compose: a new one does.
    timed("question to composed reply", questions, () => {
      const answer = answererOf(kb);
      return (text) => answer({ text, context: [] });
    }),
    // What a pattern could go through again and again: as much of one sign as a question may hold.
    timed("the same of one sign, 3,000 times", signs, () => {
      const answer = answererOf(kb);
      return (text) => answer({ text, context: [] });
    }),
    timed("bare MiniSearch look-up", questions, () => (text) => mini.search(text)),
  ];
}

function timed(what: string, questions: readonly string[], begin: () => (question: string) => unknown): AnswerRow {
  const warm = begin();
  for (const question of questions) warm(question);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = begin();
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
