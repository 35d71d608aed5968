/** A workload as people write it: "40k requests/day, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s". */
import { endpointId } from "../book.ts";
import type { CostDesk } from "../desk.ts";
import type { Given } from "../read-inputs.ts";
import { amountsIn } from "./amounts.ts";
import { namesIn } from "./names.ts";
import { unknownName } from "./unknown-name.ts";

export interface WordsRead {
  /** What `readWorkload` takes. */
  readonly given: Given;
  /** Sentences about what was named and is not known. */
  readonly problems: readonly string[];
  /** What was read otherwise than somebody may have meant. */
  readonly remarks: readonly string[];
  /** A model, an endpoint or a GPU was named. */
  readonly names: boolean;
}

const currencies: Readonly<Record<string, string>> = {
  euros: "EUR",
  euro: "EUR",
  "€": "EUR",
  "£": "GBP",
  pounds: "GBP",
};

export function readCostWords(text: string, desk: CostDesk): WordsRead {
  const lower = text.toLowerCase();
  const { endpoints, models, gpus, unknown, short, rest } = namesIn(lower, desk);
  const problems = unknown.map((name) => unknownName(name, desk));
  const remarks = short
    .filter(({ said, readAs }) => !isObvious(said, readAs))
    .map(
      ({ said, readAs }) =>
        `“${said}” is read as ${readAs}, the usual one in knowledge/costs.yaml or else the first of its maker; name another and I reckon with it.`,
    );
  const [model, ...otherModels] = models;
  const [gpu, ...otherGpus] = gpus;
  if (model && otherModels.length > 0)
    remarks.push(
      `Machines are reckoned for ${model.name} alone; ask again for ${otherModels.map(({ name }) => name).join(", ")}.`,
    );
  if (gpu && otherGpus.length > 0)
    remarks.push(`Only ${gpu.name} is looked at; leave the GPU out and I search all of them.`);
  const money = currencyIn(rest);
  return {
    given: {
      ...amountsIn(rest),
      ...(endpoints.length > 0 ? { api: endpoints.map(endpointId) } : {}),
      ...(model ? { model: model.id } : {}),
      ...(gpu ? { gpu: gpu.id } : {}),
      ...money,
    },
    problems,
    remarks,
    names: endpoints.length + models.length + gpus.length > 0,
  };
}

/** "in EUR at 1.08": prices are dollars, so another currency needs its rate. */
function currencyIn(text: string): Given {
  const [, word = ""] = /\b(?:in|as|to) (eur|gbp|chf|jpy|inr|cad|aud|sek|euros?|pounds|€|£)(?![\w])/.exec(text) ?? [];
  if (word === "") return {};
  const code = currencies[word] ?? word.toUpperCase();
  const [, rate] =
    /(?:at|rate(?: of)?|=) ?(\d+(?:\.\d+)?)(?: (?:usd|dollars?))?/.exec(text.slice(text.indexOf(word))) ?? [];
  return { currency: code, ...(rate === undefined ? {} : { usdPerUnit: Number(rate) }) };
}

/** A maker left out is no choice of ours. */
const isObvious = (said: string, readAs: string): boolean => readAs.toLowerCase().endsWith(said);
