/** What was pressed on a card of an assessment, by whom, and whether they may. Who acts comes from Teams alone. */
import { readDoc } from "../core/assess/doc.ts";
import { readRef } from "../core/assess/refs.ts";
import { broken } from "../core/assess/words.ts";
import { type Actor, type Deed, gone, rightOf } from "./assess-at.ts";
import { begin } from "./assess-begin.ts";
import { choosing } from "./assess-choose.ts";
import { asking } from "./assess-colleague.ts";
import { looks, steers } from "./assess-deeds.ts";
import { listCard } from "./assess-list.ts";
import { several } from "./assess-many.ts";
import { recording } from "./assess-record.ts";
import { renaming } from "./assess-rename.ts";
import type { Desk } from "./asking.ts";
import { answerPress, type CardAction, type CardHandler, type Shown } from "./invokes.ts";
import { channelKey, userKey } from "./place.ts";

const unknown =
  "That button is from another version of me, and I no longer know what it means. Say assess to begin anew.";
const notShared = "That assessment is not shared with you. Say assess to begin one of your own.";
const ownersOnly =
  "Only the person whose assessment this is can do that. You may look, try what would change it, and rank what matters.";

/** What only its owner may. */
const owns: Readonly<Record<string, Deed>> = { ...steers, ...renaming, ...recording, ...asking, ...choosing };

/** Undefined for a verb that is not ours. */
export const pressAssess: CardHandler = (desk, action) =>
  action.verb.startsWith("assess.")
    ? answerPress(desk, "teams-assess-not-saved", () => pressed(desk, action))
    : undefined;

async function pressed(desk: Desk, { verb: whole, data: values, incoming }: CardAction): Promise<Shown> {
  const { from, where } = incoming;
  const assessor = desk.assessing();
  if (!from) return unknown;
  if (!assessor) return broken;
  const key = userKey(where.tenant, from);
  const who = { id: from.id, key, keys: await desk.store.links.of(key) };
  const actor: Actor = { desk, incoming, who, assessor, values };
  const verb = whole.slice("assess.".length);
  if (verb === "new") return begin(actor);
  if (verb === "compare" || verb === "portfolio") return several(actor, verb);
  if (verb === "lists") return listCard(actor, {});
  const ref = readRef(values["r"]);
  const deed = Object.hasOwn(owns, verb) ? owns[verb] : Object.hasOwn(looks, verb) ? looks[verb] : undefined;
  if (!ref || !deed) return unknown;
  const row = await desk.store.assessments.get(ref.id);
  if (!row) return gone;
  const right = await rightOf(desk.store.assessments, row, who, channelKey(where));
  if (right === "none") return notShared;
  if (right !== "owner" && Object.hasOwn(owns, verb)) return ownersOnly;
  // Whoever looks at what was shared takes part from now on, and finds it in their list.
  if (right === "viewer") await desk.store.assessments.addPerson(row.id, key, "shared");
  return deed({ ...actor, row, doc: readDoc(row.doc), isOwner: right === "owner" }, ref);
}
