/**
 * The buttons of an answer. What comes back with a press is an opaque id and nothing else: who pressed, what was answered
 * and who may see it is looked up, never taken from a card.
 */
import type { IExecuteAction } from "@microsoft/teams.cards";
import { button } from "./cards.ts";

/** What a person can do with an answer. */
export type Action =
  | { readonly kind: "next"; readonly answerId: string; readonly question: number }
  | { readonly kind: "compare" | "assess" | "share"; readonly answerId: string };
export type Offer = Exclude<Action["kind"], "next">;

const validId = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws RangeError for an id that would not come back as it went out: a caller's bug */
export function checkAnswerId(id: string): string {
  if (!validId.test(id)) throw new RangeError("an answer's id has 1 to 64 letters, digits, _ or -");
  return id;
}

const labels: Readonly<Record<Offer, string>> = {
  compare: "Compare",
  assess: "Assess my case",
  share: "Share here",
};
export const offer = (kind: Offer, answerId: string): IExecuteAction =>
  button(labels[kind], `answer.${kind}`, { a: checkAnswerId(answerId) });
export const askNext = (title: string, answerId: string, question: number): IExecuteAction =>
  button(title, "answer.next", { a: checkAnswerId(answerId), q: question });

/** What a press means; undefined for what is from another version of us, or made up. */
export function parseAction(verb: string, data: unknown): Action | undefined {
  const [room, kind = "", ...more] = verb.split(".");
  if (room !== "answer" || more.length > 0 || typeof data !== "object" || data === null) return undefined;
  const { a: answerId, q: question } = data as Readonly<Record<string, unknown>>;
  if (typeof answerId !== "string" || !validId.test(answerId)) return undefined;
  if (kind === "compare" || kind === "assess" || kind === "share") return { kind, answerId };
  if (kind !== "next") return undefined;
  return typeof question === "number" && Number.isInteger(question) && question >= 0 && question < 10_000
    ? { kind, answerId, question }
    : undefined;
}
