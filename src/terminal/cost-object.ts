/** A cost summary as the contract has it: numbers rounded to what is known, nothing left out. */
import type { Line, Term } from "../core/cost/figure.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Json } from "./json-lines.ts";

const cents = (usd: number): number => Math.round(usd * 100) / 100;
/** Six digits: for rates and shares. */
const six = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(6)) : value);
/** JSON has no infinity: what is never reached is null. */
const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : six(value);

export function costObject(summary: CostSummary, workload: Workload): Json {
  const { options, breakEven, drivers, assumptions, caveats, chart, otherHardware, hybrid } = summary;
  return {
    currency: "USD",
    requestsPerMonth: six(summary.requestsPerMonth),
    options: options.map((option) => optionObject(option, workload)),
    breakEven: breakEven.map((one) => ({
      against: one.against,
      machines: one.machines,
      kind: one.kind,
      requestsPerDay: finite(one.requestsPerDay),
      staysFromRequestsPerDay: finite(one.staysFromRequestsPerDay),
      reason: one.reason,
      tokensUsdPerThousandRequests: six(one.tokensUsdPerThousand),
      machinesUsdPerThousandRequests: six(one.machinesUsdPerThousand),
      utilisationNeeded: finite(one.utilisationNeeded),
      utilisationPlanned: six(one.utilisationPlanned),
      ...(one.growth
        ? {
            growth: {
              months: finite(one.growth.months),
              monthsWithFallingPrices: finite(one.growth.monthsWithFallingPrices),
              paybackMonths: finite(one.growth.paybackMonths),
            },
          }
        : {}),
    })),
    drivers: drivers.map(({ atLow, atHigh, other, swingUsd, ...driver }) => ({
      ...driver,
      monthlyUsdAtLow: cents(atLow),
      monthlyUsdAtHigh: cents(atHigh),
      ...(other
        ? {
            other: {
              option: other.option,
              monthlyUsdAtLow: cents(other.atLow),
              monthlyUsdAtHigh: cents(other.atHigh),
            },
          }
        : {}),
      swingUsd: cents(swingUsd),
    })),
    assumptions,
    caveats,
    otherHardware: otherHardware.map(({ usdPerMonth, ...lost }) => ({
      ...lost,
      ...(usdPerMonth === undefined ? {} : { monthlyUsd: cents(usdPerMonth) }),
    })),
    ...(hybrid ? { hybrid: { baseReplicas: hybrid.baseReplicas, overflowShare: six(hybrid.overflowShare) } } : {}),
    ...(summary.atHand ? { atHand: rounded(summary.atHand) } : {}),
    ...(summary.routerStopsPayingAt === undefined
      ? {}
      : { routerStopsPayingAtEscalation: six(summary.routerStopsPayingAt) }),
    chart: {
      requestsPerDay: chart.requestsPerDay,
      series: chart.series.map((one) => ({ ...one, usdPerMonth: one.usdPerMonth.map(cents) })),
    },
  };
}

function optionObject(option: OptionSummary, { currency }: Workload): Json {
  const { id, kind, title, monthlyUsd, modelError, lines, notes, machines } = option;
  const { low, expected, high, median, basis } = monthlyUsd;
  const inCurrency = (usd: number, usdPerUnit: number): number => cents(usd / usdPerUnit);
  return {
    id,
    kind,
    title,
    monthlyUsd: { low: cents(low), expected: cents(expected), high: cents(high), median: cents(median), basis },
    ...(currency
      ? {
          monthly: {
            currency: currency.code,
            low: inCurrency(low, currency.usdPerUnit),
            expected: inCurrency(expected, currency.usdPerUnit),
            high: inCurrency(high, currency.usdPerUnit),
          },
        }
      : {}),
    ...(modelError
      ? { modelError: { sigma: modelError.sigma, low: cents(modelError.low), high: cents(modelError.high) } }
      : {}),
    perThousandRequestsUsd: six(option.perThousandRequestsUsd),
    lines: lines.map(lineObject),
    notes,
    ...(machines ? { machines: { ...rounded(machines), terms: machines.terms.map(termObject) } } : {}),
  };
}

const lineObject = ({ item, usd, formula, terms, asOf, source }: Line): Json => ({
  item,
  usd: cents(usd),
  formula,
  terms: terms.map(termObject),
  asOf,
  source,
});
/** Terms keep all their digits: the formula gives the sum to the cent. */
const termObject = (term: Term): Json => ({ ...term });
const rounded = (of: object): Json =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, typeof value === "number" ? six(value) : value]));
