/** Scores of a model on the recorded set, by kind: what it is asked for, against what can be used of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import type { Answer } from "../../src/core/ports.ts";
import type { Prompt, PromptBook, Purpose } from "../../src/core/prompt.ts";
import type { BackendName } from "../../src/core/route/policy.ts";
import { createVeil } from "../../src/core/sensitive/veil.ts";
import type { Models } from "../../src/llm/models.ts";
import { factList, sensibleFacts, sensibleQuestion } from "../../src/llm/outputs.ts";
import { type Ladder, structured } from "../../src/llm/structured.ts";
import { write } from "../../src/llm/write.ts";
import { passagesOf, vocabularyOf } from "../../src/worded.ts";

interface Case {
  readonly kind: Purpose;
  readonly question?: string;
  readonly message?: string;
  readonly conversation?: string;
  readonly want?: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
}

export const cases = readFileSync(join(import.meta.dirname, "cases.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

/** 0 to 1, by kind: of wording, the share of sentences that hold; of the others, the share of what was wanted. */
export type Scores = Readonly<Record<string, number>>;

export interface Examined {
  readonly models: Models;
  readonly backend: BackendName;
  readonly prompts: PromptBook;
  readonly kb: KnowledgeBase;
  readonly answer: Answer;
}

export async function score(examined: Examined): Promise<Scores> {
  const ladder: Ladder = new Map();
  const all = new Map<string, number[]>();
  for (const one of cases) {
    const prompt = examined.prompts.prompts[one.kind];
    const points = prompt ? await pointsOf(one, prompt, examined, ladder) : 0;
    all.set(one.kind, [...(all.get(one.kind) ?? []), points]);
  }
  return Object.fromEntries(
    [...all].map(([kind, points]) => [
      kind,
      Math.round((1_000 * points.reduce((a, b) => a + b, 0)) / points.length) / 1_000,
    ]),
  );
}

async function pointsOf(
  one: Case,
  prompt: Prompt,
  { models, backend, kb, answer }: Examined,
  ladder: Ladder,
): Promise<number> {
  const order = [backend];
  const { message = "", conversation = "" } = one;
  if (one.kind === "word") {
    const question = one.question ?? "";
    const passages = passagesOf(answer({ text: question, context: [] }), kb);
    const written = await write(models, {
      question,
      passages,
      order,
      prompt,
      vocabulary: vocabularyOf(kb),
      veil: createVeil(),
    });
    const dropped = Object.values(written.dropped).reduce((sum, n) => sum + n, 0);
    return written.sentences.length / Math.max(1, written.sentences.length + dropped);
  }
  const want = one.want ?? {};
  if (one.kind === "classify") {
    const told = await structured(models, { output: "classification", prompt, inputs: { message }, order }, ladder);
    return told.ok ? share(Object.entries(want), ([name, value]) => told.value[name as "kind"] === value) : 0;
  }
  if (one.kind === "extract") {
    const told = await structured(
      models,
      { output: "facts", prompt, inputs: { message, facts: factList() }, order },
      ladder,
    );
    if (!told.ok) return 0;
    const read = sensibleFacts(told.value, message);
    const names = new Set([...Object.keys(want), ...read.map(({ fact }) => fact)]);
    return share([...names], (name) => read.find(({ fact }) => fact === name)?.value === want[name]);
  }
  const told = await structured(
    models,
    { output: "question", prompt, inputs: { message, conversation }, order },
    ladder,
  );
  const names = [...kb.catalog.models.values()].flatMap((model) => model.names);
  const text = told.ok
    ? sensibleQuestion(told.value.question, `${conversation}\n${message}`, names, one.kind === "translate")
    : undefined;
  return text === undefined ? 0 : share(one.words ?? [], (word) => text.toLowerCase().includes(word.toLowerCase()));
}

const share = <T>(all: readonly T[], holds: (one: T) => boolean): number =>
  all.length === 0 ? 1 : all.filter(holds).length / all.length;

/** What moved by more than chance of one case. */
export function moved(now: Scores, before: Scores): string[] {
  const kinds = [...new Set([...Object.keys(now), ...Object.keys(before)])].sort();
  return kinds.flatMap((kind) => {
    const [is, was] = [now[kind], before[kind]];
    if (is === undefined || was === undefined)
      return [`${kind}: ${is === undefined ? "no longer measured" : "not measured before"}`];
    return Math.abs(is - was) < 0.02 ? [] : [`${kind}: ${was} before, ${is} now (${is > was ? "better" : "worse"})`];
  });
}
