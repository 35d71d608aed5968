/** The answer to a text: as it was composed, or in a model's words; and while a model writes, how it is shown and stopped. */
import { randomUUID } from "node:crypto";
import type { Answered, Occasion as Writing } from "../core/ports.ts";
import { projectOf } from "../core/assess/project.ts";
import { plainWords, type Question, type Turn } from "../core/question.ts";
import { anyOf } from "../core/stops.ts";
import { brokenSays } from "../core/too-fast.ts";
import { saying } from "./activity.ts";
import { codeOf } from "./api.ts";
import type { Desk } from "./asking.ts";
import { conversationKey, isPrivate } from "./place.ts";
import type { Run } from "./ports.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./render.ts";
import type { Where } from "./transport.ts";
import { whereaboutsOf } from "./whereabouts.ts";

/** What a person is told when answering broke. */
export interface Broken {
  readonly broken: Message;
}

/** The answer to a text, or a sentence with a number for the log when answering broke. */
export function answerTo(
  desk: Desk,
  text: string,
  context: readonly Turn[],
  project?: Question["project"],
): Answered | Broken {
  try {
    return desk.answer({ text: plainWords(text), context, ...(project ? { project } : {}) });
  } catch (error) {
    const reference = randomUUID().slice(0, 8);
    desk.log("teams-answer-failed", { error: codeOf(error), reference });
    return { broken: saying(brokenSays(reference)) };
  }
}

/** The same, in a model's words where one may see it. */
export async function wordedTo(
  desk: Desk,
  run: Run,
  reader: Reader,
  text: string,
  context: readonly Turn[],
  writing: Pick<Writing, "signal" | "onSentence"> = { signal: run.signal },
): Promise<Answered | Broken> {
  const { fluent } = desk;
  // In somebody's own chat, where nothing is shared on: a table with a column of theirs, which no model sees.
  const isOwn = isPrivate(reader.where) && comparing.test(text);
  const project = isOwn ? await projectOf(desk.store, reader.key) : undefined;
  if (!fluent || project) return answerTo(desk, text, context, project);
  return fluent({ text: plainWords(text), context }, { at: await whereaboutsOf(desk, reader), ...writing });
}

const comparing = /\bcompar(?:e|ison)|\bvs\b|\bversus\b|\bside by side\b/i;

/** What is written in answer to a message is stopped under this name. */
export const stopKey = (where: Where, message: string): string => `${conversationKey(where)}:${message}`;

/** While a model writes: what is shown of it, and how it can be stopped. */
export function writingOf(desk: Desk, run: Run, where: Where, message: string | undefined, isShown: boolean) {
  if (!desk.fluent) return { writing: {}, shown: async () => undefined, done: () => {} };
  const { signal, stop, done } = desk.stops.begin(message === undefined ? [] : [stopKey(where, message)]);
  const show = isShown ? desk.streams.begin({ where, run, stop }) : undefined;
  const writing = { signal: anyOf([signal, run.signal], () => new AbortController()), onSentence: show?.sentence };
  return {
    writing,
    shown: async () => show?.end(),
    done: () => {
      done();
      void show?.end();
    },
  };
}
