import type { LeverName } from "./cost/lever-names.ts";
import type { Given } from "./cost/read-inputs.ts";
import type { Assessment, AssessOptions } from "./decide/assess.ts";
import type { FactName, FactSheet, FactValue } from "./decide/facts.ts";
import type { Basis } from "./decide/model.ts";
import type { DecisionModel } from "./decide/prepare.ts";
import type { Reading } from "./decide/signals.ts";
import type { ImportFindings } from "./prices/compare.ts";
import type { PriceFormat } from "./prices/rows.ts";
import type { Problem } from "./problem.ts";
import type { Question } from "./question.ts";
import type { Block, Cited, Reply } from "./reply.ts";
import type { BackendName } from "./route/policy.ts";
import type { Whereabouts } from "./route/route.ts";

/** What `main` hands to every platform: the one way from a question to a reply. It never throws. */
export type Answer = (question: Question) => Answered;

export interface Answered {
  readonly reply: Reply;
  readonly trace: Trace;
}

/** How a reply came about; counts, ids and scores for logs and for the curious, never a question's text. */
export interface Trace {
  /** The advisor that took the question. */
  readonly advisor: string;
  readonly entries: readonly string[];
  /** 0 to 1, see `core/retrieve`. */
  readonly confidence: number;
  readonly ms: number;
  /** Of these, spent on finding. */
  readonly searchMs?: number;
  /** Absent where no model is configured. */
  readonly wording?: WordingTrace;
}

/** What a model had to do with a reply: ids and counts, for the record. */
export interface WordingTrace {
  /** Ids of the rules of `routing.yaml` by which it went where it went. */
  readonly rules: readonly string[];
  /** Who worded it; absent where it stayed as it was composed. */
  readonly by?: { readonly backend: BackendName; readonly model: string; readonly outside?: string | undefined };
  /** Hash of the prompt's file. */
  readonly prompt?: string;
  readonly sentences?: number;
  /** Sentences that were not shown, by what was wrong with them. */
  readonly dropped?: Readonly<Record<string, number>>;
  /** Why a model that was asked did not word it. */
  readonly why?: string;
  /** What a model was asked to understand, and whether it helped. */
  readonly understood?: Readonly<Record<string, string>>;
}

/**
 * What `main` hands to a platform that can wait: the same answer, in a model's words where a model is configured and may
 * see the question. Verdicts, sums, links and sources are those of `Answer`. It never throws.
 */
export type FluentAnswer = (question: Question, occasion: Occasion) => Promise<Answered>;

/** What an `AbortSignal` shows of itself: core knows no such thing. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
}

export interface Occasion {
  readonly at: Whereabouts;
  /** Where true, the composed answer is enough, and no model sees the question. */
  readonly leaveIt?: ((composed: Answered) => boolean) | undefined;
  /** Stops the model; what was shown by then stays. */
  readonly signal?: StopSignal | undefined;
  /** Told once, when a model is first asked about it: from then on it may take a while. */
  readonly onWork?: (() => void) | undefined;
  /** Told of each sentence as soon as it may be shown. The answer that comes in the end may be another one. */
  readonly onSentence?: ((sentence: Cited) => void) | undefined;
}

/**
 * What `main` hands to every platform for the structured decision flow: one version of the knowledge, to be taken once for
 * each step. Undefined while the files of the flow are broken.
 */
export type Assessing = () => Assessor | undefined;

export interface Assessor {
  readonly knowledgeVersion: string;
  readonly model: DecisionModel;
  /** What words state. */
  readonly read: (text: string) => Reading;
  readonly assess: (facts: FactSheet, options?: AssessOptions) => Assessment;
  readonly reply: (assessment: Assessment, options: AssessmentReplyOptions) => Reply;
  /** Alternatives against criteria. */
  readonly table: (assessment: Assessment) => Extract<Block, { kind: "table" }>;
  /** Several side by side. */
  readonly compare: (all: readonly NamedAssessment[]) => Reply;
  /** A company's workloads together: which goes where, and what it sums to. */
  readonly portfolio: (all: readonly NamedAssessment[]) => Reply;
  /** File names of the documents behind coverage ids. */
  readonly documents: (basis: Basis) => string[];
}

/**
 * What `main` hands to platforms where a model is configured: how it reads a description, beside the rules. Nothing of that
 * counts until a person takes it.
 */
export interface SecondReader {
  /** Whether a model would be asked now, and may see it. */
  readonly mayRead: (text: string, at: Whereabouts) => boolean;
  /** Undefined when none may see it, or none answers. It never throws. */
  readonly read: (text: string, at: Whereabouts, signal?: StopSignal) => Promise<ModelReading | undefined>;
}
/** Facts with values that they can have, each from words that stand in the description. */
export interface ModelReading {
  /** The model, and where it runs. */
  readonly by: string;
  readonly facts: readonly { readonly fact: FactName; readonly value: FactValue; readonly words: string }[];
}

export interface NamedAssessment {
  readonly name: string;
  readonly assessment: Assessment;
}

export interface AssessmentReplyOptions {
  /** What the workload is called. */
  readonly name?: string | undefined;
  /** The whole of it, or what fits into an answer in passing. */
  readonly detail: "short" | "full";
}

/**
 * What `main` hands to every platform that can change a cost summary: each takes the fields of a workload, as forms and buttons
 * have them.
 */
export interface Costing {
  /** The summary, or what is wrong with the fields. */
  readonly reply: (given: Given) => Reply;
  /** The summary of what an assessment says. */
  readonly ofCase: (facts: FactSheet) => Reply;
  /** A workload, and what else was said of it, as a description to assess. @param asked words that it was asked for by */
  readonly asCase: (given: Given, asked: string) => string;
  /** The summary after a lever was pulled; undefined where nothing would change. */
  readonly pull: (lever: LeverName, given: Given) => Reply | undefined;
  /** Every figure's formula, values, dates and sources. */
  readonly formula: (given: Given) => Reply;
  /** The same for a spreadsheet; undefined where the fields are wrong. */
  readonly csv: (given: Given) => string | undefined;
  /** The cost by volume as a picture, with words for those who cannot see it; undefined where there is none. */
  readonly picture: (given: Given) => Promise<{ readonly png: Uint8Array; readonly alt: string } | undefined>;
  /** Any chart as a picture, with words. */
  readonly chart: (
    chart: Extract<Block, { kind: "chart" }>,
  ) => Promise<{ readonly png: Uint8Array; readonly alt: string }>;
  /**
   * A way of building by any of its names: who sends what where, in words and as a picture; or what there is to draw.
   * @param isSmall in fewer pixels and colours, for where there is little room
   */
  readonly flow: (
    name: string,
    isSmall?: boolean,
  ) => Promise<{ readonly reply: Reply; readonly picture?: { readonly png: Uint8Array; readonly alt: string } }>;
  /** What a form offers: names of models, those first that are compared when nobody chooses. */
  readonly choices: () => {
    readonly closed: readonly string[];
    readonly open: readonly string[];
    /** Ways that load is spread over the hours. */
    readonly loads: readonly (readonly [label: string, words: string])[];
    /** Sides and ways of building, and rows of a comparison: what a form shows, and the words that name it. */
    readonly ways: readonly (readonly [label: string, words: string])[];
    readonly rows: readonly (readonly [label: string, words: string])[];
    /** Tables of the documents. */
    readonly tables: readonly (readonly [label: string, words: string])[];
  };
  /** What is wrong with a workload in words, a sentence each. */
  readonly problemsIn: (words: string) => readonly string[];
}

/** Reads a knowledge folder for the person who writes it: everything that is wrong, warnings too. */
export type CheckKnowledge = (folder: string) => Promise<KnowledgeFindings | NoKnowledge>;

export interface KnowledgeFindings {
  readonly ok: true;
  readonly problems: readonly Problem[];
  /** How many of each kind there are, by the kind's plural. */
  readonly counts: Readonly<Record<string, number>>;
  readonly version: string;
}
export interface NoKnowledge {
  readonly ok: false;
  readonly what: string;
  readonly remedy: string;
}

/** Holds a list of prices against the files in `endpoints/`, and writes what was agreed to. */
export type ImportPrices = (request: ImportRequest) => Promise<ImportReport>;

export interface ImportRequest {
  /** A file, or a web address. */
  readonly from: string;
  readonly folder: string;
  /** Told by its shape when left out. */
  readonly format: PriceFormat | undefined;
  /** Takes prices that move by more than five times. */
  readonly accept: boolean;
  readonly write: boolean;
  readonly today: string;
}
export type ImportReport =
  | {
      readonly ok: true;
      readonly format: PriceFormat;
      readonly rows: number;
      readonly skipped: Readonly<Record<string, number>>;
      readonly findings: ImportFindings;
      /** Files that were changed. */
      readonly written: readonly string[];
    }
  | { readonly ok: false; readonly sentence: string };
