/** Names of places and people, unique across tenants. */
import type { Incoming, Person } from "./incoming.ts";
import type { Where } from "./transport.ts";

type Named = Pick<Where, "tenant" | "conversation">;

/** A thread, a group chat, a personal chat: what is answered in order, and where answers go. */
export const conversationKey = ({ tenant, conversation }: Named): string => `teams:${tenant}/${conversation}`;

const threadMark = ";messageid=";
/** A channel without its thread; a chat as it is. */
export const channelKey = ({ tenant, conversation }: Named): string =>
  `teams:${tenant}/${conversation.split(threadMark)[0] ?? ""}`;
/** The channel of a thread's key. */
export const channelKeyOf = (key: string): string => key.split(threadMark)[0] ?? "";
/** What Teams calls the conversation of a key. */
export const conversationIn = (key: string): string => key.slice(key.indexOf("/") + 1);
/** The root of a channel's thread; a chat is one thread. */
export const threadOf = ({ conversation }: Pick<Where, "conversation">): string =>
  conversation.split(threadMark)[1] ?? conversation;

/** As ADMIN_USERS names people. Who has no id in Entra (an emulator's people) goes by Teams' id. */
export const userKey = (tenant: string, { id, aadObjectId }: Person): string =>
  `teams:${tenant}/${aadObjectId ?? id.toLowerCase()}`;

export const teamKey = (tenant: string): string => `teams:${tenant}`;

/** Said to us: in a personal chat, with our name, or by a slash command. */
export const isAddressed = ({ where, mentions, isTargeted }: Incoming): boolean =>
  where.type === "personal" || isTargeted || (where.bot.id !== "" && mentions.includes(where.bot.id));

/** Nobody but one person reads along. */
export const isPrivate = ({ type }: Where): boolean => type === "personal";

/** The conversation in which presses of one person are dealt with in their order. */
export const pressesOf = (incoming: Incoming): string =>
  `${conversationKey(incoming.where)}/presses/${incoming.from?.id ?? ""}`;
