/** "Does Llama 70B fit on two A100s?": yes or no by precision, with what it needs and what there is. */
import type { Gpu, OpenModel } from "../core/cost/book.ts";
import { type Fit, fitsOn } from "../core/cost/fit.ts";
import { isSized } from "../core/cost/memory.ts";
import { countText } from "../core/cost/sentences.ts";
import { whyUnsized } from "../core/cost/size.ts";
import { type Named1, sourced, type Told } from "./catalogue-facts.ts";

const fitWords = /\b(?:fits?|fitting|runs?|enough|holds?|loads?|squeeze|suffices?|serves?|hosts?)\b/;
const isElse =
  /\b(?:costs?|prices?|cheap\w*|how (?:fast|many|much|do|to|can|should)|speed|throughput|latency|better)\b/;
export const asksWhetherItFits = (lower: string): boolean => fitWords.test(lower) && !isElse.test(lower);
const gb = (n: number): string => (n < 10 ? `${n.toFixed(1)} GB` : `${countText(Math.round(n))} GB`);

export function fitFact({ named, desk }: Named1, model: OpenModel, gpu: Gpu): Told | undefined {
  const gpus = named.gpuCount ?? 1;
  const many = `${gpus} x ${gpu.name}`;
  const title = `${model.name} on ${many}`;
  if (!isSized(model)) return { title, texts: [whyUnsized(model)], more: [] };
  const fits = fitsOn(model, gpu, gpus, desk);
  const each = fits.map(
    ({ precision, weightsGb, contextGb, roomGb, fits: yes }) =>
      `${precision}: **${yes ? "yes" : "no"}**, ${gb(weightsGb)} of weights and ${gb(contextGb)} for a context of 10,000 tokens, of ${gb(roomGb)}`,
  );
  const has = (gpu.usableGib * gpus * 2 ** 30) / 1e9;
  const { checked } = model.architecture;
  return {
    title,
    texts: [
      `**${leadOf(fits)}**, by memory. ${each.join("; ")}.`,
      `${many} ${gpus === 1 ? "has" : "have"} ${gb(has)}, part of which the serving software needs${sourced(gpu.specs)} Size and layers of ${model.name}${sourced(checked)} Whether it is fast enough depends on the load.`,
    ],
    more: [`How many ${shortest(gpu)} for ${model.name} at 40k requests a day?`],
  };
}

const shortest = ({ names, name }: Gpu): string => names.toSorted((a, b) => a.length - b.length)[0] ?? name;

function leadOf(fits: readonly Fit[]): string {
  const yes = fits.filter((one) => one.fits).map(({ precision }) => precision);
  if (yes.length === 0) return "No, in no precision that I know";
  return yes.length === fits.length ? `Yes, in ${yes.join(", ")}` : `Only in ${yes.join(" and ")}`;
}
