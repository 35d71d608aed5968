/** What somebody told in an assessment of their own, the one that they changed last: for a column of a comparison. */
import type { Project } from "../question.ts";
import { readDoc } from "./doc.ts";
import { rowsOfAll } from "./owned.ts";
import type { AssessmentStore } from "./ports.ts";

interface Store {
  readonly assessments: AssessmentStore;
  /** All identities of the person who has this one. */
  readonly links: { readonly of: (key: string) => Promise<readonly string[]> };
}

export async function projectOf({ assessments, links }: Store, key: string): Promise<Project | undefined> {
  const [row] = await rowsOfAll(assessments, await links.of(key), { states: ["final", "draft"], limit: 1 });
  if (!row) return undefined;
  const { facts } = readDoc(row.doc).draft;
  return Object.keys(facts).length === 0 ? undefined : { name: row.name, facts };
}
