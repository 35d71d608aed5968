import type { Assessment } from "../core/decide/assess.ts";
import { volumeFact } from "../core/decide/facts.ts";
import { placeOf } from "../core/decide/model.ts";
import type { DecisionModel } from "../core/decide/prepare.ts";
import { dollarsOf, textOf, tokens } from "../core/decide/words.ts";
import type { Block } from "../core/reply.ts";

/** What the recommended alternative costs, beside the others that are left, and what that counts. */
export function costLine(assessment: Assessment, model: DecisionModel): Block[] {
  const { recommended, facts, ranking, monthlyUsdRange } = assessment;
  const { basis } = model.data.cost;
  if (recommended === undefined) return [];
  const others = ranking
    .filter(({ alternative, excluded }) => alternative !== recommended && excluded.length === 0)
    .map(({ alternative }) => alternative)
    .filter((one) => one !== "edge_slm")
    .sort((a, b) => placeOf[a] - placeOf[b])
    .slice(0, 3);
  const each = others.map((one) => `${textOf(model, one).short} ${dollarsOf(assessment, one)}`).join(", ");
  return [
    {
      kind: "text",
      text: `**Cost:** roughly ${dollarsOf(assessment, recommended)} a month at ${tokens(Number(facts[volumeFact].value))} tokens${each === "" ? "" : `; ${each}`}. By the cost engine's rates for one usual model each${basis === undefined ? "" : ` (${basis})`}, at prices from ${model.data.cost.asOf} on${monthlyUsdRange ? "; in brackets at the lowest and the highest that sources state" : ""}: tokens, and machines with people for them, but nobody's time at an API. A summary counts that too, so its sums are higher; for it say: cost ${tokens(Number(facts[volumeFact].value))} tokens a month.`,
      cites: [],
    },
  ];
}
