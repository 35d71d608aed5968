/**
 * Teams as people see it, on the Bot Framework beside it: what they say and press goes to the app's own door, with a
 * token, and what the app posts there stands here. The app is told of this service as it would be told of Microsoft's.
 */
import { problemsOfActivity } from "../teams-rules.ts";
import { isObject, type Json } from "../shape.ts";
import { activity, deliver, type Human, mention, message, type Place, pressOn } from "./people.ts";
import type { TeamsAct, TeamsDialog, TeamsDone, TeamsSaid } from "./protocol.ts";
import { humans, placeIn, places, whereIs } from "./roster.ts";
import { bot, type BotFramework, newId } from "./server.ts";
import type { Args, TeamsMessage } from "./types.ts";

/** What a person said. */
export interface Spoken {
  readonly id: string;
  readonly conversation: string;
  readonly user: string;
  readonly text: string;
  undelivered?: string;
}
/** What a press gave to who pressed; gone when the app changes the message for all. */
interface Given {
  readonly edits: number;
  readonly at: number;
  readonly card?: Json;
  readonly notice?: string;
}

export interface TeamsClient {
  readonly spoken: Spoken[];
  readonly sees: (me: string) => TeamsSaid[];
  readonly perform: (act: TeamsAct) => Promise<TeamsDone>;
}

const cardType = "application/vnd.microsoft.card.adaptive";
const longestText = 28_000; // a message in Teams is about 28 KB
const mostShown = 120;
const untaken = "The app did not take it. Teams does not bring a press again: try once more.";
const gone = "That message is gone.";

export function createTeamsClient(framework: BotFramework, door: () => string, changed: () => void): TeamsClient {
  const spoken: Spoken[] = [];
  const given = new Map<string, Given>();
  const greeted = new Set<string>();

  const send = async (body: Args): Promise<{ readonly status: number; readonly body: Json }> => {
    try {
      const response = await deliver(framework, door(), body);
      const said: unknown = await response.json().catch(() => ({}));
      return { status: response.status, body: isObject(said) ? said : {} };
    } catch {
      return { status: 0, body: {} };
    }
  };
  const isTaken = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;
  const found = (id: string, human: Human): readonly [TeamsMessage, Place] | undefined => {
    const at = framework.messages.find((each) => each.id === id && !each.deleted);
    const where = at && whereIs(at.conversation, human);
    if (!at || !where || (at.onlyFor !== undefined && at.onlyFor !== human.id)) return undefined;
    return [at, placeIn(where.place, human, where.root ?? at.id)];
  };

  const says = async (me: string, human: Human, act: Extract<TeamsAct, { does: "says" }>): Promise<TeamsDone> => {
    const text = act.text.trim();
    if (text === "") return { ok: false, what: "There is nothing to send." };
    if (text.length > longestText) return { ok: false, what: "Teams takes about 28,000 characters at most." };
    if (!places.some(({ id }) => id === act.place)) return { ok: false, what: "There is no such place." };
    const id = newId();
    const where = placeIn(act.place, human, act.root ?? id);
    const said: Spoken = { id, conversation: where.conversation, user: me, text };
    spoken.push(said);
    changed();
    // Teams' clients make a mention of a name; without one, the app is told nothing of a channel.
    const named = text.replaceAll(/@Counterweight\b/gi, mention.text);
    const entities = named === text ? [] : [mention];
    const answer = await send(
      where.type === "personal"
        ? message(framework, human, where, text, { id })
        : activity(framework, "message", human, where, { id, text: named, textFormat: "plain", entities }),
    );
    if (!isTaken(answer)) said.undelivered = `http_${answer.status}`;
    return { ok: true };
  };

  const presses = async (me: string, human: Human, act: Extract<TeamsAct, { does: "presses" }>): Promise<TeamsDone> => {
    const [at, where] = found(act.message, human) ?? [];
    if (!at || !where) return { ok: false, what: gone };
    const pressedAt = Date.now();
    const answer = await send(pressOn(framework, human, where, at.id, act.verb, act.data));
    if (!isTaken(answer)) return { ok: false, what: untaken };
    const { type, value } = answer.body;
    const edits = framework.messages.find(({ id }) => id === at.id)?.edits ?? 0;
    const key = `${at.id}/${me}`;
    const before = given.get(key);
    const card = before?.edits === edits ? before.card : undefined;
    if (type === cardType && isObject(value)) given.set(key, { edits, at: pressedAt, card: value });
    else if (typeof value === "string")
      given.set(key, { edits, at: pressedAt, notice: value, ...(card ? { card } : {}) });
    else return { ok: false, what: isObject(value) ? String(value["message"]) : untaken };
    return { ok: true };
  };

  const ask = async (
    human: Human,
    act: { readonly message: string; readonly reaction: string },
    name: "message/fetchTask" | "message/submitAction",
    feedback?: string,
  ): Promise<TeamsDone> => {
    const [at, where] = found(act.message, human) ?? [];
    if (!at || !where) return { ok: false, what: gone };
    const actionValue = { reaction: act.reaction, ...(feedback === undefined ? {} : { feedback }) };
    const value = { actionName: "feedback", actionValue };
    const answer = await send(
      activity(framework, "invoke", human, where, {
        name,
        replyToId: at.id,
        value: name === "message/fetchTask" ? { data: value } : value,
      }),
    );
    if (!isTaken(answer)) return { ok: false, what: untaken };
    const dialog = dialogIn(answer.body);
    return { ok: true, ...(dialog ? { dialog } : {}) };
  };

  /** Whoever opens the chat for the first time adds the app; it says what it is for. */
  const opens = async (me: string, human: Human): Promise<TeamsDone> => {
    const chat = placeIn("teams-chat", human, "");
    const isNew =
      !greeted.has(me) && !framework.messages.some(({ conversation }) => conversation === chat.conversation);
    greeted.add(me);
    if (isNew) await send(activity(framework, "installationUpdate", human, chat, { action: "add" }));
    return { ok: true };
  };

  return {
    spoken,
    sees: (me) => {
      const human = humans.get(me);
      if (human === undefined) return [];
      const own = spoken.flatMap((said): TeamsSaid[] => {
        const where = whereIs(said.conversation, human);
        if (where === undefined) return [];
        const { id, user, text, undelivered } = said;
        const failed = undelivered === undefined ? {} : { undelivered };
        const inThread = where.root === id ? { place: where.place } : where;
        const plain = { isApp: false, activity: { text }, isPrivate: false, isEdited: false, problems: [] };
        return [{ id, user, ...inThread, ...plain, ...failed }];
      });
      const apps = framework.messages.flatMap((each): TeamsSaid[] => {
        const where = whereIs(each.conversation, human);
        if (!where || each.deleted || each.activity["type"] !== "message") return [];
        if (each.onlyFor !== undefined && each.onlyFor !== human.id) return [];
        const known = given.get(`${each.id}/${me}`);
        const { card, notice, at = 0 } = known?.edits === each.edits ? known : {};
        // "The answer comes below" has come true.
        const isOver = framework.messages.some((later) => later.at >= at && later.conversation === each.conversation);
        const posted = card
          ? { ...each.activity, attachments: [{ contentType: cardType, content: card }] }
          : each.activity;
        return [
          {
            id: each.id,
            ...where,
            user: bot.id,
            isApp: true,
            activity: posted,
            isPrivate: each.onlyFor !== undefined,
            isEdited: each.edits > 0,
            problems: problemsOfActivity(posted),
            ...(notice === undefined || isOver ? {} : { notice }),
          },
        ];
      });
      return [...own, ...apps].sort((a, b) => Number(a.id) - Number(b.id)).slice(-mostShown);
    },
    perform: async (act) => {
      const human = humans.get(act.as);
      if (human === undefined) return { ok: false, what: "Nobody here is called that." };
      if (act.does === "opens") return opens(act.as, human);
      if (act.does === "says") return says(act.as, human, act);
      if (act.does === "presses") return presses(act.as, human, act);
      if (act.does === "votes") return ask(human, act, "message/fetchTask");
      return ask(human, act, "message/submitAction", JSON.stringify(act.inputs));
    },
  };
}

/** The form in the answer to an invoke. */
function dialogIn(body: Json): TeamsDialog | undefined {
  const value = isObject(body["task"]) ? body["task"]["value"] : undefined;
  const card = isObject(value) ? value["card"] : undefined;
  const content = isObject(card) ? card["content"] : undefined;
  return isObject(value) && isObject(content) ? { title: String(value["title"]), card: content } : undefined;
}

const strings: { readonly [D in TeamsAct["does"]]: readonly string[] } = {
  opens: [],
  says: ["place", "text"],
  presses: ["message", "verb"],
  votes: ["message", "reaction"],
  "tells-why": ["message", "reaction"],
};
const objects: { readonly [D in TeamsAct["does"]]?: string } = { presses: "data", "tells-why": "inputs" };

/** What came from a page, if it is something that one can do in Teams. */
export function teamsActOf(act: Json): TeamsAct | undefined {
  const does = String(act["does"]) as TeamsAct["does"];
  if (!Object.hasOwn(strings, does) || typeof act["as"] !== "string") return undefined;
  if (strings[does].some((name) => typeof act[name] !== "string")) return undefined;
  const object = objects[does];
  if (object !== undefined && !isObject(act[object])) return undefined;
  const { root } = act;
  if (root !== undefined && !(typeof root === "string" && /^\d{1,20}$/.test(root))) return undefined;
  return act as unknown as TeamsAct;
}
