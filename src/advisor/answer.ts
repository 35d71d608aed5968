import { withoutFrame } from "../core/framing.ts";
import { longestQuestion, plainWords, type Question } from "../core/question.ts";
import type { Answer, Answered } from "../core/ports.ts";
import type { Reply } from "../core/reply.ts";
import { words } from "../core/words.ts";
import { shorter, wantsItShorter } from "./again.ts";
import { type Advice, type Asked, asked as askedOf } from "./asked.ts";
import { plainReply } from "./compose.ts";
import { gap } from "./gap.ts";
import { onMessage, onQuestion } from "./index.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { readLanguage } from "./language.ts";
import { recentReplies } from "./recent.ts";
import { searchTimer } from "./search-timer.ts";
import { withoutGreeting } from "./smalltalk.ts";

export interface AnswerPorts {
  /** The version of the knowledge that is served now. */
  readonly current: () => KnowledgeBase;
  readonly nowMs: () => number;
  /** Told of a bug; the asker gets a sentence. */
  readonly onBug: (error: unknown) => void;
}

/** The one way from a question to a reply, the same on every platform. */
export function createAnswer({ current, nowMs, onBug }: AnswerPorts): Answer {
  const timed = searchTimer(nowMs);
  const recent = recentReplies<[string, Advice]>();
  return (question): Answered => {
    const startedMs = nowMs();
    const { kb, begin, searchMs } = timed(current());
    begin();
    const done = (name: string, { reply, entries, confidence }: Advice): Answered => ({
      reply,
      trace: { advisor: name, entries, confidence, ms: nowMs() - startedMs, searchMs: searchMs() },
    });
    try {
      const tooLong = lengthRefused(question, kb);
      if (tooLong) return done("unreadable", { reply: tooLong, entries: [], confidence: 0 });
      const text = plainWords(question.text);
      const refused = unreadable(text, kb);
      if (refused) return done("unreadable", { reply: refused, entries: [], confidence: 0 });
      const { context, project, near } = question;
      const compose = (): [string, Advice] => advise({ text, context, project, near }, kb);
      // What was said before changes what is meant, so only a first question can have been asked before, by somebody of whom
      // nothing is known.
      return done(...(context.length > 0 || project || near ? compose() : recent(kb, text, compose)));
    } catch (error) {
      onBug(error);
      const reply = plainReply("help", "Something went wrong", [words.broken], kb.catalog);
      return done("broken", { reply, entries: [], confidence: 0 });
    }
  };
}

function lengthRefused({ text: { length } }: Question, kb: KnowledgeBase): Reply | undefined {
  if (length <= longestQuestion) return undefined;
  return plainReply("help", "Too long", [words.tooLong(length, longestQuestion)], kb.catalog);
}

function unreadable(text: string, kb: KnowledgeBase): Reply | undefined {
  if (text === "") return plainReply("help", "No question", [words.emptyQuestion], kb.catalog);
  if (!/[\p{L}\p{N}]/u.test(text) && !/^\?+$/.test(text))
    return plainReply("help", "No words", [words.noWords], kb.catalog);
  return undefined;
}

/** @param question its text is plain words already */
function advise(question: Question, kb: KnowledgeBase): [string, Advice] {
  const context = question.context.map((turn) => ({
    role: turn.role,
    text: plainWords(turn.text.slice(0, longestQuestion)),
  }));
  const { project } = question;
  const whole = { ...askedOf(question.text, context), project };
  const last = context.findLastIndex((turn) => turn.role === "user");
  const before = context[last];
  if (before && wantsItShorter(whole.lower)) {
    const [name, advice] = advise({ text: before.text, context: context.slice(0, last), near: question.near }, kb);
    return [name, { ...advice, reply: shorter(advice.reply) }];
  }
  for (const advisor of onMessage) {
    const advice = advisor.reply(whole, kb);
    if (advice) return [advisor.name, advice];
  }
  const reading = readLanguage(whole, kb);
  if (reading.kind === "other alphabet")
    return [
      "language",
      {
        reply: plainReply("abstain", "English, please", [words.otherAlphabet], kb.catalog),
        entries: [],
        confidence: 0,
      },
    ];
  if (reading.kind === "foreign") return foreignReply(reading.language, kb);
  const asked =
    reading.kind === "translated"
      ? reading.asked
      : respelled(askedOf(withoutFrame(withoutGreeting(whole.said)), context), kb);
  const { near } = question;
  for (const advisor of onQuestion) {
    const advice = advisor.reply({ ...asked, project, ...(near ? { near } : {}) }, kb);
    if (!advice) continue;
    // A gap is known for what it is; any other "I don't know" may only mean that the words were taken wrongly.
    if (reading.kind === "translated" && advice.reply.kind === "abstain" && advisor !== gap) break;
    return [advisor.name, advice];
  }
  return foreignReply(reading.kind === "translated" ? reading.language : "no question of mine", kb);
}

const foreignReply = (language: string, kb: KnowledgeBase): [string, Advice] => [
  "language",
  {
    reply: plainReply("abstain", "English, please", [words.readsEnglish(language)], kb.catalog),
    entries: [],
    confidence: 0,
  },
];

/** Slips are put right for the patterns; retrieval reads the words as they were typed and repairs them itself. */
const respelled = (asked: Asked, kb: KnowledgeBase): Asked => ({ ...asked, text: kb.respell(asked.text) });
