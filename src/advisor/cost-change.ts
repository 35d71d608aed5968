/** What a lever did to a cost summary, in a sentence. */
import { leverLabels, type LeverName } from "../core/cost/lever-names.ts";
import { multiplied, pull } from "../core/cost/levers.ts";
import type { CostDesk } from "../core/cost/desk.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { reckon } from "../core/cost/reckon.ts";
import { Money } from "../core/cost/money.ts";
import type { CostSummary } from "../core/cost/summary.ts";
import type { Reply } from "../core/reply.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { replyTo } from "./cost-answer.ts";

/** The summary after a lever was pulled; undefined where nothing would change. */
export const pulled = (lever: LeverName, given: Given, kb: KnowledgeBase): Reply | undefined =>
  changedBy(leverLabels[lever], given, kb, (workload, desk) => pull(lever, given, workload, desk));

/** The same of so many times the volume. */
export const timesOf = (times: number, given: Given, kb: KnowledgeBase): Reply | undefined =>
  changedBy(`${times} times the volume`, given, kb, (workload) => multiplied(given, workload, times));

function changedBy(
  label: string,
  given: Given,
  kb: KnowledgeBase,
  change: (workload: Workload, desk: CostDesk) => Given | undefined,
): Reply | undefined {
  if (!kb.costs) return undefined;
  const before = reckon(given, kb.costs, kb.today());
  const now = before.ok ? change(before.workload, kb.costs) : undefined;
  const after = now && reckon(now, kb.costs, kb.today());
  if (!before.ok || !now || !after?.ok) return undefined;
  const money = new Money(after.workload);
  const sums = kinds.flatMap(([kind, what]) => {
    const [old, fresh] = [before.summary, after.summary].map((summary) => cheapestOf(summary, kind));
    return old === undefined || fresh === undefined ? [] : [`${what} ${money.of(old)} → ${money.of(fresh)}`];
  });
  const says = `**${label}:** the cheapest of each kind, a month: ${sums.join("; ")}.`;
  return replyTo(now, { problems: [], remarks: [] }, kb, says);
}

const kinds = [
  ["api", "closed API"],
  ["hosted", "hosted open model"],
  ["self-hosted", "machines of your own"],
] as const;

/** Options stand the cheapest first. */
const cheapestOf = ({ options }: CostSummary, kind: (typeof kinds)[number][0]): number | undefined =>
  options.find((one) => one.kind === kind)?.monthlyUsd.expected;
