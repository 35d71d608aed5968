/** What speaks for the winner against the runner-up, and what against it: criterion by criterion, with the rules behind. */
import { type Alternative, alternatives, type Basis, placeOf, width } from "./model.ts";
import { type DecisionModel } from "./prepare.ts";
import type { Evaluation } from "./evaluate.ts";
import type { Sheet } from "./sheet.ts";

export interface Driver {
  readonly criterion: string;
  readonly title: string;
  /** Whether it speaks for the winner. */
  readonly speaksFor: boolean;
  /** Share of the whole difference; of what speaks against, negative. */
  readonly effect: number;
  readonly because: string;
  readonly sources: Basis;
}

const leastEffect = 0.004; // of a value between 0 and 1: less is noise

export function driversOf(
  model: DecisionModel,
  sheet: Sheet,
  { scores, weights }: Evaluation,
  winner: Alternative,
  against: Alternative,
): Driver[] {
  const [ours, theirs] = [placeOf[winner], placeOf[against]];
  const all = model.criteria.map((criterion, c): Driver => {
    const difference = (scores[c * width + ours] ?? 0) - (scores[c * width + theirs] ?? 0);
    const effect = (weights[c] ?? 0) * difference;
    const reason = reasonFor(model, sheet, c, effect >= 0 ? ours : theirs, effect >= 0 ? theirs : ours);
    return {
      criterion: criterion.id,
      title: criterion.title,
      speaksFor: effect >= 0,
      effect,
      ...reason,
    };
  });
  return all
    .filter(({ effect }) => Math.abs(effect) >= leastEffect)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

/** The rule or base score that favours one alternative over the other most. */
function reasonFor(
  model: DecisionModel,
  sheet: Sheet,
  criterion: number,
  favoured: number,
  other: number,
): { readonly because: string; readonly sources: Basis } {
  const fired = model.scoreRules
    .filter((rule) => rule.criterion === criterion && rule.test(sheet))
    .map((rule) => ({ rule, by: (rule.add[favoured] ?? 0) - (rule.add[other] ?? 0) }))
    .sort((a, b) => b.by - a.by)[0];
  const id = model.criteria[criterion]?.id;
  const base = model.data.scores.find((scores) => scores.criterion === id)?.base;
  const favouredId = alternatives[favoured];
  const byBase = base && favouredId ? base[favouredId] : undefined;
  const baseDifference = (model.base[criterion * width + favoured] ?? 0) - (model.base[criterion * width + other] ?? 0);
  if (fired && (fired.by > baseDifference || !byBase)) {
    const { because, sources } = fired.rule.data;
    return { because, sources };
  }
  if (byBase) return { because: byBase.because, sources: byBase.sources };
  return { because: model.criteria[criterion]?.means ?? "", sources: "our assumption" };
}
