/**
 * What a message of the playground is in Teams, from the same neutral parts: the answer that was posted, the assessment
 * or the cost summary that it shows. What Teams makes of them is the product's own Teams edge.
 */
import { assessingOn } from "./assessor.ts";
import { readDoc } from "./core/assess/doc.ts";
import type { AssessmentStore } from "./core/assess/ports.ts";
import type { Reply } from "./core/reply.ts";
import { costingOn } from "./coster.ts";
import type { Served } from "./knowledge-service.ts";
import { activityOf, showing } from "./teams/activity.ts";
import { resultCard, sharedCard, weighed } from "./teams/assess-result.ts";
import { stepCard } from "./teams/assess-steps.ts";
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
}
export interface TeamsForm {
  readonly activity: Outgoing;
  readonly note?: string;
}
/** What is kept of what was posted. */
export interface Kept {
  readonly assessments: Pick<AssessmentStore, "byPost" | "postsOf">;
  readonly answers: {
    readonly byMessage: (channel: string, message: string) => Promise<{ readonly remembered: unknown } | undefined>;
  };
}
export type TeamsForms = (message: PostedInSlack) => Promise<TeamsForm | undefined>;

/** Nobody presses what is only looked at: ids lead nowhere. */
const nobody = "playground";
const asItIs = "Drawn from what is kept, as it stands now.";

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
    const shown = await assessment(message);
    if (shown) return { activity: activityOf(shown), note: asItIs };
    const reckoned = await summary(message);
    if (reckoned) return { activity: answer(reckoned), note: asItIs };
    const said = replyOf(message.text);
    return said && { activity: answer(said) };
  };
}
