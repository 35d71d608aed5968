/** Reads the fields of a workload that are no inputs of the formulas: choices, names, flags, layouts. */
import type { Precision } from "./book.ts";
import type { CostConstants } from "./constants.ts";
import type { Found } from "./desk.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { type Load, loadOf } from "./load.ts";
import { bareNumber, type Dialect, type Given } from "./read-inputs.ts";
import { precisionOf } from "./size-request.ts";
import type { Workload } from "./workload.ts";

export interface Fields {
  readonly number: (name: string, least: number, most: number) => number | undefined;
  readonly choice: <T extends string>(name: string, choices: readonly T[]) => T | undefined;
  readonly flag: (name: string) => boolean;
  readonly gpusAtHand: () => number | undefined;
  readonly named: <T>(name: string, find: (spelling: string) => Found<T>) => T | undefined;
  readonly several: <T>(name: string, find: (spelling: string) => Found<T>) => T[] | undefined;
  readonly hours: (name: string) => number[] | undefined;
  readonly load: (today: string) => Load | undefined;
  readonly layout: (gpus: number | undefined) => Layout | undefined;
  readonly precision: () => Precision | undefined;
  readonly currency: () => Workload["currency"];
}

export function reader(
  given: Given,
  problems: string[],
  { field, listOfEndpoints, plain }: Dialect,
  constants: CostConstants,
): Fields {
  const wrong = (name: string, remedy: string): undefined => {
    problems.push(`${field(name)} can't be ${JSON.stringify(given[name])?.slice(0, 60) ?? "that"}; ${remedy}`);
    return undefined;
  };
  const number = (name: string, least: number, most: number): number | undefined => {
    const value = given[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === "number" && value >= least && value <= most) return value;
    if (plain && typeof value === "number") {
      problems.push(plain.outOfBounds(name, value, { least, most }));
      return undefined;
    }
    return wrong(name, `write a number from ${bareNumber(least)} to ${bareNumber(most)}`);
  };
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === "string" && value !== "" ? value : wrong(name, "write a text");
  };
  const look = <T>(spelling: string, find: (spelling: string) => Found<T>): T[] => {
    const found = find(spelling);
    if (found.ok) return [found.found];
    problems.push(found.sentence);
    return [];
  };
  return {
    number,
    choice: (name, choices) => {
      const value = given[name];
      if (value === undefined || value === null) return undefined;
      return choices.find((one) => one === value) ?? wrong(name, `write ${choices.join(", ")}`);
    },
    flag: (name) => {
      const value = given[name] ?? false;
      return typeof value === "boolean" ? value : (wrong(name, "write true or false") ?? false);
    },
    gpusAtHand: () => {
      const many = number("gpusAtHand", 1, 1e6);
      if (many === undefined) return undefined;
      if (!Number.isInteger(many)) return wrong("gpusAtHand", "write a whole number");
      if (given["gpu"] !== undefined) return many;
      problems.push(plain?.noGpu ?? `${field("gpu")} is missing; write which GPUs there are, e.g. H100`);
      return undefined;
    },
    named: (name, find) => {
      const spelling = text(name);
      return spelling === undefined ? undefined : look(spelling, find)[0];
    },
    several: (name, find) => {
      const value = given[name];
      if (value === undefined || value === null) return undefined;
      const list = typeof value === "string" ? value.split(",").map((one) => one.trim()) : value;
      if (!Array.isArray(list) || !list.every((one): one is string => typeof one === "string" && one !== ""))
        return wrong(name, `write a list of endpoints, e.g. ${listOfEndpoints}`);
      return list.flatMap((one) => look(one, find));
    },
    hours: (name) => {
      const value = given[name];
      if (value === undefined || value === null) return undefined;
      const isLoad = (n: unknown): n is number => typeof n === "number" && n >= 0 && n <= 1e10;
      const isSpan = Array.isArray(value) && (value.length === 24 || value.length === 168);
      if (isSpan && value.every(isLoad) && value.some((n) => n > 0)) return value;
      return wrong(name, "write 24 numbers, the requests of each hour of a day, or 168, those of a week");
    },
    load: (today) => {
      const said = text("profile");
      if (said === undefined) return undefined;
      const ids = constants.profiles.map(({ id }) => id).join(", ");
      return (
        loadOf(said, constants, today) ?? wrong("profile", `write ${ids}; or hours, e.g. 8-18 weekdays or 75% 9-17`)
      );
    },
    layout: (gpus) => {
      const value = text("parallelism");
      if (value === undefined) return gpus === undefined ? undefined : { kind: "TP", gpus };
      const layout = layoutOf(/^[a-z]+$/i.test(value) ? `${value}${gpus ?? ""}` : value);
      if (!layout) return wrong("parallelism", "write TPn, PPn or DEPn, n being the GPUs of one replica");
      if (gpus !== undefined && gpus !== layout.gpus)
        return wrong("gpus", `write ${layout.gpus}, as ${field("parallelism")} says`);
      return layout;
    },
    precision: () => {
      const value = text("precision");
      return value === undefined ? undefined : (precisionOf(value) ?? wrong("precision", "write bf16, fp8 or fp4"));
    },
    currency: () => {
      const code = text("currency")?.toUpperCase();
      const usdPerUnit = number("usdPerUnit", 1e-6, 1e4);
      if (code === undefined || code === "USD") return undefined;
      if (!/^[A-Z]{3}$/.test(code)) return wrong("currency", "write its three letters, e.g. EUR");
      if (usdPerUnit !== undefined) return { code, usdPerUnit };
      if (given["usdPerUnit"] !== undefined) return undefined; // said already
      problems.push(
        plain?.noRate(code, constants.currencies.find((one) => one.code === code)?.usualUsd) ??
          `all prices are US dollars, and I know no rate for ${code}; write ${field("usdPerUnit")}, the dollars that one ${code} buys, or leave ${field("currency")} out`,
      );
      return undefined;
    },
  };
}
