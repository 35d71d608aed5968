/** "How much does an H100 cost?": by the hour on every terms, and bought. */
import type { Gpu } from "../core/cost/book.ts";
import { hours } from "../core/cost/inputs.ts";
import { gpuPriceOf } from "../core/cost/prices.ts";
import { usdText } from "../core/cost/sentences.ts";
import { sourced, type Told } from "./catalogue-facts.ts";

const cents = (usd: number): string => `$${usd.toFixed(2)}`;

export function gpuPriceFact(gpu: Gpu, today: string, count = 1): Told | undefined {
  const terms = (["on-demand", "committed", "spot"] as const).flatMap((name) => {
    const price = gpuPriceOf(gpu, name, today);
    if (!price) return [];
    const range = price.low === price.high ? "" : ` (from ${cents(price.low)} to ${cents(price.high)})`;
    return [
      `${gpu.name}, ${name}: about **${cents(price.expected)} an hour**${range}, or ${usdText(price.expected * hours)} a month of ${hours} hours${count > 1 ? `; ${count} of them ${cents(count * price.expected)} an hour, ${usdText(count * price.expected * hours)} a month` : ""}${sourced(price)}`,
    ];
  });
  const { capexUsd } = gpu;
  const bought = capexUsd
    ? [
        `Bought, the card alone: about **${usdText(capexUsd.expected)}** (${usdText(capexUsd.low)} to ${usdText(capexUsd.high)})${sourced(capexUsd)}`,
      ]
    : [];
  const texts = [...terms, ...bought];
  if (texts.length === 0) return undefined;
  const short = gpu.names[0] ?? gpu.name;
  return {
    title: `What ${gpu.name} costs`,
    texts,
    more: [`What would 10k requests a day cost on Llama 3.3 70B on ${short}?`],
  };
}
