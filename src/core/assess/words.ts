/** An assessment in a line, and what changed, for places where the whole reply does not fit. */
import type { Assessment } from "../decide/assess.ts";
import type { Changes } from "../decide/changes.ts";
import type { FactName, FactValue } from "../decide/facts.ts";
import type { GroupView } from "../decide/group.ts";
import type { Alternative } from "../decide/model.ts";
import type { DecisionModel } from "../decide/prepare.ts";
import { labelOfValue, ofHundred, textOf, titleOfFact } from "../decide/words.ts";

export const broken =
  "I can't weigh a case just now: the files of my decision flow have a mistake in them. Whoever runs me sees it in the log.";
export const away = "I can't save that just now. What you saved before is safe: please try again in a minute.";

export const unknownSays = "not known";
export const valueSays = (model: DecisionModel, fact: FactName, value: FactValue | undefined): string =>
  value === undefined ? "not said" : value === "unknown" ? unknownSays : labelOfValue(model, fact, value);
export const factSays = (model: DecisionModel, fact: FactName, value: FactValue | undefined): string =>
  `${titleOfFact(model, fact)}: ${valueSays(model, fact, value)}`;

const sure: Readonly<Record<Assessment["label"], string>> = {
  clear: "clear",
  leaning: "leaning",
  near_tie: "a near tie",
  needs_more_information: "not sure yet",
};

/** "Self-host an open-weight model (clear, first in 91 of 100)". */
export function verdictSays({ recommended, label, acceptability }: Assessment, model: DecisionModel): string {
  if (recommended === undefined) return "Nothing is left: what you need rules out every alternative";
  const share = acceptability[recommended];
  return `${textOf(model, recommended).verdict} (${sure[label]}, first in ${ofHundred(share)} draws)`;
}
export const verdictOf = (model: DecisionModel, one: Alternative | null | undefined): string =>
  one ? textOf(model, one).verdict : "nothing is left";
export const shortVerdict = (model: DecisionModel, one: Alternative | null | undefined): string =>
  one ? textOf(model, one).short : "Nothing is left";

const mostChanges = 6;
/** What is different since it was weighed last; undefined when nothing is. */
export function changesSay(model: DecisionModel, { facts, knowledge, verdict }: Changes): string | undefined {
  if (facts.length === 0 && !knowledge) return undefined;
  const each = facts
    .slice(0, mostChanges)
    .map(
      ({ fact, from, to, readBy }) =>
        `${titleOfFact(model, fact)}, from “${valueSays(model, fact, from)}” to “${valueSays(model, fact, to)}”${readBy === undefined ? "" : ` (read by ${readBy}, and confirmed)`}`,
    );
  const more = facts.length > mostChanges ? `; and ${facts.length - mostChanges} more` : "";
  const changed = each.length > 0 ? ` ${each.join("; ")}${more}.` : "";
  const known = knowledge ? " My knowledge is another version." : "";
  const now = verdict ? `The verdict was “${verdictOf(model, verdict.from)}”.` : "The verdict is still the same.";
  return `**What changed since the last time:**${changed}${known} ${now}`;
}

const mostRanked = 3;
/** How many criteria one person ranks at most. */
export const mostPlaces = 5;
/** What those who ranked want together, where they differ, and whether that matters. */
export function groupSays(model: DecisionModel, group: GroupView): string {
  const title = (id: string): string => model.criteria.find((one) => one.id === id)?.title ?? id;
  // What nobody ranked stands in the middle of what is left, and is nobody's choice.
  const chosen = group.ranking.filter(({ places }) => places.some((place) => place <= mostPlaces));
  const [first, ...others] = chosen.slice(0, mostRanked).map(({ criterion }) => title(criterion));
  const people = group.people === 1 ? "One person has" : `${group.people} people have`;
  const order = `${people} ranked what matters: ${first ?? ""} first${others.length > 0 ? `, then ${others.join(", then ")}` : ""}.`;
  if (group.people === 1) return `**Ranking.** ${order}`;
  const disputed = group.disputed.map(title);
  const differ =
    disputed.length === 0
      ? "They largely agree."
      : `They differ most over ${disputed.slice(0, mostRanked).join(", ")}.`;
  const elsewhere = [
    ...new Set(group.verdicts.flatMap(({ recommended }) => (recommended === group.together ? [] : [recommended]))),
  ].map((one) => `“${shortVerdict(model, one)}”`);
  const matters = group.matters
    ? `It matters: by itself, a ranking would lead to ${elsewhere.join(" or ")}.`
    : "It does not matter to the verdict: each ranking leads to the same.";
  return `**Ranking.** ${order} ${differ} ${matters}`;
}

/** "3 May 2026", the same everywhere. */
export const dayOf = (ms: number): string =>
  new Date(ms).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
