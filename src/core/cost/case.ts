/** A case of the decision engine as a workload, and a workload in words that state a case: what was told once holds for both. */
import type { Fact, FactName, FactSheet } from "../decide/facts.ts";
import { usualVolumeTokensPerMonth, volumeFact } from "../decide/facts.ts";
import type { CostAssumptions } from "../decide/model.ts";
import { expectedSetting } from "./inputs.ts";
import type { Given } from "./read-inputs.ts";
import { countText } from "./sentences.ts";
import type { Workload } from "./workload.ts";

/** 99th percentile of seconds per output token: where people read along, and where they may not wait at all. */
export const tpotLimits = { interactive: 0.05, strict: 0.02 } as const;
const waitsUpToS = 0.2; // slower than that nobody reads along

export interface CaseRead {
  readonly given: Given;
  /** What was taken over, and what of the case the sums do not show. */
  readonly remarks: readonly string[];
}

/** What of a case lets its data go to nobody else; undefined where nothing does. */
export function keepsInside({ data_may_leave: leaves, air_gapped: sealed }: FactSheet): Fact | undefined {
  if (leaves?.value === "no") return leaves;
  return sealed?.value === "yes" ? sealed : undefined;
}

/** @param peaks peak over mean load by request pattern, as the verdict reckons with */
export function workloadOf(facts: FactSheet, peaks: CostAssumptions["peakToAverage"]): CaseRead {
  const known = (name: FactName): string | number | undefined => {
    const value = facts[name]?.value;
    return value === "unknown" ? undefined : value;
  };
  const volume = known(volumeFact);
  const stated = typeof volume === "number" && volume > 0;
  const tokensPerMonth = stated ? volume : usualVolumeTokensPerMonth;
  const pattern = known("request_pattern");
  const peak = typeof pattern === "string" && pattern in peaks ? peaks[pattern as keyof typeof peaks] : undefined;
  const latency = known("latency");
  const limit = latency === "interactive" || latency === "strict" ? tpotLimits[latency] : undefined;
  const taken = [
    stated ? `${countText(tokensPerMonth)} tokens a month` : [],
    peak === undefined
      ? []
      : `a peak of ${peak} times the mean, since requests come ${patterns[pattern as keyof typeof peaks]}`,
    limit === undefined ? [] : `${1_000 * limit} ms a token, for somebody waits`,
  ].flat();
  const staysInside = keepsInside(facts) !== undefined;
  const remarks = [
    taken.length > 0 ? `From your assessment: ${taken.join("; ")}.` : [],
    stated ? [] : `Your assessment names no volume: ${countText(tokensPerMonth)} tokens a month are taken.`,
  ].flat();
  return {
    given: {
      tokensPerMonth,
      ...(peak === undefined ? {} : { peakToAverage: peak }),
      ...(pattern === "batch" ? { batchShare: 1 } : {}),
      ...(limit === undefined ? {} : { tpotLimitS: limit }),
      ...(staysInside ? { staysInside } : {}),
    },
    remarks,
  };
}

const patterns = { steady: "steadily", spiky: "in peaks", batch: "in batches" } as const;

/** Sentences that the decision engine reads as facts, and people can put right: only what somebody stated. */
export function caseWords(workload: Workload, peaks: CostAssumptions["peakToAverage"]): string[] {
  const { inputs, tpotLimitS, load } = workload;
  const { requestsPerDay, inputTokens, outputTokens, peakToAverage, batchShare } = expectedSetting(inputs).values;
  const size = `${countText(inputTokens)} tokens in and ${countText(outputTokens)} tokens out`;
  const isSpiky = peakToAverage > Math.sqrt(peaks.steady * peaks.spiky); // nearer to it, by times
  return [
    `${countText(requestsPerDay)} requests a day, each ${size}.`,
    batchShare > 0.5
      ? "It runs as a nightly batch."
      : inputs.peakToAverage.origin === "assumed" && load === undefined
        ? []
        : `The load is ${isSpiky ? "spiky" : "steady"}.`,
    tpotLimitS === undefined || tpotLimitS > waitsUpToS
      ? []
      : tpotLimitS <= tpotLimits.strict
        ? "The latency is strict."
        : "Somebody waits for each answer.",
  ].flat();
}
