/** How much of what a query could score a text does score: comparable across queries, unlike a score. */
import type { QueryPlan, Way } from "./slots.ts";

/**
 * BM25F score ÷ the query's greatest possible one, 0 to 1. Where a phrase has synonyms, the better of the two counts.
 * @param shareOf saturated count of a term in the text, 0 to 1, by place in the plan
 */
export function ratioOf(plan: QueryPlan, shareOf: (place: number) => number): number {
  if (plan.attainable === 0) return 0;
  const score = ({ terms, worth }: Way): number => {
    let got = 0;
    let all = 0;
    for (const i of terms) {
      got += (plan.idf[i] ?? 0) * shareOf(i);
      all += plan.idf[i] ?? 0;
    }
    return all === 0 ? 0 : (worth * got) / all;
  };
  const best = (ways: readonly Way[]): number => ways.reduce((most, way) => Math.max(most, score(way)), 0);
  const bySlot = plan.slots.map((slot) => best(slot.ways));
  let sum = 0;
  for (const own of bySlot) sum += own;
  for (const { slots, ways } of plan.alternatives) {
    let own = 0;
    for (const slot of slots) own += bySlot[slot] ?? 0;
    sum += Math.max(0, best(ways) - own);
  }
  return Math.min(1, sum / plan.attainable);
}
