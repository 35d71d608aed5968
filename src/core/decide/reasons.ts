/** Which of the facts that were stated speak for the winner, and how much: what people know of their own case explains most. */
import { factsIn } from "./condition.ts";
import { bestOf, evaluate, valuesInto } from "./evaluate.ts";
import { type FactName, factNames, type FactSheet, type FactValue } from "./facts.ts";
import { type Alternative, alternatives, placeOf, width } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import { type Resolved, resolveFacts } from "./priors.ts";
import type { Sheet } from "./sheet.ts";

export interface Reason {
  readonly fact: FactName;
  readonly value: FactValue;
  /** By how much the winner's lead is greater than if the fact were as usual; negative for what speaks against it. */
  readonly effect: number;
  /** Without it, another would be first. */
  readonly decisive: boolean;
  /** A hard constraint rests on it. */
  readonly binds: boolean;
}

const leastEffect = 0.01;

/** Reasons, the strongest first. */
export function reasonsOf(
  model: DecisionModel,
  facts: FactSheet,
  { facts: used }: Resolved,
  winner: Alternative,
  weights?: Float64Array,
): Reason[] {
  const values = new Float64Array(width);
  const place = placeOf[winner];
  /** By how much the winner leads on the most plausible sheet; an excluded winner trails by all there is. */
  const lead = (given: FactSheet): { readonly by: number; readonly first: Alternative | undefined } => {
    const { sheet } = resolveFacts(model, given);
    const { scores, weights: stated, excluded } = evaluate(model, sheet, weights);
    valuesInto(values, scores, stated);
    const others = excluded | (1 << place);
    const rival = bestOf(values, others);
    const own = (excluded & (1 << place)) === 0 ? (values[place] ?? 0) : 0;
    return { by: rival < 0 ? 1 : own - (values[rival] ?? 0), first: alternatives[bestOf(values, excluded)] };
  };
  const { by: now } = lead(facts);
  const binding = bindingFacts(model, resolveFacts(model, facts).sheet);
  return factNames
    .filter((name) => facts[name] !== undefined && used[name].origin !== "assumed")
    .map((fact): Reason => {
      const without = lead({ ...facts, [fact]: undefined });
      const decisive = without.first !== winner;
      return { fact, value: used[fact].value, effect: now - without.by, decisive, binds: binding.has(fact) };
    })
    .filter(({ effect, decisive, binds }) => binds || decisive || Math.abs(effect) >= leastEffect)
    .sort((a, b) => rank(b) - rank(a) || b.effect - a.effect);
}

const rank = ({ binds, decisive }: Reason): number => (binds ? 2 : 0) + (decisive ? 1 : 0);

/** Facts by which a hard constraint holds, as long as it would not hold anyway. */
function bindingFacts(model: DecisionModel, sheet: Sheet): Set<FactName> {
  const found = new Set<FactName>();
  for (const { test, data } of model.constraints) {
    if (!test(sheet)) continue;
    // What has to be otherwise in a constraint with many conditions is seldom what people would call the reason.
    const facts = factsIn(data.when);
    if (facts.length <= 2) for (const fact of facts) found.add(fact);
  }
  return found;
}
