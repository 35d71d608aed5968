/** A column of a comparison for the asker's own case: what it says of each row, in the words of its options. */
import type { Factor } from "../core/catalog.ts";
import type { Comparison } from "../core/compare.ts";
import type { Fact, FactName } from "../core/decide/facts.ts";
import { readSignals } from "../core/decide/signals.ts";
import type { Asked } from "./asked.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const turnsRead = 4;
const leastFacts = 2; // a single word of a question is no project

export interface ProjectColumn {
  /** One for each row. */
  readonly cells: readonly string[];
  /** Where they come from. */
  readonly from: string;
}

/** The table, with the column where there is one. */
export const withProject = (table: Comparison, column: ProjectColumn | undefined): Comparison =>
  column === undefined
    ? table
    : {
        ...table,
        caption: `${table.caption}, and your project`,
        columns: [...table.columns, "Your project"],
        rows: table.rows.map((row, i) => [...row, column.cells[i] ?? "–"]),
      };

/** From what was told in this conversation, and from an assessment of theirs; the conversation is the later word. */
export function projectColumn(factors: readonly Factor[], asked: Asked, kb: KnowledgeBase): ProjectColumn | undefined {
  const { decision } = kb;
  if (!decision) return undefined;
  const { project } = asked;
  const told = toldIn(asked, kb);
  const facts: Readonly<Partial<Record<FactName, Fact>>> = { ...project?.facts, ...told };
  const cells = factors.map(({ facts: wanted = [] }) => {
    const says = wanted.flatMap((name) => {
      const fact = facts[name];
      const question = decision.questionOf.get(name)?.data;
      if (!fact || !question || fact.value === "unknown") return [];
      const label = question.options.find(({ value }) => value === fact.value)?.label;
      return `${question.title}: ${label ?? String(fact.value)}`;
    });
    return says.length > 0 ? says.join("; ") : "–";
  });
  if (cells.every((cell) => cell === "–")) return undefined;
  const named = project?.name ? `your assessment “${project.name}”` : "your last assessment";
  const sources = [...(project ? [named] : []), ...(Object.keys(told).length > 0 ? ["what you said here"] : [])];
  return { cells, from: `Your project: from ${sources.join(", and ")}` };
}

function toldIn({ context, said }: Asked, { signals }: KnowledgeBase): Readonly<Partial<Record<FactName, Fact>>> {
  const told = context.filter(({ role }) => role === "user").slice(-turnsRead);
  if (!signals || told.length === 0) return {};
  const { facts } = readSignals([...told.map(({ text }) => text), said].join(". "), signals);
  return Object.keys(facts).length < leastFacts ? {} : facts;
}
