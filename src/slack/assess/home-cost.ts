/** What somebody's last case costs, as a picture in their home tab: of the summary or the assessment that is newer. */
import { readDoc } from "../../core/assess/doc.ts";
import { volumeFact } from "../../core/decide/facts.ts";
import { dayOf } from "../../core/assess/words.ts";
import type { Reply } from "../../core/reply.ts";
import type { Desk, Remembered } from "../asking.ts";
import type { Chart } from "../pictures.ts";
import { ownRows } from "./rights.ts";

export interface HomeCost {
  readonly chart: Chart;
  /** What it is of, and from when; holds words of theirs. */
  readonly from: string;
}

/** Undefined where nothing with a volume was asked for or assessed, or nothing can be reckoned now. */
export async function homeCost(desk: Desk, key: string): Promise<HomeCost | undefined> {
  const { costing, store } = desk;
  if (!costing) return undefined;
  const [summary, [row]] = await Promise.all([
    store.links.of(key).then((keys) => store.answers.lastOf(keys, "cost")),
    ownRows(store, key, { states: ["final"], limit: 1 }),
  ]);
  const asked = (summary?.remembered as Remembered | null | undefined)?.workload;
  const facts = row && readDoc(row.doc).draft.facts;
  const volume = facts?.[volumeFact]?.value;
  const isAssessed = row !== undefined && typeof volume === "number" && volume > 0;
  const isNewer = isAssessed && row.updatedAt > (asked === undefined ? 0 : (summary?.createdAt ?? 0));
  if (facts && isNewer) {
    const name = row.name === "" ? "your last assessment" : `your assessment “${row.name}”`;
    return costIn(costing.ofCase(facts), `Of ${name}, ${dayOf(row.updatedAt)}`);
  }
  if (asked === undefined || !summary) return undefined;
  return costIn(costing.reply(asked), `Of the summary that you asked for last, ${dayOf(summary.createdAt)}`);
}

function costIn({ blocks }: Reply, from: string): HomeCost | undefined {
  const chart = blocks.find((block): block is Chart => block.kind === "chart");
  return chart && { chart, from: `${from}, at today's prices` };
}
