import { emptyDraft, toAsk } from "../core/decide/draft.ts";
import type { Question } from "../core/decide/model.ts";
import { words } from "../core/words.ts";
import type { Advice, Advisor } from "./asked.ts";
import { plainReply } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const command = /^\W*\/?(weigh )?(assess(ment)?|interview)( (me|us|my case|our case|this))?\W*$/;
const asksToBeLed = new RegExp(
  [
    /\b(walk|talk|guide|lead|take|step) (me|us) through( (it|this|that))?( please| together)?\W*$/,
    /\b(walk|talk|guide|lead|take|step) (me|us) through (this|the|our|my) (\w+ )?(decision|choice|choosing|questions?|assessment|options)\b/,
    /\bask (me|us)( \w+){0,3}( (questions?|stuff|things)|.{0,20}(you need|whatever you))/,
    /\b(please |just )?ask (me|us) (the |some |a few |any )?(questions|stuff|things)/,
    /\bask (whatever|what|all|anything|the questions) you need/,
    /\b(start|run|begin|open|do|launch|make)( \w+){0,2} (assess?ment|interview|decision (helper|tool|flow|wizard|aid)|questionnaire|wizard)\b/,
    /\bhelp (me|us) (choose|decide|pick|find out)\b/,
    /\b(interview|quiz|question|assess) (me|us)\b/,
  ]
    .map(({ source }) => source)
    .join("|"),
);
const firstQuestions = 4;

/** The start of the structured flow: what to tell, and what is asked first. */
export const assess: Advisor = {
  name: "assess",
  summary: "Say `assess` and I ask what I need to know, then give a verdict with its reasons.",
  example: "assess",
  reply(asked, kb) {
    const text = kb.respell(asked.lower);
    return command.test(text) || asksToBeLed.test(text) ? start(kb) : undefined;
  },
};

function start(kb: KnowledgeBase): Advice | undefined {
  const { decision: model } = kb;
  if (!model) return undefined;
  const first = toAsk(model, emptyDraft)
    .flatMap((fact): Question[] => {
      const question = model.questionOf.get(fact)?.data;
      return question && !question.checklist ? [question] : [];
    })
    .slice(0, firstQuestions);
  const points = first.map(({ ask, options }) => ({
    text: `**${ask}** ${options.map(({ label }) => label).join(" · ")}`,
    cites: [],
  }));
  return {
    reply: plainReply("start_flow", "Let us weigh it", [words.assessStart], kb.catalog, [
      { kind: "points", points },
      { kind: "note", text: words.assessMark },
    ]),
    entries: [],
    confidence: 1,
  };
}

/** Whether what was said last is the start of the flow, so that whatever comes next describes a case. */
export const isStart = (text: string): boolean => text.includes(words.assessMark);
