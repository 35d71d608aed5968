/** What Bolt calls for each thing that people do. The manifest is held to these lists. */
import type { App } from "@slack/bolt";
import { anyAction, parseAction } from "./actions.ts";
import { type Client, codeOf } from "./api.ts";
import { answerMessage, type Desk, isTooFast, type Limits, retract } from "./asking.ts";
import { click } from "./clicks.ts";
import { commandName, type Office, runCommand } from "./commands.ts";
import { type Body, channelKey, homeOf, type MessageEvent, teamOf, userKey } from "./events.ts";
import type { Bot } from "./inbound.ts";
import { answerPrivately, type Respond, saying, tell } from "./private.ts";
import type { Run } from "./ports.ts";
import { caseCallback, homeView, reasonCallback, typedIn } from "./views.ts";

/** Events that are listened to. */
export const events = ["app_mention", "message", "app_home_opened"] as const;
export const shortcutId = "weigh_message";

export interface Front {
  readonly starters: readonly string[];
  readonly knowledge: () => { readonly entries: number; readonly version: string };
}

interface Context {
  readonly run?: Run;
  readonly botUserId?: string;
  readonly botId?: string;
  readonly bot?: Bot;
}

/** Registers everything that the bot listens to. */
export function listen(app: App, desk: Desk, office: Office, front: Front, limits?: Limits): void {
  const botOf = (context: Context): Bot => ({ botUserId: context.botUserId, botId: context.botId });
  const runOf = (context: object): Run => {
    const { run } = context as Context;
    if (run === undefined) throw new Error("work came in without having been written down");
    return run;
  };

  const onMessage = async (body: Body, event: MessageEvent, context: Context, client: Client): Promise<void> => {
    const run = runOf(context);
    const { channel } = event;
    if (channel === undefined) return;
    if (event.subtype === "message_deleted") {
      await retract(desk, run, body, channel, event.deleted_ts ?? "", client);
      return;
    }
    const said = event.subtype === "message_changed" ? { ...event.message, channel_type: event.channel_type } : event;
    if (said.ts === undefined) return;
    const about = { ...said, channel, ts: said.ts, type: event.type };
    const thread_ts = said.thread_ts ?? said.ts;
    const slow = await isTooFast(
      desk,
      run,
      teamOf(body),
      (text) => hint(client, channel, thread_ts, said.user, text),
      limits,
    );
    if (slow) return;
    const key = channelKey(teamOf(body), channel);
    const before =
      event.subtype === "message_changed" ? (await desk.store.answers.byQuestion(key, said.ts))[0] : undefined;
    if (event.channel_type === "im" && before === undefined) void pane(client, channel, thread_ts, said.text ?? "");
    await answerMessage(desk, run, body, about, { client, bot: botOf(context) }, before);
  };

  const hint = (client: Client, channel: string, thread_ts: string, user: string | undefined, text: string) =>
    client.chat
      .postEphemeral({ channel, thread_ts, user: user ?? "", text })
      .catch((error: unknown) => desk.log("slack-hint-refused", { error: codeOf(error) }));

  /** The agent pane: what we are at, and what the thread is about. Courtesies, which may fail. */
  const pane = async (client: Client, channel_id: string, thread_ts: string, text: string): Promise<void> => {
    const quietly = (work: Promise<unknown>) => work.catch(() => {});
    await quietly(client.assistant.threads.setStatus({ channel_id, thread_ts, status: "is weighing it…" }));
    await quietly(
      client.assistant.threads.setTitle({
        channel_id,
        thread_ts,
        title: saying(text).text.slice(0, 120) || "A question",
      }),
    );
  };

  app.event("app_mention", ({ event, body, context, client }) =>
    onMessage(body as Body, event as MessageEvent, context as Context, client),
  );
  app.event("message", ({ event, body, context, client }) =>
    onMessage(body as Body, event as MessageEvent, context as Context, client),
  );

  app.event("app_home_opened", async ({ event, client }) => {
    try {
      if (event.tab === "home") {
        const { entries, version } = front.knowledge();
        await client.views.publish({ user_id: event.user, view: homeView(front.starters, entries, version) as never });
        return;
      }
      await client.assistant.threads.setSuggestedPrompts({
        channel_id: event.channel,
        title: "Ask me, for example",
        prompts: front.starters.slice(0, 4).map((message) => ({ title: message, message })) as never,
      } as never);
    } catch (error) {
      desk.log("slack-home-refused", { error: codeOf(error) });
    }
  });

  app.command(commandName, async ({ command, context, ack, respond }) => {
    await ack();
    const run = runOf(context);
    const sayHint = (text: string) => tell(desk, run, respond as Respond, saying(text));
    if (await isTooFast(desk, run, command.team_id, sayHint, limits)) return;
    await runCommand(command.text ?? "", {
      desk,
      office,
      run,
      respond: respond as Respond,
      channel: channelKey(command.team_id, command.channel_id),
      userKey: userKey(command.team_id, command.user_id),
    });
  });

  app.shortcut({ callback_id: shortcutId, type: "message_action" }, async ({ shortcut, context, ack, respond }) => {
    await ack();
    const run = runOf(context);
    const { message, channel, team } = shortcut as unknown as {
      message: { text?: string };
      channel: { id: string };
      team: { id: string } | null;
    };
    if ((message.text ?? "").trim() === "") {
      await tell(desk, run, respond as Respond, saying("There are no words in that message that I could weigh."));
      return;
    }
    const sayHint = (text: string) => tell(desk, run, respond as Respond, saying(text));
    if (await isTooFast(desk, run, team?.id ?? "", sayHint, limits)) return;
    await answerPrivately(desk, run, respond as Respond, {
      text: message.text ?? "",
      channel: channelKey(team?.id ?? "", channel.id),
    });
  });

  app.action(anyAction, async ({ action, body, context, ack, respond, client }) => {
    await ack();
    const run = runOf(context);
    const clicked = body as unknown as Body & { user: { id: string; team_id?: string }; channel?: { id?: string } };
    const { action_id: actionId, value } = action as unknown as { action_id?: unknown; value?: unknown };
    const parsed = parseAction(actionId, value);
    if (!parsed.ok) {
      await tell(desk, run, respond as Respond, saying(parsed.says));
      return;
    }
    const clicker = {
      id: clicked.user.id,
      key: run.event.userKey ?? userKey(homeOf({}, teamOf(clicked)), clicked.user.id),
    };
    await click(
      {
        desk,
        run,
        body: clicked,
        client,
        bot: botOf(context as Context),
        respond: respond as Respond,
        clicker,
        channel: clicked.channel?.id ?? "",
      },
      parsed.action,
    );
  });
  // A button of an older version, or of nobody: a sentence, and no crash.
  app.action(/^(?!answer\.)/, async ({ ack, context, respond }) => {
    await ack();
    await tell(desk, runOf(context), respond as Respond, saying("I no longer know that button. Please ask again."));
  });

  app.view(reasonCallback, async ({ ack, view, body }) => {
    const reason = typedIn(view);
    const key = userKey(body.user.team_id ?? body.team?.id ?? "", body.user.id);
    if (reason !== "")
      await desk.store.feedback.vote({ answerId: view.private_metadata, userKey: key, verdict: "down", reason });
    await ack();
  });

  app.view(caseCallback, async ({ ack, view, body }) => {
    const text = typedIn(view);
    const posted = await desk.store.answers.byId(view.private_metadata);
    if (text === "" || posted === undefined) {
      await ack({
        response_action: "errors",
        errors: {
          input: posted ? "Write at least a few words." : "I no longer keep that answer. Ask me in a message.",
        },
      });
      return;
    }
    const key = userKey(body.user.team_id ?? body.team?.id ?? "", body.user.id);
    await desk.accept({
      eventId: `slack:case:${view.id}`,
      kind: "slack-case",
      conversation: `${key}/clicks`,
      userKey: key,
      payload: { type: "case", text, channel: posted.channel, user: body.user.id, team: body.team?.id },
    });
    await ack();
  });
}
