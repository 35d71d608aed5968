/** The playground's people and places in Teams. They are the same people as in its Slack, by the ids that Teams gives. */
import { admin, roles } from "../seed.ts";
import { isObject, type Json } from "../shape.ts";
import { channel, chatWith, type Human, type Place } from "./people.ts";
import type { TeamsPlace } from "./protocol.ts";
import { tenant } from "./server.ts";
import type { Args } from "./types.ts";

const ofPartner = "aaaaaaaa-0000-0000-0000-000000000002";

const names: Readonly<Record<string, string>> = {
  U0EMMA: "Emma Eriksen",
  U0MARCO: "Marco Manfredi",
  [admin]: "Ada Adeyemi",
  U0GRETA: "Greta Gast",
};
export const humans: ReadonlyMap<string, Human> = new Map(
  Object.entries(names).map(([id, name], i) => [
    id,
    { id: `29:${id}`, name, aadObjectId: `bbbbbbbb-0000-0000-0000-${String(i + 1).padStart(12, "0")}` },
  ]),
);
/** Whom the app's owner names as an admin. */
export const adminInEntra = humans.get(admin)?.aadObjectId ?? "";

/** What the service says of a member. */
export const memberships = (): (readonly [string, Args])[] =>
  [...humans].map(([id, human]) => {
    const isGuest = roles[id]?.role.startsWith("guest") === true;
    return [
      human.id,
      {
        name: human.name,
        aadObjectId: human.aadObjectId,
        tenantId: isGuest ? ofPartner : tenant,
        userRole: isGuest ? "guest" : "user",
      },
    ];
  });

export const places: readonly TeamsPlace[] = [
  { id: "teams-chat", kind: "personal", name: "Counterweight", about: "Your own chat with the app" },
  {
    id: "teams-channel",
    kind: "channel",
    name: "Model choice",
    about: "A channel of a team. Mention the app to ask it.",
  },
];

/** Where it is in Teams: a person's own chat, or a thread of the channel. */
export const placeIn = (place: string, human: Human, root: string): Place =>
  place === "teams-chat" ? chatWith(human) : channel(root);

/** Whose chat, or which thread, a conversation is; undefined for what no one here is in. */
export function whereIs(
  conversation: string,
  human: Human,
): { readonly place: string; readonly root?: string } | undefined {
  if (conversation === chatWith(human).conversation) return { place: "teams-chat" };
  const [, root] = /^19:channel@thread\.tacv2;messageid=(\w+)$/.exec(conversation) ?? [];
  return root === undefined ? undefined : { place: "teams-channel", root };
}

/** Who can be picked in a field that has Teams look people up, as Teams would fill it. */
export function withPeople(part: Json): Json {
  const filled = Object.entries(part).map(([key, value]) => [key, deeper(value)]);
  const isPicker = part["type"] === "Input.ChoiceSet" && isObject(part["choices.data"]);
  return Object.fromEntries(isPicker ? [...filled, ["choices", people]] : filled);
}
const people = [...humans.values()].map(({ name, aadObjectId }) => ({ title: name, value: aadObjectId }));
const deeper = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(deeper) : isObject(value) ? withPeople(value) : value;
