/** What somebody told in an assessment of their own: the one that they changed last. */
import type { Project } from "../core/question.ts";
import type { Actor } from "./assess/at.ts";
import { readDoc } from "../core/assess/doc.ts";

export async function projectOf({ desk, who }: Pick<Actor, "desk" | "who">): Promise<Project | undefined> {
  const [row] = await desk.store.assessments.listOf(who.key, { states: ["final", "draft"], limit: 1 });
  if (!row) return undefined;
  const { facts } = readDoc(row.doc).draft;
  return Object.keys(facts).length === 0 ? undefined : { name: row.name, facts };
}
