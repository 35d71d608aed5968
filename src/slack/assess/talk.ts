/** The interview as a conversation: one question at a time, in one message that changes as people answer. */
import type { Draft } from "../../core/decide/draft.ts";
import type { Question } from "../../core/decide/model.ts";
import type { Assessor } from "../../core/ports.ts";
import { boxes, button, buttons, quotes, says, small } from "./blocks.ts";
import { type Doc, readDoc } from "../../core/assess/doc.ts";
import { answered, draw, shown, progressSays } from "../../core/assess/flow.ts";
import { refOf } from "../../core/assess/refs.ts";
import { actionId } from "./ids.ts";
import { offerBlocks } from "./offers.ts";
import type { Row, ShownAt } from "../../core/assess/ports.ts";
import { clashSays, nothingRead, understood } from "../../core/assess/understood.ts";
import { partsOf } from "../events.ts";
import type { SlackStore } from "../ports.ts";
import type { Message, SlackBlock } from "../render.ts";
import { literal } from "../safe.ts";

export interface Extras {
  /** Said above the question. */
  readonly note?: string | undefined;
  /** Why the question is asked, for whoever wants to know. */
  readonly why?: boolean;
  /** Others read along. */
  readonly isPublic?: boolean;
  /** What was ticked before a step back. */
  readonly was?: Draft["facts"];
}

const mostUnderstood = 12;

/** What the owner is to answer now. */
export function talkMessage(assessor: Assessor, row: Row, doc: Doc, more: Extras = {}): Message {
  const now = shown(assessor, doc);
  const one = (label: string, verb: string, ...args: string[]) => button(label, actionId(verb), refOf(row, ...args));
  const out = [one("Back", "back"), one("Finish now", "finish"), one("Use the form", "form")];
  const note = more.note === undefined ? [] : [says(more.note)];
  const offers = offerBlocks(assessor, row, doc);
  const of = (text: string, ...blocks: readonly SlackBlock[]): Message => ({
    text: literal(text),
    blocks: [...note, ...(now.kind === "done" ? [] : offers), ...blocks],
  });
  return draw(now, {
    describe: () =>
      of(
        "Let us weigh your case. Describe it in a reply in this thread.",
        says("**Let us weigh your case, one question at a time.**"),
        says(firstAsk),
        ...(more.isPublic === true ? [small("Everybody here can read along. The result goes to you alone.")] : []),
        ...buttons(one("Skip this", "tick"), one("Use the form", "form")),
      ),
    review: () => of("This is what I understood.", ...known(assessor, doc), ...buttons(one("Go on", "tick"), ...out)),
    checklist: ({ questions }) =>
      of(
        "Does any of this apply?",
        ...(answered(doc.draft) === 0 ? known(assessor, doc) : []),
        says("**Does any of this apply?**"),
        small(progressSays(doc, undefined)),
        { type: "actions", elements: boxes(questions, tickedNow(questions, more.was ?? doc.draft.facts)) },
        ...buttons(button("Next", actionId("tick"), refOf(row), "primary"), ...out),
      ),
    ask: ({ questions: [question], left }) => {
      if (!question) return of("There is nothing left to ask.", ...buttons(...out));
      const { ask, why, options, fact } = question;
      const choices = options.map(({ label, value }, i) => button(label, actionId("pick", i), refOf(row, fact, value)));
      const noAnswer = button("I don't know (skip)", actionId("pick", 99), refOf(row, fact, "unknown"));
      return of(
        ask,
        small(`${answered(doc.draft)} answered, about ${left} to go`),
        says(`**${ask}**`),
        ...(more.why === true ? [small(`Why I ask: ${why}`)] : []),
        ...buttons(...choices),
        ...buttons(noAnswer, ...(more.why === true ? [] : [one("Why?", "why")]), ...out),
      );
    },
    done: () => of(doneSays, says(doneSays)),
  });
}
const firstAsk =
  "First tell me about it in a reply in this thread: which data, may it leave, how much a month, who would run it, by when. I fill in what I can.";
const doneSays = "That is all I need. I sent the result to you as a direct message.";

const tickedNow = (questions: readonly Question[], facts: Draft["facts"]): string[] =>
  questions.flatMap(({ fact, options }) => (facts[fact]?.value === options[1]?.value ? [fact] : []));

/** What was understood, in a few lines; putting it right is for the form, or for another sentence. */
function known(assessor: Assessor, doc: Doc): SlackBlock[] {
  const lines = understood(assessor, doc);
  const clashes = doc.clashes.map((clash) => `${clashSays(assessor, clash)}, so I left it open.`);
  if (lines.length + clashes.length === 0) return doc.draft.text === "" ? [] : [says(nothingRead)];
  const shownLines = lines.slice(0, mostUnderstood).map(({ text }) => `• ${text.replace("\n", ", ")}`);
  const rest = lines.length > mostUnderstood ? [`and ${lines.length - mostUnderstood} more`] : [];
  return [
    says("**This is what I understood.** Write another sentence to put it right."),
    quotes([...shownLines, ...rest, ...clashes].join("\n")),
  ];
}

/** The message that asks now. */
export const lastTalk = (posts: readonly ShownAt[]): ShownAt | undefined =>
  posts
    .filter(({ kind }) => kind === "talk")
    .toSorted((a, b) => Number(a.message) - Number(b.message))
    .at(-1);

/** The assessment that is being asked about in a thread, if any; it is still open then. */
export async function talkIn(
  store: Pick<SlackStore, "assessments">,
  channel: string,
  thread: string,
): Promise<{ readonly row: Row; readonly doc: Doc } | undefined> {
  const { assessments } = store;
  const row = await assessments.byPost(channel, thread);
  if (!row || row.state === "archived") return undefined;
  const doc = readDoc(row.doc);
  if (doc.page === "done") return undefined;
  const posts = await assessments.postsOf(row.id);
  const asks = new Set(["talk", "thread"]);
  const isTalk = posts.some(({ kind, message, channel: at }) => asks.has(kind) && at === channel && message === thread);
  return isTalk ? { row, doc } : undefined;
}

/** Whether we are asking this person in that thread: what others write there is none of our business. */
export async function isAsked(
  store: Pick<SlackStore, "assessments">,
  channel: string,
  thread: string,
  user: string | undefined,
): Promise<boolean> {
  const talk = await talkIn(store, channel, thread);
  return talk !== undefined && partsOf(talk.row.owner).id === user;
}
