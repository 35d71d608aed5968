/** What speaks for the winner against its rivals, and what against it: criterion by criterion, with the rule behind. */
import type { Evaluation } from "./evaluate.ts";
import { type Alternative, alternatives, type Basis, placeOf, width } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import type { Sheet } from "./sheet.ts";

export interface Driver {
  readonly criterion: string;
  readonly title: string;
  /** Whether it speaks for the winner. */
  readonly speaksFor: boolean;
  /** Of the whole value (0 to 1), how much it adds to the winner's lead; negative for what speaks against it. */
  readonly effect: number;
  /** Whose strength it is: the winner's, or that of the rival who is best here. */
  readonly of: Alternative;
  readonly because: string;
  readonly sources: Basis;
}

const leastEffect = 0.004; // less is noise

/** @param rivals whom the winner is compared with, on the average */
export function driversOf(
  model: DecisionModel,
  sheet: Sheet,
  { scores, weights }: Evaluation,
  winner: Alternative,
  rivals: readonly Alternative[],
): Driver[] {
  const ours = placeOf[winner];
  const theirs = rivals.map((one) => placeOf[one]);
  const all = model.criteria.map((criterion, c): Driver => {
    const scoreOf = (place: number): number => scores[c * width + place] ?? 0;
    const effect = (weights[c] ?? 0) * (scoreOf(ours) - mean(theirs.map(scoreOf)));
    const strongest = theirs.toSorted((a, b) => scoreOf(b) - scoreOf(a))[0] ?? ours;
    const favoured = effect >= 0 ? ours : strongest;
    return {
      criterion: criterion.id,
      title: criterion.title,
      speaksFor: effect >= 0,
      effect,
      of: alternatives[favoured] ?? winner,
      ...reasonFor(model, sheet, c, favoured, effect >= 0 ? theirs : [ours]),
    };
  });
  return all
    .filter(({ effect }) => Math.abs(effect) >= leastEffect)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The rule or base score that favours one alternative over the others most. */
function reasonFor(
  model: DecisionModel,
  sheet: Sheet,
  criterion: number,
  favoured: number,
  others: readonly number[],
): { readonly because: string; readonly sources: Basis } {
  const lead = (row: ArrayLike<number>, at = 0): number =>
    (row[at + favoured] ?? 0) - mean(others.map((place) => row[at + place] ?? 0));
  const fired = model.scoreRules
    .filter((rule) => rule.criterion === criterion && (rule.add[favoured] ?? 0) > 0 && rule.test(sheet))
    .sort((a, b) => lead(b.add) - lead(a.add))[0];
  const scores = model.data.scores.find((each) => each.criterion === model.criteria[criterion]?.id);
  const name = alternatives[favoured];
  const base = name && scores?.base?.[name];
  const said = fired && (!base || lead(fired.add) > lead(model.base, criterion * width)) ? fired.data : base;
  return said
    ? { because: said.because, sources: said.sources }
    : { because: model.criteria[criterion]?.means ?? "", sources: "our assumption" };
}
