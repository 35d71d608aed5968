import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { prepareSignals, readSignals } from "../../../src/core/decide/signals.ts";
import { parseYaml } from "../../../src/knowledge/parse.ts";
import { saidSchema } from "../../../src/knowledge/said-schema.ts";
import { signalsSchema } from "../../../src/knowledge/signals-schema.ts";

function real<T>(file: string, schema: z.ZodType<T>): T {
  const path = join(import.meta.dirname, "../../../knowledge", file);
  const outcome = parseYaml(file, readFileSync(path, "utf8"), schema);
  if (!outcome.ok) throw new Error(outcome.problems.map((p) => `${p.line}: ${p.what}: ${p.remedy}`).join("\n"));
  return outcome.parsed.data;
}

/** What the project's own files say. */
export const realSignals = real("decision/signals.yaml", signalsSchema);
export const realSaid = real("decision/said.yaml", saidSchema);
/** Patterns and what is learned, as they are served. */
export const book = prepareSignals(realSignals, realSaid);
/** The patterns alone. */
export const patterns = prepareSignals(realSignals);

/** The values that a text states, by fact. */
export const valuesOf = (text: string, by = book): Record<string, unknown> =>
  Object.fromEntries(Object.entries(readSignals(text, by).facts).map(([name, fact]) => [name, fact.value]));
