/** Break-even in words: where it lies, or the proof that there is none, and what would have to change. */
import type { ApiOption } from "./api-option.ts";
import { asymptoticUsdPerRequest, type BreakEven, breakEven } from "./break-even.ts";
import { growth, type Growth } from "./growth.ts";
import type { Setting } from "./inputs.ts";
import type { MachineOption } from "./machine-option.ts";
import { Money } from "./money.ts";
import { type Staircase, totalOf, usdPerMonth } from "./option.ts";
import { peopleUsdPerMonth } from "./ownership.ts";
import { countText } from "./sentences.ts";

export interface BreakEvenReport {
  /** The option that tokens are bought by, and the machines they are held against. */
  readonly against: string;
  readonly machines: string;
  readonly kind: BreakEven["kind"];
  /** From here on machines first cost no more. */
  readonly requestsPerDay?: number | undefined;
  /** From here on they never cost more again. */
  readonly staysFromRequestsPerDay?: number | undefined;
  /** A sentence or two. */
  readonly reason: string;
  /** `a` and `v`: dollars of tokens for a thousand requests, and of machines that are as full as they may be. */
  readonly tokensUsdPerThousand: number;
  readonly machinesUsdPerThousand: number;
  /** Mean share of capacity above which machines, people aside, cost less; and what is planned. Above 1 none does. */
  readonly utilisationNeeded: number;
  readonly utilisationPlanned: number;
  readonly growth?: Growth | undefined;
}

export function breakEvenReport(
  api: ApiOption,
  machines: MachineOption,
  { setting, money }: { setting: Setting; money: Money },
): BreakEvenReport {
  const { values: v } = setting;
  const stairs = machines.staircase(setting);
  const a = api.usdPerRequest(setting);
  const apiFixed = peopleUsdPerMonth(v.apiPeopleFte, v) + v.evaluationUsdPerMonth;
  const found = breakEven(stairs, a, apiFixed);
  const fleet = machines.fleet(setting);
  return {
    against: api.id,
    machines: machines.id,
    kind: found.kind,
    requestsPerDay: found.kind === "never" ? undefined : found.first,
    staysFromRequestsPerDay: found.kind === "reached" && found.stays < Infinity ? found.stays : undefined,
    reason: reasonFor(found, { api, machines, setting, stairs, a, money }),
    tokensUsdPerThousand: 1_000 * a,
    machinesUsdPerThousand: 1_000 * asymptoticUsdPerRequest(stairs),
    utilisationNeeded: a > 0 ? machines.usdPerRequestWhenBusy(setting) / a : Infinity,
    utilisationPlanned: fleet.utilisation,
    growth: v.growthPerMonth > 0 ? growthOf(api, machines, { setting, stairs, a, apiFixed }) : undefined,
  };
}

interface Facts {
  readonly api: ApiOption;
  readonly machines: MachineOption;
  readonly setting: Setting;
  readonly stairs: Staircase;
  readonly a: number;
  readonly money: Money;
}

function reasonFor(found: BreakEven, { api, setting, stairs, a, money }: Facts): string {
  const r = setting.values.requestsPerDay;
  const now = countText(r);
  if (found.kind === "never") {
    const [tokens, machines] = [a, asymptoticUsdPerRequest(stairs)].map((usd) => money.of(1_000 * usd));
    return `A thousand requests cost ${tokens} in tokens at ${api.title}, and ${machines} on machines as full as they may be, people aside: no volume breaks even. ${whatWouldChange(found.v / (a || 1e-12), setting)}`;
  }
  const first = countText(found.first);
  if (found.kind === "beyond_capacity")
    return `Machines would pay from ${first} requests a day on, and those that can be had serve ${countText(found.capacity)}.`;
  if (found.first === 0) return "Machines cost less at any volume, for tokens need as many people.";
  const until =
    found.stays > found.first * 1.005 && found.stays < Infinity
      ? `; for good from ${countText(found.stays)} on, since replicas come whole`
      : "";
  const where = r >= found.stays ? "more than that" : r >= found.first ? "in between" : "less than that";
  return `Machines cost less from ${first} requests a day on${until}. At ${now} a day you have ${where}.`;
}

/** @param times how many times dearer machines are than tokens, both at their best */
function whatWouldChange(times: number, { values: v }: Setting): string {
  const ways: string[] = [];
  if (v.stackFactor * times <= 1.15)
    ways.push(
      `serving software that reaches ${(v.stackFactor * times).toFixed(2)} of the physical rate instead of ${v.stackFactor}`,
    );
  if (v.peakToAverage / times >= 1.05)
    ways.push(
      `a peak of ${(v.peakToAverage / times).toFixed(1)} times the mean instead of ${v.peakToAverage}, or replicas that follow the hours`,
    );
  ways.push(
    `a GPU hour at ${((1 / times) * 100).toFixed(0)}% of its price, or a model or precision that serves ${times.toFixed(1)} times as much`,
  );
  return `It would take ${ways.join("; or ")}.`;
}

function growthOf(
  api: ApiOption,
  machines: MachineOption,
  facts: Omit<Facts, "api" | "machines" | "money"> & { apiFixed: number },
): Growth {
  const { setting, stairs, a, apiFixed } = facts;
  const { values: v } = setting;
  const at = (requestsPerDay: number): Setting => ({ ...setting, values: { ...v, requestsPerDay } });
  const usdSaved = (requestsPerDay: number, price: number): number => {
    const tokens = totalOf(api.bill.parts(at(requestsPerDay))) * (price / a) + apiFixed;
    return tokens - usdPerMonth(machines, at(requestsPerDay));
  };
  const given = { stairs, a, apiFixed, requestsPerDay: v.requestsPerDay, G: v.growthPerMonth };
  return growth({ ...given, priceFallPerYear: v.apiPriceFallPerYear, migrationUsd: v.migrationUsd }, usdSaved);
}
