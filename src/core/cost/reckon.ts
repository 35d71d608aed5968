/** From what was given to a summary: the one way in for chat, forms and buttons. */
import type { CostDesk } from "./desk.ts";
import { plainDialect } from "./plain-dialect.ts";
import { type Given } from "./read-inputs.ts";
import { readWorkload } from "./read-workload.ts";
import { type CostSummary, costSummary } from "./summary.ts";
import type { Workload } from "./workload.ts";

export type Reckoned =
  | { readonly ok: true; readonly workload: Workload; readonly summary: CostSummary }
  | { readonly ok: false; readonly problems: readonly string[] };

export function reckon(given: Given, desk: CostDesk, today: string): Reckoned {
  const read = readWorkload(given, desk, today, plainDialect);
  return read.ok ? { ok: true, workload: read.workload, summary: costSummary(read.workload, desk) } : read;
}
