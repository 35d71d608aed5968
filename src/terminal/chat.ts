/** The `chat` command: a conversation over a terminal, or over a pipe without prompts. */
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline/promises";
import { send } from "./json-lines.ts";
import { commandNames, type ConversationPorts, createConversation } from "./conversation.ts";
import { deleteHistory, readHistory, writeHistory } from "./history.ts";
import { lookOf, type Output } from "./layout.ts";

export interface Chat {
  readonly io: {
    readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };
    readonly stdout: Output;
  };
  readonly answer: ConversationPorts["answer"];
  /** Three questions to begin with. */
  readonly starters: readonly string[];
  /** Where `history` keeps what was typed at a terminal for the next chat; left out, nothing is kept. */
  readonly dataDir?: string | undefined;
}

const prompt = "> ";

/** Converses until the input ends or the person leaves. Returns the exit code, 0. */
export async function runChat({ io, answer, starters, dataDir }: Chat): Promise<number> {
  const { stdin, stdout } = io;
  const interactive = stdin.isTTY === true && stdout.isTTY === true;
  const file = dataDir === undefined || !interactive ? undefined : join(dataDir, "history");
  let typed: string[] = file === undefined ? [] : readHistory(file);
  const lines = createInterface({
    input: stdin,
    output: stdout,
    terminal: interactive,
    prompt,
    history: typed,
    removeHistoryDuplicates: true,
    completer: complete,
  });
  const conversation = createConversation({
    answer,
    starters,
    look: () => lookOf(stdout),
    forget: () => {
      typed.length = 0; // the list that readline itself looks in
      return dataDir === undefined ? undefined : deleteHistory(join(dataDir, "history"));
    },
  });
  lines.on("history", (now) => {
    typed = now;
  });
  if (interactive) leaveOnSecondInterrupt(lines, stdout);

  const arrived = lines[Symbol.asyncIterator](); // before anything is awaited, so that no line is missed
  const ask = (): void => {
    if (interactive) lines.prompt();
  };
  if (interactive) await send(stdout, `${conversation.welcome()}\n\n`);
  ask();
  let left = false;
  for await (const line of { [Symbol.asyncIterator]: () => arrived }) {
    const { text, leave } = await conversation.respond(line);
    if (file !== undefined) remember(file, typed);
    if (text !== "") await send(stdout, interactive ? `\n${text}\n\n` : `${text}\n\n`);
    left = leave;
    if (leave) break;
    ask();
  }
  lines.close();
  if (interactive) await send(stdout, left ? "Goodbye.\n" : "\nGoodbye.\n");
  return 0;
}

/** Numbers and commands mean nothing in another chat. */
function remember(file: string, typed: readonly string[]): void {
  const questions = typed.filter((line) => !/^\s*(\d{1,2}\.?|\/(?!weigh\b).*)\s*$/.test(line));
  if (questions.length > 0) writeHistory(file, questions);
}

/** The Tab key completes commands. */
function complete(line: string): [string[], string] {
  const commands = line.startsWith("/") ? commandNames.filter((name) => name.startsWith(line)) : [];
  return [commands, line];
}

/** Ctrl-C takes back what is being typed; pressed again, it leaves. */
function leaveOnSecondInterrupt(lines: Interface, stdout: Output): void {
  let pressed = false;
  lines.on("line", () => {
    pressed = false;
  });
  lines.on("SIGINT", () => {
    if (pressed && lines.line === "") return lines.close();
    pressed = true;
    lines.write(null, { ctrl: true, name: "e" });
    lines.write(null, { ctrl: true, name: "u" });
    stdout.write("\nPress Ctrl-C again, or Ctrl-D, to leave.\n");
    lines.prompt();
  });
}
