import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import type { Whereabouts } from "../../src/core/route/route.ts";
import { createEmbedder } from "../../src/llm/embed.ts";
import { openVectorCache } from "../../src/llm/vector-cache.ts";
import { createMeanings, type Meanings } from "../../src/nearest.ts";
import { meaningServer, vectorsFor } from "../fakes/embeddings.ts";
import { type FakeLlm, fakeLlm, fakeLlmHere, type Script, type Sent } from "../fakes/llm.ts";
import { knowledge } from "../llm/fluent-support.ts";

export const at: Whereabouts = { platform: "terminal" };
/** By words it finds one entry, and our server says that another is meant. */
export const odd = "What is vendor lock-in?";
const entriesOf = (text: string): string[] => (text === odd ? ["price-rises"] : []);
export const good = (kb: KnowledgeBase = knowledge) => {
  const vectorOf = meaningServer(kb, 2, entriesOf);
  return (body: Sent): Script => vectorsFor(body, vectorOf);
};

export interface Around {
  readonly side?: "open" | "closed";
  readonly current?: () => KnowledgeBase;
  readonly folder?: string;
  readonly patienceMs?: number;
  readonly mayBuild?: boolean;
}
export const folderHere = (): string => mkdtempSync(join(tmpdir(), "meanings-"));

export async function meaningsOn({ baseUrl }: Pick<FakeLlm, "baseUrl">, around: Around = {}): Promise<Meanings> {
  const { side = "open", current = () => knowledge, folder = folderHere(), patienceMs, mayBuild = true } = around;
  const embedder = createEmbedder(
    { baseUrl, model: "meaning", side },
    {
      limits: { timeoutMs: 5_000, dailyUsd: 1e6 },
      price: () => ({ inputUsdPerMTok: 1, outputUsdPerMTok: 0 }),
      nowMs: () => 0,
    },
  );
  // The cache knows a server by its address, which is another one in each test.
  const cache = await openVectorCache(join(folder, "embeddings.jsonl"), { baseUrl: "here", model: "meaning" });
  const onBug = (error: unknown): never => {
    throw error;
  };
  return createMeanings({
    embedder,
    cache,
    current,
    mayBuild,
    onBug,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
}

/** A folder with vectors of the whole knowledge, for tests that only ask. */
export async function vectorsMade(): Promise<string> {
  const folder = folderHere();
  const server = await fakeLlm(good());
  await (await meaningsOn(server, { folder })).renew();
  await server.close();
  return folder;
}

/** Over a scripted server, once the vectors were made, or were not. */
export async function readyOn(
  script: (body: Sent, count: number) => Script | Promise<Script>,
  around: Around & { readonly folder: string },
) {
  const server = await fakeLlmHere(script);
  const meanings = await meaningsOn(server, around);
  await meanings.renew();
  return { server, meanings };
}
