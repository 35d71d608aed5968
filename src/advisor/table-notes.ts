/** What stands below a comparison: what its letters and marks mean, and how the documents disagree. */
import { type Comparison, differs } from "../core/compare.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const mostExplained = 6;

export function tableNotes(table: Comparison, { catalog }: KnowledgeBase): string[] {
  const letters = table.documents.map(
    (id, i) => `[${String.fromCharCode("a".charCodeAt(0) + i)}] ${catalog.sources.get(id)?.title ?? id}`,
  );
  const from = letters.length > 0 ? `From: ${letters.join("; ")}.` : "No source describes this.";
  const inference = table.hasInference ? " Cells with * are our inference." : "";
  const [those, others] = table.isTurned ? ["Columns", "row"] : ["Rows", "column"];
  const marked = table.marksDifferences
    ? ` ${those} with ${differs} differ; the others say the same in every ${others}.`
    : "";
  return [...disputes(table, catalog), `${from}${inference}${marked}`];
}

function disputes({ contested }: Comparison, { entries }: KnowledgeBase["catalog"]): string[] {
  const byEntry = [...Map.groupBy(contested, ({ entry }) => entry)];
  if (byEntry.length > mostExplained)
    return [`Contested: on ${contested.length} cells the documents disagree. Compare fewer rows, and I say how.`];
  return byEntry.flatMap(([entry, cells]) => {
    const how = entries.get(entry)?.qualification;
    return how === undefined ? [] : [`Contested (${cells.map(({ where }) => where).join("; ")}): ${how}`];
  });
}
