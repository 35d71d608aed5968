/** Structured decisions: the drafts, who takes part, what was asked of whom, how each run came out, where it is shown. */
import { asksIn } from "./assessment-asks.ts";
import { partsIn } from "./assessment-parts.ts";
import { recordsIn } from "./assessment-records.ts";
import type { Engine } from "./engine.ts";
import type { AskState, AssessmentState, AssessmentStatus, PersonRole } from "./tables.ts";

export type { AskState, AssessmentState, AssessmentStatus, PersonRole };

export interface AssessmentRecord {
  readonly id: string;
  /** Whose it is: slack:T1/U1. */
  readonly owner: string;
  readonly team: string;
  /** The channel where it was begun, unique across workspaces (slack:T1:C1); null where there was none. */
  readonly place: string | null;
  readonly name: string;
  readonly state: AssessmentState;
  /** Of the decision that it leads to. */
  readonly status: AssessmentStatus;
  /** The draft: JSON that only its writer reads. */
  readonly doc: string;
  readonly kbVersion: string;
  /** 1 at first, and one more with every change. */
  readonly rev: number;
  /** When the decision is to be looked at again; milliseconds since 1970, as all times. */
  readonly revisitBy: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What may change. What is left out stays. */
export type AssessmentChanges = Partial<
  Pick<AssessmentRecord, "name" | "place" | "state" | "status" | "doc" | "kbVersion" | "revisitBy">
>;
export type NewAssessment = Pick<AssessmentRecord, "owner" | "team" | "place" | "name" | "doc" | "kbVersion"> &
  Partial<Pick<AssessmentRecord, "id" | "state" | "status" | "revisitBy">>;

/** How it came out once, of which facts. */
export interface AssessmentRun {
  readonly at: number;
  readonly rev: number;
  readonly kbVersion: string;
  /** JSON, as `doc`. */
  readonly facts: string;
  readonly result: string;
}

export interface AssessmentPerson {
  readonly userKey: string;
  readonly role: PersonRole;
  readonly at: number;
}

/** A fact that one person asked another one for. */
export interface AssessmentAsk {
  /** Cannot be guessed: it may travel in a button. */
  readonly id: string;
  readonly assessmentId: string;
  readonly fact: string;
  readonly askedBy: string;
  readonly askedOf: string;
  readonly state: AskState;
  readonly answer: string | null;
  readonly createdAt: number;
  readonly answeredAt: number | null;
}
export type NewAsk = Pick<AssessmentAsk, "assessmentId" | "fact" | "askedBy" | "askedOf">;

/** A message of ours that shows an assessment, so that it can be updated. */
export interface AssessmentPost {
  readonly channel: string;
  readonly message: string;
  readonly thread: string | null;
  readonly kind: string;
}

export interface AssessmentRecords {
  /**
   * Begins a draft that is proposed, unless told otherwise. With an `id`, made from the event that begins it, a second
   * try gets what the first one kept; without, it gets one that cannot be guessed.
   */
  readonly create: (assessment: NewAssessment) => Promise<AssessmentRecord>;
  readonly get: (id: string) => Promise<AssessmentRecord | undefined>;
  /** The new record; undefined when `rev` is no longer the current one, or it is gone: read it again, and decide anew. */
  readonly save: (id: string, rev: number, changes: AssessmentChanges) => Promise<AssessmentRecord | undefined>;
  /** What was changed last comes first. Without `states`, of every state. */
  readonly listOf: (
    owner: string,
    which: { readonly states?: readonly AssessmentState[]; readonly limit: number },
  ) => Promise<AssessmentRecord[]>;
  /** Others' assessments in which this person has any role, each once; what was changed last comes first. */
  readonly sharedWith: (userKey: string, limit: number) => Promise<AssessmentRecord[]>;
  /** The one that a message of ours shows. */
  readonly byPost: (channel: string, message: string) => Promise<AssessmentRecord | undefined>;
  /** All of them by their ids, a page at a time; `afterId` is the last one of the page before. */
  readonly all: (limit: number, afterId?: string) => Promise<AssessmentRecord[]>;
  /** Its people, asks, runs and posts go with it. False when there is none. */
  readonly remove: (id: string) => Promise<boolean>;
}

/** Adding to an assessment leaves `rev` and `updatedAt` as they are, and tells when it is gone. */
export interface AssessmentParts {
  /** A second time in one role changes nothing. False when the assessment is gone. */
  readonly addPerson: (assessmentId: string, userKey: string, role: PersonRole) => Promise<boolean>;
  /** In the order in which they came. */
  readonly people: (assessmentId: string) => Promise<AssessmentPerson[]>;
  /** Returns the run's time, which names it within its assessment; undefined when that is gone. */
  readonly addRun: (assessmentId: string, run: Omit<AssessmentRun, "at">) => Promise<number | undefined>;
  /** Newest first. */
  readonly runsOf: (assessmentId: string, limit: number) => Promise<AssessmentRun[]>;
  /** A message that is added again shows what was said last. False when the assessment is gone. */
  readonly addPost: (assessmentId: string, post: AssessmentPost) => Promise<boolean>;
  readonly postsOf: (assessmentId: string) => Promise<AssessmentPost[]>;
}

export interface AssessmentAsks {
  /**
   * Asks, unless this person is still being asked for this fact: then that ask comes back, and is not new. Undefined
   * when the assessment is gone.
   */
  readonly ask: (ask: NewAsk) => Promise<{ readonly ask: AssessmentAsk; readonly isNew: boolean } | undefined>;
  readonly askById: (id: string) => Promise<AssessmentAsk | undefined>;
  /** Of several answers one counts; false for the others, and when the ask is gone. */
  readonly answerAsk: (id: string, state: Exclude<AskState, "open">, answer?: string) => Promise<boolean>;
  /** Oldest first, whatever became of them. */
  readonly asksOf: (assessmentId: string) => Promise<AssessmentAsk[]>;
}

/** Who may see or change one is not checked here: that is for whoever asks. */
export interface Assessments extends AssessmentRecords, AssessmentParts, AssessmentAsks {}

export const assessmentsIn = (engine: Engine): Assessments => ({
  ...recordsIn(engine),
  ...partsIn(engine),
  ...asksIn(engine),
});
