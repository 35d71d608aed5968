/** The other way round: how many requests a day a month's money buys, for each way of getting them served. */
import { days, type Setting } from "./inputs.ts";
import type { MachineOption } from "./machine-option.ts";
import { type CostOption, type Staircase, totalOf, usdPerMonth } from "./option.ts";
import { peopleUsdPerMonth } from "./ownership.ts";
import type { Plan } from "./plan.ts";

export interface Affordable {
  readonly option: CostOption;
  /** Requests a day with the people for it paid from the same money; 0 where it does not reach. */
  readonly requestsPerDay: number;
  /** The same were people paid from elsewhere. */
  readonly peopleAside: number;
  /** The least that a month costs at all, people included, and without them. */
  readonly leastUsd: number;
  readonly leastUsdPeopleAside: number;
}

/** APIs and hosts, and rented machines; what buys most first. */
export function affordable(plan: Plan, setting: Setting, usd: number): Affordable[] {
  const tokens = plan.apis.map((option) => tokensFor(option, setting, usd));
  const rented = plan.rented ? [machinesFor(plan.rented, setting, usd)] : [];
  return [...tokens, ...rented].sort((a, b) => b.requestsPerDay - a.requestsPerDay || b.peopleAside - a.peopleAside);
}

/** A line: what stands still, and a price for each request. */
function tokensFor(option: Plan["apis"][number], setting: Setting, usd: number): Affordable {
  const { values: v } = setting;
  const people = peopleUsdPerMonth(v.apiPeopleFte, v);
  const tokens = totalOf(option.bill.parts(setting)) / v.requestsPerDay;
  const fixed = usdPerMonth(option, setting) - tokens * v.requestsPerDay;
  const requests = (fixedUsd: number): number => (tokens > 0 ? Math.max(0, usd - fixedUsd) / tokens : Infinity);
  return {
    option,
    requestsPerDay: requests(fixed),
    peopleAside: requests(fixed - people),
    leastUsd: fixed,
    leastUsdPeopleAside: fixed - people,
  };
}

/** A staircase: whole replicas, no fewer than must stand, each as full as it may be. */
function machinesFor(option: MachineOption, setting: Setting, usd: number): Affordable {
  const stairs = option.staircase(setting);
  const people = peopleUsdPerMonth(setting.values.selfHostedPeopleFte, setting.values);
  const requests = ({ F, g, q, N_min, N_max = Infinity }: Staircase): number => {
    const steps = Math.min(N_max, Math.floor((usd - F) / g + 1e-9));
    return steps < N_min ? 0 : steps * q;
  };
  const least = stairs.F + stairs.g * stairs.N_min;
  return {
    option,
    requestsPerDay: requests(stairs),
    peopleAside: requests({ ...stairs, F: stairs.F - people }),
    leastUsd: least,
    leastUsdPeopleAside: least - people,
  };
}

/** A month's tokens, in and out, of so many requests a day. */
export const tokensPerMonth = (requestsPerDay: number, { values: v }: Setting): number =>
  requestsPerDay * days * (v.inputTokens + v.outputTokens);
