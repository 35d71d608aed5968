/** The forms of the interview: what is described, what was understood, what applies, what else matters, and the end. */
import type { FactName } from "../../core/decide/facts.ts";
import { checklist, type Draft } from "../../core/decide/draft.ts";
import type { Question } from "../../core/decide/model.ts";
import type { Assessor } from "../../core/ports.ts";
import {
  boxes,
  button,
  buttons,
  field,
  form,
  plain,
  quotes,
  rich,
  says,
  small,
  type View,
  type ViewBlock,
  words,
} from "./blocks.ts";
import type { Doc } from "../../core/assess/doc.ts";
import { longestName, longestText, shown, type Pages, draw, progressSays } from "../../core/assess/flow.ts";
import { isReadingSays } from "../../core/assess/second.ts";
import { offerBlocks, readInVain } from "./offers.ts";
import { reviewBlocks } from "./review.ts";
import { refOf } from "../../core/assess/refs.ts";
import { actionId } from "./ids.ts";
import type { Row } from "../../core/assess/ports.ts";

export const callbacks = {
  start: "assess.start",
  review: "assess.review",
  step: "assess.step",
  change: "assess.change",
  list: "assess.list",
  done: "assess.done",
} as const;
export const fields = { name: "name", text: "text", boxes: "boxes" } as const;

type Ref = Pick<Row, "id" | "rev">;
/** An open draft that may be gone on with instead of a new one. */
export interface Open extends Ref {
  readonly name: string;
  readonly says: string;
}

/** The first step; with `open`, what else could be gone on with. */
export function startView(
  ref: Ref,
  given: { readonly name?: string; readonly text?: string; readonly open?: readonly Open[] },
): View {
  const { name, text, open = [] } = given;
  const others: ViewBlock[] = open.map((one, i) =>
    quotes(`${one.name}\n${one.says}`, button("Continue", actionId("go", i), refOf(one))),
  );
  return form({
    callback: callbacks.start,
    metadata: refOf(ref),
    title: "Assess a case",
    submit: "Next",
    close: "Cancel",
    blocks: [
      ...(others.length > 0
        ? [says("**You have this open.** Continue, or start a new one below."), ...others, { type: "divider" } as const]
        : []),
      words({
        block: fields.name,
        label: "What shall we call it?",
        initial: name ?? "",
        most: longestName,
        placeholder: "Support chatbot",
      }),
      words({
        block: fields.text,
        label: "Describe it; I fill in what I can",
        hint: "Which data, may it leave, how much a month, who would run it, by when. Leave out names. You may leave it empty: then I ask.",
        initial: text ?? "",
        most: longestText,
        multiline: true,
      }),
    ],
  });
}

/** Whatever comes now. @param note said above it @param was what was answered before a step back */
export function interviewView(
  assessor: Assessor,
  row: Row,
  doc: Doc,
  more: {
    readonly note?: string;
    readonly was?: Draft["facts"];
    readonly verdict?: string;
    /** A model is reading it just now. */
    readonly isRead?: boolean;
  } = {},
): View {
  const now = shown(assessor, doc);
  const note = more.note === undefined ? [] : [says(more.note)];
  const above = [...note, ...offerBlocks(assessor, row, doc)];
  const pages: Pages<View> = {
    describe: () => startView(row, { name: doc.draft.name, text: doc.draft.text }),
    review: () =>
      form({
        ...step(row, "What I understood"),
        callback: callbacks.review,
        blocks: [
          ...above,
          ...(more.isRead === true ? [small(isReadingSays)] : readInVain(doc)),
          ...reviewBlocks(assessor, row, doc),
          ...ways(row),
        ],
      }),
    checklist: ({ questions }) =>
      form({
        ...step(row, "Anything special?"),
        blocks: [...above, progress(doc, undefined), ...ticks(questions, more.was ?? doc.draft.facts), ...ways(row)],
      }),
    ask: ({ questions, left }) =>
      form({
        ...step(row, "What else matters"),
        blocks: [
          ...above,
          progress(doc, left),
          ...questions.map((one) => field(one, more.was?.[one.fact]?.value)),
          ...ways(row),
        ],
      }),
    done: () => doneView(row, more.verdict),
  };
  return draw(now, pages);
}

const step = (row: Row, title: string) => ({
  callback: callbacks.step,
  metadata: refOf(row),
  title,
  submit: "Next",
});

/** Three ways out of a step. */
const ways = (row: Row): ViewBlock[] =>
  buttons(
    button("Back", actionId("back"), refOf(row)),
    button("Finish now", actionId("finish"), refOf(row)),
    button("Go on in messages", actionId("talk"), refOf(row)),
  );

const progress = (doc: Doc, left: number | undefined): ViewBlock => small(progressSays(doc, left));

function ticks(questions: readonly Question[], facts: Draft["facts"]): ViewBlock[] {
  const ticked = questions.flatMap(({ fact, options }) => (facts[fact]?.value === options[1]?.value ? [fact] : []));
  return boxes(questions, ticked).map((element, i) => ({
    type: "input",
    block_id: `${fields.boxes}${i === 0 ? "" : i}`,
    optional: true,
    label: plain(i === 0 ? "Does any of this apply?" : "Or of this?"),
    element,
  }));
}

/** One question by itself. */
export function changeView({ model }: Assessor, row: Row, doc: Doc, fact: FactName): View | undefined {
  const question = model.questionOf.get(fact)?.data;
  if (!question) return undefined;
  const block = field(question, doc.draft.facts[fact]?.value);
  return form({
    callback: callbacks.change,
    metadata: refOf(row),
    title: titleFor(question.title),
    submit: "Save",
    blocks: [block, ...(doc.page === "done" ? [] : goBack(row))],
  });
}
const goBack = (row: Row): ViewBlock[] => buttons(button("Back", actionId("go"), refOf(row)));
const titleFor = (title: string): string => (title.length <= 24 ? title : "One question");

/** The list to tick once more. */
export function listView(assessor: Assessor, row: Row, doc: Doc): View {
  return form({
    callback: callbacks.list,
    metadata: refOf(row),
    title: "Anything special?",
    submit: "Save",
    blocks: [...ticks(checklist(assessor.model), doc.draft.facts), ...goBack(row)],
  });
}

export const whereItIs = "I sent the whole of it to you as a direct message.";
const doneView = (row: Row, verdict: string | undefined): View =>
  form({
    callback: callbacks.done,
    metadata: refOf(row),
    title: "Your result",
    blocks: [
      ...(verdict === undefined ? [] : [rich({ bold: verdict })]),
      says(`${whereItIs} There you can try what would change it, ask a colleague and share it.`),
    ],
  });
