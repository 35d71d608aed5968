/** A step of the interview, and the card that stands there next. */
import { noteRun, type Now } from "../core/assess/change.ts";
import type { Doc } from "../core/assess/doc.ts";
import { answersOf, finished, shown } from "../core/assess/flow.ts";
import type { Ref } from "../core/assess/refs.ts";
import { isStale } from "../core/assess/second.ts";
import { type Acting, changed, type Deed } from "./assess-at.ts";
import { resultCard, type ResultExtras, weighed } from "./assess-result.ts";
import { readLater } from "./assess-second.ts";
import { type Extras, stepCard } from "./assess-steps.ts";
import type { Shown } from "./invokes.ts";

export const movedOn = "This moved on meanwhile. Here is where it stands.";
/** Where it stands: a step of the interview, or the result. */
export async function standing(acting: Acting, now: Now, more: Extras & ResultExtras = {}): Promise<Shown> {
  const { assessor, who, isOwner, desk } = acting;
  if (now.doc.page !== "done" && isOwner) return stepCard(assessor, now, who.id, more);
  const given = weighed(assessor, now);
  const keep = isOwner && now.doc.page === "done";
  const { changes } = await noteRun(desk.store.assessments, given, { keep });
  return resultCard({ ...given, changes }, who.id, {
    ...more,
    isOwner,
    canShare: now.row.place?.startsWith("teams:") === true,
  });
}

/**
 * Takes a step, unless the draft has moved on since the card was drawn.
 * @param same what stands in the boxes of the page that is shown then, where it is the same page
 */
export const stepping =
  (
    step: (acting: Acting, doc: Doc, rev: number, ref: Ref) => Doc | undefined,
    same?: (acting: Acting, doc: Doc) => Extras["was"],
  ): Deed =>
  (acting, ref) => {
    let isLate = false;
    let before = acting.doc;
    return changed(
      acting,
      acting.row.id,
      (doc, row) => {
        isLate = isStale(ref, row, doc);
        if (isLate) return undefined;
        before = doc;
        const after = step(acting, doc, row.rev + 1, ref);
        return after && shown(acting.assessor, after).kind === "done" ? finished(after, row.rev + 1) : after;
      },
      async (now) => {
        const back = before.batches.length > now.doc.batches.length ? answersOf(before, now.doc) : undefined;
        const was = same ? same(acting, now.doc) : back;
        if (now.doc.draft.text !== before.draft.text) await readOn(acting, now);
        return standing(acting, now, isLate ? { note: movedOn } : was ? { was } : {});
      },
      (doc) => ({
        kbVersion: acting.assessor.knowledgeVersion,
        ...(doc.page === "done" ? { state: "final" as const } : {}),
      }),
    );
  };

/** What was described is read by a model, too. */
const readOn = ({ desk, incoming, who }: Acting, now: Now): Promise<void> => {
  const { where, replyTo: message } = incoming;
  return readLater(desk, now, { ...who, where }, message === undefined ? undefined : { where, message });
};
