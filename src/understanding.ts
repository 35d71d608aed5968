/** What a model adds to the rules' own reading of a message. It never replaces that: where the two differ, people are told. */
import type { KnowledgeBase } from "./advisor/knowledge-base.ts";
import type { Answered } from "./core/ports.ts";
import type { Prompt, PromptBook, Purpose } from "./core/prompt.ts";
import type { Question } from "./core/question.ts";
import type { BackendName } from "./core/route/policy.ts";
import type { Veil } from "./core/sensitive/veil.ts";
import { readSignals } from "./core/decide/signals.ts";
import { labelOfValue, titleOfFact } from "./core/decide/words.ts";
import type { Worded } from "./llm/dress.ts";
import type { Models } from "./llm/models.ts";
import { factList, type ReadByModel, sensibleFacts, sensibleQuestion } from "./llm/outputs.ts";
import { type Ladder, structured } from "./llm/structured.ts";
import { words } from "./core/words.ts";

export interface Understanding {
  readonly models: Models;
  readonly ladder: Ladder;
  readonly prompts: PromptBook;
  readonly order: readonly BackendName[];
  readonly veil: Veil;
  readonly signal?: AbortSignal | undefined;
  readonly kb: KnowledgeBase;
}

/** Another reply, or a sentence below the one there is. */
export interface Understood {
  readonly instead?: Answered;
  readonly note?: string;
  /** For the record: what was tried, and what came of it. */
  readonly tried: Readonly<Record<string, string>>;
}

/** Who explains. A verdict, a sum or a vote is never begun on what a model made of a message. */
const explains = new Set(["ask", "compare", "models", "gap"]);
const nothing: Understood = { tried: {} };

/** Tries to understand what the rules did not. */
export async function understandBetter(
  question: Question,
  first: Answered,
  answer: (question: Question) => Answered,
  given: Understanding,
): Promise<Understood> {
  const { advisor } = first.trace;
  if (first.reply.kind !== "abstain") return advisor === "decide" ? readFacts(question, given) : nothing;
  if (advisor === "language") return reword("translate", question, answer, given);
  if (advisor === "ask" && question.context.length > 0) return reword("rewrite", question, answer, given);
  return advisor === "ask" ? classify(question, given) : nothing;
}

async function reword(
  purpose: "translate" | "rewrite",
  question: Question,
  answer: (question: Question) => Answered,
  given: Understanding,
): Promise<Understood> {
  const { veil, kb } = given;
  const conversation = question.context.map(({ role, text }) => `${role}: ${text}`).join("\n");
  const told = await ask(
    purpose,
    "question",
    { message: veil.cover(question.text), conversation: veil.cover(conversation) },
    given,
  );
  if (!told.ok) return { tried: { [purpose]: told.why } };
  const names = [...kb.catalog.models.values()].flatMap((model) => model.names);
  const from = `${conversation}\n${question.text}`;
  const text = sensibleQuestion(veil.lift(told.value.question), from, names, purpose === "translate");
  if (text === undefined) return { tried: { [purpose]: "not-sensible" } };
  const second = answer({ text, context: [] });
  if (second.reply.kind === "abstain" && second.trace.advisor !== "gap") return { tried: { [purpose]: "no-help" } };
  if (!explains.has(second.trace.advisor))
    return { note: words.caseByModel(text), tried: { [purpose]: "would-decide" } };
  return { instead: second, note: words.takenByModel(text), tried: { [purpose]: "used" } };
}

async function classify(question: Question, given: Understanding): Promise<Understood> {
  const told = await ask("classify", "classification", { message: given.veil.cover(question.text) }, given);
  if (!told.ok) return { tried: { classify: told.why } };
  const hint = words.kindByModel[told.value.kind];
  return hint === undefined
    ? { tried: { classify: told.value.kind } }
    : { note: hint, tried: { classify: told.value.kind } };
}

/** What a model reads in a described case beside the rules. The rules' reading is weighed; the differences are told. */
async function readFacts(question: Question, given: Understanding): Promise<Understood> {
  const { decision, signals } = given.kb;
  if (!decision || !signals) return nothing;
  const told = await factsByModel(question.text, given);
  if (!told.ok) return { tried: { extract: told.why } };
  const own = readSignals(question.text, signals).facts;
  const other = told.facts.filter(({ fact, value }) => own[fact]?.value !== value).slice(0, mostTold);
  if (other.length === 0) return { tried: { extract: "agrees" } };
  const lines = other.map(({ fact, value, words: quoted }) => {
    const mine = own[fact];
    const title = titleOfFact(decision, fact).toLowerCase();
    const read = labelOfValue(decision, fact, value).toLowerCase();
    return mine === undefined
      ? words.readByModel(quoted, title, read)
      : words.readOtherwise(
          quoted,
          title,
          read,
          mine.value === "unknown" ? "open" : labelOfValue(decision, fact, mine.value).toLowerCase(),
        );
  });
  return { note: `${lines.join(" ")} ${words.rulesCount}`, tried: { extract: `differs-${other.length}` } };
}
const mostTold = 3;

type ByModel =
  | { readonly ok: true; readonly facts: readonly ReadByModel[]; readonly by: Worded | undefined }
  | { readonly ok: false; readonly why: string };

/** What a model reads in a description, of which only what is sensible is left. */
export async function factsByModel(text: string, given: Understanding): Promise<ByModel> {
  const { veil } = given;
  const told = await ask("extract", "facts", { message: veil.cover(text), facts: factList() }, given);
  if (!told.ok) return told;
  const lifted = told.value.facts.map((fact) => ({ ...fact, words: veil.lift(fact.words) }));
  return { ok: true, facts: sensibleFacts({ facts: lifted }, text), by: told.by };
}

function ask<K extends "question" | "classification" | "facts">(
  purpose: Purpose,
  output: K,
  inputs: Readonly<Record<string, string>>,
  given: Understanding,
) {
  const { models, ladder, prompts, order, signal } = given;
  const prompt: Prompt | undefined = prompts.prompts[purpose];
  if (!prompt) return Promise.resolve({ ok: false, why: "no-prompt" } as const);
  return structured(models, { output, prompt, inputs, order, signal }, ladder);
}
