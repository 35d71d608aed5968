import { assess } from "../core/decide/assess.ts";
import type { FactName } from "../core/decide/facts.ts";
import type { DecisionModel } from "../core/decide/prepare.ts";
import type { SignalBook } from "../core/decide/signal-book.ts";
import { readSignals } from "../core/decide/signals.ts";
import type { Reading } from "../core/decide/signal-types.ts";
import { assessmentBrief } from "./assessment-brief.ts";
import { afterVerdict, asksOfVerdict } from "./after-verdict.ts";
import { isStart } from "./assess.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { Citations, nextQuestions, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const subject =
  /\b(we|we're|we've|we'll|our|us|i|i'm|my|me)\b|\b(a|an|the|some|small|large|big) ([\w-]+ ){0,3}(bank|hospital|clinic|company|start-?up|firm|agency|shop|school|university|insurer|archive|charity|ministry|government|retailer|manufacturer|studio|office|team|startup|business|factory|city|council|museum|lab|publisher|newspaper|airline|ship|practice)\b/;
const asksWhich =
  /\b(lean|leaning|recommend\w*|suggest\w*|advi[sc]e|open or closed|closed or open|(open|closed)(,)? (or|vs\.?|versus) |which (way|side|one|model|kind|type|option|approach|camp|is right|fits|suits|would|should (we|i))|what should (we|i|they) (use|do|pick|take|run|get|go for)|what would you|what do you (think|say|suggest)|what'?s your (take|call|view|verdict)|pick|choose|go (with|for|open|closed)|verdict|best (fit|choice|option|bet)|right (choice|fit|call)|your (take|call))\b|(=>|->|→|[:.;\n]) ?\?+\s*$/;
const asksShould =
  /\b(should|shall|could we|can we|would|better (off|for)|makes? sense|ok|okay|fine|what now|which|what|thoughts)\b|\?\s*$/;
const generalQuestion =
  /^(what (is|are|does|do)|what's|why|how (do|does|is|are|can)|explain|define|who|when|name|list|tell me)\b/;
const asksAnything = /\?|^(is|are|do|does|did|can|could|will|would|should|must|may|where|which|whose|does)\b/;
const leastWords = 8;
const leastWordsOfNotes = 5;
const turnsKept = 8;

/** A described case is read, weighed by the decision engine, and answered in short; what was understood stands below. */
export const decide: Advisor = {
  name: "decide",
  summary: "Describe your case in a sentence or two and I say which way it goes, how sure, and why.",
  example: "We're a clinic, patient letters must stay in house, two ML engineers. Which way?",
  reply(asked, kb) {
    const { decision: model, signals } = kb;
    if (!model || !signals) return undefined;
    const told = toldBefore(asked);
    const text = together([...told, told.length > 0 ? asked.said : asked.text]).toLowerCase();
    const led = isStart(asked.context.findLast((turn) => turn.role === "bot")?.text ?? "");
    if (!led && !asksWhich.test(text) && (generalQuestion.test(text) || kb.gaps.some((gap) => gap.matches(text))))
      return undefined;
    // However many facts it states: to read them is most of the work, and in vain for most questions.
    if (!led && !isCase(text, Number.POSITIVE_INFINITY)) return undefined;
    const reading = readCase(told, asked, signals);
    // What follows from the same words counts once.
    const read = new Set(Object.values(reading.facts).map(({ words }) => words)).size;
    if (!(led && read > 0) && !isCase(text, read)) return undefined;
    return told.length > 0 && !led && !saysMore(asked, signals)
      ? afterVerdict(asked, reading.facts, model, kb, () => advice(reading, asked, model, kb))
      : advice(reading, asked, model, kb);
  },
};

/** Whether a message states something of the case that was told before. */
const saysMore = (asked: Asked, signals: SignalBook): boolean => {
  const { facts, collisions } = readSignals(asSaid(asked.said), signals);
  return Object.keys(facts).length > 0 || collisions.length > 0;
};

/** A case is told by somebody about themselves, asks for a side, or is a list of notes: "Bank, no cloud, 3 engineers". */
function isCase(text: string, facts: number): boolean {
  const length = text.split(/\s+/).length;
  if (asksWhich.test(text) && facts >= (subject.test(text) ? 1 : 2)) return true;
  if (facts >= 2 && length >= leastWordsOfNotes && !asksAnything.test(text)) return true;
  const aboutThem = asksShould.test(text) ? subject : /\b(we|we're|our|i'm)\b/;
  return facts >= 2 && length >= leastWords && aboutThem.test(text);
}

/** A case told over several turns keeps every fact that was told: dropping one could turn the verdict round. */
const toldBefore = (asked: Asked): string[] =>
  asked.isFollowUp || asksOfVerdict(asked)
    ? asked.context
        .filter((turn) => turn.role === "user")
        .slice(-turnsKept)
        .map((turn) => turn.text)
    : [];

/** Turns as one text, each with an end of its own: what was asked stays a question. */
const together = (turns: readonly string[]): string =>
  turns.map((turn) => (/[.?!:;]\s*$/.test(turn) ? turn : `${turn}.`)).join(" ");

const supposing =
  /^[\s,]*(?:(?:and|but|so|or|hm+|ok(?:ay)?|well)\b[\s,]*)*(?:(?:what|how about|how would it be)[\s,]+)?(?:if|suppos\w+|assum\w+|imagine|say|let's say)\s+(?:that\s+)?/i;
/** "What if we had a GPU?" is said, for this once: the question is what then would be. */
const asSaid = (text: string): string =>
  supposing.test(text) ? text.replace(supposing, "").replace(/[?\s]+$/, ".") : text;

/** What rests on a fact goes with it: data that turns out harmless need not stay for having been secret. */
const restsOn: { readonly [K in FactName]?: readonly FactName[] } = {
  data_sensitivity: ["data_may_leave", "regulation", "data_residency"],
};

interface Case extends Reading {
  /** Facts said before that hung on one that was taken back. */
  readonly reopened: readonly FactName[];
}

function readCase(told: readonly string[], asked: Asked, signals: SignalBook): Case {
  if (told.length === 0) return { ...readSignals(asked.text, signals), reopened: [] };
  const before = readSignals(together(told), signals);
  const now = readSignals(asSaid(asked.said), signals);
  const facts = { ...before.facts };
  const settled = Object.keys(now.facts) as FactName[];
  const reopened = settled
    .flatMap((name) => restsOn[name] ?? [])
    .filter((name) => facts[name] !== undefined && !settled.includes(name));
  for (const name of reopened) delete facts[name];
  const collisions = [...before.collisions.filter(({ fact }) => !settled.includes(fact)), ...now.collisions];
  return {
    facts: { ...facts, ...now.facts },
    collisions,
    understood: before.understood || now.understood,
    reopened,
  };
}

function advice({ facts, ...said }: Case, asked: Asked, model: DecisionModel, kb: KnowledgeBase): Advice {
  const citations = new Citations(kb.catalog);
  const composed = assessmentBrief(assess(model, facts), said, model, kb, citations);
  const shown = citations.entries.flatMap((id) => kb.catalog.entries.get(id) ?? []);
  const blocks = [...composed.blocks, ...nextQuestions(shown, shown, kb.catalog)];
  return {
    reply: replyOf("answer", "Which way it goes", { blocks, citations }, kb.catalog),
    entries: citations.entries,
    confidence: kb.index.search(asked.query, 1).confidence,
  };
}
