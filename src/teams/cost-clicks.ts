/**
 * What was pressed on a cost summary. A lever changes the workload that is kept, and the card with it, where it stands;
 * only the person who asked pulls one. The rest is for whoever sees the summary.
 */
import { isLever, pullsNothing } from "../core/cost/deeds.ts";
import { summaryAgain } from "../core/cost/again.ts";
import type { Costing } from "../core/ports.ts";
import type { Reply } from "../core/reply.ts";
import { codeOf, isFinal } from "./api.ts";
import { type Desk, labelled, type Remembered, rememberedOf } from "./asking.ts";
import { csvCard, lookCard, stampOf } from "./cost-card.ts";
import { answerPress, type CardAction, type CardHandler, type Shown, unknownButton } from "./invokes.ts";
import { limits } from "./limits.ts";
import { channelKey, conversationKey, userKey } from "./place.ts";
import { isOnlyTheirs } from "./reply-ref.ts";
import type { Posted, Run } from "./ports.ts";
import { type Message, render, replyPieces } from "./render.ts";

const gone = "That button is from a summary that I no longer keep. Please ask again.";
const notYours = "Only the person who got this summary can use its buttons. Ask me yourself and you get your own.";
const ownersOnly =
  "Only the person who asked can change this summary. You may look at the formula; ask me yourself and you get your own.";
const movedOn = "This moved on meanwhile. Here is where it stands.";
const roomForButtons = 2_000; // characters

/** Undefined for a verb that is not ours. */
export const pressCost: CardHandler = (desk, action) =>
  action.verb.startsWith("cost.") ? answerPress(desk, "teams-cost-not-saved", () => pressed(desk, action)) : undefined;

interface Summary {
  readonly costing: Costing;
  readonly posted: Posted;
  readonly remembered: Partial<Remembered>;
  readonly workload: NonNullable<Remembered["workload"]>;
}

async function summaryOf({ store, costing }: Desk, answerId: unknown): Promise<Summary | undefined> {
  const posted = typeof answerId === "string" ? await store.answers.byId(answerId) : undefined;
  const remembered = (posted?.remembered ?? {}) as Partial<Remembered>;
  const { workload } = remembered;
  return posted && costing && workload ? { costing, posted, remembered, workload } : undefined;
}

async function pressed(desk: Desk, { verb, data, incoming }: CardAction): Promise<Shown> {
  const { from, where, id: press } = incoming;
  const summary = await summaryOf(desk, data["a"]);
  if (!from || !summary) return gone;
  const { costing, posted, remembered, workload } = summary;
  const keys = await desk.store.links.of(userKey(where.tenant, from));
  const isTheirs = posted.userKey !== null && keys.includes(posted.userKey);
  if (posted.channel !== channelKey(where) || (isOnlyTheirs(posted) && !isTheirs)) return notYours;
  const standing = (note?: string): Shown => cardOf(summary, replyOf(summary), note);
  const deed = verb.slice("cost.".length);
  if (deed === "view") return standing();
  if (deed === "formula")
    return lookCard(posted.id, replyPieces(costing.formula(workload), limits.body - roomForButtons));
  if (deed === "csv") {
    const csv = costing.csv(workload);
    return csv === undefined ? gone : csvCard(posted.id, csv);
  }
  if (!isLever(deed)) return unknownButton;
  if (!isTheirs) return ownersOnly;
  // Teams brings a press again when it waited too long: it counts once.
  if (remembered.pulled?.press === press) return standing();
  if (data["v"] !== stampOf(workload)) return standing(movedOn);
  const reply = costing.pull(deed, workload);
  if (reply?.workload === undefined) return pullsNothing;
  const kept = rememberedOf(remembered.asked ?? "", { ...summaryAgain(costing, workload), reply }, remembered);
  await desk.store.answers.record({
    ...posted,
    knowledgeVersion: reply.knowledgeVersion,
    remembered: { ...kept, pulled: { press, lever: deed, from: workload } } satisfies Remembered,
  });
  if (!isOnlyTheirs(posted)) await redrawLater(desk, posted, conversationKey(where), stampOf(reply.workload));
  return cardOf(summary, reply);
}

/** As it is kept, with what the last lever did. */
const replyOf = ({ costing, workload, remembered: { pulled } }: Summary): Reply =>
  (pulled && costing.pull(pulled.lever, pulled.from)) ?? costing.reply(workload);
const messageOf = ({ posted, remembered }: Summary, reply: Reply, note?: string): Message =>
  render(reply, { answerId: posted.id, canShare: remembered.origin !== undefined, note });
const cardOf = (summary: Summary, reply: Reply, note?: string): Shown => messageOf(summary, reply, note).card ?? gone;

export interface RedrawJob {
  readonly answerId: string;
  readonly place: string;
}

/** What a press is answered with, only the person who pressed sees: the message is changed for the others. */
async function redrawLater(desk: Desk, { id, userKey: person }: Posted, place: string, stamp: string): Promise<void> {
  await desk.accept({
    eventId: `teams:cost:${id}:${stamp}`,
    kind: "teams-redraw",
    conversation: place,
    userKey: person ?? undefined,
    payload: { answerId: id, place } satisfies RedrawJob,
  });
}

export async function redraw(desk: Desk, run: Run, { answerId, place }: RedrawJob): Promise<void> {
  const summary = await summaryOf(desk, answerId);
  const where = await desk.places.find(place);
  if (!summary || !where) return;
  const { posted, remembered } = summary;
  const { quoted, label } = remembered.around ?? {};
  const asked = quoted === true && remembered.asked !== undefined ? { asked: remembered.asked } : {};
  const options = { answerId, canShare: remembered.origin !== undefined, ...asked };
  const message = labelled(render(replyOf(summary), options), label);
  try {
    await desk.poster.update(where, posted.message, message, run.attempts);
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("teams-cost-refused", { error: codeOf(error), status: error.status });
  }
}
