/** The Slack app, from what the code listens to and calls: no scope and no event more. */
import { commandName } from "./commands.ts";
import { events, shortcutId } from "./listeners.ts";

/** Why each scope is asked for; a test holds the list to the calls and events of the code. */
export const scopes: Readonly<Record<string, string>> = {
  "app_mentions:read": "questions come as mentions",
  "assistant:write": "the agent pane: suggested prompts, status, title",
  "channels:history": "follow-ups and what was said earlier in a thread, in public channels",
  "chat:write": "replies",
  commands: `${commandName} and the message shortcut`,
  "groups:history": "the same in private channels that the bot was invited to",
  "im:history": "direct messages",
  "mpim:history": "the same in group conversations",
};

/** Events under their names in a manifest: messages are subscribed to by kind of place. */
const subscriptions: Readonly<Record<(typeof events)[number], readonly string[]>> = {
  app_mention: ["app_mention"],
  app_home_opened: ["app_home_opened"],
  message: ["message.channels", "message.groups", "message.im", "message.mpim"],
};

/**
 * @param address where the service is reached from outside, e.g. https://advisor.example; with Socket Mode none is needed
 */
export function slackManifest(address: string, socketMode = false) {
  const url = { ...(socketMode ? {} : { request_url: `${address}/slack/events` }) };
  return {
    display_information: {
      name: "Counterweight",
      description: "Helps to choose between an open-weight and a closed language model",
      long_description:
        "Answers questions about open-weight and closed language models from a curated knowledge base, with sources, and says so when it holds no answer. Numbers come from code and dated data; a described case gets a leaning with its reasons and conditions. What you type is not logged, and /weigh forget deletes what is kept about you.",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: { agent_description: "Should this use an open-weight or a closed language model?" },
      bot_user: { display_name: "counterweight", always_online: true },
      shortcuts: [
        {
          name: "Weigh this message",
          type: "message",
          callback_id: shortcutId,
          description: "Answers what this message asks, for you alone",
        },
      ],
      slash_commands: [
        {
          command: commandName,
          ...(socketMode ? {} : { url: url.request_url }),
          description: "Open-weight or closed? Ask, for you alone",
          usage_hint: "ask <question> · help · forget · admin status",
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: Object.keys(scopes).toSorted() } },
    settings: {
      event_subscriptions: { ...url, bot_events: events.flatMap((event) => subscriptions[event]).toSorted() },
      interactivity: { is_enabled: true, ...url },
      org_deploy_enabled: true,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}
