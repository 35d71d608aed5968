/** What a model read is taken or declined, where the interview stands or at its result. */
import { chosenBeside } from "../core/assess/choose.ts";
import { shown } from "../core/assess/flow.ts";
import { factIn } from "../core/assess/refs.ts";
import { chosen } from "../core/assess/second.ts";
import { verdictSays } from "../core/assess/words.ts";
import { tick, tickedIn as tickedAlready } from "../core/decide/draft.ts";
import { type Acting, changed, type Deed } from "./assess-at.ts";
import { standing, stepping } from "./assess-stepping.ts";
import { answersIn, tickedIn } from "./assess-fields.ts";
import { weighed } from "./assess-result.ts";

const choice = (take: boolean): Deed => {
  const step = stepping(
    (acting, doc, _, { args }) => chosenBeside(acting.assessor, doc, args, take, filled(acting)),
    ({ assessor: { model }, values }, doc) =>
      tick(doc.draft, model, [...tickedIn(values), ...tickedAlready(doc.draft, model)]).facts,
  );
  return (acting, ref) => (acting.doc.page === "done" ? atResult(acting, ref.args, take) : step(acting, ref));
};

function filled({ assessor, doc, values }: Acting) {
  const now = shown(assessor, doc);
  return now.kind === "ask" ? answersIn(values, now.questions) : [];
}

function atResult(acting: Acting, args: readonly string[], take: boolean) {
  const { assessor } = acting;
  const given = factIn(args);
  return changed(
    acting,
    acting.row.id,
    (doc) => given && chosen(assessor, doc, given, take),
    (now) => {
      const verdict = verdictSays(weighed(assessor, now).assessment, assessor.model);
      return standing(acting, now, take ? { note: `Taken. It says now: ${verdict}.` } : {});
    },
    () => ({ kbVersion: assessor.knowledgeVersion }),
  );
}

export const choosing: Readonly<Record<string, Deed>> = { take: choice(true), leave: choice(false) };
