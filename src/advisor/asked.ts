import type { Question, Turn } from "../core/question.ts";
import { understand, type Understood } from "../core/follow-up.ts";
import type { Nearness } from "../core/retrieve/fuse.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import type { Reply } from "../core/reply.ts";

/** A question as every advisor sees it. */
export interface Asked extends Understood {
  /** The message alone, as the person wrote it, cleaned. */
  readonly said: string;
  /** The same in lower case with plain quotes, for patterns. */
  readonly lower: string;
  readonly context: readonly Turn[];
  /** What the asker told of their own case in an assessment. */
  readonly project?: Question["project"];
  /** Said in front of the answer, when the question was taken from another language. */
  readonly preface?: string | undefined;
  readonly near?: Nearness | undefined;
}

/** One thing that people can ask for. The first in the list that has a reply gives it. */
export interface Advisor {
  readonly name: string;
  /** For help: what it does, in one line; absent where there is nothing to offer. */
  readonly summary?: string;
  /** A question that this advisor takes. */
  readonly example: string;
  reply(asked: Asked, kb: KnowledgeBase): Advice | undefined;
}

export interface Advice {
  readonly reply: Reply;
  readonly entries: readonly string[];
  readonly confidence: number;
}

const plainQuotes = (text: string): string =>
  text
    .replaceAll(/[‘’‛ʼ`´]/g, "'")
    .replaceAll(/[“”„]/g, '"')
    .replaceAll(/[‐‑‒–—]/g, "-");

export function asked(said: string, context: readonly Turn[], preface?: string): Asked {
  const plain = plainQuotes(said);
  const understood = understand(plain, context);
  return { ...understood, said: plain, lower: plain.toLowerCase(), context, preface };
}
