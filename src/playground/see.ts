/** What one person sees of the workspace. */
import type { Courier } from "./courier.ts";
import type { AppInfo, Notice, Person, Place, Prompt, Said, Shown, ThreadNote } from "./protocol.ts";
import type { Refusals } from "./refusals.ts";
import { asText } from "./shape.ts";
import { roles, topics } from "./seed.ts";
import type { TeamsRoom } from "./teams/room.ts";
import type { Channel, Message, User, View } from "./workspace/types.ts";
import { bot, type Workspace } from "./workspace/workspace.ts";

export interface Sight {
  readonly workspace: Workspace;
  readonly courier: Pick<Courier, "undelivered">;
  readonly refusals: Refusals;
  readonly app: AppInfo;
  readonly canSave: boolean;
  readonly teams: Pick<TeamsRoom, "sees">;
}

const statusLastsMs = 120_000;

export const isAppUser = (user: User): boolean => user.is_bot;

/** Whether somebody is in a place, or may look into it. */
export function mayEnter(user: User, channel: Channel): boolean {
  if (channel.members !== undefined) return channel.members.includes(user.id);
  return channel.kind === "channel" && user.team_id === bot.team_id && !user.is_restricted;
}
export const maySee = (user: User, channel: Channel, message: { readonly only?: string }): boolean =>
  mayEnter(user, channel) && (message.only === undefined || message.only === user.id);

function personOf(user: User): Person {
  const known = roles[user.id];
  return {
    id: user.id,
    name: user.real_name ?? user.name,
    role: user.is_bot ? "app" : (known?.role ?? "employee"),
    company: known?.company ?? "",
    isApp: user.is_bot,
    isStranger: user.is_stranger,
  };
}

const placeOf = (channel: Channel): Place => ({
  id: channel.id,
  kind: channel.kind,
  name: channel.name,
  topic: topics[channel.id] ?? "",
  hasApp: channel.is_member,
  isShared: channel.is_ext_shared,
});

export function saidOf(message: Message, courier: Pick<Courier, "undelivered">): Said {
  const { channel, ts, thread_ts: thread, user = "", text = "", blocks = [] } = message;
  const undelivered = message.bot_id === undefined ? courier.undelivered(channel, ts) : undefined;
  const files = (message["files"] ?? []) as readonly { id: string; name: string; size: number; content?: string }[];
  return {
    channel,
    ts,
    ...(thread === undefined || thread === ts ? {} : { thread }),
    user,
    isApp: message.bot_id !== undefined,
    text,
    blocks,
    isPrivate: message.only !== undefined,
    isEdited: message["edited"] !== undefined,
    isStreaming: message["streaming"] === true,
    files: files.map(({ id, name, size, content }) => ({
      id,
      name,
      size,
      ...(content === undefined ? {} : { text: content.slice(0, 20_000) }),
    })),
    ...(undelivered === undefined ? {} : { undelivered }),
  };
}

/** Every message that a person sees, and notes where Slack would have refused one; oldest first. */
export function saidTo(me: User, { workspace, courier, refusals }: Sight): Said[] {
  const places = new Map([...workspace.channels.values()].map((channel) => [channel.id, channel]));
  const sees = (message: { channel: string; only?: string }): boolean => {
    const channel = places.get(message.channel);
    return channel !== undefined && maySee(me, channel, message);
  };
  const messages = workspace.messages.filter(sees).map((message) => saidOf(message, courier));
  return [...messages, ...refusals.messages.filter(sees)];
}

function viewOf(view: View) {
  const textOf = (part: unknown): string => asText((part as { text?: unknown } | undefined)?.text);
  return {
    id: view.id,
    hash: view.hash,
    title: textOf(view["title"]),
    ...(view["submit"] === undefined ? {} : { submit: textOf(view["submit"]) }),
    close: textOf(view["close"]) || "Cancel",
    blocks: view.blocks,
  };
}

/** Titles of threads, and what the app says it is at. */
function threadNotes(me: User, workspace: Workspace): ThreadNote[] {
  const notes = new Map<string, ThreadNote>();
  for (const { method, channel_id, thread_ts, status, title, at } of workspace.threads) {
    if (typeof thread_ts !== "string" || typeof channel_id !== "string") continue;
    if (!mayEnter(me, workspace.channel(channel_id))) continue;
    const key = `${channel_id}/${thread_ts}`;
    const note: ThreadNote = notes.get(key) ?? { channel: channel_id, thread: thread_ts };
    const quiet: ThreadNote = { ...note };
    delete (quiet as { status?: string }).status;
    const isOn = typeof status === "string" && status !== "" && workspace.now - Number(at) < statusLastsMs;
    if (method === "setStatus") notes.set(key, isOn ? { ...quiet, status } : quiet);
    if (method === "setTitle" && typeof title === "string") notes.set(key, { ...note, title });
  }
  return [...notes.values()];
}

function promptsOf(me: User, workspace: Workspace): readonly Prompt[] {
  const dm = workspace.dmOf(me.id).id;
  const last = workspace.threads.findLast(
    (each) => each["method"] === "setSuggestedPrompts" && each["channel_id"] === dm,
  );
  return (last?.["prompts"] ?? []) as readonly Prompt[];
}

/** Everything else that a person sees. @param client the tab that they look at: a modal is open in one only */
export function shownTo(
  me: User,
  client: string | undefined,
  { workspace, refusals, app, canSave, teams }: Sight,
): Shown {
  const home = workspace.views.get(workspace.homes.get(me.id) ?? "");
  const refused = refusals.homes.get(me.id);
  const notices: readonly Notice[] = refusals.notices.get(me.id) ?? [];
  return {
    me: personOf(me),
    people: [...workspace.users.values()].map(personOf),
    places: [...workspace.channels.values()]
      .filter((channel) => mayEnter(me, channel) && (channel.kind !== "im" || !me.is_stranger))
      .map(placeOf),
    app,
    home:
      home === undefined && refused === undefined
        ? null
        : { id: home?.id ?? "", blocks: home?.blocks ?? [], ...(refused === undefined ? {} : { refused }) },
    modals: workspace
      .stackIn(me.id, client)
      .flatMap((id) => workspace.views.get(id) ?? [])
      .map(viewOf),
    threads: threadNotes(me, workspace),
    prompts: me.is_stranger ? [] : promptsOf(me, workspace),
    notices,
    canSave,
    teams: teams.sees(me.id),
  };
}
