/**
 * Retrieval beside two ready-made searches, on the same made-up passages in the same run.
 * `node --expose-gc test/bench/retrieval.ts [1000 10000 100000]`
 */
import { DatabaseSync } from "node:sqlite";
import MiniSearch from "minisearch";
import { createIndex } from "../../src/core/retrieve/index.ts";
import { STOP_WORDS } from "../../src/core/retrieve/stop-words.ts";
import type { Doc } from "../../src/core/retrieve/types.ts";
import { stem } from "../../src/stem.ts";
import { madeUp } from "./corpus.ts";

export interface RetrievalRow {
  readonly passages: number;
  readonly system: "ours" | "minisearch" | "fts5";
  /** CPU time. */
  readonly indexSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** V8 heap and array buffers; for FTS5 the growth of the process. */
  readonly memoryMb: number;
  /** Ten passages changed, and found by the next query. Only for ours. */
  readonly changeMs?: number;
}

interface System {
  add(docs: readonly Doc[]): void;
  search(question: string): void;
  close(): void;
}

const QUESTIONS = 400;
const BATCH = 1000;

const systems: Readonly<Record<RetrievalRow["system"], () => System>> = { ours, minisearch, fts5 };

export async function benchRetrieval(sizes: readonly number[] = [1_000, 10_000, 100_000]): Promise<RetrievalRow[]> {
  const rows: RetrievalRow[] = [];
  for (const passages of sizes)
    for (const system of ["ours", "minisearch", "fts5"] as const) rows.push(measure(passages, system));
  return rows;
}

function measure(passages: number, name: RetrievalRow["system"]): RetrievalRow {
  const corpus = madeUp(passages);
  const sample: Doc[] = [];
  const before = memoryMb(name);
  const system = systems[name]();
  let cpu = 0;
  let batch: Doc[] = [];
  const flush = (): void => {
    const start = process.cpuUsage();
    system.add(batch);
    const used = process.cpuUsage(start);
    cpu += used.user + used.system;
    batch = [];
  };
  for (const doc of corpus.docs(passages)) {
    batch.push(doc);
    if (sample.length < 2 * QUESTIONS) sample.push(doc);
    if (batch.length === BATCH) flush();
  }
  flush();
  const questions = corpus.questions(QUESTIONS, sample);
  for (const question of questions.slice(0, 50)) system.search(question);
  const times = questions.map((question) => timed(() => system.search(question))).toSorted((a, b) => a - b);
  const row = {
    passages,
    system: name,
    indexSeconds: cpu / 1e6,
    p50Ms: times[Math.floor(0.5 * times.length)] ?? 0,
    p99Ms: times[Math.floor(0.99 * times.length)] ?? 0,
    memoryMb: memoryMb(name) - before,
  };
  const changed = sample.slice(0, 10).map((doc) => ({ ...doc, text: `${doc.text} Changed just now.` }));
  const change =
    name !== "ours"
      ? {}
      : {
          changeMs: timed(() => {
            system.add(changed);
            system.search(questions[0] ?? "");
          }),
        };
  system.close();
  return { ...row, ...change };
}

function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

/** After a garbage collection, where Node was started with `--expose-gc`. */
function memoryMb(name: RetrievalRow["system"]): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return (name === "fts5" ? rss : heapUsed + arrayBuffers) / 2 ** 20;
}

function ours(): System {
  const index = createIndex({ stem });
  return { add: (docs) => index.upsert(docs), search: (question) => index.search(question, 10), close: () => {} };
}

function minisearch(): System {
  const index = new MiniSearch<Doc>({
    fields: ["title", "text"],
    processTerm: (term) => {
      const word = term.toLowerCase();
      return STOP_WORDS.has(word) ? null : stem(word);
    },
    searchOptions: { boost: { title: 2 } },
  });
  return {
    add: (docs) => index.addAll(docs),
    search: (question) => index.search(question).slice(0, 10),
    close: () => {},
  };
}

function fts5(): System {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, title, text, tokenize = 'porter')");
  const insert = db.prepare("INSERT INTO passages VALUES (?, ?, ?)");
  const find = db.prepare("SELECT id FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, 0, 2, 1) LIMIT 10");
  return {
    add: (docs) => {
      db.exec("BEGIN");
      for (const { id, title, text } of docs) insert.run(id, title ?? "", text);
      db.exec("COMMIT");
    },
    search: (question) => {
      const words = (question.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !STOP_WORDS.has(word));
      find.all(words.map((word) => `"${word}"`).join(" OR "));
    },
    close: () => db.close(),
  };
}

export function retrievalTable(rows: readonly RetrievalRow[]): string {
  const lines = rows.map((row) =>
    [
      String(row.passages).padStart(8),
      row.system.padEnd(10),
      row.indexSeconds.toFixed(2).padStart(9),
      row.p50Ms.toFixed(2).padStart(8),
      row.p99Ms.toFixed(2).padStart(8),
      row.memoryMb.toFixed(0).padStart(7),
      (row.changeMs?.toFixed(1) ?? "").padStart(10),
    ].join("  "),
  );
  return ["passages  system      index CPU s  p50 ms   p99 ms  MB      change ms", ...lines].join("\n");
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number);
  console.log(retrievalTable(await benchRetrieval(sizes.length > 0 ? sizes : undefined)));
}
