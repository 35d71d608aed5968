/** The `search` command: retrieval over any corpus, once over two files or line by line over standard input. */
import { createIndex } from "../core/retrieve/index.ts";
import type { Doc, Index, IndexOptions, SearchResult } from "../core/retrieve/types.ts";
import { linesOf } from "./lines.ts";
import { isCount, type Json, type Operation, type Read, readDoc, readObject, readOperation } from "./search-input.ts";

/** Where text goes: standard output, or what a test reads. */
export interface Sink {
  /** False when the reader is behind; then `drain` follows. */
  write(text: string): boolean;
  once(event: "drain", listener: () => void): unknown;
}

export interface SearchIo {
  readonly stem: IndexOptions["stem"];
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Content of a file as a stream; reading it throws when the file is not there. */
  readonly open: (path: string) => AsyncIterable<Uint8Array | string>;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface SearchFlags {
  readonly corpus: string;
  readonly queries: string;
  readonly top: number;
}

interface Query {
  readonly id: unknown;
  readonly text: string;
}

const BATCH = 500;

/** Answers every query of a file from the corpus in another. Returns the exit code: 0, or 2 for wrong use. */
export async function runSearch(flags: SearchFlags, io: SearchIo): Promise<number> {
  const wrong = async (error: string): Promise<number> => {
    await send(io.stderr, `${error}\n`);
    return 2;
  };
  if (!isCount(flags.top))
    return wrong("--top is the number of hits for each query; write a whole number from 1 to 10000.");
  const index = createIndex({ stem: io.stem });
  const start = io.now();
  const indexed = await indexFile(index, flags.corpus, io);
  if ("error" in indexed) return wrong(indexed.error);
  const indexMs = io.now() - start;
  const queries = await readAll(flags.queries, io, readQuery);
  if ("error" in queries) return wrong(queries.error);

  const times: number[] = [];
  for (const { id, text } of queries.value) {
    const asked = io.now();
    const result = index.search(text, flags.top);
    times.push(io.now() - asked);
    await send(io.stdout, `${JSON.stringify({ id, ...answer(result) })}\n`);
  }
  await send(io.stderr, `${summary(index.size, indexMs, times)}\n`);
  return 0;
}

/** Carries out one operation a line and answers each on a line, in order. Ends with the input. */
export async function runSearchStdio(io: SearchIo): Promise<number> {
  let index = createIndex({ stem: io.stem });
  const carryOut = (operation: Operation): Json => {
    if (operation.op === "search") return answer(index.search(operation.q, operation.k));
    if (operation.op === "index") index = createIndex({ stem: io.stem });
    if (operation.op === "remove") index.remove(operation.ids);
    else index.upsert(operation.docs);
    return { ok: true, documents: index.size };
  };
  for await (const raw of linesOf(io.stdin)) {
    const line = raw.replace(/^\uFEFF/, "");
    if (line.trim() === "") continue;
    const object = readObject(line);
    const id = "error" in object ? null : (object.value["id"] ?? null);
    const operation = "error" in object ? object : readOperation(object.value);
    const reply = "error" in operation ? operation : carryOut(operation.value);
    await send(io.stdout, `${JSON.stringify({ id, ...reply })}\n`);
  }
  return 0;
}

async function indexFile(index: Index, path: string, io: SearchIo): Promise<Read<number>> {
  const lineOf = new Map<string, number>();
  let batch: Doc[] = [];
  const problem = await eachLine(path, io, (value, line) => {
    const doc = readDoc(value);
    if ("error" in doc) return doc.error;
    const first = lineOf.get(doc.value.id);
    if (first !== undefined) return `The id "${doc.value.id}" is already on line ${first}; give each document its own.`;
    lineOf.set(doc.value.id, line);
    batch.push(doc.value);
    if (batch.length === BATCH) {
      index.upsert(batch);
      batch = [];
    }
    return undefined;
  });
  if (problem !== undefined) return { error: problem };
  index.upsert(batch);
  return { value: index.size };
}

async function readAll<T>(path: string, io: SearchIo, read: (value: Json) => Read<T>): Promise<Read<T[]>> {
  const all: T[] = [];
  const problem = await eachLine(path, io, (value) => {
    const one = read(value);
    if ("error" in one) return one.error;
    all.push(one.value);
    return undefined;
  });
  return problem === undefined ? { value: all } : { error: problem };
}

/** Gives every object of a JSON Lines file to `take`; returns the first problem, with file and line. */
async function eachLine(
  path: string,
  io: SearchIo,
  take: (value: Json, line: number) => string | undefined,
): Promise<string | undefined> {
  let line = 0;
  let objects = 0;
  try {
    for await (const raw of linesOf(io.open(path))) {
      line++;
      const text = line === 1 ? raw.replace(/^\uFEFF/, "") : raw;
      if (text.trim() === "") continue;
      objects++;
      const object = readObject(text);
      const problem = "error" in object ? object.error : take(object.value, line);
      if (problem !== undefined) return `${path}:${line}: ${problem}`;
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return `${path}: This file cannot be read (${String(error.code)}); give the path of a JSON Lines file.`;
  }
  return objects === 0 ? `${path}: This file is empty; write one JSON object a line.` : undefined;
}

function readQuery({ id, text }: Json): Read<Query> {
  if (typeof text === "string" && id !== undefined) return { value: { id, text } };
  return { error: 'A query needs "id" and "text"; write {"id": "…", "text": "…"}.' };
}

function answer({ hits, confidence, answerable, near, repairs }: SearchResult): Json {
  return {
    hits: hits.map(({ id, score }) => ({ id, score: round(score) })),
    confidence: round(confidence),
    answerable,
    near,
    ...(repairs.length > 0 ? { repairs } : {}),
  };
}

function summary(size: number, indexMs: number, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  const total = times.reduce((sum, time) => sum + time, 0);
  return `index: ${size} documents in ${indexMs.toFixed(0)} ms; queries: ${times.length} in ${total.toFixed(0)} ms, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function round(value: number): number {
  return Math.round(1e6 * value) / 1e6;
}

async function send(sink: Sink, text: string): Promise<void> {
  if (!sink.write(text)) await new Promise<void>((resolve) => void sink.once("drain", resolve));
}
