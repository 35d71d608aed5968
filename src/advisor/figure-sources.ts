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

/** "price of a GPU hour: 1.49 USD; as of 2026, …", once for each; what the asker said stands in the answer. */
export function restsOn(options: readonly OptionSummary[], parts: "sums" | "machines" = "sums"): string[] {
  const told = options.flatMap(({ title, lines, machines }) => [
    ...(parts === "sums"
      ? lines.flatMap(({ item, terms }) =>
          terms.flatMap((term) =>
            toldOf(term, term.name === "usdPerMTok" ? `a million ${item} of ${title}` : undefined),
          ),
        )
      : []),
    ...(machines?.terms ?? []).flatMap((term) => toldOf(term)),
  ]);
  return [...new Set(told)];
}

function toldOf(term: Term, name = nameOf(term)): string[] {
  const { value, unit, asOf, source = "" } = term;
  if (asOf === undefined || source === "" || source.startsWith("measured") || value === 0) return [];
  const amount = value >= 1e9 ? `${shown(value / 1e9)} billion` : shown(value);
  return [`${name}: ${amount} ${unit}; as of ${asOf}, ${source}`];
}
