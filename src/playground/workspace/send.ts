import { validateView } from "../payloads.ts";
import {
  type From,
  commandBody,
  eventBody,
  messageClick,
  messageEvent,
  shortcutBody,
  viewBody,
  viewClick,
} from "./bodies.ts";
import type { Delivery, Door, Parcel } from "./delivery.ts";
import { respond } from "./response-url.ts";
import type { Args, Install, Message, User, View } from "./types.ts";
import { push, replace, takeOff } from "./views.ts";
import type { Workspace } from "./workspace.ts";

/** What people do in Slack, and what Slack then brings to the app. */
export interface People {
  /** Writes a message. In a channel that mentions the bot, Slack brings it twice: as `app_mention` and as `message`. */
  writes(said: Said): Promise<{ readonly message: Message; readonly deliveries: readonly Delivery[] }>;
  edits(channel: string, ts: string, text: string): Promise<Delivery>;
  deletes(channel: string, ts: string): Promise<Delivery>;
  /** Opens the bot's home or its messages. */
  opensHome(user: string, tab?: "home" | "messages"): Promise<Delivery>;
  runs(command: string, text: string, by: { readonly user: string; readonly channel: string }): Promise<Delivery>;
  /**
   * Clicks what is there; throws when nothing with this action_id is. `value` picks one of two thumbs, or an
   * option; `given` is what was chosen in an element of any other kind; `state` is what stands in the fields around it.
   */
  clicks(
    target: Message | View,
    actionId: string,
    by: { readonly user: string; readonly value?: string; readonly given?: Args; readonly state?: Args },
  ): Promise<Delivery>;
  /** Takes an entry of a message's menu, or of the app's when there is no message. */
  takesShortcut(callbackId: string, by: { readonly user: string; readonly message?: Message }): Promise<Delivery>;
  /** Submits the modal on top; what the app answers happens to it. */
  submits(user: string, values: Args): Promise<Delivery>;
  closes(user: string): Promise<Delivery>;
  /** Any other event. */
  event(event: Args, outer?: Args): Promise<Delivery>;
  /** Slack asks whether the address is the app's. */
  verifies(challenge: string): Promise<Delivery>;
  /** Brings the same thing again, as Slack does when it saw no acknowledgement: with the same event_id. */
  again(delivery: Delivery, num?: number, reason?: string): Promise<Delivery>;
}

export interface Said {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly ts?: string;
  /** Other parts of the event. */
  readonly more?: Args;
}

/** People of a workspace whose app is behind a door. */
export function people(workspace: Workspace, install: Install, address: string, door: Door): People {
  const by = (id: string): From & { user: User } => ({ workspace, install, address, user: workspace.user(id) });
  const event = (inner: Args, outer: Args = {}): Promise<Delivery> =>
    door.deliver({ kind: "events_api", body: eventBody(workspace, install, inner, outer) });
  const interact = (body: Args): Promise<Delivery> => door.deliver({ kind: "interactive", body });
  const found = (channel: string, ts: string): Message => {
    const message = workspace.find(channel, ts);
    if (message === undefined) throw new Error(`There is no message ${ts} in ${channel}.`);
    return message;
  };
  const onTop = (user: string): View => {
    const view = workspace.views.get(workspace.stackIn(user, workspace.clients.get(user)).at(-1) ?? "");
    if (view === undefined) throw new Error(`${user} has no modal open.`);
    return view;
  };
  const messageIn = (channel: string): Args => ({
    type: "message",
    channel,
    channel_type: workspace.channel(channel).kind,
  });
  const close = (user: string, client: string | undefined, all: boolean): void =>
    takeOff(workspace, user, workspace.stackIn(user, client).slice(all ? 0 : -1));

  return {
    event,
    writes: async ({ user, channel, text, thread_ts, ts = workspace.ts(), more = {} }) => {
      const thread =
        thread_ts === undefined ? {} : { thread_ts, parent_user_id: workspace.find(channel, thread_ts)?.user };
      const message: Message = { channel, ts, text, user, client_msg_id: `m-${workspace.next()}`, ...thread, ...more };
      workspace.messages.push(message);
      const inner = { ...messageEvent(message, workspace.user(user)), ...more };
      const place = workspace.channel(channel);
      const mentions = text.includes(`<@${install.user_id}>`) && place.kind !== "im";
      const types = mentions ? [{ type: "app_mention" }, messageIn(channel)] : [messageIn(channel)];
      const deliveries = await Promise.all(types.map((type) => event({ ...inner, ...type })));
      return { message, deliveries };
    },
    edits: (channel, ts, text) => {
      const message = found(channel, ts);
      const before = { type: "message", ...message };
      Object.assign(message, { text, edited: { user: message.user, ts: workspace.ts() } });
      const now = { type: "message", ...message };
      const hidden = { subtype: "message_changed", hidden: true, ts: workspace.ts() };
      return event({ ...messageIn(channel), ...hidden, message: now, previous_message: before });
    },
    deletes: (channel, ts) => {
      const message = found(channel, ts);
      workspace.remove(message);
      const hidden = { subtype: "message_deleted", hidden: true, ts: workspace.ts(), deleted_ts: ts };
      return event({ ...messageIn(channel), ...hidden, previous_message: { type: "message", ...message } });
    },
    opensHome: (user, tab = "home") => {
      const view = tab === "home" ? workspace.views.get(workspace.homes.get(user) ?? "") : undefined;
      const shown = view === undefined ? {} : { view };
      workspace.user(user);
      return event({ type: "app_home_opened", user, channel: workspace.dmOf(user).id, tab, ...shown });
    },
    runs: async (command, text, { user, channel }) => {
      const body = commandBody(by(user), channel, command, text);
      const delivery = await door.deliver({ kind: "slash_commands", body });
      // An acknowledgement with words in it is a message, for one person unless it says otherwise.
      const said = typeof delivery.body === "string" ? { text: delivery.body } : delivery.body;
      const words = said !== null && typeof said === "object" && ("text" in said || "blocks" in said);
      if (delivery.status === 200 && words) respond(workspace, workspace.answerUrl(channel, user), said);
      return delivery;
    },
    clicks: async (target, actionId, { user, value, given = {}, state = {} }) => {
      const action = actionIn(target.blocks ?? [], actionId, value);
      if (action === undefined) throw new Error(`Nothing here has the action_id ${actionId}.`);
      const body = { ...action, ...given, action_ts: workspace.ts() };
      return interact(
        "hash" in target
          ? viewClick(by(user), target as View, body, state)
          : messageClick(by(user), target, body, state),
      );
    },
    takesShortcut: (callbackId, { user, message }) => interact(shortcutBody(by(user), callbackId, message)),
    submits: async (user, values) => {
      const view = onTop(user);
      const client = workspace.openIn.get(view.id);
      const delivery = await interact(viewBody(by(user), "view_submission", view, values));
      if (delivery.status !== 200) return delivery;
      const said = (delivery.body ?? {}) as { response_action?: string; view?: Args };
      const wrong = said.view === undefined ? [] : validateView(said.view);
      if (wrong.length > 0) throw new Error(`Slack would show no such view: ${JSON.stringify(wrong)}`);
      if (said.response_action === "update" && said.view) replace(workspace, view, said.view);
      else if (said.response_action === "push" && said.view) push(workspace, said.view, { user, client });
      else if (said.response_action !== "errors") close(user, client, said.response_action === "clear");
      return delivery;
    },
    closes: async (user) => {
      const view = onTop(user);
      close(user, workspace.openIn.get(view.id), false);
      return interact(viewBody(by(user), "view_closed", view, {}));
    },
    verifies: (challenge) =>
      door.deliver({ kind: "events_api", body: { type: "url_verification", challenge, token: "t" } }),
    again: ({ sent, why }, num = 1, reason = why ?? "http_timeout") =>
      door.deliver({ kind: kindOf(sent), body: sent, retry: { num, reason } }),
  };
}

const kindOf = (body: Args): Parcel["kind"] =>
  body["event"] !== undefined ? "events_api" : body["command"] !== undefined ? "slash_commands" : "interactive";

/** The element with this action_id as an action of `block_actions`. */
function actionIn(blocks: readonly Args[], actionId: string, value?: string): Args | undefined {
  for (const block of blocks) {
    const elements = [...((block["elements"] ?? []) as Args[]), block["accessory"], block["element"]] as (
      | Args
      | undefined
    )[];
    const element = elements.find((each) => each?.["action_id"] === actionId);
    if (element === undefined) continue;
    const { type, text } = element;
    const base = { type, action_id: actionId, block_id: block["block_id"] };
    const options = (element["options"] ?? []) as Args[];
    const option = options.find((each) => each["value"] === value);
    if (option !== undefined) return { ...base, selected_option: option };
    const thumbs = [element["positive_button"], element["negative_button"]] as (Args | undefined)[];
    const thumb = thumbs.find((each) => each?.["value"] === value) ?? thumbs[0];
    if (thumb !== undefined) return { ...base, text: thumb["text"], value: thumb["value"] };
    return {
      ...base,
      ...(text === undefined ? {} : { text }),
      ...(element["value"] === undefined ? {} : { value: element["value"] }),
    };
  }
  return undefined;
}
