/** The engine over this repository's knowledge, on the day that these tests take place. */
import type { CostDesk } from "../../../src/core/cost/desk.ts";
import { readWorkload } from "../../../src/core/cost/read-workload.ts";
import { type CostSummary, costSummary } from "../../../src/core/cost/summary.ts";
import type { Workload } from "../../../src/core/cost/workload.ts";
import { realKnowledge } from "../../support/real-knowledge.ts";

export const today = "2026-11-30";
const { costs } = await realKnowledge();
if (!costs) throw new Error("the files of the cost engine are broken");
export const desk: CostDesk = costs;

export function workload(given: object): Workload {
  const read = readWorkload(given as Record<string, unknown>, desk, today);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.workload;
}
export const summary = (given: object): CostSummary => costSummary(workload(given), desk);
export const option = ({ options }: CostSummary, id: string) => {
  const found = options.find((one) => one.id === id);
  if (!found) throw new Error(`there is no ${id} among ${options.map((one) => one.id).join(", ")}`);
  return found;
};

/** Works a formula out again over its terms: numbers, names, + - * / and brackets, as a reader would with a calculator. */
export function worked(formula: string, terms: readonly { readonly name: string; readonly value: number }[]): number {
  const tokens = formula.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e\d+)?|[-+*/()]/g) ?? [];
  let at = 0;
  const take = (): string => tokens[at++] ?? "";
  const factor = (): number => {
    const token = take();
    if (token === "(") {
      const value = sum();
      take();
      return value;
    }
    if (/^\d/.test(token)) return Number(token);
    const term = terms.find(({ name }) => name === token);
    if (!term) throw new Error(`${token} stands in "${formula}" and not among its terms`);
    return term.value;
  };
  const product = (): number => {
    let value = factor();
    while (tokens[at] === "*" || tokens[at] === "/") value = take() === "*" ? value * factor() : value / factor();
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === "+" || tokens[at] === "-") value = take() === "+" ? value + product() : value - product();
    return value;
  };
  return sum();
}
