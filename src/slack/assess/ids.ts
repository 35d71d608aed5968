/** What buttons and modals carry: an opaque id, the revision that they were drawn from, and which of ours is meant. */
import { type FactName, type FactValue, isFactName, isFactValue, volumeFact } from "../../core/decide/facts.ts";
import type { Row } from "./ports.ts";

export interface Ref {
  readonly id: string;
  /** 0 for one that is not begun yet. */
  readonly rev: number;
  readonly args: readonly string[];
}

export const refOf = ({ id, rev }: Pick<Row, "id" | "rev">, ...args: readonly (string | number)[]): string =>
  [`${id}.${rev}`, ...args].join("|");

/** Comes back from outside, maybe from long ago. */
export function readRef(text: unknown): Ref | undefined {
  if (typeof text !== "string" || text.length > 255) return undefined;
  const [head = "", ...args] = text.split("|");
  const found = /^([A-Za-z0-9_-]{1,64})\.(\d{1,9})$/.exec(head);
  return found?.[1] === undefined ? undefined : { id: found[1], rev: Number(found[2]), args };
}

/** A fact and its value, as a button names them. */
export function factIn([name = "", value = ""]: readonly string[]): readonly [FactName, FactValue] | undefined {
  if (!isFactName(name)) return undefined;
  if (value === "unknown") return [name, value];
  const given = name === volumeFact ? (/^\d+(?:\.\d+)?(?:e\+?\d+)?$/.test(value) ? Number(value) : Number.NaN) : value;
  return isFactValue(name, given) ? [name, given] : undefined;
}

const pattern = /^assess\.[a-z]+(?:\.\d{1,3})?$/;
/** The action_id, which is unique within a message. */
export const actionId = (verb: string, number?: number): string =>
  number === undefined ? `assess.${verb}` : `assess.${verb}.${number}`;
export const isAssessAction = (id: unknown): id is string => typeof id === "string" && id.startsWith("assess.");

export interface Pressed {
  readonly verb: string;
  readonly ref: Ref | undefined;
  readonly value: string;
}

/** What was pressed. An entry of a menu names its verb in its value. */
export function pressed(action: unknown): Pressed | undefined {
  const { action_id: id, value, selected_option: option } = action as Record<string, unknown>;
  if (typeof id !== "string" || !pattern.test(id)) return undefined;
  const verb = id.split(".")[1] ?? "";
  const given = value ?? (option as { value?: unknown } | undefined)?.value;
  if (verb !== "more") return { verb, ref: readRef(given), value: typeof given === "string" ? given : "" };
  const [picked = "", ...rest] = typeof given === "string" ? given.split(":") : [];
  return { verb: picked, ref: readRef(rest.join(":")), value: rest.join(":") };
}

/** Blocks of questions in a modal name their fact. */
export const factBlock = (fact: FactName): string => `fact:${fact}`;
export const factOfBlock = (block: string): FactName | undefined => {
  const name = block.startsWith("fact:") ? block.slice("fact:".length) : "";
  return isFactName(name) ? name : undefined;
};
