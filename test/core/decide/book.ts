import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SignalData } from "../../../src/core/decide/signal-types.ts";
import { prepareSignals, readSignals } from "../../../src/core/decide/signals.ts";
import { parseYaml } from "../../../src/knowledge/parse.ts";
import { signalsSchema } from "../../../src/knowledge/signals-schema.ts";

const file = join(import.meta.dirname, "../../../knowledge/decision/signals.yaml");
const outcome = parseYaml("decision/signals.yaml", readFileSync(file, "utf8"), signalsSchema);
if (!outcome.ok) throw new Error(outcome.problems.map((p) => `${p.line}: ${p.what}: ${p.remedy}`).join("\n"));

/** What the project's own signals.yaml says. */
export const realSignals: SignalData = outcome.parsed.data;
export const book = prepareSignals(realSignals);

/** The values that a text states, by fact. */
export const valuesOf = (text: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(readSignals(text, book).facts).map(([name, fact]) => [name, fact.value]));
