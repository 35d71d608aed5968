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
import { type Timed, timed } from "./timed.ts";

export async function benchDecide(): Promise<Timed[]> {
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
