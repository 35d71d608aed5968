/** Which hard constraints leave nothing together, and what giving up one of them would open. */
import type { FactSheet } from "./facts.ts";
import { type Alternative, alternatives } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import { resolveFacts } from "./priors.ts";

export interface Collision {
  readonly constraint: string;
  /** What has to change for it to fall away. */
  readonly relax: string;
  readonly opens: readonly Alternative[];
}

/** What each constraint that holds keeps out all by itself. */
export function collisionsOf(model: DecisionModel, facts: FactSheet): Collision[] {
  const { sheet } = resolveFacts(model, facts);
  const holding = model.constraints.filter(({ test }) => test(sheet));
  return holding
    .map(({ data }) => {
      const others = holding.filter((one) => one.data !== data).flatMap((one) => one.data.excludes);
      return { constraint: data.id, relax: data.relax, opens: alternatives.filter((one) => !others.includes(one)) };
    })
    .filter(({ opens }) => opens.length > 0);
}
