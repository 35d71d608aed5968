/**
 * `npm run eval`: the recorded set against each model that LLM_OPEN_* and LLM_CLOSED_* name, or where there is none against a
 * scripted honest server; scores by kind, and what moved since the stored baseline. `npm run eval -- --save` stores the scores
 * as the new baseline of each.
 */
import { readConfig } from "../../src/config.ts";
import { createModels, type Models } from "../../src/llm/models.ts";
import { modelsOf } from "../../src/models-service.ts";
import { servePrompts } from "../../src/prompt-service.ts";
import { fakeLlm } from "../fakes/llm.ts";
import { backendOn } from "../llm/support.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { type Baselines, baselineOf, keyOf, readBaselines, writeBaselines } from "./baseline.ts";
import { honest } from "./honest.ts";
import { moved, score } from "./score.ts";

const read = readConfig(process.env);
if (!read.ok) throw new Error(read.message);
const kb = await realKnowledge();
const configured = modelsOf(read.config, () => kb.catalog);
const scripted = configured ? undefined : await fakeLlm(honest);
if (scripted)
  console.log("No model is configured (LLM_OPEN_*, LLM_CLOSED_*): this is a scripted server that is honest.");
const models: Models =
  configured ??
  createModels([backendOn(scripted ?? { baseUrl: "" }, { limits: { dailyUsd: 1e9, concurrency: 50 } }).backend]);
const prompts = (await servePrompts(read.config.PROMPTS_DIR)).current();
const baselines = readBaselines();
const next: Record<string, Baselines[string]> = { ...baselines };
let isWorse = false;
for (const { settings } of models.backends) {
  const [backend, model] = scripted ? ["scripted", "honest"] : [settings.name, settings.model];
  const scores = await score({ models, backend: settings.name, prompts, kb, answer: answererOf(kb) });
  console.log(`${keyOf(backend, model)}, prompts ${prompts.version}`);
  for (const [kind, value] of Object.entries(scores)) console.log(`  ${kind.padEnd(10)} ${value.toFixed(3)}`);
  const before = baselineOf(backend, model, baselines);
  const changes = before ? moved(scores, before.scores) : [];
  const against = before?.isOwn ? `its baseline (prompts ${before.prompts})` : "the scripted honest server";
  console.log(before ? `  against ${against}: ${changes.join("; ") || "nothing moved"}` : "  no baseline yet");
  if (before?.isOwn) isWorse ||= changes.some((change) => change.includes("worse"));
  else console.log("  to store one of its own: npm run eval -- --save");
  next[keyOf(backend, model)] = { prompts: prompts.version, scores };
}
if (process.argv.includes("--save")) writeBaselines(next);
await scripted?.close();
process.exitCode = isWorse ? 1 : 0;
