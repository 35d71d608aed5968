/**
 * Teams as people see it, on the Bot Framework beside it: what they say and press goes to the app's own door, with a
 * token, and what the app posts there stands here. The app is told of this service as it would be told of Microsoft's.
 */
import { cardsOf } from "../teams-rules.ts";
import { isObject, type Json } from "../shape.ts";
import { activity, deliver, type Human, mention, message, type Place, pressOn } from "./people.ts";
import type { Brought } from "./hood.ts";
import type { TeamsAct, TeamsDialog, TeamsDone, TeamsSaid } from "./protocol.ts";
import { cardType, type Given, seenBy, type Spoken } from "./said.ts";
import { humans, placeIn, places, whereIs } from "./roster.ts";
import { type BotFramework, newId } from "./server.ts";
import type { Args, TeamsMessage } from "./types.ts";

export interface TeamsClient {
  readonly spoken: Spoken[];
  /** What was brought to the app, the last of it. */
  readonly brought: readonly Brought[];
  readonly sees: (me: string) => TeamsSaid[];
  readonly perform: (act: TeamsAct) => Promise<TeamsDone>;
}

const longestText = 28_000; // a message in Teams is about 28 KB
const mostBrought = 500;
const mostDrawnAnew = 12;
/** What Teams calls it when a message changes. */
const changeTypes = {
  edits: ["messageUpdate", "editMessage"],
  deletes: ["messageDelete", "softDeleteMessage"],
  restores: ["messageUpdate", "undeleteMessage"],
} as const;
const untaken = "The app did not take it. Teams does not bring a press again: try once more.";
const gone = "That message is gone.";

export function createTeamsClient(framework: BotFramework, door: () => string, changed: () => void): TeamsClient {
  const spoken: Spoken[] = [];
  const given = new Map<string, Given>();
  const greeted = new Set<string>();
  const brought: Brought[] = [];

  const send = async (body: Args): Promise<{ readonly status: number; readonly body: Json }> => {
    const at = Date.now();
    const noted = (status: number): number => {
      brought.push({ body, at, ackMs: Date.now() - at, status });
      if (brought.length > mostBrought) brought.shift();
      return status;
    };
    try {
      const response = await deliver(framework, door(), body);
      const said: unknown = await response.json().catch(() => ({}));
      return { status: noted(response.status), body: isObject(said) ? said : {} };
    } catch {
      return { status: noted(0), body: {} };
    }
  };
  const isTaken = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;
  const found = (id: string, human: Human): readonly [TeamsMessage, Place] | undefined => {
    const at = framework.messages.find((each) => each.id === id && !each.deleted);
    const where = at && whereIs(at.conversation, human);
    if (!at || !where || (at.onlyFor !== undefined && at.onlyFor !== human.id)) return undefined;
    return [at, placeIn(where.place, human, where.root ?? at.id)];
  };

  const textRefused = (text: string): TeamsDone | undefined => {
    if (text === "") return { ok: false, what: "There is nothing to send." };
    return text.length > longestText ? { ok: false, what: "Teams takes about 28,000 characters at most." } : undefined;
  };
  /** As Teams brings it: its clients make a mention of a name, and without one the app is told nothing of a channel. */
  const bodyOf = ({ id, conversation, text }: Spoken, human: Human): Args => {
    const { place, root = id } = whereIs(conversation, human) ?? { place: "" };
    const where = placeIn(place, human, root);
    if (where.type === "personal") return message(framework, human, where, text, { id });
    const named = text.replaceAll(/@Counterweight\b/gi, mention.text);
    const entities = named === text ? [] : [mention];
    return activity(framework, "message", human, where, { id, text: named, textFormat: "plain", entities });
  };

  const says = async (me: string, human: Human, act: Extract<TeamsAct, { does: "says" }>): Promise<TeamsDone> => {
    const text = act.text.trim();
    const refused = textRefused(text);
    if (refused) return refused;
    if (!places.some(({ id }) => id === act.place)) return { ok: false, what: "There is no such place." };
    const id = newId();
    const said: Spoken = { id, conversation: placeIn(act.place, human, act.root ?? id).conversation, user: me, text };
    spoken.push(said);
    changed();
    const answer = await send(bodyOf(said, human));
    if (!isTaken(answer)) said.undelivered = `http_${answer.status}`;
    return { ok: true };
  };

  /** Edits, deletes or brings back what somebody said; the app is told of it, and changes its answer. */
  const changes = async (
    me: string,
    human: Human,
    act: Extract<TeamsAct, { does: "edits" | "deletes" | "restores" }>,
  ): Promise<TeamsDone> => {
    const said = spoken.find(({ id, user }) => id === act.message && user === me);
    if (!said || (said.isDeleted === true) !== (act.does === "restores")) return { ok: false, what: gone };
    if (act.does === "edits") {
      const text = act.text.trim();
      const refused = textRefused(text);
      if (refused) return refused;
      Object.assign(said, { text, isEdited: true });
    } else if (act.does === "deletes") said.isDeleted = true;
    else delete said.isDeleted;
    delete said.undelivered;
    changed();
    const body = bodyOf(said, human);
    const [type, eventType] = changeTypes[act.does];
    const channelData = { ...(body["channelData"] as Args), eventType };
    const answer = await send({ ...body, type, channelData });
    if (!isTaken(answer)) said.undelivered = `http_${answer.status}`;
    return { ok: true };
  };

  const presses = async (
    me: string,
    human: Human,
    act: Extract<TeamsAct, { does: "presses" }>,
    trigger: "manual" | "automatic" = "manual",
  ): Promise<TeamsDone> => {
    const [at, where] = found(act.message, human) ?? [];
    if (!at || !where) return { ok: false, what: gone };
    const pressedAt = Date.now();
    const answer = await send(pressOn(framework, human, where, at.id, act.verb, act.data, trigger));
    if (!isTaken(answer)) return { ok: false, what: untaken };
    const { type, value } = answer.body;
    const edits = framework.messages.find(({ id }) => id === at.id)?.edits ?? 0;
    const key = `${at.id}/${me}`;
    const before = given.get(key);
    const card = before?.edits === edits ? before.card : undefined;
    if (type === cardType && isObject(value)) given.set(key, { edits, at: pressedAt, card: value });
    else if (typeof value === "string" && trigger === "manual")
      given.set(key, { edits, at: pressedAt, notice: value, ...(card ? { card } : {}) });
    else return { ok: false, what: isObject(value) ? String(value["message"]) : untaken };
    return { ok: true };
  };

  /** Teams draws a card that asks for it anew for whoever comes to look, without a word when that fails. */
  const drawAnew = async (me: string, human: Human): Promise<void> => {
    const seen = framework.messages.flatMap(({ id, activity: sent }) => {
      const [card] = cardsOf(sent).filter(({ refresh }) => isObject(refresh));
      const { action, userIds } = (card?.["refresh"] ?? {}) as { readonly action?: Json; readonly userIds?: unknown };
      const isMeant = action !== undefined && (!Array.isArray(userIds) || userIds.includes(human.id));
      return isMeant ? [{ id, verb: String(action["verb"]), data: (action["data"] ?? {}) as Json }] : [];
    });
    for (const { id, verb, data } of seen.slice(-mostDrawnAnew)) {
      await presses(me, human, { as: me, does: "presses", message: id, verb, data }, "automatic");
      changed();
    }
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
    else void drawAnew(me, human);
    return { ok: true };
  };

  return {
    spoken,
    brought,
    sees: (me) => {
      const human = humans.get(me);
      return human === undefined ? [] : seenBy(me, human, { messages: framework.messages, spoken, given });
    },
    perform: async (act) => {
      const human = humans.get(act.as);
      if (human === undefined) return { ok: false, what: "Nobody here is called that." };
      if (act.does === "opens") return opens(act.as, human);
      if (act.does === "says") return says(act.as, human, act);
      if (act.does === "presses") return presses(act.as, human, act);
      if (act.does === "edits" || act.does === "deletes" || act.does === "restores") return changes(act.as, human, act);
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
