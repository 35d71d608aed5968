/** The three inputs that move most what decides, a sentence each: which option's cost, by how much, for what change. */
import type { Driver, Ends } from "../core/cost/drivers.ts";
import type { InputName } from "../core/cost/inputs.ts";
import { labels } from "../core/cost/labels.ts";
import { Money } from "../core/cost/money.ts";
import type { CostSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import { amountText, spanText } from "./cost-said.ts";

const mostDrivers = 3;
const unmoved = 0.005; // share: what moves less stays, to whoever reads it

export interface DriversText {
  readonly title: string;
  readonly points: readonly string[];
}

export function driversOf({ drivers, options }: CostSummary, workload: Workload): DriversText {
  const money = new Money(workload);
  const shown = drivers.slice(0, mostDrivers);
  const ids = new Set(shown.flatMap(({ option, other }) => [option, ...(other ? [other.option] : [])]));
  const inPair = options.filter(({ id }) => ids.has(id));
  const own = inPair.filter(({ kind }) => kind === "self-hosted" || kind === "owned");
  const names = new Map(
    inPair.map((one) => [one.id, own.length === 1 && one === own[0] ? "machines of your own" : one.title]),
  );
  const name = (id: string): string => names.get(id) ?? id;
  const [a, b] = inPair.map(({ id }) => name(id));
  const of = a === undefined || b === undefined ? "the sum" : `the difference between ${a} and ${b}`;
  return { title: `What moves ${of} most`, points: shown.map((driver) => pointOf(driver, { workload, money, name })) };
}

interface Telling {
  readonly workload: Workload;
  readonly money: Money;
  readonly name: (id: string) => string;
}

function pointOf(driver: Driver, { workload, money, name }: Telling): string {
  const { other, swingUsd, flips } = driver;
  const moves = ({ atLow, atHigh, option }: Ends): string =>
    `${name(option)} from ${money.of(atLow)} to ${money.of(atHigh)} a month`;
  const stays = ({ atLow, atHigh }: Ends): boolean => Math.abs(atHigh - atLow) <= unmoved * Math.max(atLow, atHigh);
  const rest = !other
    ? ""
    : stays(other)
      ? `; no change for ${name(other.option)} (${money.of(other.atHigh)})`
      : ` and ${moves(other)}, so the difference by ${money.of(swingUsd)}`;
  const turns = flips ? `. At its ${flips.at} end ${name(flips.cheapest)} is the cheaper way instead` : "";
  return `${changeOf(driver, workload, money)}: moves ${moves(driver)}${rest}${turns}.`;
}

/** "people who run the machines, 0.25 to 2 FTE (0.75 FTE taken)"; prices differ by option, so of these there is no one number. */
function changeOf({ name, from, to, unit }: Driver, { inputs }: Workload, money: Money): string {
  const label = labels[name].replace(/ \(FTE\)$/, "");
  if (from === undefined || to === undefined) return `${label}, ${unit}`;
  const of = name as InputName;
  return `${label}, ${spanText(of, from, to, money)} (${amountText(of, inputs[of].expected, money)} taken)`;
}
