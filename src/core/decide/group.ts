/** Several people rank what matters: what they want together, where they differ, and whether that matters to the verdict. */
import { decide } from "./assess.ts";
import { type Draft, groupWeights } from "./draft.ts";
import type { Alternative } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import { centroidWeights } from "./weights.ts";

export interface GroupView {
  readonly people: number;
  /** Criteria by the mean of their places, the most important first. */
  readonly ranking: readonly {
    readonly criterion: string;
    readonly meanPlace: number;
    readonly places: readonly number[];
  }[];
  /** Criteria whose places differ most: by more than a third of all there are. */
  readonly disputed: readonly string[];
  /** What each person's own ranking would lead to. */
  readonly verdicts: readonly { readonly person: string; readonly recommended: Alternative | undefined }[];
  readonly together: Alternative | undefined;
  /** Whether anybody's own ranking leads elsewhere than all together. */
  readonly matters: boolean;
}

/** Undefined when nobody ranked. */
export function groupView(model: DecisionModel, draft: Draft): GroupView | undefined {
  const people = Object.entries(draft.rankings).filter(([, ranking]) => ranking.length > 0);
  if (people.length === 0) return undefined;
  const ids = model.criteria.map(({ id }) => id);
  // What somebody did not rank stands in the middle of what is left.
  const placeIn = (ranking: readonly string[], id: string): number => {
    const at = ranking.indexOf(id);
    return at >= 0 ? at + 1 : (ranking.length + 1 + ids.length) / 2;
  };
  const ranking = ids
    .map((criterion) => {
      const places = people.map(([, each]) => placeIn(each, criterion));
      return { criterion, places, meanPlace: places.reduce((sum, place) => sum + place, 0) / places.length };
    })
    .sort((a, b) => a.meanPlace - b.meanPlace);
  const spread = (places: readonly number[]): number => Math.max(...places) - Math.min(...places);
  const verdicts = people.map(([person, each]) => ({
    person,
    recommended: decide(model, draft.facts, centroidWeights(each, ids)),
  }));
  const together = decide(model, draft.facts, groupWeights(model, draft));
  return {
    people: people.length,
    ranking,
    disputed: ranking.filter(({ places }) => spread(places) > ids.length / 3).map(({ criterion }) => criterion),
    verdicts,
    together,
    matters: verdicts.some(({ recommended }) => recommended !== together),
  };
}
