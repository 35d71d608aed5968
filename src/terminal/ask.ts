/** The `ask` command: one question, or one a line from standard input. */
import { toMarkdown, toPlain } from "../core/plain.ts";
import type { Answer, Answered } from "../core/ports.ts";
import type { Turn } from "../core/question.ts";
import { lookOf, type Output } from "./layout.ts";
import { render } from "./render.ts";

type Json = { readonly [name: string]: unknown };

export interface AskIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Ask {
  /** `-` reads it from standard input. */
  readonly question?: string | undefined;
  readonly json: boolean;
  readonly jsonl: boolean;
  readonly io: AskIo;
  readonly answer: Answer;
}

const longestLine = 1_048_576; // bytes; the longest question that is read has 3,000 characters
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
  if (jsonl) return answerLines(io, answer);
  const text = question === "-" ? await everything(io.stdin) : (question ?? "");
  if (text.trim() === "") return wrong(`There is no question; write one in quotes, for example: ${example}`);
  const answered = answer({ text, context: [] });
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
  };
}

/** JSON in which control, invisible and line-breaking characters are written as `\u` and four digits, so that it is safe to look at. */
export const toJson = (value: Json, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replaceAll(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) =>
    Array.from({ length: sign.length }, (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );

const round = (value: number, parts: number): number => Math.round(parts * value) / parts;

/** Writes, and waits while the reader is behind. */
export async function send(output: Output, text: string): Promise<void> {
  if (!output.write(text)) await new Promise<void>((resolve) => void output.once("drain", resolve));
}

async function answerLines({ stdin, stdout }: AskIo, answer: Answer): Promise<number> {
  let number = 0;
  for await (const line of shortLines(stdin)) {
    number += 1;
    if (line?.trim() === "") continue;
    await send(stdout, `${toJson(answerLine(line, number, answer))}\n`);
  }
  return 0;
}

function answerLine(line: string | undefined, number: number, answer: Answer): Json {
  const wrong = (id: unknown, what: string): Json => ({ id, error: `line ${number}: ${what}; write ${shape}` });
  if (line === undefined) return wrong(null, `this line has more than ${longestLine.toLocaleString("en")} bytes`);
  const object = parsed(line);
  if (!isObject(object)) return wrong(null, object === undefined ? "this is not JSON" : "this is not a JSON object");
  const { id = null, question, context } = object;
  if (typeof question !== "string")
    return wrong(id, question === undefined ? "question is missing" : "question is not a text");
  const turns = readContext(context);
  if (!turns) return wrong(id, 'context is not a list of {"role": "user" or "bot", "text": …}, oldest first');
  return { id, ...asObject(answer({ text: question, context: turns })) };
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
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

/** Lines of a stream; undefined for one that is too long, of which no more than that is ever held. */
async function* shortLines(stream: AskIo["stdin"]): AsyncGenerator<string | undefined> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let tooLong = false;
  const take = (piece: Uint8Array): void => {
    tooLong ||= held + piece.length > longestLine;
    if (tooLong) pieces = [];
    else pieces.push(piece);
    held = tooLong ? 0 : held + piece.length;
  };
  const finish = (): string | undefined => {
    const line = tooLong ? undefined : new TextDecoder().decode(Buffer.concat(pieces)); // which takes a byte order mark away
    [pieces, held, tooLong] = [[], 0, false];
    return line;
  };
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      take(bytes.subarray(from, to));
      yield finish();
      from = to + 1;
    }
    take(bytes.subarray(from));
  }
  if (held > 0 || tooLong) yield finish();
}

/** All of a stream as text, up to the length of the longest line; a question that long is refused anyway. */
async function everything(stream: AskIo["stdin"]): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > longestLine) break;
  }
  return text + decoder.decode();
}
