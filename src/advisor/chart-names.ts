/** Names of options for a chart's legend, which has room for 20 characters: shorter ones, not cut ones. */
import type { CostOption } from "../core/cost/option.ts";

/** Slack's limit for the labels of a chart. */
export const longestLabel = 20;

const size = / \d+(?:\.\d+)?[BM](?:-A\d+B)?$/;
/** "Mistral Small 3.2 24B" in fewer and fewer words; the last one always fits. */
function shorter(model: string): string[] {
  const bare = model.replace(/ preview$/i, "");
  const unsized = bare.replace(size, "");
  const [first = "", ...rest] = unsized.split(" ");
  return [model, bare, unsized, [`${first.slice(0, 3)}.`, ...rest].join(" "), first.slice(0, 10)];
}

const fitting = (candidates: readonly string[]): string =>
  candidates.find(({ length }) => length <= longestLabel) ?? (candidates.at(-1) ?? "").slice(0, longestLabel);

export function legendOf({ kind, title }: Pick<CostOption, "kind" | "title">): string {
  const [, model = title, seller = ""] = /^(.*?) at (.*)$/.exec(title) ?? [];
  if (kind === "api") return fitting(shorter(model));
  if (kind === "hosted") {
    const host = seller.split(" ").at(-1) ?? "";
    return fitting([...shorter(model).map((short) => `${host}: ${short}`), host]);
  }
  const own = title.replace(/ on \d+ x .*$/, "");
  return fitting(shorter(own).map((short) => `Own ${short}`));
}

/** Two that are called the same are counted. */
export function distinct<T extends { readonly name: string }>(series: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return series.map((one) => {
    const times = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, times);
    return times === 1 ? one : { ...one, name: `${one.name.slice(0, longestLabel - 2)} ${times}` };
  });
}
