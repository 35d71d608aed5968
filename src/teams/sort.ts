/** Activities as work to do: which of them are for us, what they are about, and whose they are. */
import type { Incoming, Person } from "./incoming.ts";
import { conversationKey, isAddressed, userKey } from "./place.ts";
import type { Work } from "./ports.ts";

/** `work`: to be written down first. `now`: dealt with while Teams waits. `none`: acknowledged and left. */
export type Sorted =
  | { readonly kind: "work"; readonly work: Work }
  | { readonly kind: "now"; readonly what: "invoke" | "removed" }
  /** Teams sends no such thing. */
  | { readonly kind: "wrong"; readonly says: string }
  | { readonly kind: "none" };

const none: Sorted = { kind: "none" };
const noSender: Sorted = { kind: "wrong", says: "That activity does not say who sent it (`from`)." };

type Deed = "ask" | "edit" | "undelete" | "delete" | "welcome";

const isBot = ({ id }: Person, ownId: string): boolean => id === ownId || id.startsWith("28:");

/** Talk in channels that is not for us is never written down. */
export function sort(incoming: Incoming): Sorted {
  const { type, from, where } = incoming;
  if (type === "installationUpdate") return sortInstallation(incoming);
  if (type !== "message" && type !== "messageUpdate" && type !== "messageDelete" && type !== "invoke") return none;
  if (from === undefined) return type === "messageDelete" ? none : noSender;
  if (isBot(from, where.bot.id)) return none;
  if (type === "invoke") return { kind: "now", what: "invoke" };
  if (type === "messageDelete") return work(incoming, "delete");
  if (!isAddressed(incoming)) return none;
  if (type === "message") return work(incoming, "ask");
  if (incoming.change === "undeleteMessage") return work(incoming, "undelete");
  return incoming.change === "editMessage" ? work(incoming, "edit") : none;
}

function sortInstallation(incoming: Incoming): Sorted {
  if (incoming.action.startsWith("remove")) return { kind: "now", what: "removed" };
  // An upgrade greets nobody again.
  return incoming.action === "add" ? work(incoming, "welcome") : none;
}

function work(incoming: Incoming, deed: Deed): Sorted {
  const { where, from, id, at } = incoming;
  const conversation = conversationKey(where);
  // An edit has the id of what it edits. Of an installation Teams tells in more than one way, and not always with an id.
  const which = deed === "ask" ? id : `${id}:${deed}:${at}`;
  return {
    kind: "work",
    work: {
      eventId: `teams:${where.tenant}:${where.conversation}:${which}`,
      kind: `teams-${deed}`,
      conversation,
      userKey: from && userKey(where.tenant, from),
      payload: incoming,
    },
  };
}
