/** The `ask` command: one question, or one a line from standard input. */
import { toMarkdown, toPlain } from "../core/plain.ts";
import type { Answered } from "../core/ports.ts";
import type { Question, Turn } from "../core/question.ts";
import { type Io, isObject, type Json, longestLine, objectLines, send, toJson } from "./json-lines.ts";
import { lookOf } from "./layout.ts";
import { render } from "./render.ts";

export interface Ask {
  /** `-` reads it from standard input. */
  readonly question?: string | undefined;
  readonly json: boolean;
  readonly jsonl: boolean;
  readonly io: Io;
  /** A promise where a model words what is answered. */
  readonly answer: (question: Question) => Answered | Promise<Answered>;
}

const shape = '{"id": …, "question": …}';
const example = 'npm run --silent counterweight -- ask "Is open-weight really cheaper?"';

/** Returns the exit code: 0 when everything was answered, be it by saying "I don't know"; 2 for wrong use. */
export async function runAsk({ question, json, jsonl, io, answer }: Ask): Promise<number> {
  const wrong = async (sentence: string): Promise<number> => {
    await send(io.stderr, `${sentence}\n`);
    return 2;
  };
  if (jsonl && question !== undefined && question !== "-") {
    return wrong(`--jsonl reads its questions from standard input, one ${shape} a line; leave out the one behind ask.`);
  }
  if (jsonl) {
    await objectLines(io, shape, (object) => answerLine(object, answer));
    return 0;
  }
  const text = question === "-" ? await everything(io.stdin) : (question ?? "");
  if (text.trim() === "") return wrong(`There is no question; write one in quotes, for example: ${example}`);
  const answered = await answer({ text, context: [] });
  await send(io.stdout, `${json ? toJson(asObject(answered)) : render(answered.reply, lookOf(io.stdout))}\n`);
  return 0;
}

/** A reply with how it came about, as `--json` prints it. */
export function asObject({ reply, trace }: Answered): Json {
  const tables = reply.blocks.filter((block) => block.kind === "table");
  return {
    kind: reply.kind,
    text: toPlain(reply),
    markdown: toMarkdown(reply),
    citations: reply.citations.map(({ entry, title, sources, reviewed }) => ({ entry, title, sources, reviewed })),
    tables: tables.map(({ caption, columns, rows }) => ({ caption, columns, rows })),
    knowledgeVersion: reply.knowledgeVersion,
    ms: round(trace.ms, 1e3),
    confidence: round(trace.confidence, 1e6),
    advisor: trace.advisor,
    ...(trace.wording === undefined ? {} : { wording: trace.wording }),
  };
}

const round = (value: number, parts: number): number => Math.round(parts * value) / parts;

async function answerLine({ id = null, question, context }: Json, answer: Ask["answer"]): Promise<Json> {
  const wrong = (what: string): Json => ({ id, error: `${what}; write ${shape}` });
  if (typeof question !== "string")
    return wrong(question === undefined ? "question is missing" : "question is not a text");
  const turns = readContext(context);
  if (!turns) return wrong('context is not a list of {"role": "user" or "bot", "text": …}, oldest first');
  return { id, ...asObject(await answer({ text: question, context: turns })) };
}

function readContext(context: unknown): Turn[] | undefined {
  if (context === undefined || context === null) return [];
  if (!Array.isArray(context)) return undefined;
  const turns = context.flatMap((turn: unknown): Turn[] => {
    if (!isObject(turn)) return [];
    const { role, text } = turn;
    return (role === "user" || role === "bot") && typeof text === "string" ? [{ role, text }] : [];
  });
  return turns.length === context.length ? turns : undefined;
}

/** All of a stream as text, up to the length of the longest line; a question that long is refused anyway. */
async function everything(stream: Io["stdin"]): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > longestLine) break;
  }
  return text + decoder.decode();
}
