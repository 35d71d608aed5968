/** Who may do what with an assessment. Looked up at every click, by whom Slack says it was; never taken from a button. */
import { partsOf } from "../events.ts";
import { rowsOfAll } from "../../core/assess/owned.ts";
import type { Row } from "../../core/assess/ports.ts";
import type { SlackStore } from "../ports.ts";

export type Right = "owner" | "viewer" | "none";

/** What each thing that can be done needs. */
export const needs = {
  // the interview
  go: "owner",
  back: "owner",
  finish: "owner",
  change: "owner",
  list: "owner",
  talk: "owner",
  form: "owner",
  pick: "owner",
  why: "owner",
  tick: "owner",
  take: "owner",
  leave: "owner",
  // the result
  open: "viewer",
  send: "viewer",
  try: "viewer",
  scores: "viewer",
  details: "viewer",
  cost: "viewer",
  rank: "viewer",
  keep: "owner",
  assume: "owner",
  ask: "owner",
  record: "owner",
  edit: "owner",
  share: "owner",
  // the list of them
  duplicate: "owner",
  rename: "owner",
  archive: "owner",
  restore: "owner",
} as const satisfies Readonly<Record<string, Exclude<Right, "none">>>;
export type Verb = keyof typeof needs;
export const isVerb = (word: string): word is Verb => Object.hasOwn(needs, word);

export const may = (right: Right, verb: Verb): boolean => right === "owner" || right === needs[verb];

export const teamKey = (team: string): string => `slack:${team}`;

export interface Who {
  /** Slack's id; an organisation's people may come under the name of any of its workspaces. */
  readonly id: string;
  readonly key: string;
  /** Who has us installed there. */
  readonly team: string;
  /** The channel of the message that was clicked, unique across workspaces. */
  readonly channel?: string | undefined;
}
type Store = Pick<SlackStore, "assessments" | "links">;

/** Owners, also under a linked identity; those with whom it was shared, who were asked or ranked, and who is where it was shared. */
export async function rightOf(store: Store, row: Row, { id, key, team, channel }: Who): Promise<Right> {
  if (id === "") return "none";
  if (row.team !== teamKey(team)) {
    const [, ...linked] = await store.links.of(key);
    return linked.includes(row.owner) ? "owner" : "none";
  }
  if (partsOf(row.owner).id === id) return "owner";
  const { assessments } = store;
  if ((await assessments.people(row.id)).some(({ userKey }) => partsOf(userKey).id === id)) return "viewer";
  if (channel === undefined) return "none";
  const posts = await assessments.postsOf(row.id);
  return posts.some((post) => post.kind === "shared" && post.channel === channel) ? "viewer" : "none";
}

/** Somebody's assessments, wherever they began them. */
export const ownRows = async (
  { assessments, links }: Store,
  key: string,
  which: Parameters<typeof rowsOfAll>[2],
): Promise<readonly Row[]> => rowsOfAll(assessments, await links.of(key), which);

/** The owner's id in Slack; undefined for one who began it elsewhere, and is linked with nobody here any more. */
export async function ownerIn({ links }: Pick<Store, "links">, { owner }: Row): Promise<string | undefined> {
  const here = (await links.of(owner)).find((key) => key.startsWith("slack:"));
  return here && partsOf(here).id;
}

export const gone = "I no longer keep that assessment. `/weigh assess` begins a new one.";
export const refusalOf = (right: Right): string =>
  right === "none"
    ? "That assessment is not shared with you. `/weigh assess` begins one of your own."
    : "Only the person whose assessment this is can do that. You may look, try what would change it, and rank what matters.";
