/** A workload, however it was given (words, a form, a button), as a reply: its cost summary, or what is wrong with it. */
import { Money } from "../core/cost/money.ts";
import { plainDialect } from "../core/cost/plain-dialect.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { readWorkload } from "../core/cost/read-workload.ts";
import { reckon } from "../core/cost/reckon.ts";
import type { Budget } from "../core/cost/words/budget.ts";
import { readCostWords, type WordsRead } from "../core/cost/words/read.ts";
import type { Reply } from "../core/reply.ts";
import { budgetSentence } from "./cost-budget.ts";
import { plainReply } from "./compose.ts";
import type { Need } from "./cost-cheapest.ts";
import { inUnit, type Unit } from "./cost-per.ts";
import { costReply } from "./cost-reply.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const exampleWorkload = "cost 40k requests a day, 1500 in, 400 out, GPT-5.5 vs Llama 70B on H100";

interface Beside {
  readonly budget?: Budget | undefined;
  readonly need?: Need | undefined;
  /** What somebody asked the sums in: a ticket, a year. */
  readonly unit?: Unit | undefined;
}

export function replyTo(
  given: Given,
  { problems, remarks, budget, need, unit }: Pick<WordsRead, "problems" | "remarks"> & Beside,
  kb: KnowledgeBase,
  change?: string,
): Reply {
  if (!kb.costs)
    return plainReply(
      "abstain",
      "No costs",
      ["The files of the cost engine are broken, so I can reckon nothing."],
      kb.catalog,
    );
  const reckoned = problems.length > 0 ? { ok: false as const, problems } : reckon(given, kb.costs, kb.today());
  if (!reckoned.ok)
    return plainReply(
      "help",
      "That workload can't be reckoned",
      [...reckoned.problems.map(sentence), `A whole workload reads, for example: “${exampleWorkload}”.`],
      kb.catalog,
    );
  const { summary, workload } = reckoned;
  const pays = budget === undefined ? undefined : budgetSentence(summary, budget, new Money(workload));
  const inUnits = unit === undefined ? undefined : inUnit(summary, workload, unit);
  const told = [inUnits, pays, ...remarks].filter((one) => one !== undefined);
  return costReply(summary, workload, { given, remarks: told, version: kb.catalog.version, change, need });
}

/** What is wrong with a workload in words; none when it can be reckoned. */
export function problemsOf(words: string, { costs, today }: KnowledgeBase): string[] {
  if (!costs) return [];
  const read = readCostWords(words, costs);
  const workload = readWorkload(read.given, costs, today(), plainDialect);
  return [...read.problems, ...(workload.ok ? [] : workload.problems)].map(sentence);
}

function sentence(problem: string): string {
  const ended = /[.?!]$/.test(problem) ? problem : `${problem}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}
