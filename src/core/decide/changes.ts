/** What an assessment is remembered by, and what has changed since. */
import type { Assessment } from "./assess.ts";
import type { Label } from "./label.ts";
import { type FactName, factNames, type FactValue } from "./facts.ts";
import type { Alternative } from "./model.ts";

/** One run: small enough to keep, enough to compare with. */
export interface RunSummary {
  readonly recommended: Alternative | null;
  readonly label: Label;
  readonly acceptability: Readonly<Record<Alternative, number>>;
  /** Facts that were stated or followed. */
  readonly facts: Readonly<Partial<Record<FactName, FactValue>>>;
  /** Of these, what a model read and a person confirmed: which model. */
  readonly readBy?: Readonly<Partial<Record<FactName, string>>>;
  readonly knowledgeVersion: string;
}

export function summaryOf(assessment: Assessment, knowledgeVersion: string): RunSummary {
  const known = factNames.filter((name) => assessment.facts[name].origin !== "assumed");
  const read = known.flatMap((name) => {
    const by = assessment.facts[name].readBy;
    return by === undefined ? [] : [[name, by] as const];
  });
  return {
    recommended: assessment.recommended ?? null,
    label: assessment.label,
    acceptability: assessment.acceptability,
    facts: Object.fromEntries(known.map((name) => [name, assessment.facts[name].value])),
    ...(read.length > 0 ? { readBy: Object.fromEntries(read) } : {}),
    knowledgeVersion,
  };
}

export interface Changes {
  readonly facts: readonly {
    readonly fact: FactName;
    readonly from: FactValue | undefined;
    readonly to: FactValue | undefined;
    /** The model that read it, where a person confirmed it. */
    readonly readBy?: string | undefined;
  }[];
  readonly knowledge: boolean;
  readonly verdict: { readonly from: Alternative | null; readonly to: Alternative | null } | undefined;
}

export function changesBetween(before: RunSummary, now: RunSummary): Changes {
  return {
    facts: factNames
      .filter((fact) => before.facts[fact] !== now.facts[fact])
      .map((fact) => ({ fact, from: before.facts[fact], to: now.facts[fact], readBy: now.readBy?.[fact] })),
    knowledge: before.knowledgeVersion !== now.knowledgeVersion,
    verdict: before.recommended === now.recommended ? undefined : { from: before.recommended, to: now.recommended },
  };
}
