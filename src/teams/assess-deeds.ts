/** What the buttons of an interview and of a result do. Each answers with the card that stands there next. */
import { isFactName } from "../core/decide/facts.ts";
import { copyOf, writeDoc } from "../core/assess/doc.ts";
import {
  answeredAll,
  corrected,
  draw,
  finished,
  longestName,
  longestText,
  lookedOver,
  reopened,
  shown,
  steppedBack,
  ticked,
  told,
} from "../core/assess/flow.ts";
import type { Doc } from "../core/assess/doc.ts";
import { factIn, type Ref, refOf } from "../core/assess/refs.ts";
import { tellingFact, trySays } from "../core/assess/result.ts";
import { held, wantsSecond } from "../core/assess/second.ts";
import { groupSays, verdictSays } from "../core/assess/words.ts";
import { groupView } from "../core/decide/group.ts";
import { type Acting, changed, type Deed } from "./assess-at.ts";
import type { Shown } from "./invokes.ts";
import { answersIn, names, tickedIn, typed } from "./assess-fields.ts";
import { listCard } from "./assess-list.ts";
import { costCard, detailsCard, formulaCard, placeName, rankCard, scoresCard, weighed } from "./assess-result.ts";
import { share } from "./assess-share.ts";
import { standing, stepping } from "./assess-stepping.ts";
import { changeCard } from "./assess-steps.ts";
import { button } from "./cards.ts";
import { answerIdOf } from "./post.ts";

const noSuch = "That button is from another version of me, and I no longer know what it means.";

/** What stands in the fields of the step that is shown. */
function taken({ assessor, values }: Acting, doc: Doc): Doc | undefined {
  return draw<Doc | undefined>(shown(assessor, doc), {
    describe: () => {
      const [name, text] = [typed(values, names.name).slice(0, longestName), typed(values, names.text)];
      return told(assessor, doc, { name, text: text.slice(0, longestText) });
    },
    review: () => lookedOver(doc),
    checklist: () => ticked(assessor, doc, tickedIn(values)),
    ask: ({ questions }) => answeredAll(doc, answersIn(values, questions)),
    done: () => undefined,
  });
}

/** What is chosen counts, though nobody pressed "Next"; what was left open was not answered. */
const finish = stepping((acting, doc, rev) => {
  const { assessor, values } = acting;
  const now = shown(assessor, doc);
  const ticks = tickedIn(values);
  if (now.kind === "checklist" && ticks.length > 0) return finished(ticked(assessor, doc, ticks), rev);
  const answers = now.kind === "ask" ? answersIn(values, now.questions).filter(([, value]) => value !== "unknown") : [];
  return finished(answeredAll(doc, answers), rev);
});

const put: Deed = (acting, { args: [fact = ""] }) => {
  const asked = isFactName(fact) ? acting.assessor.model.questionOf.get(fact)?.data : undefined;
  if (!asked) return noSuch;
  return changed(
    acting,
    acting.row.id,
    (doc) => corrected(doc, answersIn(acting.values, [asked])),
    (now) => standing(acting, now),
  );
};

const tryOut: Deed = (acting, { args }) => {
  const given = factIn(args);
  if (!given || given[1] === "unknown") return noSuch;
  const { assessor, doc, row, isOwner } = acting;
  const press = isOwner ? { press: button("Keep it", "assess.keep", { r: refOf(row, ...given) }, "positive") } : {};
  return standing(acting, acting, { note: trySays(assessor, doc, ...given), ...press });
};

const keep: Deed = (acting, { args }) => {
  const given = factIn(args);
  if (!given) return noSuch;
  const { assessor } = acting;
  return changed(
    acting,
    acting.row.id,
    (doc) => corrected(doc, [given]),
    (now) => {
      const verdict = verdictSays(weighed(assessor, now).assessment, assessor.model);
      return standing(acting, now, { note: `Kept. It says now: ${verdict}.` });
    },
    () => ({ kbVersion: assessor.knowledgeVersion }),
  );
};

/** First, second, third; a gap is closed, and nothing stands twice. */
const ranked: Deed = async (acting) => {
  const { assessor, desk, who, values, row } = acting;
  const known = new Set(assessor.model.criteria.map(({ id }) => id));
  const all = assessor.model.criteria.map((_, i) => typed(values, placeName(i))).filter((id) => known.has(id));
  const chosen = [...new Set(all)];
  if (chosen.length === 0) return "Choose at least one, then press Save.";
  // Kept first: whoever is in the draft must be found when they are to be forgotten.
  await desk.store.assessments.addPerson(row.id, who.key, "ranked");
  return changed(
    acting,
    row.id,
    (doc) => ({ ...doc, draft: { ...doc.draft, rankings: { ...doc.draft.rankings, [who.key]: chosen } } }),
    (now) => {
      const group = groupView(assessor.model, now.doc.draft);
      return standing(acting, now, { note: `Noted. ${group ? groupSays(assessor.model, group) : ""}` });
    },
  );
};

const moved =
  (state: "archived" | undefined, note: string): Deed =>
  (acting) =>
    changed(
      acting,
      acting.row.id,
      (doc) => doc,
      () => listCard(acting, { note }),
      (doc) => ({ state: state ?? (doc.page === "done" || doc.finishedRev !== undefined ? "final" : "draft") }),
    );

const copy: Deed = async (acting) => {
  const { desk, row, doc, assessor, incoming } = acting;
  const copied = copyOf(doc);
  const name = Array.from(`${row.name} (copy)`.trim()).slice(0, longestName).join("");
  await desk.store.assessments.create({
    id: answerIdOf(`${incoming.where.conversation}/${incoming.id}/copy`),
    owner: row.owner,
    team: row.team,
    place: row.place,
    name,
    doc: writeDoc({ ...copied, draft: { ...copied.draft, name } }),
    kbVersion: assessor.knowledgeVersion,
  });
  return listCard(acting, { note: "Done: the copy is under Begun." });
};

const oneQuestion = (acting: Acting, fact: string | undefined): Shown | undefined =>
  fact !== undefined && isFactName(fact) ? changeCard(acting.assessor, acting, acting.who.id, fact) : undefined;

const reckoning =
  (drawn: typeof costCard): Deed =>
  (acting) =>
    acting.desk.costing
      ? drawn(acting.desk.costing, acting, acting.who.id)
      : "My files of prices are broken, so I can reckon nothing.";

/** What anybody may do who sees it. */
export const looks: Readonly<Record<string, Deed>> = {
  view: (acting) => standing(acting, acting),
  try: tryOut,
  scores: (acting) => scoresCard(acting.assessor, acting, acting.who.id),
  details: (acting) => detailsCard(acting.assessor, acting, acting.who.id),
  cost: reckoning(costCard),
  formula: reckoning(formulaCard),
  rank: (acting) => rankCard(acting.assessor, acting, acting.who.id, acting.doc.draft.rankings[acting.who.key] ?? []),
  ranked,
};
/** What only its owner may: the steps, and what becomes of it. */
export const steers: Readonly<Record<string, Deed>> = {
  next: stepping(taken),
  back: stepping((_, doc) => steppedBack(doc)),
  finish,
  change: (acting, { args: [fact] }: Ref) => {
    if (!acting.desk.second || !wantsSecond(acting.doc)) return oneQuestion(acting, fact) ?? noSuch;
    // Whoever has a question open keeps it when a model has read the rest.
    return changed(
      acting,
      acting.row.id,
      (doc, { rev }) => held(doc, rev + 1),
      (now) => oneQuestion({ ...acting, ...now }, fact) ?? noSuch,
    );
  },
  put,
  keep,
  assume: (acting) =>
    oneQuestion(acting, tellingFact(acting.assessor, acting.doc, weighed(acting.assessor, acting).assessment)) ??
    "There is nothing left that I assume and that you could tell me.",
  edit: (acting) =>
    changed(
      acting,
      acting.row.id,
      (doc) => (doc.page === "done" ? reopened(doc) : undefined),
      (now) => standing(acting, now),
    ),
  list: (acting) => listCard(acting, {}),
  share,
  archive: moved("archived", "Archived. Nothing is lost."),
  restore: moved(undefined, "It is back."),
  copy,
};
