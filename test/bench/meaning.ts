/** Search by words against search by words and meaning: the same recorded questions, with scripted servers of several qualities. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Question } from "../../src/core/question.ts";
import { createEmbedder } from "../../src/llm/embed.ts";
import { openVectorCache } from "../../src/llm/vector-cache.ts";
import { createMeanings } from "../../src/nearest.ts";
import { meaningServer, vectorsFor } from "../fakes/embeddings.ts";
import { fakeLlm } from "../fakes/llm.ts";
import { type Recorded, score } from "../questions/score.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

export interface MeaningRow {
  readonly what: string;
  /** What the order by meaning counts, as set on the knowledge's own questions. */
  readonly weight: number;
  readonly right: number;
  readonly of: number;
  /** Questions that the sources do not answer, and that were answered all the same. */
  readonly answeredInVain: number;
  readonly outOfScope: number;
  readonly addedP95Ms: number;
}

const servers: Readonly<Record<string, number | undefined>> = {
  "words alone": undefined,
  "and a good server": 1.5,
  "and a middling server": 0.5,
  "and noise": 0,
};
const folder = join(import.meta.dirname, "../questions");
const recorded = readdirSync(folder)
  .filter((name) => name.endsWith(".jsonl"))
  .toSorted()
  .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
  .map((line) => JSON.parse(line) as Recorded & { readonly covers?: readonly string[] });

export async function benchMeaning(): Promise<MeaningRow[]> {
  const kb = await realKnowledge();
  const answer = answererOf(kb);
  const entries = [...kb.catalog.entries.values()];
  const covering = (ids: readonly string[]): string[] =>
    entries
      .filter(({ sources }) => Object.values(sources).some((held) => held.some((id) => ids.includes(id))))
      .map(({ id }) => id);
  const right = new Map(
    recorded
      .filter(({ expect }) => expect === "answer")
      .map(({ question, covers = [] }) => [question, covering(covers)]),
  );
  // Questions that nothing answers are lifted towards some entry, as an encoder would.
  const meant = (text: string): readonly string[] =>
    right.get(text) ?? [entries[text.length % entries.length]?.id ?? ""];
  const rows: MeaningRow[] = [];
  for (const [what, lift] of Object.entries(servers)) {
    const vectorOf = meaningServer(kb, lift ?? 0, meant);
    const server = await fakeLlm((body) => vectorsFor(body, vectorOf));
    const data = mkdtempSync(join(tmpdir(), "bench-"));
    const settings = { baseUrl: server.baseUrl, model: "scripted", side: "open" } as const;
    const embedder = createEmbedder(settings, {
      limits: { timeoutMs: 10_000, dailyUsd: 1e9 },
      price: () => ({ inputUsdPerMTok: 0, outputUsdPerMTok: 0 }),
      nowMs: () => performance.now(),
    });
    const cache = await openVectorCache(join(data, "embeddings.jsonl"), settings);
    const onBug = (error: unknown): never => {
      throw error;
    };
    const meanings = createMeanings({ embedder, cache, current: () => kb, mayBuild: true, patienceMs: 10_000, onBug });
    if (lift !== undefined) await meanings.renew();
    const added: number[] = [];
    const answered = async (question: Question) => {
      const first = answer(question);
      const start = performance.now();
      const near =
        first.trace.advisor === "ask" ? await meanings.nearest(question, { platform: "terminal" }) : undefined;
      const second = near ? answer({ ...question, near }) : first;
      if (near) added.push(performance.now() - start);
      return second;
    };
    let rightOnes = 0;
    for (const one of recorded)
      if (score(one, await answered({ text: one.question, context: one.context ?? [] })).verdict !== "wrong")
        rightOnes += 1;
    let answeredInVain = 0;
    for (const text of kb.catalog.outOfScope)
      if ((await answered({ text, context: [] })).reply.kind === "answer") answeredInVain += 1;
    const state = meanings.state();
    added.sort((a, b) => a - b);
    rows.push({
      what,
      weight: state.is === "ready" ? state.weight : 0,
      right: rightOnes,
      of: recorded.length,
      answeredInVain,
      outOfScope: kb.catalog.outOfScope.length,
      addedP95Ms: added[Math.floor(0.95 * added.length)] ?? 0,
    });
    await server.close();
    rmSync(data, { recursive: true });
  }
  return rows;
}

export const meaningTable = (rows: readonly MeaningRow[]): string =>
  rows
    .map(
      (row) =>
        `  ${row.what.padEnd(24)} right ${row.right} of ${row.of}   answered in vain ${row.answeredInVain} of ${row.outOfScope}   weight ${row.weight}   added p95 ${row.addedP95Ms.toFixed(1)} ms`,
    )
    .join("\n");

if (import.meta.main) console.log(meaningTable(await benchMeaning()));
