/** A model's reading of a description: asked for in the background, and shown where the interview stands by then. */
import { type Doc, readDoc } from "../../core/assess/doc.ts";
import type { Row } from "../../core/assess/ports.ts";
import { isHeld, offered, wantsSecond } from "../../core/assess/second.ts";
import type { Assessor } from "../../core/ports.ts";
import { codeOf } from "../api.ts";
import { channelKey, partsOf } from "../events.ts";
import { whereaboutsOf } from "../whereabouts.ts";
import { type Actor, changed } from "./at.ts";
import type { View } from "./blocks.ts";
import { type From, type Job, later, refreshLater } from "./jobs.ts";
import { Later } from "../ports.ts";
import { redraw } from "./post.ts";
import { interviewView } from "./steps.ts";
import { lastTalk, talkMessage } from "./talk.ts";

/**
 * Has a model read the description, if one may see it.
 * @param view the modal that shows what the rules read
 * @returns whether one is asked
 */
export async function readLater(
  from: From,
  row: Row,
  doc: Doc,
  { channel, view }: { readonly channel?: string | undefined; readonly view?: string },
): Promise<boolean> {
  const { desk, body, team, who } = from;
  const at = whereaboutsOf(body, team, channel ?? (row.place === null ? undefined : partsOf(row.place).id), who.id);
  if (!wantsSecond(doc) || desk.second?.mayRead(doc.draft.text, at) !== true) return false;
  const job = { do: "read", id: row.id, at, ...(view === undefined ? {} : { view }) } as const;
  try {
    await later(from, `read:${row.id}:${row.rev}`, job);
    return true;
  } catch (error) {
    // What the rules read is saved and shown all the same.
    desk.log("slack-reading-not-begun", { error: codeOf(error) });
    return false;
  }
}

/** By then Slack has put our answer to the submitted form where the form was. */
const settledMs = 400;

export async function readJob(actor: Actor, job: Extract<Job, { do: "read" }>): Promise<void> {
  const { desk, run } = actor;
  const [assessor, row] = [desk.assessing(), await desk.store.assessments.get(job.id)];
  if (!assessor || !row) return;
  const { text } = readDoc(row.doc).draft;
  const asking = wantsSecond(readDoc(row.doc)) ? desk.second?.read(text, job.at, run.signal) : undefined;
  const [told, hash] = await Promise.all([asking, hold(actor, assessor, job)]);
  // Another process has this by now, and asks again.
  if (asking && !told && run.signal.aborted) throw new Later("no longer ours", 0);
  const now = told
    ? await changed(desk, job.id, (doc, { rev }) => offered(doc, text, told, rev + 1))
    : await current(actor, job.id);
  if (!now) return;
  if (hash !== undefined && now.doc.page !== "done")
    await put(actor, job.view, interviewView(assessor, now.row, now.doc), hash);
  if (now.doc.second === undefined) return;
  if (now.doc.page === "done") return refreshLater(actor, now.row);
  await redrawTalk(actor, assessor, job.id);
}

async function current({ desk }: Actor, id: string): Promise<{ readonly row: Row; readonly doc: Doc } | undefined> {
  const row = await desk.store.assessments.get(id);
  return row && { row, doc: readDoc(row.doc) };
}

/**
 * Shows the page once more as it is, for its hash: who goes on from there meanwhile, or opens a question, keeps what they
 * see. Slack does not tell the hash of a view that answers a form.
 */
async function hold(actor: Actor, assessor: Assessor, job: Extract<Job, { do: "read" }>): Promise<string | undefined> {
  if (job.view === undefined) return undefined;
  // Where another process died over this, Slack had its time.
  if (actor.run.attempts === 1) await new Promise((go) => setTimeout(go, settledMs));
  const now = await current(actor, job.id);
  if (!now || now.doc.page !== "review" || isHeld(now.row, now.doc)) return undefined;
  const hash = await put(
    actor,
    job.view,
    interviewView(assessor, now.row, now.doc, { isRead: wantsSecond(now.doc) }),
    undefined,
  );
  // Who went on right before Slack had that sees their own page again.
  const after = await current(actor, job.id);
  if (hash === undefined || !after || after.doc.page === "review") return hash;
  await put(actor, job.view, interviewView(assessor, after.row, after.doc), hash);
  return undefined;
}

/** Undefined where somebody went on, or closed it. A courtesy: what is on offer stands on the next page, too. */
async function put(
  { desk, team, client }: Actor,
  id: string | undefined,
  view: View,
  hash: string | undefined,
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const asked = { view_id: id, ...(hash === undefined ? {} : { hash }), view: view as never };
  try {
    const { view: shown } = await desk.courtesy(team, "views.update", () => client.views.update(asked));
    return shown?.hash;
  } catch (error) {
    desk.log("slack-modal-not-updated", { error: codeOf(error) });
    return undefined;
  }
}

const mostDrawn = 3;

/** In the message that asks, unless somebody ticks boxes there. Drawn again when it moved on while it was drawn. */
async function redrawTalk(actor: Actor, assessor: Assessor, id: string): Promise<void> {
  for (let drawn: number | undefined, times = 0; times < mostDrawn; times += 1) {
    const talk = lastTalk(await actor.desk.store.assessments.postsOf(id));
    const now = await current(actor, id);
    if (!talk || !now || now.row.rev === drawn || now.doc.page === "done" || isHeld(now.row, now.doc)) return;
    if (!talk.channel.startsWith(channelKey(actor.team, ""))) return;
    const isPublic = !partsOf(talk.channel).id.startsWith("D");
    await redraw(actor, talk, talkMessage(assessor, now.row, now.doc, { isPublic }));
    drawn = now.row.rev;
  }
}
