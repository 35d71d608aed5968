/** What a figure rests on, for answers too short to show a formula: each number with its unit, its day and where it was read. */
import { inputNames } from "../core/cost/inputs.ts";
import type { Term } from "../core/cost/figure.ts";
import { labels } from "../core/cost/labels.ts";
import type { OptionSummary } from "../core/cost/summary.ts";
import { shown } from "./cost-reply.ts";

/** What terms are called that are no inputs. */
const called: Readonly<Record<string, string>> = {
  usdPerGpuHour: "price of a GPU hour",
  memoryTbPerS: "memory bandwidth of the GPU",
  usableGib: "memory of the GPU",
  totalParameters: "size of the model",
};
const nameOf = ({ name }: Term): string =>
  inputNames.find((one) => one === name) === undefined
    ? (called[name] ?? name)
    : labels[name as keyof typeof labels].replace(/ ?\((?:FTE|USD)[^)]*\)/, "");

type Rests = Pick<OptionSummary, "title" | "lines" | "machines">;

/** "price of a GPU hour: 1.49 USD; as of 2026, …", once for each; what the asker said stands in the answer. */
export function restsOn(options: readonly Rests[], parts: "sums" | "machines" = "sums"): string[] {
  const told = options.flatMap((option) => [
    ...(parts === "sums" ? [...pricesOf(option), ...option.lines.flatMap(({ terms }) => terms.flatMap(toldOf))] : []),
    ...(option.machines?.terms ?? []).flatMap(toldOf),
  ]);
  return [...new Set(told)];
}

/** What a price list says of one model stands on one line. */
function pricesOf({ title, lines }: Rests): string[] {
  const prices = lines.flatMap(({ item, terms }) =>
    terms
      .filter(({ name }) => name === "usdPerMTok")
      .map(({ value, unit, asOf = "", source = "" }) => ({ what: `${item} ${shown(value)}`, unit, asOf, source })),
  );
  return [...Map.groupBy(prices, ({ unit, asOf, source }) => `${unit}; as of ${asOf}, ${source}`)].map(
    ([rest, all]) => `${title}: ${all.map(({ what }) => what).join(", ")} ${rest}`,
  );
}

function toldOf(term: Term): string[] {
  const { name, value, unit, asOf, source = "" } = term;
  if (name === "usdPerMTok" || asOf === undefined || source === "" || source.startsWith("measured") || value === 0)
    return [];
  const amount = value >= 1e9 ? `${shown(value / 1e9)} billion` : shown(value);
  return [`${nameOf(term)}: ${amount} ${unit}; as of ${asOf}, ${source}`];
}
