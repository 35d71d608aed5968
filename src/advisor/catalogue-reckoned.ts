/** Facts that are worked out: how many GPUs a model needs, and from which volume machines pay. */
import { endpointId } from "../core/cost/book.ts";
import { type Precision, precisions } from "../core/cost/book.ts";
import { isSized, weightsBytes } from "../core/cost/memory.ts";
import { contextBytes, gb } from "../core/cost/model-sheet.ts";
import { reckon } from "../core/cost/reckon.ts";
import { precisionOf } from "../core/cost/size-request.ts";
import { countText } from "../core/cost/sentences.ts";
import { amountsIn, plainAmounts } from "../core/cost/words/amounts.ts";
import { datesOf } from "./cost-reply.ts";
import { restsOn } from "./figure-sources.ts";
import { type Named1, sourced, type Told } from "./catalogue-facts.ts";

/** For a volume as the engine sizes it; without one the smallest set that serves the model at all. */
export function gpusFact({ desk, today, named, sheets }: Named1): Told | undefined {
  const [model] = named.models;
  const [sheet] = sheets;
  if (!sheet) return undefined;
  const [gpu] = named.gpus;
  const bare = /(\d+) (?:requests?|queries|calls)\b(?!.*\b(?:day|hour|month|week|minute|second|year)\b)/.exec(
    plainAmounts(named.rest),
  );
  const amounts = { ...(bare ? { requestsPerDay: Number(bare[1]) } : {}), ...amountsIn(plainAmounts(named.rest)) };
  const smallest = sheet.facts["Smallest GPUs that serve it"];
  const weights = sheet.facts["Memory of the weights"];
  const byMemory = weights.source === "" ? "" : ` Its weights take ${weights.value}${sourced(weights)}`;
  const least = `The smallest that serve ${sheet.name} at all: **${smallest.value}**${sourced(smallest)}${byMemory}`;
  if (!model) return smallest.source === "" ? undefined : { title: `GPUs for ${sheet.name}`, texts: [least], more: [] };
  if (!("requestsPerDay" in amounts))
    return {
      title: `GPUs for ${model.name}`,
      texts: [least, "How many you need depends on the load: say how many requests a day."],
      more: [`How many GPUs for ${model.name} at 40k requests a day?`],
    };
  const reckoned = reckon({ ...amounts, model: model.id, ...(gpu ? { gpu: gpu.id } : {}) }, desk, today);
  const option = reckoned.ok ? reckoned.summary.options.find(({ kind }) => kind === "self-hosted") : undefined;
  const plan = option?.machines;
  if (!plan || !reckoned.ok) return undefined;
  const r = reckoned.workload.inputs;
  const usual = bare ? "taken as a day's requests; " : "";
  return {
    title: `GPUs for ${model.name}`,
    texts: [
      `For ${countText(r.requestsPerDay.expected)} requests a day about **${countText(plan.replicasPaid * plan.gpusPerReplica)} GPUs**: ${countText(plan.replicasPaid)} replicas of ${plan.title} (${usual}${countText(r.inputTokens.expected)} tokens in, ${countText(r.outputTokens.expected)} out, peak ${countText(r.peakToAverage.expected)} times the mean). Each replica serves ${countText(plan.requestsPerSecond)} requests a second, by the cost engine.`,
    ],
    basis: restsOn(option ? [option] : [], "machines"),
    more: [
      `What would ${countText(r.requestsPerDay.expected)} requests a day cost on ${model.name}${gpu ? ` on ${gpu.names[0] ?? gpu.name}` : ""}?`,
    ],
  };
}

const bits: Readonly<Record<string, Precision>> = { "16": "bf16", "8": "fp8", "4": "fp4" };

/** "In fp8", "with 4 bits", "as int4". */
function precisionIn(lower: string): { readonly precision: Precision; readonly said: string } | undefined {
  const [said = "", word, bit = ""] =
    /\b(?:(bf16|fp16|fp8|int8|fp4|int4|nvfp4|mxfp4|awq|gptq)|(16|8|4)[- ]?bits?)\b/.exec(lower) ?? [];
  const precision = word === undefined ? bits[bit] : precisionOf(word);
  return precision && { precision, said };
}

/** Memory in the precision that was named, first and with the context that comes to it; the others behind it. */
export function memoryFact({ lower, named, desk }: Named1): Told | undefined {
  const asked = precisionIn(lower);
  const [model] = named.models;
  if (!asked || !model || !isSized(model)) return undefined;
  const { precision, said } = asked;
  const [weights, context] = [weightsBytes(model, precision), contextBytes(model, precision)];
  const name = said === precision ? precision : `${said} (${precision} here)`;
  const others = precisions
    .filter((one) => one !== precision)
    .map((one) => `${one} ${gb(weightsBytes(model, one))}`)
    .join(", ");
  return {
    title: `Memory of ${model.name} in ${precision}`,
    texts: [
      `${model.name} in ${name} needs **about ${gb(weights + context)}**: ${gb(weights)} for the weights and ${gb(context)} for every 10,000 tokens of context that are open at once; the serving software fills a GPU to ${100 * desk.efficiency.util}% at most${sourced(model.architecture.checked)}`,
      `The weights in other precisions: ${others}.`,
    ],
    more: [`Does ${model.name} fit on one H100?`, `What would 10k requests a day cost on ${model.name}?`],
  };
}

const asksEven =
  /\bwhen (?:does|do|will|would|is)\b.*\bself-?host\w*.*\b(?:pays?|cheaper|worth)\b|\bbreak-? ?even\b|\b(?:at|from) (?:what|which) volume\b|\bhow many (?:requests|tokens)\b.*\b(?:pays?|beats?|cheaper)\b/;
const asksNumber = /\b(?:what|which|where|how many|when)\b/;
/** "Is it cheaper to host Llama ourselves?" */
const asksCheaper =
  /\bcheaper\b.*\b(?:ourselves|myself|yourself|self-? ?host\w*|in-?house|own (?:machines|gpus|servers|hardware))\b|\b(?:self-? ?host\w*|(?:host|run)\w*\b.*\b(?:ourselves|in-?house))\b.*\bcheaper\b/;
const anyVolume = 40_000; // the chart and the sentence hold for every volume; one has to be asked for

/** "At what volume does self-hosting Llama 70B beat GPT-5.5?" */
export function breakEvenFact({ lower, desk, today, named }: Named1): Told | undefined {
  const isCheaper = named.models.length > 0 && /^(?:is|are|would|will)\b/.test(lower) && asksCheaper.test(lower);
  if (!isCheaper && !(asksEven.test(lower) && asksNumber.test(lower))) return undefined;
  if (/[$€£] ?\d/.test(lower)) return undefined;
  const isNamed = named.endpoints.length + named.models.length > 0;
  if (!isNamed && !/\bself-? ?host\w*|\bown (?:machines|gpus|servers)\b|\bopen\b/.test(lower)) return undefined;
  const [model] = named.models;
  const given = {
    ...amountsIn(plainAmounts(named.rest)),
    requestsPerDay: anyVolume,
    ...(named.endpoints.length > 0 ? { api: named.endpoints.map(endpointId) } : {}),
    ...(model ? { model: model.id } : {}),
    ...(named.gpus[0] ? { gpu: named.gpus[0].id } : {}),
  };
  const reckoned = reckon(given, desk, today);
  if (!reckoned.ok) return undefined;
  const { summary, workload } = reckoned;
  const titles = new Map(summary.options.map(({ id, title }) => [id, title]));
  const own = summary.options.find(({ kind }) => kind === "self-hosted");
  const found = summary.breakEven.filter(({ machines, against }) => machines === own?.id && against.startsWith("api:"));
  if (!own || found.length === 0) return undefined;
  const { inputTokens: i, outputTokens: o } = workload.inputs;
  const shown = found.slice(0, isNamed ? 4 : 2);
  const texts = shown.map(({ kind, requestsPerDay = 0, against }) => {
    const what = titles.get(against) ?? against;
    if (kind !== "reached") return `Against ${what}: **at no volume** that these machines can serve.`;
    const tokens = (requestsPerDay * (i.expected + o.expected) * 365.25) / 12 / 1e6;
    return `Against ${what}: from about **${countText(Number(requestsPerDay.toPrecision(2)))} requests a day**, some ${countText(Number(tokens.toPrecision(2)))} million tokens a month.`;
  });
  const assumed = `Reckoned for ${own.title}, people included, with ${countText(i.expected)} tokens in and ${countText(o.expected)} out, at prices read ${datesOf(summary)}. It depends on your sizes, peak and staff: say them, and I reckon again.`;
  return {
    title: "Break-even of machines of your own",
    texts: [
      ...(isCheaper
        ? ["It depends on how much you ask of it: machines of your own cost less only from a certain volume on."]
        : []),
      ...texts,
      assumed,
    ],
    basis: restsOn([...shown.flatMap(({ against }) => summary.options.find(({ id }) => id === against) ?? []), own]),
    more: [
      `What would 40k requests a day cost on ${titles.get(found[0]?.against ?? "")?.replace(/ at .*$/, "") ?? "GPT-5.5"} or ${workload.model.name}?`,
    ],
  };
}
