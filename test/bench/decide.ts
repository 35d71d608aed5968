/**
 * One assessment, with all draws and the changes that turn it round, over the scenarios; beside it as many bare
 * multiplications as the weighted sums of one pass over the draws take, in the same run.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assess } from "../../src/core/decide/assess.ts";
import { readFacts } from "../../src/core/decide/facts.ts";
import { width } from "../../src/core/decide/model.ts";
import { prepareDecision } from "../../src/core/decide/prepare.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

export interface DecideRow {
  readonly what: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const rounds = 5;

export async function benchDecide(): Promise<DecideRow[]> {
  const { decision } = (await realKnowledge()).catalog;
  if (!decision) throw new Error("the decision files do not load");
  const model = prepareDecision(decision);
  const sheets = readFileSync(join(import.meta.dirname, "../core/decide/scenarios.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const read = readFacts((JSON.parse(line) as { answers: unknown }).answers);
      if (!read.ok) throw new Error(read.problems.join("; "));
      return read.facts;
    });
  const products = decision.criteria.draws * model.criteria.length * (width + 1);
  const [a, b] = [new Float64Array(products).fill(0.5), new Float64Array(products).fill(0.25)];
  return [
    timed(`assessment, ${decision.criteria.draws} draws, with flips`, sheets, (sheet) => assess(model, sheet)),
    timed("the same without flips", sheets, (sheet) => assess(model, sheet, { flips: false })),
    timed(`${products} bare multiplications`, sheets, () => {
      let sum = 0;
      for (let i = 0; i < products; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
      return sum;
    }),
  ];
}

function timed<T>(what: string, all: readonly T[], run: (one: T) => unknown): DecideRow {
  for (const one of all) run(one); // warm
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const one of all) {
      const start = performance.now();
      run(one);
      times.push(performance.now() - start);
    }
  times.sort((x, y) => x - y);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { what, p50Ms: at(0.5), p99Ms: at(0.99) };
}
