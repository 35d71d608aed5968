/** A conversation at the terminal, apart from keys and streams: a line in, text out. */
import { toPlain } from "../core/plain.ts";
import type { Answer, Answered } from "../core/ports.ts";
import type { Turn } from "../core/question.ts";
import { asObject, toJson } from "./ask.ts";
import { type Look, paint, paragraph, rich } from "./layout.ts";
import { nextQuestions, render, sourcesInFull } from "./render.ts";

export interface ConversationPorts {
  readonly answer: Answer;
  /** Three questions to begin with. */
  readonly starters: readonly string[];
  /** Asked for each line: a terminal can change its size. */
  readonly look: () => Look;
  /** Deletes what is remembered of earlier chats; returns what went wrong, if anything did. */
  readonly forget: () => string | undefined;
}

export interface Said {
  /** Without a line break at its end; empty when there is nothing to say. */
  readonly text: string;
  readonly leave: boolean;
}

export interface Conversation {
  welcome(): string;
  respond(line: string): Said;
}

interface Command {
  readonly does: string;
  run(): string;
}

const mostTurns = 6; // three questions with their replies
const welcomeLines = 6;

export function createConversation({ answer, starters, look, forget }: ConversationPorts): Conversation {
  let turns: readonly Turn[] = [];
  let last: Answered | undefined;
  let offered: readonly string[] = starters;
  let leaving = false;

  const say = (text: string, lead = ""): string => paragraph(text, look(), lead);
  const startAnew = (): void => {
    [turns, last, offered] = [[], undefined, starters];
  };
  const ofLast = (show: (answered: Answered) => string) => (): string =>
    last ? show(last) : say("Nothing was answered yet; ask something first.");

  const ask = (text: string): string => {
    last = answer({ text, context: turns });
    turns = [...turns, { role: "user", text }, { role: "bot", text: toPlain(last.reply) } as const].slice(-mostTurns);
    offered = nextQuestions(last.reply);
    return render(last.reply, look());
  };

  // The order is that of /help.
  const commands: Readonly<Record<string, Command>> = {
    "/sources": { does: "the sources of the last answer in full", run: ofLast(({ reply }) => sourcesInFull(reply, look()) || say("The last answer cites nothing: it makes no claim about models.")) },
    "/why": { does: "how the last answer came about", run: ofLast((answered) => why(answered).map(([name, value]) => say(value, `${name}: `)).join("\n")) },
    "/json": { does: "the last answer as JSON", run: ofLast((answered) => toJson(asObject(answered), 2)) },
    "/new": {
      does: "start a new conversation; the next question stands alone",
      run: () => {
        startAnew();
        return say("A new conversation: what was said before no longer counts.");
      },
    },
    "/forget": {
      does: "delete what was typed here, in this and in earlier chats",
      run: () => {
        startAnew();
        return say(forget() ?? "Forgotten: this conversation, and the file with what was typed in earlier ones.");
      },
    },
    "/help": {
      does: "this list",
      run: () =>
        [
          say("Ask a question in your own words, or type the number of one that I suggest. Follow-up questions work."),
          ...Object.entries(commands).map(([name, { does }]) => say(does, `  ${name.padEnd(10)}`)),
          say("`/weigh …` works as it does in Slack: `/weigh help`, `/weigh ask …`."),
        ].join("\n"),
    },
    "/quit": {
      does: "leave; Ctrl-D does the same",
      run: () => {
        leaving = true;
        return "";
      },
    },
  };

  const unknown = (typed: string): string => {
    const near = nearest(typed, [...Object.keys(commands), "/weigh"]);
    return say(`There is no command ${typed}${near ? `; did you mean ${near}?` : "."} /help lists them all.`);
  };

  const speak = (line: string): string => {
    const text = line.trim();
    if (text === "") return "";
    const weigh = /^\/weigh(?:\s+(.*))?$/is.exec(text);
    if (weigh) return ask(weigh[1]?.replace(/^ask(?:\s+|$)/i, "") ?? "help");
    const typed = /^\/[a-z-]*(?=\s|$)/i.exec(text)?.[0].toLowerCase() ?? aliases[text.toLowerCase()];
    if (typed !== undefined) return commands[typed === "/" ? "/help" : typed]?.run() ?? unknown(typed);
    const number = /^\d{1,2}(?=\.?$)/.exec(text)?.[0];
    if (number === undefined || offered.length === 0) return ask(text);
    const question = offered[Number(number) - 1];
    if (question === undefined) return say(`There is no suggestion ${number}: type a number from 1 to ${offered.length}, or a question.`);
    return `${paint([{ text: say(question, "> "), style: "dim" }], look())}\n\n${ask(question)}`;
  };

  return {
    respond: (line) => {
      const text = speak(line);
      return { text, leave: leaving };
    },
    welcome: () => {
      const { width, colour } = look();
      const lines = [
        "**Counterweight**: an open-weight or a closed language model?",
        "Ask in a sentence, or type a number:",
        ...starters.slice(0, 3).map((question, i) => `  ${i + 1}. ${question}`),
        "/help lists the commands, /quit leaves.",
      ];
      // One line each, cut where the terminal is narrow.
      return lines.slice(0, welcomeLines).map((line) => cut(line, { width, colour })).join("\n");
    },
  };
}

/** What people type who want to leave. */
const aliases: Readonly<Record<string, string>> = { quit: "/quit", exit: "/quit", ":q": "/quit", "/exit": "/quit" };

function why({ reply, trace }: Answered): [string, string][] {
  return [
    ["Advisor", trace.advisor],
    ["Kind of reply", reply.kind],
    ["Entries", trace.entries.join(", ") || "none"],
    ["Confidence", `${trace.confidence.toFixed(2)}, of 0 to 1`],
    ["Time", `${trace.ms.toFixed(1)} ms`],
    ["Knowledge", reply.knowledgeVersion],
  ];
}
