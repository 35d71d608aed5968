/** An assessment in a channel, with its owner's name on it. */
import { openOrSay } from "./at.ts";
import { form, plain, says, type View } from "./blocks.ts";
import { type Actor } from "./at.ts";
import { readRef, refOf } from "./ids.ts";
import type { Deed } from "./interview.ts";
import { type Job, later } from "./jobs.ts";
import { note, type Submission, type Submitted } from "./modals.ts";
import type { Row } from "./ports.ts";
import { noteRun, redraw, resultOf, sendTo, sharedBy } from "./post.ts";
import { resultMessage } from "./result.ts";
import { gone, may, refusalOf, rightOf } from "./rights.ts";
import { selected } from "./state.ts";
import { codeOf, isFinal } from "../api.ts";
import { channelKey, partsOf } from "../events.ts";
import { saying } from "../private.ts";
import { broken } from "./words.ts";

export const shareCallback = "assess.share";
const block = "channel";

function shareView(row: Row): View {
  const { id } = row.place === null ? { id: "" } : partsOf(row.place);
  return form({
    callback: shareCallback,
    metadata: refOf(row),
    title: "Share in a channel",
    submit: "Share",
    close: "Cancel",
    blocks: [
      says(
        "Everybody there sees the result with your name on it, may try what would change it, and may rank what matters. Only you can change it.",
      ),
      {
        type: "input",
        block_id: block,
        label: plain("Where?"),
        element: {
          type: "conversations_select",
          action_id: "value",
          filter: { include: ["public", "private"], exclude_bot_users: true },
          ...(/^[CG]/.test(id) ? { initial_conversation: id } : {}),
        },
      },
    ],
  });
}

export const sharing = { share: (acting) => openOrSay(acting, shareView(acting.row)) } satisfies Readonly<
  Record<string, Deed>
>;

/** @param viewId one form shares once, however often it is submitted */
export async function shareSubmitted(given: Submission, viewId: string): Promise<Submitted> {
  const { desk, team, who, values } = given;
  const ref = readRef(given.metadata);
  const row = ref && (await desk.store.assessments.get(ref.id));
  if (!row) return note("Counterweight", gone);
  const right = await rightOf(desk.store.assessments, row, { id: who.id, team });
  if (!may(right, "share")) return note("Counterweight", refusalOf(right));
  const channel = selected(values, block);
  if (!/^[CG]\w+$/.test(channel)) return { response_action: "errors", errors: { [block]: "Choose a channel." } };
  await later(given, `share:${viewId}`, { do: "share", id: row.id, channel });
  return note(
    "Shared",
    "I am posting it there now. If I am not in that channel, I will tell you in our direct messages.",
  );
}

const outside = new Set(["not_in_channel", "channel_not_found"]);
const notInChannel =
  "I can't post your assessment there, because I am not in that channel. Add me with /invite, then press Share in channel again.";
const mayNotPost = "I am not allowed to post there, so your assessment stays between us.";

export async function shareJob(actor: Actor, { id, channel }: Extract<Job, { do: "share" }>): Promise<void> {
  const { desk, team, client, run } = actor;
  const row = await desk.store.assessments.get(id);
  if (!row) return;
  const result = resultOf(actor, row);
  const owner = partsOf(row.owner).id;
  if (!result) {
    await sendTo(actor, owner, saying(broken));
    return;
  }
  await noteRun(actor, result);
  const message = resultMessage({ ...result, forViewers: true, above: sharedBy(row) });
  const at = channelKey(team, channel);
  const there = (await desk.store.assessments.postsOf(id)).find(
    (post) => post.kind === "shared" && post.channel === at,
  );
  if (there && (await redraw(actor, there, message))) return;
  try {
    const ts = await desk.poster.post(client, { team, channel }, message, run);
    await desk.store.assessments.addPost(id, { channel: at, message: ts, thread: null, kind: "shared" });
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("slack-share-refused", { error: codeOf(error) });
    await sendTo(actor, owner, saying(outside.has(codeOf(error)) ? notInChannel : mayNotPost));
  }
}
