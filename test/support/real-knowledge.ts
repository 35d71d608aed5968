import { createAnswer } from "../../src/advisor/answer.ts";
import { type KnowledgeBase, prepareKnowledge } from "../../src/advisor/knowledge-base.ts";
import { assessingOn } from "../../src/assessor.ts";
import type { Answer, Assessing } from "../../src/core/ports.ts";
import { openKnowledge } from "../../src/knowledge/load.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { stem } from "../../src/stem.ts";
import { knowledgeFolder } from "./knowledge-folder.ts";

let made: Promise<KnowledgeBase> | undefined;
/** The knowledge of this repository, as it is served: nothing in it changes, so that a file of tests makes it once. */
export const realKnowledge = (): Promise<KnowledgeBase> => (made ??= load());

async function load(): Promise<KnowledgeBase> {
  const loaded = await openKnowledge(knowledgeFolder, "2026-11-22");
  if ("ok" in loaded || !loaded.catalog) throw new Error("the knowledge folder can't be served");
  const errors = loaded.problems.filter((p) => p.severity === "error").map(formatProblem);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return prepareKnowledge(loaded.catalog, stem, () => "2026-11-30");
}

export const answererOf = (kb: KnowledgeBase): Answer =>
  createAnswer({
    current: () => kb,
    nowMs: () => performance.now(),
    onBug: (error) => {
      throw error;
    },
  });

export const reallyAssessing = async (): Promise<Assessing> => {
  const kb = await realKnowledge();
  const assessing = assessingOn(() => kb);
  // The first of each is slow on a busy machine, and a form waits three seconds at most.
  const assessor = assessing();
  assessor?.assess(assessor.read("Patient letters must not leave the building.").facts);
  return assessing;
};
