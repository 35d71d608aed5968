import type { Advisor } from "./asked.ts";
import { starters } from "./ask.ts";
import { plainReply } from "./compose.ts";
import { words } from "../core/words.ts";
import { isQuizOpen } from "./quiz.ts";

const asksHelp =
  /^[^\p{L}\p{N}?]*(\/?(weigh )?help|\/help|\?+|commands?|menu|usage|start|\/start|options|examples?)[^\p{L}\p{N}]*$|\bwhat (can|do|could) you (do|help|answer|know)\b|\bhow (do|can|should) (i|we) (use|ask|talk to) (you|this|the bot)\b|\b(what|which)( (kind|sort|type)s? of)?( questions?| things)? (can|could|should|may) (i|we) ask( you\b|\W*$)|\bhow do you work\b|\b(can|could) you help( me| us)?\W*$|\bhow does this bot work\b|\bwhat (are|is) (you|this bot) for\b|\b(list|show)( me)?( all| the| your)* (commands|features)\b|\bhelp me (use|with) (you|this bot)\b|\bi need help\W*$/u;
const bare = /^\W*\/?(?:weigh )?(cost|compare|history|models)\W*$/;
/** A command by itself is a form or a list in some chats, each by its own words: their help names them. */
const forms: Readonly<Record<string, string>> = {
  cost: "Say in a sentence what to reckon. Where there is a form for it, `help` says how to open it.",
  compare: "Say in a sentence what to put side by side. Where there is a form for it, `help` says how to open it.",
  history: "Where I keep your assessments, `help` says how to list them.",
  models: "Name two models and I put them side by side.",
};

const isSentence = (example: string): boolean => example.includes(" ");

/** What the bot can do, drawn from the list of advisors, so that it can't promise what is not there. */
export const help = (advisors: () => readonly Advisor[]): Advisor => ({
  name: "help",
  summary: "Say `help` to see this.",
  example: "What can you do?",
  reply(asked, kb) {
    const say = isQuizOpen(asked) ? undefined : forms[bare.exec(asked.lower)?.[1] ?? ""];
    if (say !== undefined) {
      const next = {
        kind: "next",
        label: words.askInstead,
        questions: advisors()
          .filter((a) => a.summary && isSentence(a.example) && a.name !== "help")
          .map((a) => a.example),
      } as const;
      return {
        reply: plainReply("help", "In a sentence", [say], kb.catalog, [next]),
        entries: [],
        confidence: 1,
      };
    }
    if (!asksHelp.test(asked.lower)) return undefined;
    const can = advisors().flatMap((a) =>
      a.summary ? [{ text: `${a.summary} For example: “${a.example}”`, cites: [] }] : [],
    );
    const blocks = [
      {
        kind: "text",
        text: "I help you choose between an open-weight and a closed language model. I answer from a curated knowledge base with sources, and say so when it holds no answer.",
        cites: [],
      } as const,
      { kind: "points", points: can } as const,
      { kind: "next", label: words.askInstead, questions: starters } as const,
    ];
    return {
      reply: { kind: "help", title: "What I can do", blocks, citations: [], knowledgeVersion: kb.catalog.version },
      entries: [],
      confidence: 1,
    };
  },
});
