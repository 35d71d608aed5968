/** The fields of a form. */
import type { Json } from "../protocol.ts";
import { asText } from "../shape.ts";
import { isField } from "./block-text.ts";

/** What fields hold before anybody touches them. */
function initialOf(element: Json): Json | undefined {
  const entries = Object.entries(element).flatMap(([name, value]) => {
    if (!name.startsWith("initial_")) return [];
    const kind = name.slice("initial_".length);
    return [[kind === "value" ? "value" : `selected_${kind}`, value] as const];
  });
  return entries.length === 0 ? undefined : { type: element["type"], ...Object.fromEntries(entries) };
}

/** What stands in the fields as Slack tells it: by block and action. */
export function valuesOf(blocks: readonly Json[]): Record<string, Record<string, Json>> {
  const values: Record<string, Record<string, Json>> = {};
  for (const block of blocks) {
    const elements = [block["element"], block["accessory"], ...((block["elements"] ?? []) as Json[])] as (
      | Json
      | undefined
    )[];
    for (const element of elements) {
      const action = element?.["action_id"];
      if (element === undefined || typeof action !== "string" || !isField(element)) continue;
      const empty = asText(element["type"]).endsWith("_input")
        ? { type: element["type"], value: null }
        : { type: element["type"] };
      values[String(block["block_id"])] = {
        ...values[String(block["block_id"])],
        [action]: initialOf(element) ?? empty,
      };
    }
  }
  return values;
}

/** By block and action. */
export type Held = Record<string, Record<string, Json>>;
/** Notes what a field holds by now. Returns the element's action. */
export function hold(held: Held, block: Json, element: Json, given: Json): string {
  const [inBlock, action] = [String(block["block_id"]), String(element["action_id"])];
  if (isField(element)) held[inBlock] = { ...held[inBlock], [action]: { type: element["type"], ...given } };
  return action;
}
