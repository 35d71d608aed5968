/** What the throughput model is known to get wrong. Stands in every summary that rests on it. */
import type { Gpu, OpenModel } from "./book.ts";

/** @returns sentences; none for dense models on NVIDIA's GPUs */
export function architectureCaveats(model: OpenModel, gpu: Gpu, tpotLimitS: number | undefined): string[] {
  const { architecture: a } = model;
  const caveats: string[] = [];
  if (model.id.startsWith("gpt-oss")) {
    const where = gpu.fp4Tflops === undefined ? "on GPUs that can't compute in 4 bits lie 1.4 to 2.5" : "lie up to 1.4";
    caveats.push(`gpt-oss is over-predicted: published measurements ${where} times below this.`);
  } else if (a?.experts && tpotLimitS !== undefined)
    caveats.push("Sparse experts under a tight latency limit are the model's weakest spot: measure before you buy.");
  else if (a?.experts) caveats.push("Models with experts vary more between serving stacks than dense ones.");
  const covered = a?.attention.reduce((sum, { layers }) => sum + layers, 0) ?? 0;
  const odd = a?.attention.some(({ reads, tokensPerEntry }) => reads !== undefined || tokensPerEntry !== undefined);
  if (a && (odd || covered < a.layers))
    caveats.push(`${model.name} has compressed, sparse or linear attention, which the model describes only roughly.`);
  if (gpu.vendor === "AMD") caveats.push("Few measurements exist for AMD's GPUs: the error is larger.");
  return caveats;
}

export const generalCaveats = [
  "Speculative decoding is not modelled; where it works well, a replica serves more.",
  "Models are not equal in quality: compare them on your own task before you compare their cost.",
] as const;
