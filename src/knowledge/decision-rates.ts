/** The rates that verdicts reckon costs with, from the cost engine. */
import type { CostBook } from "../core/cost/book.ts";
import { rateCard, type RateCardRead } from "../core/cost/rate-card.ts";
import { errorAt, type Problem } from "./problems.ts";
import type { DecisionShelf } from "./shelf.ts";

/** Undefined while one of the two is missing or broken, which is said elsewhere. */
export const ratesFor = ({ cost }: DecisionShelf, book: CostBook | undefined): RateCardRead | undefined =>
  cost && book && rateCard(book, cost.data.reference);

export function rateProblems({ cost: on }: DecisionShelf, rates: RateCardRead | undefined): Problem[] {
  if (!on || !rates || rates.ok) return [];
  const place = on.placeOf(["reference"]);
  return rates.problems.map((what) =>
    errorAt(on.file, place, what, "name what stands in endpoints/, models/ and gpus/"),
  );
}
