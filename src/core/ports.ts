import type { Problem } from "./problem.ts";
import type { Question } from "./question.ts";
import type { Reply } from "./reply.ts";

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
