/** Who acts on an assessment, and what comes of it: one person's card, which is drawn anew for them alone. */
import { change, type Now } from "../core/assess/change.ts";
import type { Doc } from "../core/assess/doc.ts";
import type { AssessmentStore, Row } from "../core/assess/ports.ts";
import type { Ref } from "../core/assess/refs.ts";
import type { Assessor } from "../core/ports.ts";
import { redrawLater } from "./assess-share.ts";
import type { Desk } from "./asking.ts";
import type { Incoming } from "./incoming.ts";
import type { Shown } from "./invokes.ts";

export interface Who {
  /** Teams' id. */
  readonly id: string;
  readonly key: string;
  /** Every identity that an admin linked with it, its own first. */
  readonly keys: readonly string[];
}

/** What stands in the fields of the card; read with `fields`, for it comes from outside. */
export type Values = Readonly<Record<string, unknown>>;

export interface Actor {
  readonly desk: Desk;
  readonly incoming: Incoming;
  readonly who: Who;
  readonly assessor: Assessor;
  readonly values: Values;
}
/** Somebody with an assessment in front of them. */
export interface Acting extends Actor, Now {
  readonly isOwner: boolean;
}

export type Deed = (acting: Acting, ref: Ref) => Promise<Shown> | Shown;

export const teamOf = (tenant: string): string => `teams:${tenant}`;

export type Right = "owner" | "viewer" | "none";

/** Owners, also under a linked identity; those who take part; and whoever is where it was shared. */
export async function rightOf(store: AssessmentStore, row: Row, { keys }: Who, channel: string): Promise<Right> {
  if (keys.includes(row.owner)) return "owner";
  if ((await store.people(row.id)).some(({ userKey }) => keys.includes(userKey))) return "viewer";
  const posts = await store.postsOf(row.id);
  return posts.some((post) => post.kind === "shared" && post.channel === channel) ? "viewer" : "none";
}

export const gone = "I no longer keep that assessment. Say assess to begin a new one.";
const busy = "Others change the same assessment just now. Please press it again.";

/** Changes it and shows what comes then; a sentence when it can't be. */
export async function changed(
  { desk }: Pick<Actor, "desk">,
  id: string,
  by: (doc: Doc, row: Row) => Doc | undefined,
  show: (now: Now) => Promise<Shown> | Shown,
  more?: Parameters<typeof change>[3],
): Promise<Shown> {
  let isChanged = false;
  const noting = (doc: Doc, row: Row): Doc | undefined => {
    const after = by(doc, row);
    isChanged = after !== undefined && after !== doc;
    return after;
  };
  const now = await change(desk.store.assessments, id, noting, more);
  if (now === "gone") return gone;
  if (now === "busy") return busy;
  if (isChanged) await redrawLater(desk, now);
  return show(now);
}
