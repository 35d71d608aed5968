/** How an assessment is changed when others may change it too, and how its runs are kept. */
import { changesBetween, type RunSummary, summaryOf } from "../decide/changes.ts";
import { type Doc, readDoc, writeDoc } from "./doc.ts";
import type { AssessmentStore, Row, RowChanges } from "./ports.ts";
import type { Weighed } from "./result.ts";
import { changesSay } from "./words.ts";

const mostTries = 5;

/** An assessment as it is now. */
export interface Now {
  readonly row: Row;
  readonly doc: Doc;
}
export type Change = (doc: Doc, row: Row) => Doc | undefined;

/**
 * Changes an assessment as it is now; when somebody else was quicker, the change is made to what they left.
 * @param change undefined when there is nothing to change
 * @returns how it stands then; `gone` when there is none, `busy` when others were quicker again and again
 */
export async function change(
  assessments: AssessmentStore,
  id: string,
  by: Change,
  more: (doc: Doc, row: Row) => RowChanges = () => ({}),
): Promise<Now | "gone" | "busy"> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const row = await assessments.get(id);
    if (!row) return "gone";
    const before = readDoc(row.doc);
    const doc = by(before, row);
    if (doc === undefined) return { row, doc: before };
    const saved = await assessments.save(id, row.rev, { ...more(doc, row), doc: writeDoc(doc), name: doc.draft.name });
    if (saved) return { row: saved, doc };
  }
  return "busy";
}

/**
 * Keeps how it came out, and says what changed since the run before.
 * @param keep false where somebody else only looks, or where it is being changed
 * @param again a second try finds what the first one kept
 */
export async function noteRun(
  assessments: AssessmentStore,
  { assessor, row, doc, assessment }: Weighed,
  { keep = true, again = false }: { readonly keep?: boolean; readonly again?: boolean } = {},
): Promise<{ readonly changes: string | undefined; readonly isFirst: boolean }> {
  const kbVersion = assessor.knowledgeVersion;
  const now = summaryOf(assessment, kbVersion);
  const result = JSON.stringify(now);
  const [last, earlier] = await assessments.runsOf(row.id, 2);
  const isKept = last?.rev === row.rev && last.kbVersion === kbVersion;
  const before = isKept && again ? earlier : last;
  if (keep && !isKept && last?.result !== result)
    await assessments.addRun(row.id, { rev: row.rev, kbVersion, facts: JSON.stringify(doc.draft.facts), result });
  if (!before) return { changes: undefined, isFirst: true };
  const changes = changesSay(assessor.model, changesBetween(JSON.parse(before.result) as RunSummary, now));
  return { changes, isFirst: false };
}
