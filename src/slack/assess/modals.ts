/** Forms of the interview as they are submitted. Slack waits for these, and nobody brings them again. */
import type { Assessor } from "../../core/ports.ts";
import { codeOf } from "../api.ts";
import { changed } from "./at.ts";
import { form, rich, says, type View } from "./blocks.ts";
import { type Doc, emptyDoc, readDoc, writeDoc } from "../../core/assess/doc.ts";
import { answeredAll, corrected, finished, lookedOver, shown, ticked, told } from "../../core/assess/flow.ts";
import { readRef, type Ref } from "../../core/assess/refs.ts";
import { type From, refreshLater, resultLater } from "./jobs.ts";
import type { Row } from "../../core/assess/ports.ts";
import { assessmentOf } from "../../core/assess/result.ts";
import { gone, rightOf, teamKey } from "./rights.ts";
import { answersIn, tickedIn, typed, type Values } from "./state.ts";
import { callbacks, fields, interviewView } from "./steps.ts";
import { away, broken, verdictSays } from "../../core/assess/words.ts";
import { movedOn } from "./interview.ts";
import { isStale } from "../../core/assess/second.ts";
import { readLater } from "./second.ts";

/** What Slack is answered. */
export type Submitted =
  | { readonly response_action: "update"; readonly view: View }
  | { readonly response_action: "errors"; readonly errors: Readonly<Record<string, string>> }
  | undefined;

export interface Submission extends From {
  readonly callback: string;
  readonly metadata: string;
  readonly values: Values;
}

export const note = (title: string, words: string): Submitted => ({
  response_action: "update",
  view: form({ callback: "assess.note", metadata: "", title, blocks: [says(words)] }),
});
/** The same for words that people wrote. */
export const quoted = (title: string, words: string): Submitted => ({
  response_action: "update",
  view: form({ callback: "assess.note", metadata: "", title, blocks: [rich(words)] }),
});

/** What a submitted form of the interview makes of the draft. */
const steps: Readonly<Record<string, (assessor: Assessor, doc: Doc, values: Values) => Doc>> = {
  [callbacks.start]: (assessor, doc, values) => told(assessor, doc, saidIn(values)),
  [callbacks.review]: (_, doc) => lookedOver(doc),
  [callbacks.change]: (_, doc, values) => corrected(doc, answersIn(values)),
  [callbacks.list]: ({ model }, doc, values) => {
    const { draft, batches } = ticked({ model } as Assessor, doc, tickedIn(values));
    return { ...doc, draft, batches };
  },
  [callbacks.step]: (assessor, doc, values) => {
    const now = shown(assessor, doc);
    return now.kind === "checklist" ? ticked(assessor, doc, tickedIn(values)) : answeredAll(doc, answersIn(values));
  },
};
const saidIn = (values: Values) => ({ name: typed(values, fields.name), text: typed(values, fields.text) });
export const isStep = (callback: string): boolean => Object.hasOwn(steps, callback);

export async function submitted(given: Submission, viewId: string): Promise<Submitted> {
  const { desk, callback, values } = given;
  try {
    const ref = readRef(given.metadata);
    const step = steps[callback];
    if (!ref || !step)
      return note("Counterweight", "That form is from another version of me. `/weigh assess` begins a new one.");
    const assessor = desk.assessing();
    if (!assessor) return note("Counterweight", broken);
    if (callback === callbacks.start && ref.rev === 0) return await begun(given, ref, assessor, viewId);
    return await stepped(given, ref, assessor, step, viewId);
  } catch (error) {
    desk.log("slack-assess-not-saved", { error: codeOf(error) });
    return notSaved(values);
  }
}

/** What was typed stays in the form, where it has a field to stand under. */
export const notSaved = (values: Values): Submitted => {
  const [block] = Object.keys(values);
  return block === undefined ? note("Counterweight", away) : { response_action: "errors", errors: { [block]: away } };
};

/** The first step keeps the draft; the same form submitted twice keeps it once. */
async function begun(given: Submission, { id }: Ref, assessor: Assessor, viewId: string): Promise<Submitted> {
  const { desk, team, who, values } = given;
  const doc = told(assessor, emptyDoc, saidIn(values));
  const begin = await desk.store.actions.get(id);
  const { place = null } = (begin?.payload ?? {}) as { readonly place?: string | null };
  const row = await desk.store.assessments.create({
    id,
    // As they were known by the command: an organisation's people come under any of its workspaces.
    owner: begin?.userKey ?? who.key,
    team: teamKey(team),
    place,
    name: doc.draft.name,
    doc: writeDoc(doc),
    kbVersion: assessor.knowledgeVersion,
  });
  if ((await rightOf(desk.store, row, { ...who, team })) !== "owner") return note("Counterweight", gone);
  const kept = readDoc(row.doc);
  return shownNow(given, assessor, row, kept, viewId, isStale({ rev: 1 }, row, kept) ? movedOn : undefined);
}

async function stepped(
  given: Submission,
  ref: Ref,
  assessor: Assessor,
  step: NonNullable<(typeof steps)[string]>,
  viewId: string,
): Promise<Submitted> {
  const { desk, team, who, values, callback } = given;
  const row = await desk.store.assessments.get(ref.id);
  if (!row) return note("Counterweight", gone);
  if ((await rightOf(desk.store, row, { ...who, team })) !== "owner") return note("Counterweight", gone);
  if (readDoc(row.doc).page === "done" && callback === callbacks.change) return putRight(given, assessor, row, step);
  let isLate = false;
  const now = await changed(
    desk,
    ref.id,
    (doc, current) => {
      isLate = isStale(ref, current, doc);
      if (isLate) return undefined;
      const after = step(assessor, doc, values);
      return shown(assessor, after).kind === "done" ? finished(after, current.rev + 1) : after;
    },
    (doc) => ({ kbVersion: assessor.knowledgeVersion, ...(doc.page === "done" ? { state: "final" as const } : {}) }),
  );
  return now
    ? shownNow(given, assessor, now.row, now.doc, viewId, isLate ? movedOn : undefined)
    : note("Counterweight", gone);
}

async function shownNow(
  given: Submission,
  assessor: Assessor,
  row: Row,
  doc: Doc,
  viewId: string,
  words?: string,
): Promise<Submitted> {
  const isRead = given.callback === callbacks.start && (await readLater(given, row, doc, { view: viewId }));
  const said = { isRead, ...(words === undefined ? {} : { note: words }) };
  if (doc.page !== "done") return { response_action: "update", view: interviewView(assessor, row, doc, said) };
  await resultLater(given, row, doc);
  const verdict = verdictSays(assessmentOf(assessor, doc), assessor.model);
  return { response_action: "update", view: interviewView(assessor, row, doc, { ...said, verdict }) };
}

/** An answer to a finished one: the result is brought up to date where it stands. */
async function putRight(
  given: Submission,
  assessor: Assessor,
  { id }: Row,
  step: NonNullable<(typeof steps)[string]>,
): Promise<Submitted> {
  const now = await changed(
    given.desk,
    id,
    (doc) => step(assessor, doc, given.values),
    () => ({ kbVersion: assessor.knowledgeVersion }),
  );
  if (!now) return note("Counterweight", gone);
  await refreshLater(given, now.row);
  const verdict = verdictSays(assessmentOf(assessor, now.doc), assessor.model);
  return quoted("Saved", `Saved, and the result is up to date. It says now: ${verdict}.`);
}
