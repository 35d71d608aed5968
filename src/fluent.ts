/** From an answer to the same answer in a model's words: routed by the policy, verified, and as composed where that fails. */
import type { KnowledgeBase } from "./advisor/knowledge-base.ts";
import { partsOf } from "./core/follow-up.ts";
import type { Answer, Answered, FluentAnswer, WordingTrace } from "./core/ports.ts";
import type { PromptBook } from "./core/prompt.ts";
import type { Block, Reply } from "./core/reply.ts";
import { route } from "./core/route/route.ts";
import { createVeil } from "./core/sensitive/veil.ts";
import { askedInVain, dress } from "./llm/dress.ts";
import type { Models } from "./llm/models.ts";
import type { Ladder } from "./llm/structured.ts";
import { write } from "./llm/write.ts";
import type { Nearest } from "./nearest.ts";
import { understandBetter, type Understood } from "./understanding.ts";
import { passagesOf, vocabularyOf, wordableOf } from "./worded.ts";

export interface FluentPorts {
  /** The way without a model, which is the whole of what is decided. */
  readonly answer: Answer;
  readonly current: () => KnowledgeBase;
  readonly models: Models;
  readonly prompts: () => PromptBook;
  /** Absent where no embeddings are configured. */
  readonly nearest?: Nearest | undefined;
  readonly nowMs: () => number;
  /** Told of a bug; the asker gets the composed answer. */
  readonly onBug: (error: unknown) => void;
}

export function createFluent({
  answer: byWords,
  current,
  models,
  prompts,
  nearest,
  nowMs,
  onBug,
}: FluentPorts): FluentAnswer {
  const ladder: Ladder = new Map();
  return async (asked, { at, signal: stop, onWork, onSentence, leaveIt }) => {
    const signal = stop instanceof AbortSignal ? stop : undefined;
    const startedMs = nowMs();
    const kb = current();
    let first = byWords(asked);
    const done = (answered: Answered, wording: WordingTrace): Answered => ({
      reply: answered.reply,
      trace: { ...answered.trace, ms: nowMs() - startedMs, wording },
    });
    try {
      if (neverSent.has(first.reply.kind) || leaveIt?.(first)) return done(first, { rules: [] });
      const near = first.trace.advisor === "ask" ? await nearest?.(asked, at) : undefined;
      const question = near ? { ...asked, near } : asked;
      if (near) first = byWords(question);
      if (models.backends.length === 0) return done(first, { rules: [] });
      const policy = kb.catalog.routing;
      const texts = [question.text, ...question.context.map(({ text }) => text)];
      const decided = route(
        { texts, parts: partsOf(question.text).length, advisor: first.trace.advisor, at },
        policy,
        models.states(),
      );
      const { order, rules } = decided;
      if (order.length === 0) return done(first, { rules });
      const veil = createVeil(policy?.sensitive.names);
      const book = prompts();
      const given = { models: telling(models, onWork), ladder, prompts: book, order, veil, signal, kb };
      const understanding = understandBetter(question, first, byWords, given).catch((error: unknown): Understood => {
        onBug(error);
        return { tried: {} };
      });
      // A verdict is worded while its facts are read again; everything else waits to be understood.
      const better = first.trace.advisor === "decide" ? undefined : await understanding;
      const base = better?.instead ?? first;
      const { reply, wording } = await inWords(base);
      const { note, tried } = better ?? (await understanding);
      const understood = Object.keys(tried).length > 0 ? { understood: tried } : {};
      return done({ ...base, reply: withNote(reply, note) }, { rules, ...understood, ...wording });

      async function inWords(answered: Answered): Promise<{ reply: Reply; wording: Partial<WordingTrace> }> {
        const wordable = wordableOf(answered);
        const prompt = book.prompts.word;
        const passages = wordable && passagesOf(answered, kb);
        if (!wordable || !prompt || !passages || passages.length === 0) return { reply: answered.reply, wording: {} };
        const vocabulary = vocabularyOf(kb);
        // Of a verdict the sentence that decides comes first, so nothing is shown before it.
        const show = wordable === "points" ? undefined : onSentence;
        const asked = better?.instead === undefined ? question.text : answered.reply.title;
        const written = await write(given.models, {
          question: asked,
          passages,
          order,
          prompt,
          vocabulary,
          veil,
          signal,
          onSentence: show,
        });
        const { sentences, by, dropped, why } = written;
        const record = { prompt: prompt.hash, dropped, ...(why === undefined ? {} : { why }) };
        if (!by || sentences.length === 0) {
          // Whose question was read is told so, also where nothing came of it.
          const isRead = by !== undefined && why === "gist-gone";
          return { reply: isRead ? withNote(answered.reply, askedInVain(by)) : answered.reply, wording: record };
        }
        return {
          reply: dress(answered.reply, sentences, wordable, by),
          wording: { ...record, by, sentences: sentences.length },
        };
      }
    } catch (error) {
      onBug(error);
      return done(first, { rules: [], why: "broken" });
    }
  };
}

/** The same models; whoever waits is told when the first is asked. */
function telling(models: Models, onWork: (() => void) | undefined): Models {
  let isTold = false;
  return {
    ...models,
    ask: (...asked) => {
      if (!isTold) onWork?.();
      isTold = true;
      return models.ask(...asked);
    },
  };
}

/** Attacks, greetings and help are answered by code, and no server needs to see them. */
const neverSent: ReadonlySet<Reply["kind"]> = new Set(["refuse", "help", "smalltalk", "start_flow"]);

/** Above what to ask next, where notes stand. */
function withNote(reply: Reply, note: string | undefined): Reply {
  if (note === undefined) return reply;
  const at = reply.blocks.findIndex(({ kind }) => kind === "next");
  const block: Block = { kind: "note", text: note };
  return { ...reply, blocks: at < 0 ? [...reply.blocks, block] : reply.blocks.toSpliced(at, 0, block) };
}
