/** Levers: each makes another workload of one, which is then reckoned anew. */
import { type Endpoint, endpointId } from "./book.ts";
import type { CostDesk } from "./desk.ts";
import { expectedSetting } from "./inputs.ts";
import { apiBill, usdPerRequest } from "./api-bill.ts";
import type { LeverName } from "./lever-names.ts";
import type { Given } from "./read-inputs.ts";
import type { Workload } from "./workload.ts";

/** The same of more or fewer requests. */
export const multiplied = (given: Given, { inputs }: Workload, times: number): Given => ({
  ...without(given, "tokensPerMonth"),
  requestsPerDay: times * inputs.requestsPerDay.expected,
});

/** What the workload is after a lever was pulled; undefined where that changes nothing. */
export function pull(lever: LeverName, given: Given, workload: Workload, desk: CostDesk): Given | undefined {
  const { batchShare, cachedShare, selfHostedPeopleFte } = expectedSetting(workload.inputs).values;
  const pulls: Readonly<Record<LeverName, () => Given | undefined>> = {
    double: () => multiplied(given, workload, 2),
    batch: () => (batchShare >= 0.5 ? undefined : { ...given, batchShare: 0.5 }),
    // Machines keep prefixes too: what an API gives cheaper, they need not read again.
    cache: () => (cachedShare >= 0.8 ? undefined : { ...given, cachedShare: 0.8, prefixHitShare: 0.8 }),
    smaller: () => smaller(given, workload, desk),
    committed: () => (workload.terms === "committed" ? undefined : { ...given, terms: "committed" }),
    autoscale: () => (workload.autoscaled ? undefined : { ...given, autoscaled: true }),
    "no-on-call": () => (selfHostedPeopleFte <= 0.25 ? undefined : { ...given, selfHostedPeopleFte: 0.25 }),
  };
  return pulls[lever]();
}

/** Share of the parameters: what is less than this much smaller saves nothing. */
const muchSmaller = 0.6;

const without = (given: Given, name: string): Given =>
  Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));

/** The next cheaper model of the same maker for each closed one, and the next smaller open one. */
function smaller(given: Given, { endpoints, model, inputs, today }: Workload, desk: CostDesk): Given | undefined {
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
        totalParameters <= muchSmaller * model.totalParameters && activeParameters <= model.activeParameters,
    )
    .filter(({ id }) => id.split("-")[0] === model.id.split("-")[0])
    .sort((a, b) => b.totalParameters - a.totalParameters || (a.released < b.released ? 1 : -1))[0];
  const api = [...new Set(cheaper.map(endpointId))];
  const isSame =
    less === undefined && api.length === endpoints.length && endpoints.every((one) => api.includes(endpointId(one)));
  if (isSame) return undefined;
  const open = less ? { ...without(given, "precision"), model: less.id } : given;
  return { ...open, api };
}
