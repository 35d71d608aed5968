import type { KnowledgeFindings, NoKnowledge } from "../core/ports.ts";
import { openKnowledge } from "./load.ts";

/** What `knowledge check` tells of a folder: more than serving needs, for the entries are held to coverage.yaml too. */
export async function checkKnowledge(folder: string, today: string): Promise<KnowledgeFindings | NoKnowledge> {
  const opened = await openKnowledge(folder, today, { coverage: true });
  if ("ok" in opened) return { ok: false, what: opened.what, remedy: opened.remedy };
  const { catalog, problems } = opened;
  const counts = {
    entries: catalog?.entries.size ?? 0,
    architectures: catalog?.architectures.size ?? 0,
    models: catalog?.models.size ?? 0,
    documents: catalog?.sources.size ?? 0,
    factors: catalog?.factors.size ?? 0,
    gaps: catalog?.gaps.length ?? 0,
    languages: catalog?.languages.length ?? 0,
    "open models": catalog?.costBook?.models.length ?? 0,
    GPUs: catalog?.costBook?.gpus.length ?? 0,
    endpoints: catalog?.costBook?.providers.flatMap(({ endpoints }) => endpoints).length ?? 0,
  };
  return { ok: true, problems, counts, version: catalog?.version ?? "none" };
}
