/** What people look at and try out: other facts, the scores, the whole reply. Nothing of it changes the draft, but "Keep it". */
import type { FactName, FactValue } from "../../core/decide/facts.ts";
import { labelOfValue, titleOfFact } from "../../core/decide/words.ts";
import type { Reply } from "../../core/reply.ts";
import { type Acting, changed, openOrSay, say, show } from "./at.ts";
import { button, buttons, form, says } from "./blocks.ts";
import { corrected, reopened } from "./flow.ts";
import { actionId, factIn, refOf } from "./ids.ts";
import type { Deed } from "./interview.ts";
import { refreshLater } from "./jobs.ts";
import { keepSent, noteRun, sendTo } from "./post.ts";
import { assessmentOf, resultMessage, tellingFact } from "./result.ts";
import { changeView, interviewView } from "./steps.ts";
import { verdictSays } from "./words.ts";
import { render } from "../render.ts";
import { literal } from "../safe.ts";

const noSuch = "That button is from another version of me, and I no longer know what it means.";

const tryOut: Deed = async (acting, { args }) => {
  const given = factIn(args);
  if (!given || given[1] === "unknown") return say(acting, noSuch);
  const [fact, value] = given;
  const { assessor, doc, row, isOwner } = acting;
  const { model } = assessor;
  const now = verdictSays(assessmentOf(assessor, doc), model);
  const then = verdictSays(assessmentOf(assessor, corrected(doc, [[fact, value]])), model);
  const what = `${titleOfFact(model, fact)} = ${labelOfValue(model, fact, value)}`;
  const same = then.split(" (")[0] === now.split(" (")[0];
  const lines = [
    `**If ${what}:** ${then}.`,
    same ? "That is the same verdict as now." : `Now it is: ${now}.`,
    "I changed nothing.",
  ].join("\n");
  const keep = isOwner ? buttons(button("Keep it", actionId("keep"), refOf(row, fact, value), "primary")) : [];
  await show(acting, { text: literal(lines.replaceAll("**", "")), blocks: [says(lines), ...keep] });
};

const keep: Deed = async (acting, { args }) => {
  const given = factIn(args);
  if (!given) return say(acting, noSuch);
  const now = await put(acting, ...given);
  if (!now) return;
  const { assessor } = acting;
  await refreshLater(acting, now.row);
  await say(
    acting,
    `Kept, and the result is up to date. It says now: ${verdictSays(assessmentOf(assessor, now.doc), assessor.model)}.`,
  );
};

const put = ({ desk, row, assessor }: Acting, fact: FactName, value: FactValue) =>
  changed(
    desk,
    row.id,
    // A second try finds it there.
    (doc) =>
      doc.draft.facts[fact]?.value === value && doc.draft.steps.some(({ of }) => of === fact)
        ? undefined
        : corrected(doc, [[fact, value]]),
    () => ({ kbVersion: assessor.knowledgeVersion }),
  );

const assume: Deed = async (acting) => {
  const { assessor, doc, row } = acting;
  const fact = tellingFact(assessor, doc, assessmentOf(assessor, doc));
  const view = fact && changeView(assessor, row, { ...doc, page: "done" }, fact);
  await (view
    ? openOrSay(acting, view)
    : say(acting, "There is nothing left that I assume and that you could tell me."));
};

const scores: Deed = async (acting) => {
  const { assessor, doc } = acting;
  const reply: Reply = {
    kind: "table",
    title: "Scores",
    blocks: [
      assessor.table(assessmentOf(assessor, doc)),
      {
        kind: "note",
        text: "“Value” is what the scores sum to, each times its weight. Scores and weights are assumptions of whoever runs me.",
      },
    ],
    citations: [],
    knowledgeVersion: assessor.knowledgeVersion,
  };
  await show(acting, render(reply));
};

const details: Deed = async (acting) => {
  const { assessor, doc, row } = acting;
  await show(
    acting,
    resultMessage({ assessor, row, doc, assessment: assessmentOf(assessor, doc), detail: "full", bare: true }),
  );
};

/** Opened again, perhaps under other knowledge: what changed since is told. */
const open: Deed = async (acting) => {
  const { assessor, row, doc, isOwner } = acting;
  if (doc.page !== "done" && row.state === "draft" && isOwner)
    return openOrSay(acting, interviewView(assessor, row, doc));
  const result = { assessor, row, doc, assessment: assessmentOf(assessor, doc) };
  const { changes } = await noteRun(acting, result, isOwner && doc.page === "done");
  const { blocks } = resultMessage({ ...result, changes, bare: true });
  const one = (label: string, verb: string) => button(label, actionId(verb), refOf(row));
  const more = isOwner
    ? [one("Send it to my messages", "send"), one("Edit", "edit")]
    : [one("Send it to my messages", "send"), one("Rank what matters", "rank")];
  await openOrSay(
    acting,
    form({
      callback: "assess.note",
      metadata: "",
      title: "An assessment",
      blocks: [...buttons(...more), ...blocks.filter(({ type }) => !unfitForViews.has(type))],
    }),
  );
};
const unfitForViews = new Set(["table", "data_visualization", "context_actions"]);

/** The message with all its buttons, once more, for whoever wants it at hand. */
const send: Deed = async (acting) => {
  const { assessor, row, doc, isOwner, who } = acting;
  const result = { assessor, row, doc, assessment: assessmentOf(assessor, doc), forViewers: !isOwner };
  const sent = await sendTo(acting, who.id, resultMessage(result));
  if (!sent) return say(acting, "I am not allowed to write to you.");
  await keepSent(acting, row.id, sent, isOwner ? "result" : "view");
  await say(acting, "It is in our direct messages now.");
};

/** Gone over once more, from what was understood. */
const edit: Deed = async (acting) => {
  const { desk, row, assessor } = acting;
  const now = await changed(desk, row.id, (doc) => (doc.page === "done" ? reopened(doc) : undefined));
  if (now) await openOrSay(acting, interviewView(assessor, now.row, now.doc));
};

export const looking = { try: tryOut, keep, assume, scores, details, open, send, edit } satisfies Readonly<
  Record<string, Deed>
>;
