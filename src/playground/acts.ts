/** What people do in the page, done in the workspace; and what Slack itself says to it. */
import type { Courier } from "./courier.ts";
import type { Act, Done } from "./protocol.ts";
import { notify, type Refusals } from "./refusals.ts";
import { lengthOf } from "./shape.ts";
import { mayEnter, maySee } from "./see.ts";
import type { Delivery } from "./workspace/delivery.ts";
import type { People } from "./workspace/send.ts";
import type { Args, Channel, Message, User } from "./workspace/types.ts";
import { bot, type Workspace } from "./workspace/workspace.ts";

export interface Stage {
  readonly workspace: Workspace;
  readonly people: People;
  readonly courier: Courier;
  readonly refusals: Refusals;
}

export const longestText = 40_000; // Slack's, for a message
export const slackbot = "USLACKBOT";
const mostFiles = 10;
const largestFile = 1_000_000;

/** Said by Slack itself, to one person. */
function slackSays({ workspace }: Stage, user: string, channel: string, text: string): void {
  workspace.messages.push({ channel, ts: workspace.ts(), text, user: slackbot, only: user });
}

class Impossible extends Error {}
const no = (what: string): never => {
  throw new Impossible(what);
};

function placeFor({ workspace }: Stage, me: User, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (channel === undefined || !mayEnter(me, channel)) return no("You are not in that channel.");
  return channel;
}
function messageFor(stage: Stage, me: User, channel: string, ts: string): Message {
  const found = stage.workspace.find(channel, ts);
  if (found === undefined || !maySee(me, placeFor(stage, me, channel), found)) return no("That message is gone.");
  return found;
}
const own = (message: Message, me: User): Message =>
  message.user === me.id && message.bot_id === undefined ? message : no("That message is somebody else's.");

/** Done, or why the app did not take it: nobody brings a command or a click again. */
const taken = ({ status, why }: Delivery): Done =>
  status >= 200 && status < 300
    ? { ok: true }
    : {
        ok: false,
        what: `The app did not take it (${why ?? `http_${status}`}). Slack does not bring a click again: try once more.`,
      };

type Doing<D extends Act["does"]> = (stage: Stage, me: User, act: Extract<Act, { does: D }>) => Promise<Done> | Done;

const says: Doing<"says"> = async (stage, me, { channel: id, text, thread, files = [] }) => {
  const channel = placeFor(stage, me, id);
  if (text.trim() === "" && files.length === 0) return no("There is nothing to send.");
  if (lengthOf(text) > longestText) return no("Slack takes 40,000 characters at most. Send it as a file.");
  if (files.length > mostFiles || files.some((file) => file.text.length > largestFile))
    return no("At most ten files of a million characters each.");
  const { workspace } = stage;
  const kept = files.map((file) => {
    const bytes = Buffer.from(file.text);
    const stored = { id: `F${workspace.next()}`, filename: file.name.slice(0, 200), length: bytes.length };
    workspace.files.set(stored.id, { ...stored, content: file.text, bytes });
    return { id: stored.id, name: stored.filename, title: stored.filename, size: bytes.length, content: file.text };
  });
  const more: Args = kept.length === 0 ? {} : { subtype: "file_share", files: kept };
  const said = { user: me.id, channel: id, text, more, ...(thread === undefined ? {} : { thread_ts: thread }) };
  if (channel.is_member) {
    const { message } = await stage.people.writes(said);
    return { ok: true, ts: message.ts };
  }
  const { thread_ts } = said as { thread_ts?: string };
  const ts = workspace.ts();
  workspace.messages.push({
    channel: id,
    ts,
    text,
    user: me.id,
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...more,
  });
  if (text.includes(`<@${bot.user_id}>`))
    slackSays(
      stage,
      me.id,
      id,
      `<@${bot.user_id}> is not in this channel and does not see what is said here. Type \`/invite\` to bring it in.`,
    );
  return { ok: true, ts };
};

const runs: Doing<"runs"> = async (stage, me, { channel: id, command, text }) => {
  const channel = placeFor(stage, me, id);
  const { workspace } = stage;
  if (command === "/invite") {
    if (!channel.is_member) {
      workspace.addChannel({ ...channel, is_member: true });
      const joined = `<@${bot.user_id}> has joined the channel`;
      workspace.messages.push({
        channel: id,
        ts: workspace.ts(),
        text: joined,
        user: bot.user_id,
        subtype: "channel_join",
      });
    } else slackSays(stage, me.id, id, `<@${bot.user_id}> is in this channel already.`);
    return { ok: true };
  }
  if (me.is_stranger) {
    slackSays(
      stage,
      me.id,
      id,
      `\`${command}\` belongs to an app of the other company, so you can't use it. Mention the app instead.`,
    );
    return { ok: true };
  }
  const delivery = await stage.people.runs(command, text, { user: me.id, channel: id });
  if (delivery.status !== 200)
    slackSays(
      stage,
      me.id,
      id,
      `\`${command}\` failed because the app did not respond (${delivery.why ?? "dispatch_failed"}). Try again.`,
    );
  return { ok: true };
};

const submits: Doing<"submits"> = async (stage, me, { values }) => {
  try {
    const delivery = await stage.people.submits(me.id, { ...values });
    const answer = (delivery.body ?? {}) as { response_action?: string; errors?: Record<string, string> };
    const done = taken(delivery);
    return done.ok && answer.response_action === "errors" ? { ok: true, errors: answer.errors ?? {} } : done;
  } catch (error) {
    const text = error instanceof Error ? error.message : "The form is gone.";
    notify(stage.refusals, me.id, { id: `n${stage.workspace.next()}`, text });
    return { ok: true };
  }
};

const doings: { readonly [D in Act["does"]]: Doing<D> } = {
  says,
  runs,
  submits,
  edits: async (stage, me, { channel, ts, text }) => {
    own(messageFor(stage, me, channel, ts), me);
    if (text.trim() === "" || lengthOf(text) > longestText) return no("A message has 1 to 40,000 characters.");
    await stage.people.edits(channel, ts, text);
    return { ok: true };
  },
  deletes: async (stage, me, { channel, ts }) => {
    own(messageFor(stage, me, channel, ts), me);
    await stage.people.deletes(channel, ts);
    return { ok: true };
  },
  clicks: async (stage, me, { channel, ts, action, given, state }) => {
    const message = messageFor(stage, me, channel, ts);
    return taken(await stage.people.clicks(message, action, { user: me.id, given: { ...given }, state: { ...state } }));
  },
  "clicks-view": async (stage, me, { view: id, action, given, state }) => {
    const view = stage.workspace.views.get(id);
    if (view === undefined || view.owner !== me.id) return no("That form is gone.");
    return taken(await stage.people.clicks(view, action, { user: me.id, given: { ...given }, state: { ...state } }));
  },
  closes: async (stage, me) => {
    await stage.people.closes(me.id).catch(() => {}); // it went by itself
    return { ok: true };
  },
  opens: async (stage, me, { tab }) => {
    if (me.is_stranger) return no("The app's own pages are for people of the company that has it.");
    return taken(await stage.people.opensHome(me.id, tab));
  },
  takes: async (stage, me, { shortcut, channel, ts }) => {
    if (me.is_stranger) return no("Menu entries of an app are for people of the company that has it.");
    const message = messageFor(stage, me, channel, ts);
    return taken(await stage.people.takesShortcut(shortcut, { user: me.id, message }));
  },
  "tries-again": async (stage, me, { channel, ts }) => {
    messageFor(stage, me, channel, ts);
    await stage.courier.tryAgain(channel, ts);
    return { ok: true };
  },
  dismisses: ({ refusals }, me, { notice }) => {
    const left = (refusals.notices.get(me.id) ?? []).filter(({ id }) => id !== notice);
    refusals.notices.set(me.id, left);
    return { ok: true };
  },
};

/** Does it, if this person may; what can't be done comes back as a sentence. */
export async function perform(stage: Stage, act: Act): Promise<Done> {
  const me = stage.workspace.users.get(act.as);
  if (me === undefined || me.is_bot) return { ok: false, what: "Nobody here is called that." };
  try {
    return await (doings[act.does] as Doing<Act["does"]>)(stage, me, act);
  } catch (error) {
    if (error instanceof Impossible) return { ok: false, what: error.message };
    if (error instanceof Error && /^Nothing here|^There is no|has no modal/.test(error.message))
      return { ok: false, what: "That is gone: the message has changed meanwhile." };
    throw error;
  }
}
