/** "Does Llama 70B fit on two A100s?", "a 13B on a 24 GB card?": yes or no by precision, with what it needs and what there is. */
import type { Gpu, OpenModel } from "../core/cost/book.ts";
import { cardOf, type Fit, fitsOn, seenOfGb } from "../core/cost/fit.ts";
import { isSized } from "../core/cost/memory.ts";
import { countText } from "../core/cost/sentences.ts";
import { whyUnsized } from "../core/cost/size.ts";
import type { Card } from "../core/cost/words/nameless.ts";
import { type Named1, sourced, type Told } from "./catalogue-facts.ts";

const fitWords = /\b(?:fits?|fitting|runs?|enough|holds?|loads?|squeeze|suffices?|serves?|hosts?)\b/;
const isElse =
  /\b(?:costs?|prices?|cheap\w*|how (?:fast|many|much|do|to|can|should)|speed|throughput|latency|better)\b/;
/** "70b on 4 x 24 GB?": what else would be asked of so few words. */
const tersely = /^(?:\S+ ){1,4}(?:on|in) \S+(?: \S+){0,3}\?$/;
export const asksWhetherItFits = (lower: string): boolean =>
  (fitWords.test(lower) || tersely.test(lower)) && !isElse.test(lower);
const gb = (n: number): string => (n < 10 ? `${n.toFixed(1)} GB` : `${countText(Math.round(n))} GB`);

export function fitFact({ lower, named, desk }: Named1, model: OpenModel, gpu: Gpu): Told | undefined {
  const gpus = named.gpuCount ?? 1;
  const many = `${gpus} x ${gpu.name}`;
  const title = `${model.name} on ${many}`;
  if (!isSized(model)) return { title, texts: [whyUnsized(model)], more: [] };
  const has = (gpu.usableGib * gpus * 2 ** 30) / 1e9;
  const { otherMemory } = gpu;
  const other =
    otherMemory && !/\d ?gi?b\b/.test(lower)
      ? [
          `${gpu.names.at(-1) ?? gpu.name} cards of ${otherMemory.gb} GB are about too: on ${gpus} of those ${verdictOf(fitsOn(model, cardOf(otherMemory.gb, gpu), gpus, desk), "lower")}${sourced(otherMemory)}`,
        ]
      : [];
  return {
    title,
    texts: [
      verdictOf(fitsOn(model, gpu, gpus, desk)),
      ...other,
      `${many} ${gpus === 1 ? "has" : "have"} ${gb(has)}, part of which the serving software needs${sourced(gpu.specs)} Size and layers of ${model.name}${sourced(model.architecture.checked)} Whether it is fast enough depends on the load.`,
    ],
    more: [`How many ${shortest(gpu)} for ${model.name} at 40k requests a day?`],
  };
}

/** On cards of which the asker told the memory and nothing else is needed. */
export function cardFact({ desk }: Named1, model: OpenModel, { name, gb: each, count }: Card): Told | undefined {
  const many = `${count} x ${name}`;
  const title = `${model.name} on ${many}`;
  const [like] = desk.book.gpus;
  if (!isSized(model) || !like) return isSized(model) ? undefined : { title, texts: [whyUnsized(model)], more: [] };
  return {
    title,
    texts: [
      verdictOf(fitsOn(model, cardOf(each, like), count, desk)),
      `Of ${each} GB on the box I count ${Number((each * seenOfGb).toPrecision(3))} GiB that software sees, as on an L4 or an L40S, an assumption that is on the safe side for larger cards. Size and layers of ${model.name}${sourced(model.architecture.checked)} Whether it is fast enough depends on the card and the load.`,
    ],
    more: [],
  };
}

/** "Only in fp8 and fp4, by memory. bf16: no, 141 GB of weights and …" */
function verdictOf(fits: readonly Fit[], as: "sentence" | "lower" = "sentence"): string {
  const each = fits.map(
    ({ precision, weightsGb, contextGb, roomGb, fits: yes }) =>
      `${precision}: **${yes ? "yes" : "no"}**, ${gb(weightsGb)} of weights and ${gb(contextGb)} for a context of 10,000 tokens, of ${gb(roomGb)}`,
  );
  if (as === "sentence") return `**${leadOf(fits)}**, by memory. ${each.join("; ")}.`;
  const lead = leadOf(fits);
  return `**${lead.charAt(0).toLowerCase()}${lead.slice(1)}** (${gb(fits[0]?.roomGb ?? 0)} of room)`;
}

const shortest = ({ names, name }: Gpu): string => names.toSorted((a, b) => a.length - b.length)[0] ?? name;

function leadOf(fits: readonly Fit[]): string {
  const yes = fits.filter((one) => one.fits).map(({ precision }) => precision);
  if (yes.length === 0) return "No, in no precision that I know";
  return yes.length === fits.length ? `Yes, in ${yes.join(", ")}` : `Only in ${yes.join(" and ")}`;
}
