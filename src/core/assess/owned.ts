import type { AssessmentState, AssessmentStore, Row } from "./ports.ts";

/** Assessments of all identities of one person, the latest change first. */
export async function rowsOfAll(
  assessments: AssessmentStore,
  keys: readonly string[],
  which: { readonly states: readonly AssessmentState[]; readonly limit: number },
): Promise<readonly Row[]> {
  const each = await Promise.all(keys.map((key) => assessments.listOf(key, which)));
  return each
    .flat()
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, which.limit);
}
