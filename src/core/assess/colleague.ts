/** One question to somebody who may know: what they answer is taken into the assessment, and what that comes to. */
import { isFactName } from "../decide/facts.ts";
import type { Assessor } from "../ports.ts";
import type { Change, Now } from "./change.ts";
import { readDoc } from "./doc.ts";
import { corrected } from "./flow.ts";
import type { Ask, AssessmentStore, Row } from "./ports.ts";
import { factIn } from "./refs.ts";
import { assessmentOf } from "./result.ts";
import { factSays, verdictSays } from "./words.ts";

/** What they may say besides the answers of the question. */
export const otherReplies = [
  { label: "I don't know", value: "unknown" },
  { label: "Not my call", value: "decline" },
] as const;

export const askSays = {
  notForYou: "That question was for somebody else.",
  answered: "You have answered that already. Thank you.",
  gone: "I no longer keep that question, so there is nothing to answer. Thank you all the same.",
  unknown: "That button is from another version of me.",
  askedAlready: "I asked them that already, and they have not answered yet.",
  yourself: "That is you. “Answer an assumption” lets you answer it yourself.",
  unreachable: "I am not allowed to write to that person, so I could not ask. Choose somebody else.",
} as const;

export const thanksSays = (isDeclined: boolean): string =>
  isDeclined ? "Thank you. I have told them that this is not yours to answer." : "Thank you. I have passed it on.";

export interface Replied {
  readonly now: Now;
  readonly question: string;
  /** The fact with their answer; undefined when it is not theirs to answer. */
  readonly said: string | undefined;
  /** They knew it, so that the assessment is another one now. */
  readonly isKnown: boolean;
  /** What comes of it, for the owner. */
  readonly outcome: string;
}

/**
 * A second try goes on where the first one stopped.
 * @param save changes the assessment; undefined when it is gone
 * @returns a sentence when there is nothing to take
 */
export async function takeReply(
  {
    assessor,
    row,
    ask,
    word,
  }: { readonly assessor: Assessor; readonly row: Row; readonly ask: Ask; readonly word: string },
  assessments: Pick<AssessmentStore, "answerAsk">,
  save: (by: Change) => Promise<Now | undefined>,
): Promise<Replied | "unknown" | "gone"> {
  const { model } = assessor;
  const isDeclined = word === "decline";
  const given = isDeclined ? undefined : factIn([ask.fact, word]);
  if (!given && !isDeclined) return "unknown";
  const before = { row, doc: readDoc(row.doc) };
  // "I don't know" takes away nothing of what the owner said.
  const isKnown = given !== undefined && given[1] !== "unknown";
  const now = isKnown
    ? await save((doc) => {
        const { value, by } = doc.draft.facts[given[0]] ?? {};
        return value === given[1] && by === ask.askedOf ? undefined : corrected(doc, [given], ask.askedOf);
      })
    : before;
  if (!now) return "gone";
  await assessments.answerAsk(ask.id, isDeclined ? "declined" : "answered", word);
  const [was, is] = [before.doc, now.doc].map((doc) => assessmentOf(assessor, doc));
  const verdict = is ? verdictSays(is, model) : "";
  const changes =
    was?.recommended === is?.recommended ? `The verdict is still: ${verdict}.` : `The verdict is now: ${verdict}.`;
  return {
    now,
    question: isFactName(ask.fact) ? (model.questionOf.get(ask.fact)?.data.ask ?? "") : "",
    said: given && factSays(model, ...given),
    isKnown,
    outcome: isKnown ? changes : "The assessment is as it was.",
  };
}
