/** What stands in Teams, as one person sees it. */
import { problemsOfActivity } from "../teams-rules.ts";
import type { Json } from "../shape.ts";
import type { Human } from "./people.ts";
import type { TeamsSaid } from "./protocol.ts";
import { whereIs, withPeople } from "./roster.ts";
import { bot } from "./server.ts";
import type { TeamsMessage } from "./types.ts";

/** What a person said. */
export interface Spoken {
  readonly id: string;
  readonly conversation: string;
  readonly user: string;
  text: string;
  isEdited?: true;
  isDeleted?: true;
  undelivered?: string;
}
/** What a press gave to who pressed; gone when the app changes the message for all. */
export interface Given {
  readonly edits: number;
  readonly at: number;
  readonly card?: Json;
  readonly notice?: string;
}
interface Everything {
  readonly messages: readonly TeamsMessage[];
  readonly spoken: readonly Spoken[];
  /** By message and person. */
  readonly given: ReadonlyMap<string, Given>;
}

export const cardType = "application/vnd.microsoft.card.adaptive";
const mostShown = 120;

export function seenBy(me: string, human: Human, { messages, spoken, given }: Everything): TeamsSaid[] {
  const own = spoken.flatMap((said): TeamsSaid[] => {
    const where = whereIs(said.conversation, human);
    if (where === undefined) return [];
    const { id, user, text, undelivered, isEdited = false, isDeleted } = said;
    const failed = undelivered === undefined ? {} : { undelivered };
    const inThread = where.root === id ? { place: where.place } : where;
    const shown = isDeleted ? { isDeleted, activity: { text: "" } } : { activity: { text } };
    return [{ id, user, ...inThread, isApp: false, isPrivate: false, isEdited, problems: [], ...shown, ...failed }];
  });
  const apps = messages.flatMap((each): TeamsSaid[] => {
    const where = whereIs(each.conversation, human);
    if (!where || each.deleted || each.activity["type"] !== "message") return [];
    if (each.onlyFor !== undefined && each.onlyFor !== human.id) return [];
    const known = given.get(`${each.id}/${me}`);
    const { card, notice, at = 0 } = known?.edits === each.edits ? known : {};
    // "The answer comes below" has come true.
    const isOver = messages.some((later) => later.at >= at && later.conversation === each.conversation);
    const posted = card ? { ...each.activity, attachments: [{ contentType: cardType, content: card }] } : each.activity;
    return [
      {
        id: each.id,
        ...where,
        user: bot.id,
        isApp: true,
        activity: withPeople(posted),
        isPrivate: each.onlyFor !== undefined,
        isEdited: each.edits > 0,
        problems: problemsOfActivity(posted),
        ...(notice === undefined || isOver ? {} : { notice }),
      },
    ];
  });
  return [...own, ...apps].sort((a, b) => Number(a.id) - Number(b.id)).slice(-mostShown);
}
