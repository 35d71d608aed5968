/** What was pressed, by whom, and whether they may: every button of assessments comes by here. */
import { type Actor, say } from "./at.ts";
import { beginForm } from "./begin.ts";
import { asking, replyToAsk } from "./colleague.ts";
import { readDoc } from "../../core/assess/doc.ts";
import { listing, publishHome } from "./home.ts";
import { pressed } from "./ids.ts";
import { choosing, ticking } from "./choose.ts";
import { type Deed, interview } from "./interview.ts";
import type { ListName } from "./list.ts";
import { costing } from "./costing.ts";
import { chooseMany } from "./many.ts";
import { ranking } from "./rank.ts";
import { recording } from "./record.ts";
import { gone, isVerb, may, refusalOf, rightOf, type Verb } from "./rights.ts";
import { sharing } from "./share.ts";
import { looking } from "./try.ts";
import { broken } from "../../core/assess/words.ts";
import { channelKey } from "../events.ts";
import type { Front } from "../listeners.ts";

const deeds: Readonly<Record<Verb, Deed>> = {
  ...interview,
  ...looking,
  ...choosing,
  ...costing,
  ...ranking,
  ...asking,
  ...recording,
  ...sharing,
  ...listing,
};
const fromList: ReadonlySet<string> = new Set(Object.keys(listing));

const unknown =
  "That button is from another version of me, and I no longer know what it means. `/weigh assess` begins anew.";

/** Does what a button says, if this person may. */
export async function clickAssess(actor: Actor, action: unknown, front: Front): Promise<void> {
  const { desk, body, who, team } = actor;
  const found = pressed(action);
  if (!found) return say(actor, unknown);
  const { verb, ref, value } = found;
  if (verb === "boxes") return ticking(actor);
  if (verb === "new") return beginForm(actor, "", null);
  if (verb === "compare" || verb === "portfolio") return chooseMany(actor, verb);
  if (verb === "page") return publishHome(actor, front, pageIn(value));
  if (!ref) return say(actor, unknown);
  if (verb === "reply") return replyToAsk(actor, ref);
  if (!isVerb(verb)) return say(actor, unknown);
  const row = await desk.store.assessments.get(ref.id);
  if (!row) return say(actor, gone);
  const at = body.channel?.id;
  const channel = at === undefined ? undefined : channelKey(team, at);
  const right = await rightOf(desk.store, row, { ...who, team, channel });
  if (!may(right, verb)) return say(actor, refusalOf(right));
  const assessor = desk.assessing();
  if (!assessor) return say(actor, broken);
  // Whoever looks at what was shared takes part from now on, and finds it in their home tab.
  if (right === "viewer") await desk.store.assessments.addPerson(row.id, who.key, "shared");
  await deeds[verb]({ ...actor, assessor, row, doc: readDoc(row.doc), isOwner: right === "owner" }, ref);
  if (body.view?.type === "home" && fromList.has(verb)) await publishHome(actor, front);
}

const lists: readonly string[] = ["draft", "final", "shared", "archived"] satisfies ListName[];
function pageIn(value: string): Partial<Record<ListName, number>> {
  const [list = "", page] = value.split(":");
  const number = Number(page);
  return lists.includes(list) && Number.isInteger(number) && number >= 0 && number < 1_000 ? { [list]: number } : {};
}
