/** A column of a comparison for the case that somebody told before: what it says of each row, in the words of its options. */
import type { Factor } from "../core/catalog.ts";
import type { Comparison } from "../core/compare.ts";
import { readSignals } from "../core/decide/signals.ts";
import type { Asked } from "./asked.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const turnsRead = 4;
const leastFacts = 2; // a single word of a question is no project

/** The table, with the column where a case was told. */
export function withProject(
  table: Comparison,
  factors: readonly Factor[],
  asked: Asked,
  kb: KnowledgeBase,
): Comparison {
  const cells = cellsOf(factors, asked, kb);
  if (!cells) return table;
  return {
    ...table,
    caption: `${table.caption}, and your project`,
    columns: [...table.columns, "Your project"],
    rows: table.rows.map((row, i) => [...row, cells[i] ?? "–"]),
  };
}

function cellsOf(factors: readonly Factor[], { context, said }: Asked, { decision, signals }: KnowledgeBase) {
  const told = context.filter(({ role }) => role === "user").slice(-turnsRead);
  if (!decision || !signals || told.length === 0) return undefined;
  const { facts } = readSignals([...told.map(({ text }) => text), said].join(". "), signals);
  if (Object.keys(facts).length < leastFacts) return undefined;
  const cells = factors.map(({ facts: wanted = [] }) => {
    const says = wanted.flatMap((name) => {
      const read = facts[name];
      const question = decision.questionOf.get(name)?.data;
      const label = question?.options.find(({ value }) => value === read?.value)?.label;
      return read && question ? `${question.title}: ${label ?? String(read.value)}` : [];
    });
    return says.length > 0 ? says.join("; ") : "–";
  });
  return cells.some((cell) => cell !== "–") ? cells : undefined;
}
