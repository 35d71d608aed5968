/** What Slack takes as a message and as a view, blocks and all. */
import { validateBlocks } from "./blocks.ts";
import { plainText } from "./parts.ts";
import {
  bool,
  type Code,
  isObject,
  type Json,
  lengthOf,
  object,
  type Problem,
  string,
  typed,
  word,
  type Rule,
} from "./shape.ts";

const anything: Rule = () => {};
const mostText = { post: 40_000, update: 4_000 } as const;

/**
 * Everything that Slack would refuse about a message; none when it takes it. One thing it would take with a warning is
 * refused as well: blocks without text, for then notifications and screen readers have nothing to say.
 */
export function validateMessage(
  message: { readonly text?: unknown; readonly blocks?: unknown },
  by: "post" | "update" = "post",
): Problem[] {
  const { text, blocks } = message;
  const found: Problem[] = [];
  if (typeof text !== "string" || text.trim() === "")
    found.push({ pointer: "/text", code: "no_text", message: "is missing" });
  else if (lengthOf(text) > mostText[by])
    found.push({ pointer: "/text", code: "msg_too_long", message: `must have at most ${mostText[by]} characters` });
  return blocks === undefined ? found : [...found, ...validateBlocks(blocks, "message")];
}

const both = { type: word("modal", "home"), blocks: anything };
const either = { private_metadata: string(3_000, 0), callback_id: string(255, 0), external_id: string(255, 0) };
const viewRule = typed("view", {
  modal: object(
    { ...both, title: plainText(24) },
    {
      ...either,
      close: plainText(24),
      submit: plainText(24),
      clear_on_close: bool,
      notify_on_close: bool,
      submit_disabled: bool,
    },
  ),
  home: object(both, either),
});

/** Everything that Slack would refuse about a modal or a home tab; none when it takes it. */
export function validateView(view: unknown): Problem[] {
  const problems: Problem[] = [];
  const report = (pointer: string, message: string, code: Code = "invalid_arguments"): void =>
    void problems.push({ pointer, code, message });
  viewRule(view, "/view", report);
  if (!isObject(view)) return problems;
  const surface = view["type"] === "home" ? "home" : "modal";
  const inBlocks = validateBlocks(view["blocks"], surface, "/view/blocks");
  problems.push(...inBlocks.map((problem) => ({ ...problem, code: "invalid_arguments" as const })));
  if (surface === "modal" && hasInput(view) && view["submit"] === undefined)
    report("/view/submit", "is missing: a modal with input blocks needs it");
  const bytes = new TextEncoder().encode(JSON.stringify(view)).length;
  if (bytes > 250_000) report("/view", `must have at most 250,000 bytes, has ${bytes}`);
  return problems;
}

const hasInput = (view: Json): boolean =>
  Array.isArray(view["blocks"]) && view["blocks"].some((each) => isObject(each) && each["type"] === "input");
