/** Pieces of modals and messages. What people wrote goes into plain text or rich text only, where Slack reads no marks. */
import type { Button, Checkboxes, DividerBlock, InputBlock, PlainTextElement, SectionBlock } from "@slack/types";
import type { RichTextBlock, RichTextSection, StaticSelect, RadioButtons } from "@slack/types";
import type { ActionsBlock, ContextBlock } from "@slack/types";
import type { Question } from "../../core/decide/model.ts";
import type { FactValue } from "../../core/decide/facts.ts";
import { actionId, factBlock } from "./ids.ts";
import { clip, limits, shorten } from "../limits.ts";
import { section, type SlackBlock } from "../render-blocks.ts";
import { literal, mrkdwn, safe } from "../safe.ts";

export type ViewBlock = SlackBlock | InputBlock | DividerBlock;

export const plain = (words: string, most = 3_000): PlainTextElement => ({
  type: "plain_text",
  text: shorten(safe(words).trim(), most) || " ",
  emoji: false,
});

/** Our own words, with `**bold**` as their only mark. */
export const says = (words: string): SectionBlock => section(mrkdwn(words));
export const small = (words: string): ContextBlock => ({ type: "context", elements: [plain(words)] });
/** Words that people wrote, or that hold some. */
export const quotes = (words: string, accessory?: Button): SectionBlock => ({
  type: "section",
  text: plain(words),
  expand: true,
  ...(accessory ? { accessory } : {}),
});

/** A bold part, text and people; a person who is named so is told, unless the message is not for them. */
export type Piece = string | { readonly bold: string } | { readonly user: string };
export const rich = (...pieces: readonly Piece[]): RichTextBlock => {
  const elements = pieces.map((piece): RichTextSection["elements"][number] => {
    if (typeof piece === "string") return { type: "text", text: literal(piece) || " " };
    if ("user" in piece) return { type: "user", user_id: piece.user };
    return { type: "text", text: literal(piece.bold) || " ", style: { bold: true } };
  });
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
};

export const button = (label: string, id: string, value: string, style?: "primary" | "danger"): Button => ({
  type: "button",
  action_id: id,
  text: plain(label, limits.buttonText),
  value,
  ...(style ? { style } : {}),
});
export const buttons = (...elements: readonly Button[]): ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: "actions", elements: [...elements] }];

export const optionOf = (label: string, value: string) => ({ text: plain(label, 75), value });
const mostRadios = 10;

/** A question as a field of a form; left empty it is as good as "I don't know". */
export function field({ fact, ask, why, options }: Question, now: FactValue | undefined): InputBlock {
  const all = [
    ...options.map(({ label, value }) => optionOf(label, String(value))),
    optionOf("I don't know", "unknown"),
  ];
  const initial = all.find(({ value }) => value === String(now));
  const chosen = initial ? { initial_option: initial } : {};
  const element: RadioButtons | StaticSelect =
    all.length <= mostRadios
      ? { type: "radio_buttons", action_id: factBlock(fact), options: all, ...chosen }
      : { type: "static_select", action_id: factBlock(fact), options: all.slice(0, 100), ...chosen };
  return {
    type: "input",
    block_id: factBlock(fact),
    optional: true,
    label: plain(ask, 2_000),
    hint: plain(`Why I ask: ${why}`, 2_000),
    element,
  };
}

/** Boxes to tick, ten to a group. */
export function boxes(questions: readonly Question[], ticked: readonly string[]): Checkboxes[] {
  const groups: Checkboxes[] = [];
  for (let from = 0; from < questions.length; from += mostRadios) {
    const options = questions.slice(from, from + mostRadios).map(({ fact, title, ask }) => ({
      ...optionOf(title, fact),
      description: plain(ask, 75),
    }));
    const initial = options.filter(({ value }) => ticked.includes(value));
    groups.push({
      type: "checkboxes",
      action_id: actionId("boxes", from / mostRadios),
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    });
  }
  return groups;
}

export interface Form {
  readonly callback: string;
  readonly metadata: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly ViewBlock[];
}
const mostInView = 100;
export const form = ({ callback, metadata, title, submit, close = "Close", blocks }: Form) => ({
  type: "modal" as const,
  callback_id: callback,
  private_metadata: metadata,
  title: plain(title, 24),
  ...(submit === undefined ? {} : { submit: plain(submit, 24) }),
  close: plain(close, 24),
  blocks: blocks.slice(0, mostInView),
});
export type View = ReturnType<typeof form>;

/** A field for words. */
export const words = (given: {
  readonly block: string;
  readonly label: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly most: number;
  readonly multiline?: boolean;
  readonly optional?: boolean;
  readonly placeholder?: string;
}): InputBlock => ({
  type: "input",
  block_id: given.block,
  optional: given.optional ?? true,
  label: plain(given.label, 2_000),
  ...(given.hint === undefined ? {} : { hint: plain(given.hint, 2_000) }),
  element: {
    type: "plain_text_input",
    action_id: given.block,
    max_length: given.most,
    multiline: given.multiline ?? false,
    ...(given.initial === undefined || given.initial === ""
      ? {}
      : { initial_value: clip(literal(given.initial), given.most) }),
    ...(given.placeholder === undefined ? {} : { placeholder: plain(given.placeholder, 150) }),
  },
});
