/** A conversation at the terminal, apart from keys and streams: a line in, text out. */
import { toPlain } from "../core/plain.ts";
import { edits } from "../core/edits.ts";
import type { Answered } from "../core/ports.ts";
import type { Question, Turn } from "../core/question.ts";
import { asObject } from "./ask.ts";
import { toJson } from "./json-lines.ts";
import { flow, type Look, oneLine, paragraph, rich, run } from "./layout.ts";
import { nextQuestions, render, sourcesInFull } from "./render.ts";

export interface ConversationPorts {
  /** A promise where a model words what is answered. */
  readonly answer: (question: Question) => Answered | Promise<Answered>;
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
  readonly welcome: () => string;
  readonly respond: (line: string) => Promise<Said>;
}

interface Command {
  readonly does: string;
  run(): string;
}

/** In the order of /help. */
export const commandNames = ["/sources", "/why", "/json", "/new", "/forget", "/help", "/quit"] as const;
type CommandName = (typeof commandNames)[number];

const mostTurns = 16; // eight questions with their replies

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

  const ask = async (text: string): Promise<string> => {
    last = await answer({ text, context: turns });
    const exchange: readonly Turn[] = [
      { role: "user", text },
      { role: "bot", text: toPlain(last.reply) },
    ];
    turns = [...turns, ...exchange].slice(-mostTurns);
    offered = nextQuestions(last.reply);
    return render(last.reply, look());
  };

  const commands: Readonly<Record<CommandName, Command>> = {
    "/sources": {
      does: "the sources of the last answer in full",
      run: ofLast(
        ({ reply }) =>
          sourcesInFull(reply, look()) || say("The last answer cites nothing: it makes no claim about models."),
      ),
    },
    "/why": {
      does: "how the last answer came about",
      run: ofLast((answered) =>
        why(answered)
          .map(([name, value]) => say(value, `${name}: `))
          .join("\n"),
      ),
    },
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
          ...commandNames.map((name) => say(commands[name].does, `  ${name.padEnd(10)}`)),
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
    const near = nearest(typed, [...commandNames, "/weigh"]);
    return say(`There is no command ${typed}${near ? `; did you mean ${near}?` : "."} /help lists them all.`);
  };

  const speak = async (line: string): Promise<string> => {
    const text = line.trim();
    if (text === "") return "";
    const weigh = /^\/weigh(?:\s+(.*))?$/is.exec(text);
    if (weigh) return ask(weigh[1]?.replace(/^ask(?:\s+|$)/i, "") ?? "help");
    const typed = /^\/[a-z-]*(?=\s|$)/i.exec(text)?.[0].toLowerCase() ?? farewells.get(text.toLowerCase());
    if (typed !== undefined) {
      const command = commandNames.find((name) => name === (typed === "/" ? "/help" : typed));
      return command ? commands[command].run() : unknown(typed);
    }
    const number = /^\d{1,2}(?=\.?$)/.exec(text)?.[0];
    if (number === undefined || offered.length === 0) return ask(text);
    const question = offered[Number(number) - 1];
    if (question === undefined)
      return say(`There is no suggestion ${number}: type a number from 1 to ${offered.length}, or a question.`);
    return `${flow(run(question, "dim"), look(), "> ").join("\n")}\n\n${await ask(question)}`;
  };

  return {
    respond: async (line) => {
      const text = await speak(line);
      return { text, leave: leaving };
    },
    welcome: () => {
      const lines = [
        oneLine(rich("**Counterweight**: an open-weight or a closed language model?"), look()),
        oneLine(rich("Ask in a sentence, or type a number:"), look()),
        ...starters.slice(0, 3).map((question, i) => oneLine(rich(question), look(), `  ${i + 1}. `)),
        oneLine(rich("`/help` for commands, `/quit` to leave."), look()),
      ];
      return lines.join("\n");
    },
  };
}

/** What else people type who want to leave. */
const farewells = new Map(["quit", "exit", ":q", ":q!"].map((word) => [word, "/quit"]));

function why({ reply, trace }: Answered): [string, string][] {
  return [
    ["Advisor", trace.advisor],
    ["Kind of reply", reply.kind],
    ["Entries", trace.entries.join(", ") || "none"],
    ["Confidence", `${trace.confidence.toFixed(2)} on a scale from 0 to 1`],
    ["Time", `${trace.ms.toFixed(1)} ms`],
    ["Knowledge", reply.knowledgeVersion],
  ];
}

/** The command that was probably meant: one that begins like this, or is at most two typing mistakes away. */
function nearest(typed: string, names: readonly string[]): string | undefined {
  const begins = names.find((name) => typed.length > 2 && name.startsWith(typed));
  const [near] = names.map((name) => ({ name, away: edits(typed, name, 2) })).toSorted((a, b) => a.away - b.away);
  return begins ?? (near && near.away <= 2 ? near.name : undefined);
}
