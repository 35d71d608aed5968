/**
 * The buttons of an answer. What comes back with a click is an opaque id and nothing else: who clicked, what was
 * answered and who may see it is looked up, never taken from a button.
 */

import { type CostDeed, costDeeds } from "../core/cost/deeds.ts";

/** What a person can do with an answer. */
export type Action =
  | { readonly kind: "next"; readonly answerId: string; readonly question: number }
  | { readonly kind: "sources" | "compare" | "assess" | "share"; readonly answerId: string }
  | { readonly kind: "cost"; readonly answerId: string; readonly deed: CostDeed }
  | { readonly kind: "feedback"; readonly answerId: string; readonly useful: boolean };

export type ActionKind = Action["kind"];

/** Why a click says nothing that we know; `says` is for the person who clicked. */
export interface Unknown {
  readonly ok: false;
  readonly why: "unknown-action" | "unknown-value";
  readonly says: string;
}
export type Parsed = { readonly ok: true; readonly action: Action } | Unknown;

const says = "That button is from another version of me, and I no longer know what it means. Please ask again.";
const unknown = (why: Unknown["why"]): Unknown => ({ ok: false, why, says });

/** Every action_id of an answer's buttons, for one listener. */
export const anyAction = /^answer\.(?:next\.\d{1,4}|sources|compare|assess|share|feedback|cost\.[a-z-]{1,20})$/;
const validId = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws RangeError for an id that would not come back as it went out: a caller's bug */
export function checkAnswerId(id: string): string {
  if (!validId.test(id)) throw new RangeError("an answer's id has 1 to 64 letters, digits, _ or -");
  return id;
}

/** The action_id, which is unique within a message. */
export const actionIdOf = (action: Action): string =>
  action.kind === "next"
    ? `answer.next.${action.question}`
    : action.kind === "cost"
      ? `answer.cost.${action.deed}`
      : `answer.${action.kind}`;

/** What the button carries: `A1:next:0`, `A1:sources`, `A1:feedback:useful`. */
export function valueOf(action: Action): string {
  const start = `${checkAnswerId(action.answerId)}:${action.kind}`;
  if (action.kind === "next") return `${start}:${action.question}`;
  if (action.kind === "cost") return `${start}:${action.deed}`;
  if (action.kind === "feedback") return `${start}:${action.useful ? "useful" : "not-useful"}`;
  return start;
}

const kinds: Readonly<Record<ActionKind, (answerId: string, rest: string | undefined) => Action | undefined>> = {
  next: (answerId, rest) =>
    rest !== undefined && /^(?:0|[1-9]\d{0,3})$/.test(rest)
      ? { kind: "next", answerId, question: Number(rest) }
      : undefined,
  sources: (answerId, rest) => (rest === undefined ? { kind: "sources", answerId } : undefined),
  compare: (answerId, rest) => (rest === undefined ? { kind: "compare", answerId } : undefined),
  assess: (answerId, rest) => (rest === undefined ? { kind: "assess", answerId } : undefined),
  share: (answerId, rest) => (rest === undefined ? { kind: "share", answerId } : undefined),
  cost: (answerId, rest) => {
    const deed = costDeeds.find((one) => one === rest);
    return deed === undefined ? undefined : { kind: "cost", answerId, deed };
  },
  feedback: (answerId, rest) =>
    rest === "useful" || rest === "not-useful" ? { kind: "feedback", answerId, useful: rest === "useful" } : undefined,
};

/** What a click means. Both parts come from outside, maybe from a message of long ago: they must agree. */
export function parseAction(actionId: unknown, value: unknown): Parsed {
  if (typeof actionId !== "string" || !anyAction.test(actionId)) return unknown("unknown-action");
  if (typeof value !== "string") return unknown("unknown-value");
  const [answerId = "", kind = "", rest, ...more] = value.split(":");
  if (!validId.test(answerId) || !Object.hasOwn(kinds, kind) || more.length > 0) return unknown("unknown-value");
  const action = kinds[kind as ActionKind](answerId, rest);
  return action !== undefined && actionIdOf(action) === actionId ? { ok: true, action } : unknown("unknown-value");
}
