import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import type { Answer, Answered, FluentAnswer } from "../../src/core/ports.ts";
import { type PromptBook, purposeNames } from "../../src/core/prompt.ts";
import type { Policy } from "../../src/core/route/policy.ts";
import type { BackendName } from "../../src/core/route/policy.ts";
import { createFluent } from "../../src/fluent.ts";
import { loadPrompts } from "../../src/knowledge/prompts.ts";
import type { Limits } from "../../src/llm/types.ts";
import type { FakeLlm, Script, Sent } from "../fakes/llm.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { modelsOn, usage } from "./support.ts";

const folder = resolve(import.meta.dirname, "../../prompts");
export const prompts: PromptBook = loadPrompts(
  new Map(purposeNames.map((name) => [`${name}.md`, readFileSync(join(folder, `${name}.md`), "utf8")])),
).book;

export const knowledge: KnowledgeBase = await realKnowledge();
export const plainAnswer = answererOf(knowledge);

/** Composes each question once; whoever asks gets a copy of their own. */
export function composedOnce(): Answer {
  const known = new Map<string, Answered>();
  return (question) => {
    const key = JSON.stringify(question);
    const answered = known.get(key) ?? plainAnswer(question);
    known.set(key, answered);
    return structuredClone(answered);
  };
}

export const withPolicy = (change: (policy: Policy) => Policy): KnowledgeBase => {
  const { routing } = knowledge.catalog;
  if (!routing) throw new Error("no policy");
  return { ...knowledge, catalog: { ...knowledge.catalog, routing: change(routing) } };
};

export function fluentOn(
  servers: Readonly<Partial<Record<BackendName, FakeLlm>>>,
  {
    kb = knowledge,
    limits,
    outside,
    answer = answererOf(kb),
  }: { kb?: KnowledgeBase; limits?: Partial<Limits>; outside?: string; answer?: Answer } = {},
): FluentAnswer {
  return createFluent({
    answer,
    current: () => kb,
    models: modelsOn(servers, limits, outside),
    prompts: () => prompts,
    nowMs: () => performance.now(),
    onBug: (error) => {
      throw error;
    },
  });
}

export const here = { at: { platform: "terminal" } } as const;

const promptOf = (body: Sent): string => body.messages[0]?.content ?? "";
/** Which of our prompts a request is made of. */
export const purposeOf = (body: Sent): string =>
  purposeNames.find((name) => promptOf(body).startsWith((prompts.prompts[name]?.system ?? "-").slice(0, 40))) ?? "?";

/** The passages that a request holds, in the words of the request. */
export const passagesIn = (body: Sent): { readonly number: string; readonly text: string }[] =>
  [...(body.messages.at(-1)?.content ?? "").matchAll(/^\[(\d+)\] ([^]*?)(?=\n\n\[\d+\] |\n<\/data>)/gm)].map(
    ([, number = "", text = ""]) => ({ number, text }),
  );

/** What an honest model makes of a request: the first sentences of each passage, cited. */
export function honestly(body: Sent): Script {
  if (purposeOf(body) !== "word") return { status: 400 };
  const lines = passagesIn(body).flatMap(({ number, text }) => {
    const [, ...rest] = text.split(". ");
    const sentences = rest
      .join(". ")
      .split(/(?<=[a-z)][.])\s+(?=[A-Z])|\n/)
      .filter((one) => one.split(" ").length > 4);
    return sentences.slice(0, number === "1" ? 3 : 1).map((sentence) => `${sentence.replace(/\.$/, "")} [${number}].`);
  });
  return { text: lines.join("\n"), usage };
}
