/** What came in, as far as we deal with it: slim, checked, and of one shape. A token says who sent it, not that it is whole. */
import type { Where } from "./transport.ts";
import type { Sensitivity } from "./trust.ts";

export interface Person {
  /** Teams' id, of this bot and person. */
  readonly id: string;
  readonly aadObjectId: string | undefined;
}

/** Kept in the inbox as it is. */
export interface Incoming {
  readonly type: string;
  /** Of an invoke. */
  readonly name: string;
  readonly id: string;
  /** When it happened, in Teams' words: of two edits of one message it is all that differs. */
  readonly at: string;
  readonly text: string;
  readonly value: unknown;
  readonly replyTo: string | undefined;
  readonly from: Person | undefined;
  readonly where: Where;
  /** Who is named in the text; ids. */
  readonly mentions: readonly string[];
  /** A slash command: only the sender sees it. */
  readonly isTargeted: boolean;
  /** In Teams' words: `editMessage`, `undeleteMessage`, `softDeleteMessage`. */
  readonly change: string;
  /** Of an installation: `add`, `remove` and others. */
  readonly action: string;
  readonly team: string | undefined;
  /** How confidential it is; its answer is as much. */
  readonly label: Sensitivity | undefined;
}

/** Teams sends no such activity. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);
const partOf = (value: unknown): Part => (isPart(value) ? value : {});
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const deepest = 40;
const longestKey = 400;

/** What becomes part of a key: short, in one line, and without what a database would not take. */
function idOf(value: unknown, name: string, isNeeded: boolean): string {
  if (value === undefined || value === null || value === "") {
    if (isNeeded) throw new Malformed(`${name} is missing`);
    return "";
  }
  if (typeof value !== "string" || value.length > longestKey || /[\s\p{Cc}]/u.test(value))
    throw new Malformed(`${name} is no id`);
  return value;
}

const types = ["personal", "groupChat", "channel"] as const;
type Type = Where["type"];

/** @throws Malformed */
export function readIncoming(given: unknown): Incoming {
  if (!isPart(given)) throw new Malformed("no object");
  checkDepth(given);
  const [conversation, channelData, recipient] = [given["conversation"], given["channelData"], given["recipient"]].map(
    partOf,
  ) as [Part, Part, Part];
  const type = idOf(given["type"], "type", true);
  const isMessage = type.startsWith("message") || type === "invoke";
  const from = given["from"];
  const tenant = idOf(conversation["tenantId"] ?? partOf(channelData["tenant"])["id"], "tenant", false).toLowerCase();
  const named = textOf(conversation["conversationType"]);
  const entities = Array.isArray(given["entities"]) ? (given["entities"] as unknown[]).map(partOf) : [];
  const botName = textOf(recipient["name"]);
  return {
    type,
    name: textOf(given["name"]),
    id: idOf(given["id"], "id", isMessage),
    at: textOf(given["timestamp"]),
    text: withoutNul(textOf(given["text"])),
    value: given["value"] ?? null,
    replyTo: idOf(given["replyToId"], "replyToId", false) || undefined,
    from: personOf(from),
    where: {
      serviceUrl: textOf(given["serviceUrl"]),
      conversation: idOf(conversation["id"], "conversation", true),
      type: types.find((each): each is Exclude<Type, "unknown"> => each === named) ?? "unknown",
      tenant,
      bot: { id: idOf(recipient["id"], "recipient", false), ...(botName === "" ? {} : { name: botName }) },
      channelId: textOf(given["channelId"]),
    },
    mentions: entities.flatMap(({ type: kind, mentioned }) =>
      kind === "mention" ? textOf(partOf(mentioned)["id"]) || [] : [],
    ),
    isTargeted: recipient["isTargeted"] === true,
    change: textOf(channelData["eventType"]),
    action: textOf(given["action"]),
    team: idOf(partOf(channelData["team"])["id"], "team", false) || undefined,
    label: labelIn(entities),
  };
}

const longestLabel = 400;
/** A label of Microsoft Purview: its id, or in an older way its name. */
function labelIn(entities: readonly Part[]): Sensitivity | undefined {
  for (const { type, usageInfo } of entities) {
    if (type !== "https://schema.org/Message" || !isPart(usageInfo)) continue;
    const [id, name, description] = [usageInfo["@id"], usageInfo["name"], usageInfo["description"]].map((each) =>
      textOf(each).slice(0, longestLabel),
    ) as [string, string, string];
    if (id !== "" || name !== "") return { id, name, description };
  }
  return undefined;
}

function personOf(from: unknown): Person | undefined {
  const { id, aadObjectId } = partOf(from);
  const known = idOf(id, "from", false);
  return known === ""
    ? undefined
    : { id: known, aadObjectId: idOf(aadObjectId, "aadObjectId", false).toLowerCase() || undefined };
}

/** NUL is what PostgreSQL does not keep. */
const withoutNul = (text: string): string => text.replaceAll("\0", " ");

/** A level at a time, for it may be deeper than our stack. */
function checkDepth(given: Part): void {
  let level: readonly unknown[] = [given];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new Malformed("too deep");
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
}
