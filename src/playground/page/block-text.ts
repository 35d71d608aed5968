/** Texts in Block Kit. */
import type { Json } from "../protocol.ts";
import { asText } from "../shape.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly group?: string;
  /** As it is sent. */
  readonly raw: unknown;
}

/** A text object's words without marks; empty for anything else. */
export function textOf(part: unknown): string {
  const text = (part as { readonly text?: unknown } | null | undefined)?.text;
  return typeof text === "string"
    ? text
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&")
        .replaceAll(/\*([^*\n]+)\*/g, "$1")
    : "";
}

/** What a screen reader says of an element without a label of its own. */
export const labelOf = (element: Json): string =>
  textOf(element["placeholder"]) || asText(element["accessibility_label"] ?? element["action_id"], "Choose");

/** Every word in rich text. */
export function plainRich(part: unknown): string {
  if (Array.isArray(part)) return part.map(plainRich).join("");
  if (part === null || typeof part !== "object") return "";
  const { text, elements, name, user_id: user } = part as Json;
  return (
    [text, user === undefined ? undefined : `@${asText(user)}`, name]
      .find((each) => typeof each === "string")
      ?.toString() ?? plainRich(elements)
  );
}

const pressed = new Set(["button", "icon_button", "workflow_button", "feedback_buttons", "overflow"]);
/** Whether an element holds something, which then comes along with every click and submission. */
export const isField = (element: Json): boolean => !pressed.has(String(element["type"]));
