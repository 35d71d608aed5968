/** A model behind somebody's API: closed at its vendor, or open-weight at a host. */
import { apiBill, type ApiBill, usdPerRequest } from "./api-bill.ts";
import { type Endpoint, endpointId } from "./book.ts";
import type { CostDesk } from "./desk.ts";
import type { Setting } from "./inputs.ts";
import { loadOf } from "./hardware.ts";
import { type CostOption, type Running, runningLines, runningParts } from "./option.ts";
import { Money } from "./money.ts";
import { disagreement, priceText } from "./prices.ts";
import { countText } from "./sentences.ts";
import type { Workload } from "./workload.ts";

export interface ApiOption extends CostOption {
  readonly endpoint: Endpoint;
  readonly bill: ApiBill;
  /** US dollars for one request, tokens alone. */
  readonly usdPerRequest: (setting: Setting) => number;
}

const running: Running = { fte: "apiPeopleFte", withSoftware: false };

export function apiOption(endpoint: Endpoint, workload: Workload, desk: CostDesk): ApiOption {
  const provider = desk.providerOf(endpoint);
  const bill = apiBill(endpoint, provider, workload.today);
  const seller = provider?.name ?? endpoint.provider;
  const isOpen = endpoint.kind === "open-weight";
  return {
    id: `${isOpen ? "hosted" : "api"}:${endpointId(endpoint)}`,
    kind: isOpen ? "hosted" : "api",
    title: `${endpoint.name} at ${seller}`,
    endpoint,
    bill,
    parts: (setting) => [...bill.parts(setting), ...runningParts(running, setting.values)],
    lines: (setting) => [...bill.lines(setting, workload.inputs), ...runningLines(running, workload.inputs, setting)],
    usdPerRequest: (setting) => usdPerRequest(bill, setting),
    notes: notesOn(endpoint, bill, new Money(workload)),
  };
}

function notesOn(endpoint: Endpoint, { current }: ApiBill, money: Money): string[] {
  const { price, hasEnded } = current;
  const differ = disagreement(current);
  const notes = differ
    ? [
        `A million tokens of ${endpoint.name} cost ${priceText(current, money)}: ${differ}. Low and high cover all of it; expected takes ${price.origin}, which was read last.`,
      ]
    : [];
  if (hasEnded)
    notes.push(`${endpoint.name}: its last known price ended on ${price.until ?? "a day that has passed"}.`);
  return notes;
}

/** Why a model, or an endpoint of it, can't take these requests; undefined when it can. */
export function tooLongFor(
  { name, contextTokens }: { readonly name: string; readonly contextTokens?: number | undefined },
  { values }: Setting,
): string | undefined {
  const { inputTokens, outputTokens } = loadOf(values);
  const needed = inputTokens + outputTokens;
  if (contextTokens === undefined || needed <= contextTokens) return undefined;
  return `${name} takes ${countText(contextTokens)} tokens at once, and a request has ${countText(needed)}.`;
}
