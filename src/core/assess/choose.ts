/** Taking or declining what a model read, on the page that asks. */
import type { Assessor } from "../ports.ts";
import type { Doc } from "./doc.ts";
import { type Answers, answeredAll } from "./flow.ts";
import { factIn } from "./refs.ts";
import { chosen } from "./second.ts";

/**
 * @param args a pressed button's: the fact and its value
 * @param filled what is filled in on the page counts, though nobody pressed "Next"
 * @returns undefined where the offer no longer stands
 */
export function chosenBeside(
  assessor: Assessor,
  doc: Doc,
  args: readonly string[],
  take: boolean,
  filled: Answers,
): Doc | undefined {
  const given = factIn(args);
  const after = given && chosen(assessor, doc, given, take);
  return (
    after &&
    answeredAll(
      after,
      filled.filter(([fact, value]) => fact !== given[0] && value !== "unknown"),
    )
  );
}
