/** Messages: asked, edited, deleted. */
import { type Client, codeOf } from "./api.ts";
import { answerMessage, type Desk, isTooFast, type Limits, retract } from "./asking.ts";
import { heardInterview } from "./assess/typed.ts";
import { type Body, channelKey, goneTs, isAddressed, type MessageEvent, teamOf } from "./events.ts";
import type { Bot } from "./inbound.ts";
import { pane, type Said } from "./pane.ts";
import { saying } from "./private.ts";
import type { Run } from "./ports.ts";

export interface Heard {
  readonly desk: Desk;
  readonly run: Run;
  readonly client: Client;
  readonly bot: Bot;
  readonly limits?: Limits | undefined;
}

/** Answers a message, answers it again after an edit, or takes the answer back when it was deleted. */
export async function hear(body: Body, event: MessageEvent, heard: Heard): Promise<void> {
  const { desk, run, client, bot, limits } = heard;
  const { channel } = event;
  if (channel === undefined) return;
  const team = teamOf(body);
  const gone = goneTs(event);
  if (gone !== undefined) {
    await retract(desk, run, team, channel, gone, client);
    return;
  }
  const isEdit = event.subtype === "message_changed";
  const said = isEdit ? { ...event.message, channel_type: event.channel_type } : event;
  if (said.ts === undefined) return;
  const about = { ...said, channel, ts: said.ts, type: event.type };
  const tell = (text: string) => (isAddressed(about, bot) ? hint(heard, team, about, text) : Promise.resolve());
  if (await isTooFast(desk, run, team, tell, limits)) return;
  const who = { id: said.user ?? "", key: run.event.userKey ?? "" };
  const { text = "" } = said;
  if (await heardInterview({ desk, run, client, team, who, body }, { ...about, text, isEdit })) return;
  const [before] = isEdit ? await desk.store.answers.byQuestion(channelKey(team, channel), said.ts) : [];
  const isNew = event.channel_type === "im" && before === undefined;
  await answerMessage(desk, run, team, about, {
    client,
    bot,
    before,
    courtesy: isNew ? pane(desk.courtesy, team, client, about) : undefined,
  });
}

/** Words for one person: in a direct message there is nobody else. */
async function hint({ desk, client }: Heard, team: string, to: Said, text: string): Promise<void> {
  const { channel, channel_type, thread_ts, ts, user } = to;
  const place = { channel, thread_ts: thread_ts ?? ts, text: saying(text).text };
  try {
    if (channel_type === "im") await desk.courtesy(team, "chat.postMessage", () => client.chat.postMessage(place));
    else
      await desk.courtesy(team, "chat.postEphemeral", () => client.chat.postEphemeral({ ...place, user: user ?? "" }));
  } catch (error) {
    desk.log("slack-hint-refused", { error: codeOf(error) });
  }
}
