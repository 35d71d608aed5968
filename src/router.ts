/** Where a text would go, and why: for `counterweight route` and `/weigh route`. Nothing is sent. */
import type { KnowledgeBase } from "./advisor/knowledge-base.ts";
import { partsOf } from "./core/follow-up.ts";
import type { Answer } from "./core/ports.ts";
import type { Block, Reply } from "./core/reply.ts";
import { type BackendStates, everyState, type Route, route, type Whereabouts } from "./core/route/route.ts";
import type { Models } from "./llm/models.ts";

export interface RouterPorts {
  readonly answer: Answer;
  readonly current: () => KnowledgeBase;
  readonly models: Models | undefined;
}

export type RouteText = (text: string, at: Whereabouts) => { readonly route: Route; readonly reply: Reply };

export function createRouter({ answer, current, models }: RouterPorts): RouteText {
  return (text, at) => {
    const { catalog } = current();
    const states: BackendStates = models?.states() ?? everyState("absent");
    const { advisor } = answer({ text, context: [] }).trace;
    const decided = route({ texts: [text], parts: partsOf(text).length, advisor, at }, catalog.routing, states);
    return { route: decided, reply: replyOf(decided, catalog.version) };
  };
}

const where = ([first, ...rest]: Route["order"]): string => {
  if (first === undefined) return "It goes to **no model**: the answer is composed by code.";
  const then = rest.map((name) => `, and if that fails to the ${name} one`).join("");
  return `It goes to the **${first} model**${then}.`;
};

function replyOf({ order, because, rules, found }: Route, knowledgeVersion: string): Reply {
  const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
  const points: Block = { kind: "points", points: because.map((line) => ({ text: line, cites: [] })) };
  const kinds = found.length > 0 ? ` Found and replaced before anything is sent: ${found.join(", ")}.` : "";
  const note: Block = {
    kind: "note",
    text: `Rules: ${rules.join(", ")}. Nothing was sent, and the text is not kept.${kinds}`,
  };
  return {
    kind: "help",
    title: "Where it would go",
    blocks: [text(where(order)), points, note],
    citations: [],
    knowledgeVersion,
  };
}
