/** One JSON object a line in, one a line out, in the same order. */
import type { Output } from "./layout.ts";

export type Json = { readonly [name: string]: unknown };

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
}

export const longestLine = 1_048_576; // bytes; the longest question that is read has 3,000 characters

type AnswerObject = (object: Json) => Json | Promise<Json>;

/** Answers each line; one that is wrong gets an error that says which line it was, and the next is read. */
export async function objectLines({ stdin, stdout }: Io, shape: string, answer: AnswerObject): Promise<void> {
  let number = 0;
  for await (const line of shortLines(stdin)) {
    number += 1;
    if (line?.trim() === "") continue;
    await send(stdout, `${toJson(await answerLine(line, number, shape, answer))}\n`);
  }
}

async function answerLine(
  line: string | undefined,
  number: number,
  shape: string,
  answer: AnswerObject,
): Promise<Json> {
  const wrong = (what: string): Json => ({ id: null, error: `line ${number}: ${what}; write ${shape}` });
  if (line === undefined) return wrong(`this line has more than ${longestLine.toLocaleString("en")} bytes`);
  const object = parsed(line);
  if (!isObject(object)) return wrong(object === undefined ? "this is not JSON" : "this is not a JSON object");
  const { id, ...answered } = await answer(object);
  const { error } = answered;
  return { id: id ?? null, ...answered, ...(typeof error === "string" ? { error: `line ${number}: ${error}` } : {}) };
}

/** JSON in which control, invisible and line-breaking characters are written as `\u` and four digits, so that it is safe to look at. */
export const toJson = (value: Json, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replaceAll(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) =>
    Array.from({ length: sign.length }, (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );

/** Writes, and waits while the reader is behind. */
export async function send(output: Output, text: string): Promise<void> {
  if (!output.write(text)) await new Promise<void>((resolve) => void output.once("drain", resolve));
}

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Lines of a stream; undefined for one that is too long, of which no more than that is ever held. */
async function* shortLines(stream: Io["stdin"]): AsyncGenerator<string | undefined> {
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
