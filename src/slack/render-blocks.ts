import type {
  ActionsBlock,
  Block as AnyBlock,
  ContextActionsBlock,
  ContextBlock,
  HeaderBlock,
  ImageBlock,
  RichTextBlock,
  SectionBlock,
  TableBlock,
} from "@slack/types";
import type { Reply } from "../core/reply.ts";
import { sourceLine } from "../core/plain.ts";
import { clip, lengthOf, limits, shorten, split } from "./limits.ts";
import { literal, safe } from "./safe.ts";

/** Slack's chart, which its types do not know yet. */
export interface ChartBlock extends AnyBlock {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart:
    | { readonly type: "pie"; readonly segments: readonly ChartPoint[] }
    | {
        readonly type: "bar" | "area" | "line";
        readonly series: readonly { readonly name: string; readonly data: readonly ChartPoint[] }[];
        readonly axis_config: {
          readonly categories: readonly string[];
          readonly x_label?: string;
          readonly y_label?: string;
        };
      };
}
export interface ChartPoint {
  readonly label: string;
  readonly value: number;
}
export type SlackBlock =
  | HeaderBlock
  | SectionBlock
  | ContextBlock
  | TableBlock
  | ChartBlock
  | ActionsBlock
  | ContextActionsBlock
  | RichTextBlock
  | ImageBlock;

// `verbatim`: Slack must not turn names or addresses in our text into mentions and links. `expand`: nor fold it.
export const section = (text: string): SectionBlock => ({
  type: "section",
  text: { type: "mrkdwn", text, verbatim: true },
  expand: true,
});
export const context = (text: string): ContextBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text, verbatim: true }],
});
/** Text that is safe already, as sections or contexts; none for empty text. */
export const sections = (text: string): SectionBlock[] => split(text, limits.sectionText).map(section);
export const contexts = (text: string): ContextBlock[] => split(text, limits.sectionText).map(context);

export function headerOf(reply: Reply): HeaderBlock[] {
  const title = shorten(safe(reply.title).replaceAll(/\s+/g, " ").trim(), limits.headerText);
  return title === "" || reply.kind === "smalltalk"
    ? []
    : [{ type: "header", text: { type: "plain_text", text: title, emoji: false } }];
}

export function sourcesOf(reply: Reply): ContextBlock[] {
  if (reply.citations.length === 0) return [];
  const lines = reply.citations.map((citation, i) => safe(sourceLine(citation, i + 1)));
  return [context(shorten(["*Sources*", ...lines].join("\n"), limits.sourcesText))];
}

/** Whose question an answer answers, for those who did not see it. */
export interface AskedBy {
  /** Slack's id; a person who is named so is told. */
  readonly userId?: string;
  readonly question: string;
}

/** What a person wrote, as rich text: Slack reads nothing in it. */
export function askedOf({ userId, question }: AskedBy): RichTextBlock[] {
  const words = literal(question).replaceAll(/\s+/g, " ").trim();
  if (words === "") return [];
  const known = userId !== undefined && /^[UW][A-Z0-9]{1,30}$/.test(userId);
  const who = known
    ? [
        { type: "user" as const, user_id: userId },
        { type: "text" as const, text: " asked" },
      ]
    : [{ type: "text" as const, text: "Asked" }];
  return [
    {
      type: "rich_text",
      elements: [
        { type: "rich_text_section", elements: who },
        { type: "rich_text_quote", elements: [{ type: "text", text: clip(words, limits.askedText) }] },
      ],
    },
  ];
}

const unseen = new Set(["type", "action_id", "value", "user_id", "style"]);
/** How many characters people can read in a block, or in a part of one. */
export function sizeOf(part: unknown): number {
  if (typeof part === "string") return lengthOf(part);
  if (part === null || typeof part !== "object") return 0;
  return Object.entries(part).reduce((sum, [key, value]) => (unseen.has(key) ? sum : sum + sizeOf(value)), 0);
}
