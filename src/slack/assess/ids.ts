/** Names of what can be pressed and filled in, as they come back from Slack. */
import { type FactName, isFactName } from "../../core/decide/facts.ts";
import { readRef, type Ref } from "../../core/assess/refs.ts";

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
