/** In a word, how sure a verdict is. */
import type { FactName } from "./facts.ts";
import type { Hinge } from "./flips.ts";
import type { Alternative } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";

export type Label = "clear" | "leaning" | "near_tie" | "needs_more_information";

const doubtOfFacts = 0.12; // of the share that only the open facts cost

/** What is open, looked at only where the label depends on it. */
export interface Openness {
  readonly hasQuestions: boolean;
  /** Somebody said of a fact that it is open, and it is worth asking for. */
  readonly isSaidToBeOpen: boolean;
  /** The winner's share if every open fact were as is most likely. */
  readonly plausibleShare: () => number;
  readonly hinge: () => Hinge | undefined;
  /** A fact said to be open, of which an answer would make the verdict surer or less sure by a word. */
  readonly swaying: () => FactName | undefined;
}

const swaysIt = "the answer changes how sure this is";

export function labelOf(
  { data }: DecisionModel,
  share: number,
  recommended: Alternative | undefined,
  { hasQuestions, isSaidToBeOpen, plausibleShare, hinge, swaying }: Openness,
): { readonly label: Label; readonly hinge?: Hinge | undefined } {
  const { clearFrom, leaningFrom } = data.criteria;
  if (recommended === undefined) return { label: "needs_more_information" };
  // It is the open facts that leave the doubt, and an answer could turn the verdict round.
  if (share < clearFrom && hasQuestions && (isSaidToBeOpen || plausibleShare() - share > doubtOfFacts))
    return { label: "needs_more_information" };
  const open = hinge();
  if (open !== undefined) return { label: "needs_more_information", hinge: open };
  if (share >= clearFrom) return { label: "clear" };
  const fact = swaying();
  if (fact !== undefined) return { label: "needs_more_information", hinge: { fact, decides: swaysIt } };
  return { label: share >= leaningFrom ? "leaning" : "near_tie" };
}
