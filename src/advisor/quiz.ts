import { asksQuiz, play, type Quiz } from "../core/quiz.ts";
import { words } from "../core/words.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { Citations, firstSentences, plainReply, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const asksForQuiz =
  /^\W*(\/?(weigh )?quiz( me)?|(let'?s )?play( a| the)? (quiz|game)|(start|begin)( a| the)? quiz)\W*$/;
const mostMissed = 6; // explained; the rest are only named

/** What is said next is what somebody would consider, also where it is a command elsewhere ("cost"). */
export function isQuizOpen({ context }: Asked): boolean {
  const before = context.at(-1);
  return before?.role === "bot" && asksQuiz(before.text);
}

/** The quiz of the first document: name the factors, see which you missed, try a case. */
export const quiz: Advisor = {
  name: "quiz",
  summary: "Say `quiz` for the boss's question: name the factors, and see which you missed.",
  example: "quiz",
  reply(asked, kb) {
    const { quiz: game } = kb.catalog;
    if (!game) return undefined;
    if (asksForQuiz.test(asked.lower)) return ask(game, kb);
    // Whoever answers right after the question plays.
    if (!isQuizOpen(asked)) return undefined;
    return /^\W*(stop|quit|no|cancel|never ?mind)\b/.test(asked.lower) ? undefined : result(game, asked.said, kb);
  },
};

function ask(game: Quiz, kb: KnowledgeBase): Advice {
  return {
    reply: plainReply("help", "The boss's question", [game.question, words.quizMark], kb.catalog),
    entries: [],
    confidence: 1,
  };
}

/** What was named, and what was not, each with its source. */
export function result(game: Quiz, said: string, kb: KnowledgeBase): Advice {
  const { named, missed } = play(game, said);
  const citations = new Citations(kb.catalog);
  const entryOf = (covers: string) => kb.entryOfCoverage.get(covers);
  const cites = (covers: string): readonly number[] => {
    const entry = entryOf(covers);
    return entry ? citations.cite(entry) : [];
  };
  const all = game.factors.length;
  const lead =
    named.length === 0
      ? `I recognised none of the ${all} factors in that. Here is what the sources name:`
      : `You named **${named.length} of ${all}** factors: ${named.map(({ factor }) => factor.title.toLowerCase()).join("; ")}.`;
  const shown = missed.slice(0, mostMissed).map(({ covers, title }) => {
    const entry = entryOf(covers);
    return { text: `**${title}.** ${entry ? firstSentences(entry.answer, 1) : ""}`, cites: cites(covers) };
  });
  const rest = missed.slice(mostMissed).map(({ title }) => title.toLowerCase());
  const blocks = [
    { kind: "text", text: lead, cites: [] } as const,
    ...(shown.length > 0
      ? [
          { kind: "text", text: missed.length === all ? "" : "You did not name:", cites: [] } as const,
          { kind: "points", points: shown } as const,
        ]
      : []),
    ...(rest.length > 0 ? [{ kind: "note", text: `Also: ${rest.join("; ")}.` } as const] : []),
    ...(missed.length === 0 ? [{ kind: "text", text: "That is all of them. Well weighed.", cites: [] } as const] : []),
    { kind: "next", label: words.quizTry, questions: game.scenarios.slice(0, 3) } as const,
  ];
  return {
    reply: replyOf(
      "answer",
      "What you would consider",
      { blocks: blocks.filter((b) => b.kind !== "text" || b.text !== ""), citations },
      kb.catalog,
    ),
    entries: citations.entries,
    confidence: 1,
  };
}
