import { factValues } from "./facts.ts";
import { type CostAssumptions, placeOf, width } from "./model.ts";
import { codeOf, factIndex, type Sheet } from "./sheet.ts";

/** What a cost is reckoned from, beside the volume. */
export const costFacts = ["request_pattern", "gpu_access", "ml_team", "workload_mix", "data_may_leave"] as const;

/**
 * Writes what each alternative costs a month, USD, in the order of `alternatives`, for the volume and means of a sheet.
 */
export type MonthlyCost = (sheet: Sheet, into: Float64Array) => void;

/**
 * Tokens times a price, or replicas times their rent plus people, at the rates of the cost engine. Replicas follow the peak, are
 * whole, and no fewer than a service needs. Good for "which is cheaper by far"; a budget needs the cost summary.
 */
export function simpleCost(given: CostAssumptions): MonthlyCost {
  const [pattern, gpus, team, mix, leave] = costFacts.map((name) => factIndex[name]) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const peaks = factValues.request_pattern.map((each) => given.peakToAverage[each]);
  const [own, nobody, single, stays] = [
    codeOf("gpu_access", "own"),
    codeOf("ml_team", "none"),
    codeOf("workload_mix", "single"),
    codeOf("data_may_leave", "no"),
  ];
  return ({ codes, volume }, into) => {
    const mTok = volume / 1e6;
    const replicaUsd = codes[gpus] === own ? given.ownReplicaUsdPerMonth : given.replicaUsdPerMonth;
    const people = given.peopleUsdPerMonth + (codes[team] === nobody ? given.partnerUsdPerMonth : 0);
    const tokensAtPeak = (peaks[codes[pattern] ?? 0] ?? 1) / given.replicaTokensPerMonth;
    const selfHosted = (tokens: number): number =>
      Math.max(given.leastReplicas, Math.ceil(tokens * tokensAtPeak)) * replicaUsd + people;
    const api = mTok * given.apiUsdPerMTok;
    // The open part of mixed work goes to whoever is cheaper and may have it.
    const openPart = volume * (1 - given.hybridClosedShare);
    const ownOpen = selfHosted(openPart);
    const hosted = (openPart / 1e6) * given.hostedUsdPerMTok;
    const openUsd = codes[leave] === stays ? ownOpen : Math.min(ownOpen, hosted);
    into[placeOf.closed_api] = api;
    into[placeOf.closed_private_cloud] = api * given.privateCloudTimes + given.privateCloudFixedUsdPerMonth;
    into[placeOf.open_hosted] = mTok * given.hostedUsdPerMTok;
    into[placeOf.open_self_hosted] = selfHosted(volume);
    into[placeOf.hybrid] =
      codes[mix] === single ? api / 2 + selfHosted(volume / 2) : api * given.hybridClosedShare + openUsd;
    into[placeOf.edge_slm] = given.edgeUsdPerMonth + mTok * given.edgeUsdPerMTok;
  };
}

/** Cost as a score: 1 for the cheapest that is left, 0 from `worstTimes` as dear, on a logarithm between. */
export function costScores(
  usd: Float64Array,
  excluded: number,
  { materialUsdPerMonth, worstTimes }: CostAssumptions,
  into: Float64Array,
): void {
  let least = Infinity;
  let leastOfAll = Infinity;
  for (let i = 0; i < width; i += 1) {
    const log = Math.log((usd[i] ?? 0) + materialUsdPerMonth);
    into[i] = log;
    if (log < leastOfAll) leastOfAll = log;
    if (log < least && (excluded & (1 << i)) === 0) least = log;
  }
  if (least === Infinity) least = leastOfAll;
  const span = Math.log(worstTimes);
  for (let i = 0; i < width; i += 1) into[i] = Math.min(1, Math.max(0, 1 - ((into[i] ?? 0) - least) / span));
}
