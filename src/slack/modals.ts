/** What comes of modals that people submit. */
import type { App } from "@slack/bolt";
import { plainWords } from "../core/question.ts";
import { type Client, codeOf } from "./api.ts";
import { answerTo, type Desk, rememberedOf } from "./asking.ts";
import { type Body, channelKey, clickerOf, teamOf, userKey } from "./events.ts";
import { answerIdOf } from "./post.ts";
import { Later, type Run } from "./ports.ts";
import { render } from "./render.ts";
import { caseCallback, inputBlock, reasonCallback, typedIn } from "./views.ts";

const forgotten = "I no longer keep that answer, so there is nothing to note this on. You can close this.";
const empty = "Write at least a few words.";

/** Registers the modals. Slack waits for these, and nobody brings them again. */
export function listenToModals(app: App, desk: Desk): void {
  app.view(reasonCallback, async ({ ack, view, body }) => {
    const reason = typedIn(view);
    const person = userKey(clickerOf(body), body.user.id);
    const vote = { answerId: view.private_metadata, userKey: person, verdict: "down", reason } as const;
    if (reason !== "" && !(await desk.store.feedback.vote(vote)))
      await ack({ response_action: "errors", errors: { [inputBlock]: forgotten } });
    else await ack();
  });

  app.view(caseCallback, async ({ ack, view, body, context, client }) => {
    const { run } = context as { readonly run?: Run };
    if (run !== undefined) {
      await tellCase(desk, run, body, typedIn(view), client);
      return;
    }
    if (typedIn(view) === "") {
      await ack({ response_action: "errors", errors: { [inputBlock]: empty } });
      return;
    }
    const person = userKey(clickerOf(body), body.user.id);
    const { type, user, team, is_enterprise_install, enterprise } = body;
    const { id, callback_id, private_metadata, state, app_installed_team_id } = view;
    await desk.accept({
      eventId: `slack:case:${id}`,
      kind: "slack-told",
      conversation: `${person}/clicks`,
      userKey: person,
      // The modal comes in once more from the inbox, without what we do not need.
      payload: {
        type,
        team,
        is_enterprise_install,
        enterprise,
        user: {
          id: user.id,
          team_id: user.team_id,
        },
        view: {
          type: "modal",
          id,
          callback_id,
          private_metadata,
          state,
          app_installed_team_id,
        },
      },
    });
    await ack();
  });
}

/** A case that was told in a modal is weighed in a direct message, below its own words. */
async function tellCase(desk: Desk, run: Run, body: Body, text: string, client: Client): Promise<void> {
  const [team, person] = [teamOf(body), body.user?.id ?? ""];
  const id = answerIdOf(run.event.eventId);
  const answered = answerTo(desk, text, []);
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
    if (error instanceof Later || !(error as { data?: unknown }).data) throw error;
    desk.log("slack-post-refused", { error: codeOf(error) });
  }
}
