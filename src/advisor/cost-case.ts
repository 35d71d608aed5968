/** Costs and assessments of one case: each goes on from what the other was told. */
import { caseWords, workloadOf } from "../core/cost/case.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { reckon } from "../core/cost/reckon.ts";
import type { FactSheet } from "../core/decide/facts.ts";
import { readSignals } from "../core/decide/signals.ts";
import type { Reply } from "../core/reply.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { replyTo } from "./cost-answer.ts";

/** The cost summary of what an assessment says. */
export function caseCost(facts: FactSheet, kb: KnowledgeBase): Reply {
  if (!kb.decision) return replyTo({}, { problems: ["the files of assessments are broken"], remarks: [] }, kb);
  const { given, remarks } = workloadOf(facts, kb.decision.data.cost.peakToAverage);
  return replyTo(given, { problems: [], remarks }, kb);
}

/** What a cost summary knows of a case, in words: the workload as it is now, and what else was said when it was asked for. */
export function costCase(given: Given, asked: string, kb: KnowledgeBase): string {
  const { costs, decision, signals } = kb;
  const reckoned = costs && reckon(given, costs, kb.today());
  if (!reckoned?.ok || !decision || !signals) return asked;
  const said = caseWords(reckoned.workload, decision.data.cost.peakToAverage);
  const known = readSignals(said.join(" "), signals).facts;
  const others = Object.entries(readSignals(asked, signals).facts)
    .filter(([name]) => !Object.hasOwn(known, name))
    .flatMap(([, { words }]) => (words === undefined ? [] : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`));
  return [...said, ...new Set(others)].join(" ");
}
