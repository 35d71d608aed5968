/** The Slack app, from what the code listens to and calls: no scope and no event more. */
import { commandName } from "./commands.ts";
import { events, shortcutId } from "./listeners.ts";

/** Events that end an installation; `installations` deletes its token. */
const endings = ["app_uninstalled", "tokens_revoked"];

/** Why each scope is asked for; a test holds the list to the calls and events of the code. */
export const scopes: Readonly<Record<string, string>> = {
  "app_mentions:read": "questions come as mentions",
  "assistant:write": "the agent pane: suggested prompts, status, title",
  "canvases:write": "a decision record as a canvas, where the workspace has them",
  "channels:history": "follow-ups and what was said earlier in a thread, in public channels",
  "chat:write": "replies",
  commands: `${commandName} and the message shortcut`,
  "files:write": "a decision record, costs or a chart as a file",
  "groups:history": "the same in private channels that the bot was invited to",
  "im:history": "direct messages",
  "im:write": "results of assessments and answers to what was told in a modal go to a direct message",
  "mpim:history": "the same in group conversations",
};

/** Events under their names in a manifest: messages are subscribed to by kind of place. */
const subscriptions: Readonly<Record<(typeof events)[number], readonly string[]>> = {
  agent_session_stopped: ["agent_session_stopped"],
  app_mention: ["app_mention"],
  app_home_opened: ["app_home_opened"],
  message: ["message.channels", "message.groups", "message.im", "message.mpim"],
};

/** The address that stands for your own until it is given. */
export const exampleAddress = "https://your-host.example";

/** What whoever creates the app has to do with it. */
export const manifestIntro = (socketMode: boolean): readonly string[] => [
  "The Slack app: api.slack.com/apps, Create New App, From a manifest. Then install it.",
  ...(socketMode
    ? [
        "Socket Mode needs no address: set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN from Basic Information, App-Level Tokens,",
        "with the scope connections:write.",
      ]
    : [
        "Replace your-host.example by the address that reaches this service from outside (four times),",
        "and set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN. Without a public address: counterweight manifest slack --socket",
      ]),
  "What is asked for, and why, is held to the code by a test; change src/slack/manifest.ts, not this.",
];

/** Events, and what each is for. */
export const eventReasons: Readonly<Record<string, string>> = {
  agent_session_stopped: "the stop button of an answer that a model is writing",
  app_home_opened: "the home tab, and what to ask in the agent pane",
  app_mention: "questions in channels",
  app_uninstalled: "a workspace's token is deleted",
  "message.channels": "follow-ups in threads where the bot has answered, edits and deletions, in public channels",
  "message.groups": "the same in private channels",
  "message.im": "direct messages",
  "message.mpim": "the same in group conversations",
  tokens_revoked: "the same",
};

/**
 * @param address where the service is reached from outside, e.g. https://advisor.example; with Socket Mode none is needed
 */
export function slackManifest(address: string, socketMode = false) {
  const url: { request_url?: string } = socketMode ? {} : { request_url: `${address}/slack/events` };
  return {
    display_information: {
      name: "Counterweight",
      description: "Helps to choose between an open-weight and a closed language model",
      long_description:
        "Answers questions about open-weight and closed language models from a curated knowledge base, with sources, and says so when it holds no answer. Numbers come from code and dated data; a described case gets a verdict with its reasons, and what would change it. What you type is not logged, and /weigh forget deletes what is kept about you.",
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
          ...(socketMode ? {} : { url: `${address}/slack/events` }),
          description: "Open-weight or closed? Ask, or have a case assessed",
          usage_hint: "assess · cost · compare · draw · ask <question> · history · quiz · help · forget",
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      ...(socketMode ? {} : { redirect_urls: [`${address}/slack/oauth_redirect`] }),
      scopes: { bot: Object.keys(scopes).toSorted() },
    },
    settings: {
      event_subscriptions: {
        ...url,
        bot_events: [...events.flatMap((event) => subscriptions[event]), ...endings].toSorted(),
      },
      interactivity: { is_enabled: true, ...url },
      org_deploy_enabled: true,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}
