/** A cheap model first, and a better one for what it can't do. Cost model, section 2.8. */
import type { ApiOption } from "./api-option.ts";
import { daysTerm, inputTerms, type Line, type Term } from "./figure.ts";
import { days, type Inputs, type Setting } from "./inputs.ts";
import { type CostOption, type Running, runningLines, runningParts } from "./option.ts";

export interface RouterOption extends CostOption {
  /** Share of the cheap model's requests above which routing costs more than asking the better model at once. */
  readonly stopsPayingAt: number;
}

const running: Running = { fte: "apiPeopleFte", withSoftware: false };

/** `q` of requests go to the cheap model first, a share `e` of those come back and are asked again. */
export function routerOption(
  { small, big }: { readonly small: ApiOption; readonly big: ApiOption },
  setting: Setting,
  inputs: Inputs,
): RouterOption {
  const parts = (at: Setting): number[] => {
    const { requestsPerDay, smallModelShare: q, escalationShare: e, routerUsdPerRequest } = at.values;
    const requests = requestsPerDay * days;
    return [
      requests * q * small.usdPerRequest(at),
      requests * (1 - q + q * e) * big.usdPerRequest(at),
      requests * routerUsdPerRequest,
      ...runningParts(running, at.values),
    ];
  };
  const lines = (at: Setting): Line[] => {
    const usd = parts(at);
    const { asOf, source } = inputs.routerUsdPerRequest;
    const price = (option: ApiOption): Term => ({
      name: "usdPerRequest",
      value: option.usdPerRequest(at),
      unit: `USD of tokens at ${option.title}`,
      asOf: option.bill.current.price.asOf,
      source: option.bill.current.price.source,
    });
    const volume = [...inputTerms(["requestsPerDay"], inputs, at), daysTerm];
    const first = price(small);
    const second = price(big);
    const rows: Line[] = [
      {
        item: `first at ${small.title}`,
        usd: usd[0] ?? 0,
        formula: "requestsPerDay * days * smallModelShare * usdPerRequest",
        terms: [...volume, ...inputTerms(["smallModelShare"], inputs, at), first],
        asOf: first.asOf ?? "",
        source: first.source ?? "",
      },
      {
        item: `the rest at ${big.title}`,
        usd: usd[1] ?? 0,
        formula: "requestsPerDay * days * (1 - smallModelShare + smallModelShare * escalationShare) * usdPerRequest",
        terms: [...volume, ...inputTerms(["smallModelShare", "escalationShare"], inputs, at), second],
        asOf: second.asOf ?? "",
        source: second.source ?? "",
      },
      {
        item: "router",
        usd: usd[2] ?? 0,
        formula: "requestsPerDay * days * routerUsdPerRequest",
        terms: [...volume, ...inputTerms(["routerUsdPerRequest"], inputs, at)],
        asOf,
        source,
      },
      ...runningLines(running, inputs, at),
    ];
    return rows.filter((line) => line.usd !== 0);
  };
  return {
    id: "router",
    kind: "router",
    title: `${small.title} first, ${big.title} for the rest`,
    parts,
    lines,
    notes: [],
    stopsPayingAt: stopsPayingAt(small, big, setting),
  };
}

/** `e* = 1 - (c_small + router / q) / c_big`; below 0 routing never pays. */
export function stopsPayingAt(small: ApiOption, big: ApiOption, setting: Setting): number {
  const { smallModelShare: q, routerUsdPerRequest } = setting.values;
  const router = q === 0 ? Infinity : routerUsdPerRequest / q;
  return 1 - (small.usdPerRequest(setting) + router) / big.usdPerRequest(setting);
}
