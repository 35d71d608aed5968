/**
 * `npm run eval`: the recorded set against each model that LLM_OPEN_* and LLM_CLOSED_* name, or where there is none against a
 * scripted honest server; each kind beside the stored baseline, what moved, and of what got worse the cases that fell short. `npm run eval -- --save` stores the scores
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
import { compare, report, score } from "./score.ts";

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
  const short: { kind: string; asked: string; points: number }[] = [];
  const scores = await score({
    models,
    backend: settings.name,
    prompts,
    kb,
    answer: answererOf(kb),
    onCase: (kind, asked, points) => void (points < 1 && short.push({ kind, asked, points })),
  });
  const before = baselineOf(backend, model, baselines);
  const isOther = before?.isOwn === true && before.prompts !== prompts.version;
  console.log(`\n${keyOf(backend, model)}, prompts ${prompts.version}`);
  if (!before) console.log("  There is no baseline yet.");
  else if (!before.isOwn)
    console.log("  It has no baseline of its own; before is the scripted server that knows all answers.");
  else
    console.log(
      `  Before is its baseline, ${isOther ? `with other prompts (${before.prompts})` : "with the same prompts"}.`,
    );
  const compared = compare(scores, before?.scores ?? {});
  for (const line of report(compared)) console.log(line);
  const isWorseIn = new Set(compared.filter(({ verdict }) => verdict === "worse").map(({ kind }) => kind));
  for (const one of short.filter(({ kind }) => isWorseIn.has(kind)))
    console.log(`    ${one.kind} ${one.points.toFixed(2)}  ${one.asked}`);
  if (before?.isOwn) isWorse ||= compared.some(({ verdict }) => verdict === "worse" || verdict === "gone");
  if (!before?.isOwn) console.log("  To store this as its baseline: npm run eval -- --save");
  next[keyOf(backend, model)] = { prompts: prompts.version, scores };
}
if (process.argv.includes("--save")) writeBaselines(next);
await scripted?.close();
process.exitCode = isWorse ? 1 : 0;
