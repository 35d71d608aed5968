/** Puts results where they belong, once, and keeps them as the assessment is. */
import { ownerIn } from "./rights.ts";
import { noteRun } from "../../core/assess/change.ts";
import { codeOf, isFinal } from "../api.ts";
import type { Actor } from "./at.ts";
import { type Doc, readDoc } from "../../core/assess/doc.ts";
import type { Row, ShownAt } from "../../core/assess/ports.ts";
import { assessmentOf } from "../../core/assess/result.ts";
import { type Result, resultMessage } from "./result.ts";
import { broken } from "../../core/assess/words.ts";
import { channelKey, partsOf } from "../events.ts";
import { Later } from "../ports.ts";
import { saying } from "../private.ts";
import type { Message } from "../render.ts";

/** The direct messages with somebody: posting takes a person's id, all else this one. */
export async function directWith({ desk, team, client, run }: Actor, person: string): Promise<string> {
  try {
    const open = () => client.conversations.open({ users: person });
    const { channel } = await desk.courtesy(team, "conversations.open", open);
    return channel?.id ?? person;
  } catch (error) {
    if (error instanceof Later || isFinal(error)) throw error;
    throw new Later(`conversations.open: ${codeOf(error)}`, 1_000 * 2 ** Math.min(run.attempts, 6));
  }
}

/** Posts for one person; undefined where Slack does not let us. */
export async function sendTo(
  actor: Actor,
  person: string,
  message: Message,
  thread?: string,
): Promise<{ readonly channel: string; readonly ts: string } | undefined> {
  const { desk, team, client, run } = actor;
  try {
    const channel = await directWith(actor, person);
    return { channel, ts: await desk.poster.post(client, { team, channel, thread_ts: thread }, message, run) };
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("slack-post-refused", { error: codeOf(error) });
    return undefined;
  }
}

export interface Where {
  readonly channel: string;
  /** The root of the thread, if it is in one. */
  readonly thread: string | undefined;
}
/** The `ts` of what was posted; undefined where Slack does not let us. */
export async function postAt(actor: Actor, { channel, thread }: Where, message: Message): Promise<string | undefined> {
  const { desk, team, client, run } = actor;
  try {
    return await desk.poster.post(client, { team, channel, thread_ts: thread }, message, run);
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("slack-post-refused", { error: codeOf(error) });
    return undefined;
  }
}

/** Posts the result of what is kept to its owner. */
export async function postResult(actor: Actor, id: string, thread?: string): Promise<void> {
  const { desk } = actor;
  const row = await desk.store.assessments.get(id);
  if (!row) return;
  const result = resultOf(actor, row);
  const owner = await ownerIn(desk.store, row);
  if (owner === undefined) return;
  if (!result) {
    await sendTo(actor, owner, saying(broken), thread);
    return;
  }
  const { changes, isFirst } = await noteRun(desk.store.assessments, result, { again: actor.run.attempts > 1 });
  const sent = await sendTo(actor, owner, resultMessage({ ...result, changes }), thread);
  // Where it was shared before it was edited, it shows this one from now on.
  await redrawShared(actor, result, await postsOf(actor, id));
  if (!sent) return;
  await keepSent(actor, id, sent, "result", thread);
  if (isFirst) await sayWhere(actor, row, sent.channel);
}

/** Keeps where a message of ours shows it. */
export async function keepSent(
  { desk, team }: Actor,
  id: string,
  sent: { readonly channel: string; readonly ts: string },
  kind: string,
  thread?: string,
): Promise<void> {
  const at = { channel: channelKey(team, sent.channel), message: sent.ts, thread: thread ?? null };
  await desk.store.assessments.addPost(id, { ...at, kind });
}

export function resultOf({ desk }: Actor, row: Row, doc: Doc = readDoc(row.doc)): Result | undefined {
  const assessor = desk.assessing();
  return assessor && { assessor, row, doc, assessment: assessmentOf(assessor, doc) };
}

/** Where the command was run, its person is told where the result is. A courtesy, which a channel without us refuses. */
async function sayWhere({ desk, team, client }: Actor, row: Row, dm: string): Promise<void> {
  if (row.place === null) return;
  const { id: channel } = partsOf(row.place);
  if (channel === dm || !/^[CG]/.test(channel)) return;
  const { text } = saying("Your assessment is ready: I sent it to you as a direct message.");
  const user = await ownerIn(desk.store, row);
  if (user === undefined) return;
  await desk
    .courtesy(team, "chat.postEphemeral", () => client.chat.postEphemeral({ channel, user, text }))
    .catch((error: unknown) => desk.log("slack-hint-refused", { error: codeOf(error) }));
}

/** Brings what was posted of it up to date: the owner's last result, and every place where it was shared. */
export async function refreshPosts(actor: Actor, id: string): Promise<void> {
  const { desk } = actor;
  const row = await desk.store.assessments.get(id);
  const result = row && resultOf(actor, row);
  if (!row || !result) return;
  if (result.doc.page === "done") await noteRun(desk.store.assessments, result, { again: actor.run.attempts > 1 });
  const posts = await postsOf(actor, id);
  const last = posts
    .filter(({ kind }) => kind === "result")
    .toSorted((a, b) => Number(a.message) - Number(b.message))
    .at(-1);
  if (last) await redraw(actor, last, resultMessage(result));
  await redrawShared(actor, result, posts);
}

/** What stands on another platform is drawn anew there. */
const postsOf = async ({ desk }: Actor, id: string): Promise<readonly ShownAt[]> =>
  (await desk.store.assessments.postsOf(id)).filter(({ channel }) => channel.startsWith("slack:"));

async function redrawShared(actor: Actor, result: Result, posts: readonly ShownAt[]): Promise<void> {
  const owner = await ownerIn(actor.desk.store, result.row);
  const above = owner === undefined ? {} : { above: sharedBy(owner) };
  for (const post of posts)
    if (post.kind === "shared") await redraw(actor, post, resultMessage({ ...result, forViewers: true, ...above }));
}

export const sharedBy = (owner: string): NonNullable<Result["above"]> => [{ user: owner }, " shared an assessment:"];

/** Puts other words into a message of ours; false for one that is gone, or out of reach. */
export async function redraw(
  { desk, team, client, run }: Actor,
  { channel, message }: Pick<ShownAt, "channel" | "message">,
  shown: Message,
): Promise<boolean> {
  try {
    const ts = await desk.poster.update(client, { team, channel: partsOf(channel).id }, message, shown, run.attempts);
    return ts !== undefined;
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("slack-update-refused", { error: codeOf(error) });
    return false;
  }
}
