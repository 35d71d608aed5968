/** Scores that were stored, one set for each model. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Scores } from "./score.ts";

export interface Baseline {
  /** The version of the prompts that were scored. */
  readonly prompts: string;
  readonly scores: Scores;
}
export type Baselines = Readonly<Record<string, Baseline>>;

const file = join(import.meta.dirname, "baseline.json");
export const keyOf = (backend: string, model: string): string => `${backend} ${model}`;
export const readBaselines = (): Baselines =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Baselines) : {};
export const writeBaselines = (all: Baselines): void => writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);

/** The model's own, or the one of the scripted honest server, which knows all answers. */
export function baselineOf(
  backend: string,
  model: string,
  all: Baselines,
): (Baseline & { readonly isOwn: boolean }) | undefined {
  const own = all[keyOf(backend, model)];
  const scripted = all[keyOf("scripted", "honest")];
  return own ? { ...own, isOwn: true } : scripted && { ...scripted, isOwn: false };
}
