/** What people try on a workload with one press: each makes another workload, which is reckoned anew. */
import { type Endpoint, endpointId } from "./book.ts";
import type { CostDesk } from "./desk.ts";
import { expectedSetting } from "./inputs.ts";
import { apiBill, usdPerRequest } from "./api-bill.ts";
import type { Given } from "./read-inputs.ts";
import type { Workload } from "./workload.ts";

export const leverNames = ["double", "batch", "cache", "smaller", "committed", "no-on-call"] as const;
export type LeverName = (typeof leverNames)[number];

export interface Lever {
  readonly name: LeverName;
  readonly label: string;
  /** What the workload is then. */
  readonly given: Given;
}

const smallest = 1; // a lever that changes nothing is not offered

/** Those that would change something, with the workload that each leads to. */
export function leversFor(given: Given, workload: Workload, desk: CostDesk): Lever[] {
  const { values } = expectedSetting(workload.inputs);
  const all: readonly (Lever | undefined)[] = [
    {
      name: "double",
      label: "Double the volume",
      given: { ...without(given, "tokensPerMonth"), requestsPerDay: 2 * values.requestsPerDay },
    },
    values.batchShare < smallest
      ? { name: "batch", label: "Half can wait", given: { ...given, batchShare: Math.min(1, values.batchShare + 0.5) } }
      : undefined,
    values.cachedShare < 0.8
      ? { name: "cache", label: "80% cached", given: { ...given, cachedShare: 0.8, prefixHitShare: 0.8 } }
      : undefined,
    smaller(given, workload, desk),
    workload.terms === "committed"
      ? undefined
      : { name: "committed", label: "Committed GPUs", given: { ...given, terms: "committed" } },
    values.selfHostedPeopleFte > 0.25
      ? { name: "no-on-call", label: "No on-call", given: { ...given, selfHostedPeopleFte: 0.25 } }
      : undefined,
  ];
  return all.filter((one) => one !== undefined);
}

const without = (given: Given, name: string): Given =>
  Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));

/** The next cheaper model of the same maker for each closed one, and the next smaller open one. */
function smaller(given: Given, { endpoints, model, inputs, today }: Workload, desk: CostDesk): Lever | undefined {
  const setting = expectedSetting(inputs);
  const usd = (endpoint: Endpoint): number =>
    usdPerRequest(apiBill(endpoint, desk.providerOf(endpoint), today), setting);
  const cheaper = endpoints.map((endpoint) => {
    const others = desk.providerOf(endpoint)?.endpoints ?? [];
    const below = others.filter((one) => one.kind === endpoint.kind && usd(one) < usd(endpoint));
    return below.sort((a, b) => usd(b) - usd(a))[0] ?? endpoint;
  });
  const sized = desk.book.models.filter(
    ({ architecture, id, names }) => architecture && id !== model.id && names.length > 0,
  );
  const less = sized
    .filter(
      ({ activeParameters, totalParameters }) =>
        totalParameters < model.totalParameters && activeParameters <= model.activeParameters,
    )
    .filter(({ id }) => id.split("-")[0] === model.id.split("-")[0])
    .sort((a, b) => b.totalParameters - a.totalParameters || (a.released < b.released ? 1 : -1))[0];
  const api = [...new Set(cheaper.map(endpointId))];
  const isSame =
    less === undefined && api.length === endpoints.length && endpoints.every((one) => api.includes(endpointId(one)));
  if (isSame) return undefined;
  const open = less ? { ...without(given, "precision"), model: less.id } : given;
  return { name: "smaller", label: "Smaller models", given: { ...open, api } };
}
