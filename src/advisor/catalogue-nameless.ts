/** "Can we run a 70B model on two A100s?": a size that names no model is answered for a typical one, and that is said. */
import { openSheet } from "../core/cost/model-sheet.ts";
import { ofSize, typicalDense } from "../core/cost/typical.ts";
import { sizeIn } from "../core/cost/words/nameless.ts";
import type { Named1 } from "./catalogue-facts.ts";

/** What was assumed, to be said with the answer. */
export interface Assumed {
  readonly from: Named1;
  readonly says: string;
  /** A question that may be asked next, of a model that has a name. */
  readonly asked: (question: string) => string;
}

export function withTypical(from: Named1): Assumed | undefined {
  const { named, desk, today } = from;
  const size = sizeIn(named);
  const typical = size === undefined ? undefined : typicalDense(size, desk);
  if (size === undefined || !typical) return undefined;
  const { model, like } = typical;
  const short = /\d[\w.]*B/.exec(model.name)?.[0] ?? "";
  const known = ofSize(size, desk).map(({ name }) => name);
  return {
    from: { ...from, named: { ...named, models: [model] }, sheets: [openSheet(model, desk, today)] },
    says: `“${short}” names no model: I take a dense one of so many parameters whose layers and contexts are like those of ${like.name}, the nearest in size that I hold. One with experts takes as much memory for its weights.${known.length > 0 ? ` Of about this size I hold ${known.join(", ")}: name one, and I take that.` : ""}`,
    asked: (question) => question.replaceAll(model.name, known[0] ?? like.name),
  };
}
