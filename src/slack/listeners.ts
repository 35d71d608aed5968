/** What Bolt calls for each thing that people do. The manifest is held to these lists. */
import type { App } from "@slack/bolt";
import { parseAction } from "./actions.ts";
import type { Client } from "./api.ts";
import { clickAssess } from "./assess/clicks.ts";
import { publishHome } from "./assess/home.ts";
import { isAssessAction } from "./assess/ids.ts";
import { listenToAssessments } from "./assess/listen.ts";
import { type Desk, isTooFast, type Limits } from "./asking.ts";
import { click } from "./clicks.ts";
import { commandName, type Office, runCommand } from "./commands.ts";
import { type Body, channelKey, clickerOf, type MessageEvent, teamOf, userKey } from "./events.ts";
import type { Bot } from "./inbound.ts";
import { hear } from "./messages.ts";
import { listenToModals } from "./modals.ts";
import { answerPrivately, saying, tell } from "./private.ts";
import type { Run } from "./ports.ts";
import { stopKey } from "./stops.ts";
import { respondTo } from "./response-url.ts";

/** Events that are listened to. */
export const events = ["app_mention", "message", "app_home_opened", "agent_session_stopped"] as const;
export const shortcutId = "weigh_message";

export interface Front {
  readonly starters: readonly string[];
  readonly knowledge: () => { readonly entries: number; readonly version: string };
}

interface Context {
  readonly run?: Run;
  readonly botUserId?: string;
  readonly botId?: string;
}
const botOf = ({ botUserId, botId }: Context): Bot => ({ botUserId, botId });
const runOf = (context: object): Run => {
  const { run } = context as Context;
  if (run === undefined) throw new Error("work came in without having been written down");
  return run;
};
const respondOf = (body: unknown) => respondTo((body as Body).response_url);

/** Registers everything that the bot listens to. */
export function listen(app: App, desk: Desk, office: Office, front: Front, limits?: Limits): void {
  const onMessage = (given: { body: unknown; event: unknown; context: object; client: Client }): Promise<void> => {
    const { body, event, context, client } = given;
    const heard = { desk, run: runOf(context), client, bot: botOf(context), limits };
    return hear(body as Body, event as MessageEvent, heard);
  };
  app.event("app_mention", onMessage);
  app.event("message", onMessage);

  app.event("agent_session_stopped", async ({ event, body }) => {
    const { channel, thread_ts: thread } = event as unknown as MessageEvent;
    if (channel !== undefined && thread !== undefined) desk.stops.stop(stopKey(teamOf(body), channel, thread));
  });

  app.event("app_home_opened", async ({ event, body, client }) => {
    const team = teamOf(body);
    if (event.tab !== "home") {
      const prompts = front.starters.slice(0, 4).map((message) => ({ title: message, message }));
      const asked = { channel_id: event.channel, title: "Ask me, for example", prompts };
      // A courtesy, which a workspace without agents refuses.
      const suggest = () => client.assistant.threads.setSuggestedPrompts(asked);
      await desk.courtesy(team, "assistant.threads.setSuggestedPrompts", suggest).catch(() => {});
      return;
    }
    await publishHome({ desk, team, client, who: { id: event.user, key: userKey(team, event.user) } }, front);
  });

  app.command(commandName, async ({ command, body, context, ack, client }) => {
    await ack();
    const run = runOf(context);
    const team = teamOf(body);
    const respond = respondOf(body);
    const key = userKey(team, command.user_id);
    const sayHint = (text: string) => tell(desk, run, respond, saying(text));
    if (await isTooFast(desk, run, team, sayHint, limits)) return;
    await runCommand(command.text ?? "", {
      desk,
      office,
      run,
      respond,
      channel: channelKey(team, command.channel_id),
      userKey: key,
      actor: { desk, run, client, team, who: { id: command.user_id, key }, body },
    });
  });

  app.shortcut({ type: "message_action" }, async ({ shortcut, body, context, ack }) => {
    await ack();
    const run = runOf(context);
    const respond = respondOf(body);
    const { callback_id, message, channel } = shortcut;
    const team = teamOf(body as Body);
    const text = (message as { text?: string } | undefined)?.text ?? "";
    if (callback_id !== shortcutId) await tell(desk, run, respond, saying(unknownEntry));
    else if (text.trim() === "") await tell(desk, run, respond, saying(noWords));
    else if (!(await isTooFast(desk, run, team, (hint) => tell(desk, run, respond, saying(hint)), limits)))
      await answerPrivately(desk, run, respond, { text, channel: channelKey(team, channel.id), quoted: true });
  });

  // Every button, those of an older version of ours too: a sentence is better than nothing.
  app.action(/^/, async ({ action, body, context, ack, client }) => {
    await ack();
    const run = runOf(context);
    const respond = respondOf(body);
    const clicked = body as unknown as Body;
    const { action_id: actionId, value } = action as unknown as { action_id?: unknown; value?: unknown };
    const id = clicked.user?.id ?? "";
    const clicker = { id, key: run.event.userKey ?? userKey(clickerOf(clicked), id) };
    if (isAssessAction(actionId)) {
      await clickAssess({ desk, run, client, team: teamOf(clicked), who: clicker, body: clicked }, action, front);
      return;
    }
    const parsed = parseAction(actionId, value);
    if (!parsed.ok) {
      await tell(desk, run, respond, saying(parsed.says));
      return;
    }
    const channel = clicked.channel?.id;
    await click(
      { desk, run, body: clicked, client, bot: botOf(context), respond, clicker, channel, limits },
      parsed.action,
    );
  });

  listenToModals(app, desk);
  listenToAssessments(app, desk, front);
}

const unknownEntry = "That menu entry is from another version of me. Mention me with your question instead.";
const noWords = "There are no words in that message that I could weigh.";
