/**
 * What a message of the playground is in Teams, from the same neutral parts: the answer that was posted, the assessment
 * or the cost summary that it shows. What Teams makes of them is the product's own Teams edge.
 */
import { assessingOn } from "./assessor.ts";
import { readDoc } from "./core/assess/doc.ts";
import type { AssessmentStore } from "./core/assess/ports.ts";
import { refOf } from "./core/assess/refs.ts";
import { resultReply, scoresReply, tries, trySays } from "./core/assess/result.ts";
import type { Reply } from "./core/reply.ts";
import { costingOn } from "./coster.ts";
import type { Served } from "./knowledge-service.ts";
import { render as renderForSlack } from "./slack/render.ts";
import { literal } from "./slack/safe.ts";
import { activityOf, showing } from "./teams/activity.ts";
import { detailsCard, resultCard, scoresCard, sharedCard, weighed } from "./teams/assess-result.ts";
import { stepCard } from "./teams/assess-steps.ts";
import { button } from "./teams/cards.ts";
import { type Message, render } from "./teams/render.ts";
import type { Outgoing } from "./teams/transport.ts";

/** A message of the app, as the workspace has it. */
export interface PostedInSlack {
  /** As `slack/events` names it in the store. */
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  /** One person alone sees it. */
  readonly isPrivate: boolean;
  /** Who looks, as the store names people. */
  readonly reader: string;
}
export interface TeamsForm {
  readonly activity: Outgoing;
  readonly note?: string;
}
/** What is kept of what was posted. */
export interface Kept {
  readonly assessments: Pick<AssessmentStore, "byPost" | "postsOf" | "listOf" | "sharedWith">;
  readonly answers: {
    readonly byMessage: (channel: string, message: string) => Promise<{ readonly remembered: unknown } | undefined>;
  };
}
export type TeamsForms = (message: PostedInSlack) => Promise<TeamsForm | undefined>;

/** Nobody presses what is only looked at: ids lead nowhere. */
const nobody = "playground";
const asItIs = "Drawn from what is kept, as it stands now.";
const mostLookedThrough = 30;

export function teamsForms(
  replyOf: (text: string) => Reply | undefined,
  { current }: Pick<Served, "current">,
  store: () => Kept | undefined,
): TeamsForms {
  const assessing = assessingOn(current);
  const costing = costingOn(current);

  const assessment = async ({ channel, ts }: PostedInSlack): Promise<Message | undefined> => {
    const kept = store()?.assessments;
    const row = await kept?.byPost(channel, ts);
    const assessor = assessing();
    if (!kept || !row || !assessor) return undefined;
    const now = { row, doc: readDoc(row.doc) };
    if (now.doc.page !== "done") return showing(row.name, stepCard(assessor, now, nobody));
    const posts = await kept.postsOf(row.id);
    const isShared = posts.some((post) => post.kind === "shared" && post.channel === channel && post.message === ts);
    const given = weighed(assessor, now);
    return showing(row.name, isShared ? sharedCard(given) : resultCard(given, nobody));
  };
  /** What somebody only looks at is kept nowhere: it is known by the words that it makes of what is kept. */
  const looked = async ({ text, isPrivate, reader }: PostedInSlack): Promise<Message | undefined> => {
    const kept = store()?.assessments;
    const assessor = assessing();
    if (!isPrivate || !kept || !assessor) return undefined;
    const limit = mostLookedThrough;
    const rows = [...(await kept.listOf(reader, { limit })), ...(await kept.sharedWith(reader, limit))];
    for (const row of rows) {
      const now = { row, doc: readDoc(row.doc) };
      if (now.doc.page !== "done") continue;
      const given = weighed(assessor, now);
      const says = (reply: Reply): boolean => renderForSlack(reply).text === text;
      if (says(scoresReply(assessor, now.doc))) return showing(row.name, scoresCard(assessor, now, nobody));
      if (says(resultReply({ ...given, detail: "full" }))) return showing(row.name, detailsCard(assessor, now, nobody));
      for (const { fact, value } of tries(given)) {
        const note = trySays(assessor, now.doc, fact, value);
        if (literal(note.replaceAll("**", "")) !== text) continue;
        const press = button("Keep it", "assess.keep", { r: refOf(row, fact, value) }, "positive");
        return showing(row.name, resultCard(given, nobody, { note, press }));
      }
    }
    return undefined;
  };
  /** A cost summary that was changed by its buttons since it was answered. */
  const summary = async ({ channel, ts }: PostedInSlack): Promise<Reply | undefined> => {
    const posted = await store()?.answers.byMessage(channel, ts);
    const { workload, pulledBy } = (posted?.remembered ?? {}) as Partial<Record<"workload" | "pulledBy", unknown>>;
    if (typeof workload !== "object" || workload === null || pulledBy === undefined) return undefined;
    return costing.reply(workload as Readonly<Record<string, unknown>>);
  };
  return async (message) => {
    const answer = (reply: Reply): Outgoing =>
      activityOf(render(reply, { answerId: nobody, canShare: message.isPrivate }));
    const shown = (await assessment(message)) ?? (await looked(message));
    if (shown) return { activity: activityOf(shown), note: asItIs };
    const reckoned = await summary(message);
    if (reckoned) return { activity: answer(reckoned), note: asItIs };
    const said = replyOf(message.text);
    return said && { activity: answer(said) };
  };
}
