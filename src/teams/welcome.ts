/** What we say when somebody adds us: what this is for, and what to ask. */
import { askNext } from "./actions.ts";
import { showing } from "./activity.ts";
import { type Desk, postOrDrop } from "./asking.ts";
import { button, buttons, card, heading, pressable, says, small } from "./cards.ts";
import type { Incoming } from "./incoming.ts";
import { channelKey, isPrivate, threadOf, userKey } from "./place.ts";
import type { Run } from "./ports.ts";
import { answerIdOf } from "./post.ts";
import type { Message } from "./render.ts";

export interface Front {
  readonly starters: readonly string[];
  /** A language model may put answers into other words. */
  readonly isWorded?: boolean | undefined;
  readonly knowledge: () => { readonly entries: number; readonly version: string };
}

const mostStarters = 4;

export function welcomeMessage(
  { starters, isWorded = false, knowledge }: Front,
  answerId: string,
  isAlone: boolean,
): Message {
  const { entries, version } = knowledge();
  const how = isAlone
    ? "Ask me here, in a sentence. I answer from a curated knowledge base, with sources, and say so when it holds no answer."
    : "Mention me with a question, and I answer in its thread. I answer from a curated knowledge base, with sources, and say so when it holds no answer.";
  const by = isWorded
    ? "Where a language model words an answer, a label says so; it decides nothing."
    : "No language model words what I say.";
  const lines = starters.slice(0, mostStarters).map((text, i) => pressable(askNext(text, answerId, i), text));
  return showing(
    "Counterweight: open-weight or closed language model?",
    card([
      heading("Open-weight or closed language model?"),
      says(how),
      says("**Try one of these:**"),
      ...lines,
      ...buttons(button("Assess my case", "answer.assess", { a: answerId }, "positive")),
      small(`${entries} entries, version ${version}. Say help for all that I can do. ${by}`),
    ]),
  );
}

export async function welcome(desk: Desk, run: Run, incoming: Incoming, front: Front): Promise<void> {
  const { where, from } = incoming;
  const key = from && userKey(where.tenant, from);
  await desk.places.keep(where, key);
  const id = answerIdOf(run.event.eventId);
  const posted = await postOrDrop(desk, run, where, welcomeMessage(front, id, isPrivate(where)), {});
  if (posted === undefined) return;
  await desk.store.answers.record({
    id,
    platform: "teams",
    channel: channelKey(where),
    thread: threadOf(where),
    message: posted,
    questionEvent: run.event.eventId,
    questionMessage: null,
    kind: "help",
    entries: [],
    knowledgeVersion: front.knowledge().version,
    userKey: key ?? null,
    remembered: { asked: "help", questions: front.starters.slice(0, mostStarters) },
  });
}
