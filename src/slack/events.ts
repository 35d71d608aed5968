/** Slack's bodies as work to do: which of them are for us, what they are about, and whose they are. */
import type { Body, MessageEvent } from "./body.ts";
import type { Bot } from "./inbound.ts";
import type { Work } from "./ports.ts";

export type { Body, MessageEvent } from "./body.ts";

/** `work`: to be written down first. `now`: Bolt deals with it while Slack waits. `none`: acknowledged and left. */
export type Sorted =
  | { readonly kind: "work"; readonly work: Work }
  | { readonly kind: "now" }
  | { readonly kind: "none" };

const none: Sorted = { kind: "none" };
const slackItself = new Set(["USLACKBOT", "USLACK"]);
/** A message with one of these is still what a person said. */
const spoken = new Set([undefined, "file_share", "thread_broadcast"]);

/** The organisation (Enterprise Grid) that has us installed, in one of its workspaces or in all. */
function enterpriseOf(body: Body): string | undefined {
  const [authorized] = body.authorizations ?? [];
  // Outside of `authorizations`, an event from a shared channel tells of the asker's organisation.
  if (authorized) return authorized.enterprise_id ?? undefined;
  return body.enterprise_id ?? body.enterprise?.id ?? body.team?.enterprise_id;
}
const isOrgWide = (body: Body): boolean =>
  body.authorizations?.[0]?.is_enterprise_install ?? String(body.is_enterprise_install) === "true";

/**
 * Who has us installed: a workspace, or an organisation as a whole, where channels and people are the same in all its
 * workspaces. In a shared channel (Slack Connect) that may not be where the asker belongs.
 */
export function teamOf(body: Body): string {
  const enterprise = enterpriseOf(body);
  if (enterprise !== undefined && isOrgWide(body)) return enterprise;
  const named = body.authorizations?.[0]?.team_id ?? body.view?.app_installed_team_id ?? body.context_team_id;
  // A click names the workspace of who clicked; the message that was clicked is ours, and posted from where we are.
  const ofOurs = body.type === "block_actions" && body.message?.bot_id !== undefined ? body.message.team : undefined;
  return named ?? body.team_id ?? ofOurs ?? body.team?.id ?? body.user?.team_id ?? enterprise ?? "";
}

/** Unique across workspaces: ids of channels are not. */
export const channelKey = (team: string, channel: string): string => `slack:${team}/${channel}`;
export const userKey = (team: string, user: string): string => `slack:${team}/${user}`;
/** A key's parts: whose it is and the id there. */
export function partsOf(key: string): { readonly team: string; readonly id: string } {
  const slash = key.lastIndexOf("/");
  return { team: key.slice("slack:".length, slash), id: key.slice(slash + 1) };
}

/**
 * Where the author of a message belongs: in a shared channel, people of two companies meet. Ours belong to who has us
 * installed; strangers to their workspace, or their organisation where Slack names no more: never to us.
 */
export function homeOf(event: MessageEvent, body: Body): string {
  const team = teamOf(body);
  const named = event.user_team ?? event.source_team ?? event.team ?? team;
  const enterprise = enterpriseOf(body);
  if (named === enterprise) return team;
  const isOurs = body.is_ext_shared_channel !== true || body.enterprise_id === enterprise;
  return isOrgWide(body) && enterprise !== undefined && isOurs ? team : named;
}

/** Where somebody belongs who clicked, or submitted a modal. */
export function clickerOf(body: Body): string {
  const named = body.user?.team_id;
  return named === undefined || named === enterpriseOf(body) || isOrgWide(body) ? teamOf(body) : named;
}

export const mentions = (text: string | undefined, bot: Bot): boolean =>
  bot.botUserId !== undefined && new RegExp(`<@${bot.botUserId}[|>]`).test(text ?? "");

/** Said to us: in a direct message, or with our name. */
export const isAddressed = (event: MessageEvent, bot: Bot): boolean =>
  event.type === "app_mention" || event.channel_type === "im" || mentions(event.text, bot);

/** The `ts` of a message that was deleted. One with replies, as ours are, only becomes a tombstone. */
export function goneTs(event: MessageEvent): string | undefined {
  if (event.subtype === "message_deleted") return event.deleted_ts ?? event.previous_message?.ts;
  return event.message?.subtype === "tombstone" ? event.message.ts : undefined;
}

export const isByPerson = (event: MessageEvent, bot: Bot): boolean =>
  event.user !== undefined &&
  event.bot_id === undefined &&
  spoken.has(event.subtype) &&
  event.user !== bot.botUserId &&
  !slackItself.has(event.user);

export interface Follows {
  readonly bot: Bot;
  /** Whether we answered in that thread, or ask this person there: a message there is for us without a mention. */
  readonly inThread: (channel: string, thread: string, user: string | undefined) => Promise<boolean>;
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
  // Whoever stops an answer can not wait behind it.
  if (event.type === "app_home_opened" || event.type === "agent_session_stopped") return { kind: "now" };
  if (channel === undefined || (event.type !== "app_mention" && event.type !== "message")) return none;
  if (event.subtype === "message_changed" || event.subtype === "message_deleted")
    return sortChange(body, event, channel, follows);
  if (!isByPerson(event, follows.bot) || event.ts === undefined) return none;
  if (!(await isForUs(event, teamOf(body), channel, follows))) return none;
  return eventWork(body, event, event, channel, "ask", askedKey(body, channel, event));
}

/** A mention comes as app_mention and as message: the first to come is dealt with. */
const askedKey = (body: Body, channel: string, { ts }: MessageEvent): string =>
  `slack:${teamOf(body)}:${channel}:${ts}`;

/** An edit or a deletion is for us when the message was, or has become so. */
async function sortChange(body: Body, event: MessageEvent, channel: string, follows: Follows): Promise<Sorted> {
  const before = event.previous_message;
  const gone = goneTs(event) !== undefined;
  const about = gone ? before : event.message;
  if (!before || about?.ts === undefined || !isByPerson(about, follows.bot)) return none;
  // Links that unfold change a message too.
  if (!gone && before.text === about.text) return none;
  const place = { channel_type: event.channel_type };
  if (await isForUs({ ...before, ...place }, teamOf(body), channel, follows))
    return eventWork(body, event, about, channel, gone ? "delete" : "edit");
  const hasBecomeOurs = !gone && (await isForUs({ ...about, ...place }, teamOf(body), channel, follows));
  // Slack tells of a mention that was added by an edit as of an edit and as of a mention, too.
  return hasBecomeOurs ? eventWork(body, event, about, channel, "edit", askedKey(body, channel, about)) : none;
}

async function isForUs(
  event: MessageEvent,
  team: string,
  channel: string,
  { bot, inThread }: Follows,
): Promise<boolean> {
  if (isAddressed(event, bot)) return true;
  return event.thread_ts !== undefined && inThread(channelKey(team, channel), event.thread_ts, event.user);
}

function eventWork(
  body: Body,
  event: MessageEvent,
  about: MessageEvent,
  channel: string,
  kind: "ask" | "edit" | "delete",
  dedupeKey?: string,
): Sorted {
  const team = teamOf(body);
  if (body.event_id === undefined) return none;
  const isRoot = about.thread_ts === undefined || about.thread_ts === about.ts;
  const thread = event.channel_type === "im" && isRoot ? "im" : (about.thread_ts ?? about.ts);
  const user = about.user ?? "";
  return {
    kind: "work",
    work: {
      eventId: `slack:${team}:${body.event_id}`,
      dedupeKey, // none for an edit of an edit, which is a new thing
      kind: `slack-${kind}`,
      conversation: `${channelKey(team, channel)}/${thread}`,
      userKey: userKey(homeOf(about, body), user),
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
      conversation: `${userKey(clickerOf(body), user)}/clicks`,
      userKey: userKey(clickerOf(body), user),
      payload: body,
    },
  };
}
