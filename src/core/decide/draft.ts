/** An assessment in the making: what was said so far, step by step, whoever asks and wherever. Kept as it is; nothing in it is computed. */
import { type Fact, type FactName, type FactSheet, type FactValue } from "./facts.ts";
import type { Question } from "./model.ts";
import { nextQuestions } from "./next-question.ts";
import type { DecisionModel } from "./prepare.ts";
import { resolveFacts } from "./priors.ts";
import { centroidWeights } from "./weights.ts";

/** One thing that was answered; what stood there before, to go back. */
export interface Step {
  /** A fact; all facts of the list to tick; or the description. */
  readonly of: FactName | "checklist" | "text";
  readonly before: FactSheet;
}

export interface Draft {
  readonly name: string;
  readonly text: string;
  readonly facts: FactSheet;
  readonly steps: readonly Step[];
  /** Criteria by person, most important first. */
  readonly rankings: Readonly<Record<string, readonly string[]>>;
}

export const emptyDraft: Draft = { name: "", text: "", facts: {}, steps: [], rankings: {} };

const wasAsked = ({ steps }: Draft, of: Step["of"]): boolean => steps.some((step) => step.of === of);

/** Takes over what a description states. What somebody answered by itself stays: it was looked at. */
export function describe(draft: Draft, text: string, stated: FactSheet): Draft {
  const answered = new Set(draft.steps.map(({ of }) => of));
  const kept = Object.fromEntries(
    Object.entries(draft.facts).filter(([name]) => answered.has(name as FactName) || answered.has("checklist")),
  );
  const steps = draft.steps.filter(({ of }) => of !== "text");
  return { ...draft, text, facts: { ...stated, ...kept }, steps: [...steps, { of: "text", before: draft.facts }] };
}

/** @param value `unknown` when it was skipped */
export const answer = (draft: Draft, name: FactName, value: FactValue, by?: string): Draft =>
  state(draft, name, by === undefined ? { value } : { value, by });

/** The same with where it comes from. */
export function state(draft: Draft, name: FactName, fact: Fact): Draft {
  const steps = draft.steps.filter(({ of }) => of !== name);
  return { ...draft, facts: { ...draft.facts, [name]: fact }, steps: [...steps, { of: name, before: draft.facts }] };
}

/** Ticks: the facts that apply; the others of the list do not. */
export function tick(draft: Draft, model: DecisionModel, ticked: readonly FactName[], by?: string): Draft {
  const facts: Partial<Record<FactName, Fact>> = { ...draft.facts };
  for (const { fact, options } of checklist(model)) {
    const value = options[ticked.includes(fact) ? 1 : 0]?.value;
    if (value !== undefined) facts[fact] = by === undefined ? { value } : { value, by };
  }
  const steps = draft.steps.filter(({ of }) => of !== "checklist");
  return { ...draft, facts, steps: [...steps, { of: "checklist", before: draft.facts }] };
}

/** Takes the last step back; the draft itself when there is none. */
export function back(draft: Draft): Draft {
  const last = draft.steps.at(-1);
  return last ? { ...draft, facts: last.before, steps: draft.steps.slice(0, -1) } : draft;
}

export const checklist = (model: DecisionModel): Question[] =>
  model.questions.filter(({ data }) => data.checklist).map(({ data }) => data);

/** Facts of the list that are known to apply already. */
export const tickedIn = (draft: Draft, model: DecisionModel): FactName[] =>
  checklist(model).flatMap(({ fact, options }) => (draft.facts[fact]?.value === options[1]?.value ? [fact] : []));

export type Next =
  | { readonly kind: "describe" }
  | { readonly kind: "checklist"; readonly questions: readonly Question[] }
  | { readonly kind: "ask"; readonly question: Question; readonly left: number }
  | { readonly kind: "done" };

/** What to ask now. First the description, then what is rare, then whatever tells most. */
export function next(model: DecisionModel, draft: Draft): Next {
  if (!wasAsked(draft, "text") && draft.steps.length === 0) return { kind: "describe" };
  if (!wasAsked(draft, "checklist")) return { kind: "checklist", questions: checklist(model) };
  const [first] = toAsk(model, draft);
  const question = first && model.questionOf.get(first)?.data;
  return question ? { kind: "ask", question, left: questionsToGo(model, draft) } : { kind: "done" };
}

/** Facts that are worth asking for, the most telling first. */
export function toAsk(model: DecisionModel, draft: Draft): FactName[] {
  const skip = new Set<FactName>(draft.steps.flatMap(({ of }) => (of === "text" || of === "checklist" ? [] : [of])));
  if (wasAsked(draft, "checklist")) for (const { fact } of checklist(model)) skip.add(fact);
  return nextQuestions(model, draft.facts, skip, groupWeights(model, draft)).map(({ fact }) => fact);
}

const mostToGo = 8;
/** About how many questions are left, were each answered as is most likely. */
function questionsToGo(model: DecisionModel, draft: Draft): number {
  let left = 0;
  for (let one = draft; left < mostToGo; left += 1) {
    const [name] = toAsk(model, one);
    if (name === undefined) break;
    one = answer(one, name, resolveFacts(model, one.facts).facts[name].value);
  }
  return left;
}

/** Weights of the people who ranked, the mean of theirs; undefined when nobody did. */
export function groupWeights(model: DecisionModel, { rankings }: Draft): Float64Array | undefined {
  const all = Object.values(rankings).filter((ranking) => ranking.length > 0);
  if (all.length === 0) return undefined;
  const ids = model.criteria.map(({ id }) => id);
  const each = all.map((ranking) => centroidWeights(ranking, ids));
  return Float64Array.from(ids, (_, c) => each.reduce((sum, weights) => sum + (weights[c] ?? 0), 0) / each.length);
}
