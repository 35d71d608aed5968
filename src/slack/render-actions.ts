import type { ActionsBlock, Button, ContextActionsBlock } from "@slack/types";
import { type Block, claims, type Reply, type ReplyKind } from "../core/reply.ts";
import { costDeeds, costLabels } from "../core/cost/deeds.ts";
import { type Action, type ActionKind, actionIdOf, valueOf } from "./actions.ts";
import { lengthOf, limits, shorten } from "./limits.ts";
import { sections, type SlackBlock } from "./render-blocks.ts";
import { bold, safe } from "./safe.ts";

type Next = Extract<Block, { kind: "next" }>;
/** Buttons below an answer that a caller may ask for. */
export type Offer = Exclude<ActionKind, "next" | "feedback" | "share" | "cost">;

const labels: Readonly<Record<Offer | "share", string>> = {
  sources: "Sources",
  compare: "Compare",
  assess: "Assess my case",
  share: "Share in channel",
};
/** What fits a reply of this kind, unless the caller says otherwise. */
const usual: Readonly<Record<ReplyKind, readonly Offer[]>> = {
  answer: ["sources", "compare", "assess"],
  table: ["sources", "assess"],
  assessment: ["sources", "compare"],
  cost: ["sources", "compare", "assess"],
  start_flow: ["assess"],
  abstain: [],
  refuse: [],
  help: ["compare", "assess"],
  smalltalk: [],
};
const button = (text: string, action: Action): Button => ({
  type: "button",
  action_id: actionIdOf(action),
  text: { type: "plain_text", text, emoji: false },
  value: valueOf(action),
});
const row = (elements: readonly Button[]): ActionsBlock[] =>
  elements.length === 0
    ? []
    : [{ type: "actions", elements: elements.slice(0, limits.actions) }, ...row(elements.slice(limits.actions))];

/** Questions to ask next as text, for those who cannot click. */
export const nextAsText = (next: Next): SlackBlock[] =>
  sections([bold(next.label), ...next.questions.map((question) => `• ${safe(question)}`)].join("\n"));

/** The same as buttons, numbered from `first`; a question that is longer than a button is told in full above them. */
export function nextAsButtons(next: Next, answerId: string, first: number): SlackBlock[] {
  const asked = next.questions.map((question, i) => ({
    text: safe(question).replaceAll(/\s+/g, " ").trim(),
    number: first + i,
  }));
  const long = asked.filter(({ text }) => lengthOf(text) > limits.buttonText);
  const buttons = asked.flatMap(({ text, number }) =>
    text === "" ? [] : [button(shorten(text, limits.buttonText), { kind: "next", answerId, question: number })],
  );
  return [...sections([bold(next.label), ...long.map(({ text }) => `• ${text}`)].join("\n")), ...row(buttons)];
}

/** What else can be done with an answer. */
export function offersOf(
  reply: Reply,
  answerId: string,
  isPrivate: boolean,
  wanted?: readonly Offer[],
): ActionsBlock[] {
  const offers = [...new Set(wanted ?? usual[reply.kind])].filter(
    (kind) => kind !== "sources" || reply.citations.length > 0,
  );
  // "I don't know" may be voted on; nobody wants it told to a channel.
  const share = isPrivate && claims[reply.kind] && reply.kind !== "abstain" ? (["share"] as const) : [];
  return row([...offers, ...share].map((kind) => button(labels[kind], { kind, answerId })));
}

/** What can be tried on a cost summary, and where its figures come from. */
export function costButtons(reply: Reply, answerId: string): ActionsBlock[] {
  if (reply.workload === undefined) return [];
  return row(costDeeds.map((deed) => button(costLabels[deed], { kind: "cost", answerId, deed })));
}

export function feedbackOf(reply: Reply, answerId: string): ContextActionsBlock[] {
  if (!claims[reply.kind]) return [];
  const thumb = (text: string, useful: boolean) => ({
    text: { type: "plain_text" as const, text, emoji: false },
    value: valueOf({ kind: "feedback", answerId, useful }),
  });
  const action_id = actionIdOf({ kind: "feedback", answerId, useful: true });
  const thumbs = { positive_button: thumb("Useful", true), negative_button: thumb("Not right", false) };
  return [{ type: "context_actions", elements: [{ type: "feedback_buttons", action_id, ...thumbs }] }];
}
