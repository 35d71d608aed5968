/** What a model adds: tokens of a typical answer, and time over the model's own, with a server that answers at once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createFluent } from "../../src/fluent.ts";
import { createBackend } from "../../src/llm/backend.ts";
import { createModels } from "../../src/llm/models.ts";
import type { CallRecord } from "../../src/llm/types.ts";
import { fakeLlm, type Sent } from "../fakes/llm.ts";
import { honestly, knowledge, plainAnswer, prompts, purposeOf } from "../llm/fluent-support.ts";

export interface WordingRow {
  readonly what: string;
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

const roughly = (text: string): number => text.length / 4;
const row = (what: string, values: readonly number[]): WordingRow => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { what, median: at(0.5), p95: at(0.95), most: at(1) };
};

export async function benchWording(): Promise<{
  readonly rows: readonly WordingRow[];
  readonly worded: number;
  readonly of: number;
}> {
  const [tokensIn, tokensOut, added, first]: [number[], number[], number[], number[]] = [[], [], [], []];
  const fake = await fakeLlm((body: Sent) => {
    const told = honestly(body);
    if (purposeOf(body) !== "word") return told;
    tokensIn.push(roughly(body.messages.map(({ content }) => content).join("")));
    tokensOut.push(roughly(told.text ?? ""));
    return told;
  });
  const records: CallRecord[] = [];
  const backend = createBackend(
    { name: "open", baseUrl: fake.baseUrl, model: "bench", outside: undefined },
    {
      limits: { timeoutMs: 10_000, concurrency: 8, dailyUsd: 1e9 },
      price: () => ({ inputUsdPerMTok: 0, outputUsdPerMTok: 0 }),
      nowMs: () => performance.now(),
      onCall: (record) => records.push(record),
    },
  );
  const fluent = createFluent({
    answer: plainAnswer,
    current: () => knowledge,
    models: createModels([backend]),
    prompts: () => prompts,
    nowMs: () => performance.now(),
    onBug: (error) => {
      throw error;
    },
  });
  const questions = readFileSync(join(import.meta.dirname, "../questions/recorded.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { question: string }).question);
  let worded = 0;
  const ask = async (text: string, counts: boolean): Promise<void> => {
    records.length = 0;
    const start = performance.now();
    let firstMs: number | undefined;
    const { trace } = await fluent(
      { text, context: [] },
      { at: { platform: "terminal" }, onSentence: () => (firstMs ??= performance.now() - start) },
    );
    if (!counts || trace.wording?.by === undefined) return;
    worded += 1;
    added.push(Math.max(0, performance.now() - start - Math.max(...records.map(({ ms }) => ms))));
    if (firstMs !== undefined) first.push(firstMs);
  };
  for (const question of questions.slice(0, 20)) await ask(question, false); // warm
  tokensIn.length = 0;
  tokensOut.length = 0;
  for (const question of questions) await ask(question, true);
  await fake.close();
  const rows = [
    row("tokens in (4 characters each)", tokensIn),
    row("tokens out (4 characters each)", tokensOut),
    row("ms added to the model's own time", added),
    row("ms until the first sentence may be shown", first),
  ];
  return { rows, worded, of: questions.length };
}
