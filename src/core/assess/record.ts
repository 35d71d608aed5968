/** A decision record of what is kept: what its form offers, and its text. */
import { decisionRecord } from "../decide/record.ts";
import type { DecisionStatus } from "./ports.ts";
import type { Weighed } from "./result.ts";
import { isoDay } from "./words.ts";

export const statuses: readonly { readonly value: DecisionStatus; readonly label: string }[] = [
  { value: "proposed", label: "Proposed: still to be decided" },
  { value: "accepted", label: "Accepted: we do it so" },
  { value: "superseded", label: "Superseded: another decision took its place" },
];
export const isStatus = (word: string): word is DecisionStatus => statuses.some(({ value }) => value === word);
export const statusAsks = "Where does the decision stand?";
export const againAsks = "When should it be looked at again?";

export function inSixMonths(now: number): number {
  const day = new Date(now);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 6, Math.min(day.getUTCDate(), 28));
}

export const recordOf = ({ assessor, row, doc, assessment }: Weighed, now: number): string =>
  decisionRecord({
    draft: doc.draft,
    assessment,
    model: assessor.model,
    status: row.status,
    decidedOn: isoDay(now),
    revisitBy: isoDay(row.revisitBy ?? inSixMonths(now)),
    knowledgeVersion: assessor.knowledgeVersion,
    // Names would need a right to read profiles, which nothing else needs.
    nameOf: () => "a colleague",
  });
