/** The buttons of a cost summary: one changes the workload and the message with it, others show or export what is behind. */
import { type CostDeed, pullsNothing } from "../../core/cost/deeds.ts";
import { codeOf, isFinal } from "../api.ts";
import type { Clicked } from "../clicks.ts";
import { partsOf, teamOf } from "../events.ts";
import { Later } from "../ports.ts";
import { saying, tell } from "../private.ts";
import { render } from "../render.ts";
import { renderPages } from "../render-pages.ts";
import { mostResponses } from "../response-url.ts";
import type { Reply } from "../../core/reply.ts";

export async function costDeed(clicked: Clicked, { deed }: { readonly deed: CostDeed }): Promise<void> {
  const { desk, run, respond, remembered } = clicked;
  const { workload } = remembered;
  if (workload === undefined || !desk.costing) return say(clicked, gone);
  if (deed === "csv") {
    const content = desk.costing.csv(workload);
    return send(
      clicked,
      content === undefined ? undefined : { filename: "cost.csv", title: "Cost summary, line by line", content },
    );
  }
  if (deed === "png") {
    const picture = await desk.costing.picture(workload);
    return send(
      clicked,
      picture && {
        filename: "cost.png",
        title: "Cost by volume",
        file: Buffer.from(picture.png),
        alt_text: picture.alt,
      },
    );
  }
  if (deed === "formula") {
    // One after another, so that they stand in order; begun again, all are told again, for none is kept.
    for (const page of renderPages(desk.costing.formula(workload), mostResponses))
      if (!(await tell(desk, run, respond, page))) return;
    return;
  }
  // Begun before: what it led to is kept, and pulling again would double twice.
  if (run.attempts > 1 && remembered.pulledBy === run.event.eventId) return put(clicked, desk.costing.reply(workload));
  const reply = desk.costing.pull(deed, workload);
  if (!reply) return say(clicked, pullsNothing);
  return put(clicked, reply);
}

/** Puts the summary where the old one stands, and keeps what it is of. */
async function put(clicked: Clicked, reply: Reply): Promise<void> {
  const { desk, run, respond, client, channel, posted, remembered } = clicked;
  const isPrivate = posted.message.startsWith("private:");
  const message = render(reply, { answerId: posted.id, private: isPrivate });
  const now = { ...remembered, workload: reply.workload, pulledBy: run.event.eventId };
  await desk.store.answers.record({ ...posted, knowledgeVersion: reply.knowledgeVersion, remembered: now });
  if (isPrivate) {
    await tell(desk, run, respond, message, { replace_original: true });
    return;
  }
  const place = partsOf(posted.channel);
  const at = {
    team: place.team,
    channel: channel ?? place.id,
    ...(posted.thread === null ? {} : { thread_ts: posted.thread }),
  };
  try {
    await desk.poster.post(client, at, message, run, posted.message);
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("slack-cost-refused", { error: codeOf(error) });
  }
}

interface SentFile {
  readonly filename: string;
  readonly title: string;
  readonly content?: string;
  readonly file?: Buffer;
  readonly alt_text?: string;
}

/** As a file where files may be sent; where not, that is said. */
async function send(clicked: Clicked, content: SentFile | undefined): Promise<void> {
  const { desk, client, body, channel, posted } = clicked;
  if (content === undefined) return say(clicked, gone);
  const isPrivate = posted.message.startsWith("private:");
  const team = teamOf(body);
  try {
    const place = partsOf(posted.channel);
    const to = isPrivate
      ? await directWith(clicked)
      : { channel: channel ?? place.id, thread: posted.thread ?? posted.message };
    const where = { channel_id: to.channel, ...(to.thread === undefined ? {} : { thread_ts: to.thread }) };
    const file = { ...where, ...content };
    await desk.courtesy(team, "files.uploadV2", () => client.files.uploadV2(file as never));
    if (isPrivate) await say(clicked, "The file is in your direct messages with me.");
  } catch (error) {
    if (error instanceof Later) throw error;
    desk.log("slack-file-refused", { error: codeOf(error) });
    await say(clicked, "I may not send files here. On the command line, `cost --json` prints the same.");
  }
}

async function directWith({ desk, body, client, clicker }: Clicked): Promise<{ channel: string; thread: undefined }> {
  const opened = await desk.courtesy(teamOf(body), "conversations.open", () =>
    client.conversations.open({ users: clicker.id }),
  );
  return { channel: opened.channel?.id ?? clicker.id, thread: undefined };
}

const gone = "That button is from a summary that I no longer keep. Please ask again.";
const say = async ({ desk, run, respond }: Clicked, sentence: string): Promise<void> => {
  await tell(desk, run, respond, saying(sentence));
};
