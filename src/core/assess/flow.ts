/** The way through an assessment: from each page to the next and back. Functions from what is kept to what is kept. */
import { answer, back, describe, type Draft, next, tick, toAsk } from "../decide/draft.ts";
import { factNames, type FactName, type FactValue } from "../decide/facts.ts";
import type { Question } from "../decide/model.ts";
import { oneLine } from "../decide/words.ts";
import type { Assessor } from "../ports.ts";
import { plainWords } from "../question.ts";
import type { Clash, Doc } from "./doc.ts";
import { keptFor } from "./second.ts";

export const longestText = 3_000;
export const longestName = 80;
const together = 3; // questions of one step in a form
const longestOwnName = 60;

/** What the owner is to see now. */
export type Shown =
  | { readonly kind: "describe" }
  | { readonly kind: "review" }
  | { readonly kind: "checklist"; readonly questions: readonly Question[] }
  | { readonly kind: "ask"; readonly questions: readonly Question[]; readonly left: number }
  | { readonly kind: "done" };

/** One drawing for each page: a new one compiles nowhere until both forms and conversations draw it. */
export type Pages<Out> = { readonly [K in Shown["kind"]]: (now: Extract<Shown, { kind: K }>) => Out };
export const draw = <Out>(now: Shown, pages: Pages<Out>): Out => (pages[now.kind] as (now: Shown) => Out)(now);

export function shown({ model }: Assessor, doc: Doc): Shown {
  if (doc.page !== "ask") return { kind: doc.page };
  const now = next(model, doc.draft);
  if (now.kind !== "ask") return now;
  const questions = toAsk(model, doc.draft)
    .slice(0, together)
    .flatMap((name) => model.questionOf.get(name)?.data ?? []);
  return { kind: "ask", questions, left: now.left };
}

/** Answers so far; the list to tick counts as one. */
export const answered = ({ steps }: Draft): number => steps.filter(({ of }) => of !== "text").length;

/** How far it is. @param left undefined for the list to tick */
export function progressSays(doc: Doc, left: number | undefined): string {
  const count = answered(doc.draft);
  if (left === undefined) return "These are rare, and decide a lot. Tick what applies; none is fine, too.";
  return `${count} answered, about ${left} to go. Leave out what you do not know.`;
}

/** Somebody described the workload, in a form or in a message. */
export function told({ read }: Assessor, doc: Doc, given: { readonly name?: string; readonly text: string }): Doc {
  const text = plainLines(given.text.slice(0, 2 * longestText)).slice(0, longestText);
  const reading = read(text);
  const name = Array.from(plainWords(given.name ?? doc.draft.name))
    .slice(0, longestName)
    .join("");
  const draft = { ...describe(doc.draft, text, reading.facts), name: name || nameFrom(text) };
  const clashes = reading.collisions
    .filter(({ fact }) => !draft.steps.some(({ of }) => of === fact))
    .map(({ fact, first, second }): Clash => ({ fact, first: first.words, second: second.words }));
  const isPlain = factNames.every((fact) => draft.facts[fact] === undefined) && clashes.length === 0;
  // With nothing to look over, the form goes on; a text of which nothing was understood is told so first.
  const second = text === doc.draft.text ? doc.second : keptFor(text, doc.second);
  return { ...doc, draft, clashes, second, page: isPlain && text === "" ? "ask" : "review" };
}

/** What people meant, without a platform's signs; their lines stay. */
const plainLines = (text: string): string => text.split("\n").map(plainWords).join("\n").trim();
/** The beginning of a description serves as a name. */
function nameFrom(text: string): string {
  const first = oneLine(text).split(/(?<=[.!?;:])\s/)[0] ?? "";
  const cut = Array.from(first.replace(/[.!?;:]+$/, ""));
  if (cut.length <= longestOwnName) return cut.join("");
  return `${cut
    .slice(0, longestOwnName - 1)
    .join("")
    .replace(/\s+\S*$/, "")}…`;
}

export const lookedOver = (doc: Doc): Doc => ({ ...doc, page: "ask" });

export function ticked({ model }: Assessor, doc: Doc, facts: readonly FactName[]): Doc {
  return { ...doc, draft: tick(doc.draft, model, facts), batches: [...doc.batches, ["checklist"]] };
}

export type Answers = readonly (readonly [FactName, FactValue])[];

/** Answers of one step of the interview. */
export function answeredAll(doc: Doc, answers: Answers): Doc {
  if (answers.length === 0) return doc;
  return { ...corrected(doc, answers), batches: [...doc.batches, answers.map(([name]) => name)] };
}

export const cleanName = (typed: string): string =>
  Array.from(typed.replaceAll(/\s+/g, " ").trim()).slice(0, longestName).join("");
/** @param name clean */
export const named = (doc: Doc, name: string): Doc => ({ ...doc, draft: { ...doc.draft, name } });

/** One fact put right, or answered outside of the interview. @param by whoever is not the owner */
export function corrected(doc: Doc, answers: Answers, by?: string): Doc {
  const draft = answers.reduce((all, [name, value]) => answer(all, name, value, by), doc.draft);
  return { ...doc, draft, clashes: doc.clashes.filter(({ fact }) => !answers.some(([name]) => name === fact)) };
}

/** @param rev the revision that it gets by this */
export const finished = (doc: Doc, rev: number): Doc => ({ ...doc, page: "done", finishedRev: rev });

/** A finished one is gone over again from what was understood; everything that was answered stays. */
export const reopened = (doc: Doc): Doc => ({ ...doc, page: "review" });

/** To what was seen before. Of the description only the owner takes anything back. */
export function steppedBack(doc: Doc): Doc {
  if (doc.page === "done") return { ...doc, page: "ask" };
  const last = doc.batches.at(-1);
  if (doc.page === "review" || doc.page === "describe") return { ...doc, page: "describe" };
  if (last === undefined)
    return { ...doc, page: factNames.some((name) => doc.draft.facts[name]) ? "review" : "describe" };
  let { draft } = doc;
  for (let of = draft.steps.at(-1)?.of; of !== undefined && last.includes(of); of = draft.steps.at(-1)?.of)
    draft = back(draft);
  return { ...doc, draft, batches: doc.batches.slice(0, -1) };
}

/** What somebody answered to the questions that a step back shows again. */
export const answersOf = (before: Doc, after: Doc): Draft["facts"] =>
  before.batches.length > after.batches.length ? before.draft.facts : after.draft.facts;
