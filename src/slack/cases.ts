/** What people told in a modal. */
import { plainWords, type Question, type Turn } from "../core/question.ts";
import { type Client, codeOf, isFinal } from "./api.ts";
import { answerTo, type Desk, rememberedOf } from "./asking.ts";
import { type Body, channelKey, teamOf } from "./events.ts";
import { answerIdOf } from "./post.ts";
import type { Run } from "./ports.ts";
import { render } from "./render.ts";

/** What was told in a modal is answered in a direct message, below its own words. */
export async function tellCase(
  desk: Desk,
  run: Run,
  body: Body,
  text: string,
  client: Client,
  said: readonly Turn[] = [],
  project?: Question["project"],
): Promise<void> {
  const [team, person] = [teamOf(body), body.user?.id ?? ""];
  const id = answerIdOf(run.event.eventId);
  const answered = answerTo(desk, text, said, project);
  const isBroken = "broken" in answered;
  const question = plainWords(text);
  const message = isBroken ? answered.broken : render(answered.reply, { answerId: id, askedBy: { question } });
  try {
    const before = run.attempts > 1 ? (await desk.store.answers.byId(id))?.message : undefined;
    const ts = await desk.poster.post(client, { team, channel: person }, message, run, before);
    if (isBroken) return;
    await desk.store.answers.record({
      id,
      platform: "slack",
      channel: channelKey(team, person),
      thread: ts,
      message: ts,
      questionEvent: run.event.eventId,
      questionMessage: null,
      kind: answered.reply.kind,
      entries: answered.trace.entries,
      knowledgeVersion: answered.reply.knowledgeVersion,
      userKey: run.event.userKey ?? null,
      remembered: rememberedOf(text, answered),
    });
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log("slack-post-refused", { error: codeOf(error) });
  }
}
