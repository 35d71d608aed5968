/**
 * `npm run eval`: the recorded set against each model that LLM_OPEN_* and LLM_CLOSED_* name; scores by kind, and what moved
 * since the stored baseline. `npm run eval -- --save` stores the scores as the new baseline.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import { modelsOf } from "../../src/models-service.ts";
import { servePrompts } from "../../src/prompt-service.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { moved, score, type Scores } from "./score.ts";

const file = join(import.meta.dirname, "baseline.json");
const read = readConfig(process.env);
if (!read.ok) throw new Error(read.message);
const kb = await realKnowledge();
const models = modelsOf(read.config, () => kb.catalog);
if (!models) {
  console.error("No model is configured: set LLM_OPEN_BASE_URL and LLM_OPEN_MODEL, or the same of LLM_CLOSED_.");
  process.exit(2);
}
const prompts = (await servePrompts(read.config.PROMPTS_DIR)).current();
const baseline = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as Record<
  string,
  { prompts: string; scores: Scores }
>;
let isWorse = false;
for (const { settings } of models.backends) {
  const key = `${settings.name} ${settings.model}`;
  const scores = await score({ models, backend: settings.name, prompts, kb, answer: answererOf(kb) });
  console.log(`${key}, prompts ${prompts.version}`);
  for (const [kind, value] of Object.entries(scores)) console.log(`  ${kind.padEnd(10)} ${value.toFixed(3)}`);
  const before = baseline[key];
  const changes = before ? moved(scores, before.scores) : [];
  isWorse ||= changes.some((change) => change.includes("worse"));
  console.log(
    before
      ? `  against prompts ${before.prompts}: ${changes.join("; ") || "nothing moved"}`
      : "  no baseline yet: npm run eval -- --save",
  );
  if (process.argv.includes("--save")) baseline[key] = { prompts: prompts.version, scores };
}
if (process.argv.includes("--save")) writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);
process.exitCode = isWorse ? 1 : 0;
