/** What is kept of an assessment as JSON that only we read: the draft, and where its owner stands in it. */
import { type Draft, emptyDraft, type Step } from "../decide/draft.ts";
import type { Fact, FactName, FactSheet } from "../decide/facts.ts";
import type { SecondReading } from "./second.ts";

/** Where the owner stands. Of `ask`, the draft itself says what comes next. */
export type Page = "describe" | "review" | "ask" | "done";

/** Two things that were said and do not fit together. */
export interface Clash {
  readonly fact: FactName;
  readonly first: string;
  readonly second: string;
}

export interface Doc {
  readonly draft: Draft;
  readonly page: Page;
  /** What was answered together, for the way back. */
  readonly batches: readonly (readonly Step["of"][])[];
  readonly clashes: readonly Clash[];
  /** What a model read in the description, beside the rules. */
  readonly second?: SecondReading | undefined;
  /** The last revisions, where they changed nothing that a page asks: what was drawn before them is still good. */
  readonly quiet?: { readonly since: number; readonly until: number; readonly isHeld?: true };
  /** The revision with which it was finished last: its result is posted once. */
  readonly finishedRev?: number;
  /** The message that was heard last in a conversation: it is heard once. */
  readonly heard?: string;
}

export const emptyDoc: Doc = { draft: emptyDraft, page: "describe", batches: [], clashes: [] };

export const writeDoc = (doc: Doc): string => JSON.stringify(doc);

/** What an older version of ours left out is as at the beginning. */
export function readDoc(text: string): Doc {
  const kept = JSON.parse(text) as Partial<Doc>;
  return { ...emptyDoc, ...kept, draft: { ...emptyDraft, ...kept.draft } };
}

/**
 * Takes a person out of somebody else's assessment: under their name nothing is left in it. What they answered stays, as
 * said by nobody in particular, for the verdict rests on it.
 * @returns undefined where they are not in the text
 */
export function scrub(text: string, userKey: string, of: "doc" | "facts" | "result"): string | undefined {
  if (of === "result" || !text.includes(JSON.stringify(userKey).slice(1, -1))) return undefined;
  if (of === "facts") return JSON.stringify(withoutPerson(JSON.parse(text) as FactSheet, userKey));
  const doc = readDoc(text);
  const { draft } = doc;
  const rankings = Object.fromEntries(Object.entries(draft.rankings).filter(([person]) => person !== userKey));
  const steps = draft.steps.map((step) => ({ ...step, before: withoutPerson(step.before, userKey) }));
  return writeDoc({ ...doc, draft: { ...draft, facts: withoutPerson(draft.facts, userKey), steps, rankings } });
}

const withoutPerson = (facts: FactSheet, userKey: string): FactSheet =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, fact.by === userKey ? namelessFact(fact) : fact]),
  );

/** The same to begin another one with: what others said stays, their names and rankings do not. */
export function copyOf({ draft, clashes, second }: Doc): Doc {
  const nameless = (facts: FactSheet): FactSheet =>
    Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, namelessFact(fact)]));

  const steps = draft.steps.map((step) => ({ ...step, before: nameless(step.before) }));
  const copy = { ...draft, facts: nameless(draft.facts), steps, rankings: {} };
  return { draft: copy, page: "review", batches: [], clashes, second };
}
const namelessFact = (fact: Fact): Fact => {
  const { by, ...rest } = fact;
  return by === undefined ? fact : rest;
};
