/** Slack's bodies as work to do: which of them are for us, what they are about, and whose they are. */
import type { Bot } from "./inbound.ts";
import type { Work } from "./ports.ts";

/** What we read of a body; everything is optional, since anybody can send anything that is signed. */
export interface Body {
  readonly type?: string;
  readonly event_id?: string;
  readonly team_id?: string;
  readonly enterprise_id?: string;
  readonly is_enterprise_install?: boolean;
  readonly authorizations?: readonly { readonly team_id?: string | null; readonly enterprise_id?: string | null }[];
  readonly is_ext_shared_channel?: boolean;
  readonly event?: MessageEvent;
  readonly command?: string;
  readonly text?: string;
  readonly user_id?: string;
  readonly channel_id?: string;
  readonly trigger_id?: string;
  readonly user?: { readonly id?: string; readonly team_id?: string };
  readonly team?: { readonly id?: string } | null;
  readonly channel?: { readonly id?: string };
  readonly message?: { readonly ts?: string; readonly thread_ts?: string };
  readonly container?: { readonly message_ts?: string; readonly thread_ts?: string };
  readonly actions?: readonly { readonly action_id?: string; readonly action_ts?: string }[];
}
export interface MessageEvent {
  readonly type?: string | undefined;
  readonly subtype?: string;
  readonly text?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly team?: string;
  readonly user_team?: string;
  readonly source_team?: string;
  readonly channel?: string;
  readonly channel_type?: string | undefined;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly hidden?: boolean;
  readonly deleted_ts?: string;
  readonly message?: MessageEvent;
  readonly previous_message?: MessageEvent;
}

/** `work`: to be written down first. `now`: Bolt deals with it while Slack waits. `none`: acknowledged and left. */
export type Sorted =
  | { readonly kind: "work"; readonly work: Work }
  | { readonly kind: "now" }
  | { readonly kind: "none" };

const none: Sorted = { kind: "none" };
const slackItself = new Set(["USLACKBOT", "USLACK"]);
/** A message with one of these is still what a person said. */
const spoken = new Set([undefined, "file_share", "thread_broadcast"]);

/** The workspace that has us installed, which may not be the one that the asker belongs to (Slack Connect). */
export const teamOf = (body: Body): string =>
  body.authorizations?.[0]?.team_id ?? body.team_id ?? body.team?.id ?? body.user?.team_id ?? body.enterprise_id ?? "";

/** Unique across workspaces: ids of channels are not. */
export const channelKey = (team: string, channel: string): string => `slack:${team}/${channel}`;
export const userKey = (team: string, user: string): string => `slack:${team}/${user}`;

/** The asker's own workspace: in a shared channel, people of two companies meet. */
export const homeOf = (event: MessageEvent, team: string): string =>
  event.user_team ?? event.source_team ?? event.team ?? team;

export const isByPerson = (event: MessageEvent, bot: Bot): boolean =>
  event.user !== undefined &&
  event.bot_id === undefined &&
  spoken.has(event.subtype) &&
  event.user !== bot.botUserId &&
  !slackItself.has(event.user);

export interface Follows {
  readonly bot: Bot;
  /** Whether we answered in that thread, so that a message there is for us without a mention. */
  readonly inThread: (channel: string, thread: string) => Promise<boolean>;
}

/** Sorts what Slack sent. Private talk in channels that is not for us is never written down. */
export async function sort(body: Body, follows: Follows): Promise<Sorted> {
  if (body.event) return sortEvent(body, body.event, follows);
  if (body.command !== undefined) return command(body);
  if (body.type === "block_actions" || body.type === "message_action") return click(body);
  return { kind: "now" };
}

async function sortEvent(body: Body, event: MessageEvent, follows: Follows): Promise<Sorted> {
  const { channel } = event;
  if (event.type === "app_home_opened") return { kind: "now" };
  if (channel === undefined || (event.type !== "app_mention" && event.type !== "message")) return none;
  if (event.subtype === "message_changed" || event.subtype === "message_deleted")
    return sortChange(body, event, channel, follows);
  if (!isByPerson(event, follows.bot) || event.ts === undefined) return none;
  if (!(await isForUs(event, teamOf(body), channel, follows))) return none;
  return eventWork(body, event, event, channel, "ask");
}

/** An edit or a deletion is for us when the message was, or has become so. */
async function sortChange(body: Body, event: MessageEvent, channel: string, follows: Follows): Promise<Sorted> {
  const before = event.previous_message;
  const after = event.subtype === "message_changed" ? event.message : before;
  if (!before || !after || after.ts === undefined || !isByPerson(after, follows.bot)) return none;
  // Links that unfold change a message too.
  if (event.subtype === "message_changed" && before.text === after.text) return none;
  const place = { channel_type: event.channel_type };
  const wasForUs = await isForUs({ ...before, ...place }, teamOf(body), channel, follows);
  if (!wasForUs && !(await isForUs({ ...after, ...place }, teamOf(body), channel, follows))) return none;
  return eventWork(body, event, after, channel, event.subtype === "message_changed" ? "edit" : "delete");
}

async function isForUs(
  event: MessageEvent,
  team: string,
  channel: string,
  { bot, inThread }: Follows,
): Promise<boolean> {
  if (event.type === "app_mention" || event.channel_type === "im") return true;
  if (bot.botUserId !== undefined && event.text?.includes(`<@${bot.botUserId}`)) return true;
  return event.thread_ts !== undefined && inThread(channelKey(team, channel), event.thread_ts);
}

function eventWork(body: Body, event: MessageEvent, about: MessageEvent, channel: string, kind: string): Sorted {
  const team = teamOf(body);
  if (body.event_id === undefined) return none;
  const thread = event.channel_type === "im" && about.thread_ts === undefined ? "im" : (about.thread_ts ?? about.ts);
  const user = about.user ?? "";
  return {
    kind: "work",
    work: {
      eventId: `slack:${team}:${body.event_id}`,
      // A mention comes as app_mention and as message; an edit of an edit is a new thing.
      dedupeKey: kind === "ask" ? `slack:${team}:${channel}:${about.ts}` : undefined,
      kind: `slack-${kind}`,
      conversation: `${channelKey(team, channel)}/${thread}`,
      userKey: userKey(homeOf(about, team), user),
      payload: body,
    },
  };
}

function command(body: Body): Sorted {
  const team = teamOf(body);
  if (body.trigger_id === undefined || body.user_id === undefined) return none;
  return {
    kind: "work",
    work: {
      eventId: `slack:${team}:command:${body.trigger_id}`,
      kind: "slack-command",
      conversation: `${userKey(team, body.user_id)}/commands`,
      userKey: userKey(team, body.user_id),
      payload: body,
    },
  };
}

function click(body: Body): Sorted {
  const team = teamOf(body);
  const user = body.user?.id;
  if (body.trigger_id === undefined || user === undefined) return none;
  return {
    kind: "work",
    work: {
      eventId: `slack:${team}:act:${body.trigger_id}`,
      kind: body.type === "message_action" ? "slack-shortcut" : "slack-click",
      conversation: `${userKey(body.user?.team_id ?? team, user)}/clicks`,
      userKey: userKey(body.user?.team_id ?? team, user),
      payload: body,
    },
  };
}
