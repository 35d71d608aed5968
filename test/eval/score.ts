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
  /** Told of each case and what it scored. */
  readonly onCase?: ((kind: string, asked: string, points: number) => void) | undefined;
}

export async function score(examined: Examined): Promise<Scores> {
  const ladder: Ladder = new Map();
  const all = new Map<string, number[]>();
  for (const one of cases) {
    const prompt = examined.prompts.prompts[one.kind];
    const points = prompt ? await pointsOf(one, prompt, examined, ladder) : 0;
    examined.onCase?.(one.kind, one.question ?? one.message ?? "", points);
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

export type Verdict = "same" | "better" | "worse" | "new" | "gone";
export interface Compared {
  readonly kind: string;
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly verdict: Verdict;
}

/** Less than this is the chance of one sentence. */
const leastMove = 0.02;

/** Each kind beside its score before, in the order of the alphabet. */
export function compare(now: Scores, before: Scores): Compared[] {
  const kinds = [...new Set([...Object.keys(now), ...Object.keys(before)])].sort();
  return kinds.map((kind) => {
    const [is, was] = [now[kind], before[kind]];
    const verdictOf = (): Verdict => {
      if (was === undefined) return "new";
      if (is === undefined) return "gone";
      // Scores have three digits; what binary fractions add to them is no move.
      if (Math.round(Math.abs(is - was) * 1_000) < leastMove * 1_000) return "same";
      return is > was ? "better" : "worse";
    };
    return { kind, now: is, before: was, verdict: verdictOf() };
  });
}

const said: Readonly<Record<Verdict, string>> = {
  same: "",
  better: "better",
  worse: "WORSE",
  new: "not measured before",
  gone: "NO LONGER MEASURED",
};

/** A line a kind, and below it what moved, in a sentence. */
export function report(compared: readonly Compared[]): string[] {
  const digits = (value: number | undefined): string => (value === undefined ? "-" : value.toFixed(3)).padStart(7);
  const change = ({ now, before }: Compared): string =>
    now === undefined || before === undefined || now === before
      ? "".padStart(7)
      : `${now > before ? "+" : "-"}${Math.abs(now - before).toFixed(3)}`.padStart(7);
  const lines = compared.map((one) =>
    `  ${one.kind.padEnd(10)}${digits(one.before)}${digits(one.now)}${change(one)}  ${said[one.verdict]}`.trimEnd(),
  );
  const of = (verdict: Verdict): string[] => {
    const kinds = compared.filter((one) => one.verdict === verdict).map(({ kind }) => kind);
    return kinds.length === 0 ? [] : [`${said[verdict].toLowerCase()}: ${kinds.join(", ")}`];
  };
  const moves = (["worse", "gone", "better", "new"] as const).flatMap(of);
  return [`  ${"kind".padEnd(10)} before    now`, ...lines, `  ${moves.join("; ") || "nothing moved"}`];
}
