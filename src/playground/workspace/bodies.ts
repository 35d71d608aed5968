import { type Args, type Install, type Message, type User, type View, without } from "./types.ts";
import { appId, type Answerable, bot, type Workspace } from "./workspace.ts";

const verification = "fake-verification-token"; // long superseded by signatures, still in every body

/** An event in its envelope; `outer` overrides the envelope's parts. */
export function eventBody(workspace: Workspace, install: Install, event: Args, outer: Args = {}): Args {
  const channel = typeof event["channel"] === "string" ? workspace.channel(event["channel"]) : undefined;
  const grid = install.enterprise_id ?? null;
  return {
    type: "event_callback",
    token: verification,
    team_id: install.team_id,
    ...(grid === null ? {} : { enterprise_id: grid }),
    context_team_id: install.team_id,
    context_enterprise_id: grid,
    api_app_id: appId,
    event: { event_ts: workspace.ts(), ...event },
    event_id: `Ev${workspace.next()}`,
    event_time: Math.floor(workspace.now / 1000),
    authorizations: [
      {
        enterprise_id: grid,
        team_id: install.org === true ? null : install.team_id,
        user_id: install.user_id,
        is_bot: true,
        is_enterprise_install: install.org === true,
      },
    ],
    is_ext_shared_channel: channel?.is_ext_shared ?? false,
    event_context: `4-${workspace.next()}`,
    ...outer,
  };
}

/** What a person's message looks like in an event; people from elsewhere carry their own workspace. */
export function messageEvent(message: Message, user: User): Args {
  const { channel, ts, thread_ts, text, client_msg_id, blocks, parent_user_id } = message;
  const elsewhere = user.team_id === bot.team_id ? {} : { user_team: user.team_id, source_team: user.team_id };
  const thread = thread_ts === undefined ? {} : { thread_ts, parent_user_id };
  return {
    user: user.id,
    team: user.team_id,
    ...elsewhere,
    channel,
    ts,
    event_ts: ts,
    text,
    client_msg_id,
    blocks,
    ...thread,
  };
}

const teamOf = (install: Install): Args => ({
  id: install.team_id,
  domain: "fake",
  ...(install.enterprise_id === undefined ? {} : { enterprise_id: install.enterprise_id, enterprise_name: "Grid" }),
});
const enterpriseOf = (install: Install): Args | null =>
  install.enterprise_id === undefined ? null : { id: install.enterprise_id, name: "Grid" };

/** What every interaction carries: who, where from, and a trigger. */
function interaction(workspace: Workspace, install: Install, user: User): Args {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
    team: teamOf(install),
    enterprise: enterpriseOf(install),
    is_enterprise_install: install.org === true,
    api_app_id: appId,
    token: verification,
    trigger_id: workspace.trigger(user.id),
  };
}
const urlOf = (address: string, workspace: Workspace, of: Omit<Answerable, "until" | "uses">): string =>
  `${address}response/${workspace.answerUrl(of.channel, of.user, of.original)}`;

export interface From {
  readonly workspace: Workspace;
  readonly install: Install;
  /** of the workspace; ends in `/`. */
  readonly address: string;
  readonly user: User;
}

export function commandBody(
  { workspace, install, address, user }: From,
  channel: string,
  command: string,
  text: string,
): Args {
  const place = workspace.channel(channel);
  return {
    token: verification,
    team_id: install.team_id,
    team_domain: "fake",
    ...(install.enterprise_id === undefined ? {} : { enterprise_id: install.enterprise_id, enterprise_name: "Grid" }),
    channel_id: channel,
    channel_name: place.kind === "im" ? "directmessage" : place.kind === "group" ? "privategroup" : place.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: appId,
    is_enterprise_install: String(install.org === true),
    response_url: urlOf(address, workspace, { channel, user: user.id }),
    trigger_id: workspace.trigger(user.id),
  };
}

/** A click on a message. Of an ephemeral one Slack sends no content, only where it was. */
export function messageClick(
  { workspace, install, address, user }: From,
  message: Message,
  action: Args,
  values: Args = {},
): Args {
  const hidden = message.only !== undefined;
  const { channel, ts, thread_ts } = message;
  const thread = thread_ts === undefined ? {} : { thread_ts };
  return {
    type: "block_actions",
    ...interaction(workspace, install, user),
    container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: hidden, ...thread },
    channel: { id: channel, name: workspace.channel(channel).name },
    ...(hidden ? {} : { message: { type: "message", ...message } }),
    state: { values },
    response_url: urlOf(address, workspace, { channel, user: user.id, original: message }),
    actions: [action],
  };
}

export function viewClick({ workspace, install, user }: From, view: View, action: Args, values: Args = {}): Args {
  const container = { type: "view", view_id: view.id };
  return {
    type: "block_actions",
    ...interaction(workspace, install, user),
    container,
    view: { ...without("owner", view), state: { values } },
    actions: [action],
  };
}

export function shortcutBody({ workspace, install, address, user }: From, callback: string, message?: Message): Args {
  const action = { callback_id: callback, action_ts: workspace.ts(), ...interaction(workspace, install, user) };
  if (message === undefined) return { type: "shortcut", ...action };
  const { channel, ts } = message;
  return {
    type: "message_action",
    ...action,
    channel: { id: channel, name: workspace.channel(channel).name },
    message_ts: ts,
    message: { type: "message", ...message },
    response_url: urlOf(address, workspace, { channel, user: user.id, original: message }),
  };
}

export function viewBody({ workspace, install, user }: From, type: string, view: View, values: Args): Args {
  return {
    type,
    ...interaction(workspace, install, user),
    view: { ...without("owner", view), state: { values } },
    response_urls: [],
  };
}
