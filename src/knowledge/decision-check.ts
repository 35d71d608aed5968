import type { RateCardRead } from "../core/cost/rate-card.ts";
import { canAllFail } from "../core/decide/condition.ts";
import { alternatives } from "../core/decide/model.ts";
import { prepareDecision } from "../core/decide/prepare.ts";
import { reachOf } from "../core/decide/reach.ts";
import { questionProblems } from "./decision-questions.ts";
import { remarkLists, rounded, ruleProblems, sumsToOne, twice } from "./decision-rules.ts";
import { didYouMean, errorAt, fileStart, type Problem, warningAt } from "./problems.ts";
import { type DecisionShelf, decisionOf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

/** What the files of the decision flow must be together: no schema of one file can see it. */
export function decisionProblems(decision: DecisionShelf): Problem[] {
  return [
    ...weightProblems(decision),
    ...scoreProblems(decision),
    ...constraintProblems(decision),
    ...questionProblems(decision),
    ...outcomeProblems(decision),
    ...ruleProblems(decision),
  ];
}

function weightProblems({ criteria: on }: DecisionShelf): Problem[] {
  if (!on) return [];
  const { criteria, clearFrom, leaningFrom } = on.data;
  const problems = twice(
    on,
    "this id",
    criteria.map(({ id }, i) => [["criteria", i, "id"], id]),
  );
  const { sum, is } = sumsToOne(criteria.map(({ weight }) => weight));
  if (!is) {
    const what = `the weights sum to ${rounded(sum)}`;
    problems.push(errorAt(on.file, on.keyOf(["criteria"]), what, "change them until they sum to 1"));
  }
  if (leaningFrom >= clearFrom) {
    const what = `leaningFrom is not below clearFrom (${clearFrom})`;
    problems.push(errorAt(on.file, on.placeOf(["leaningFrom"]), what, "write a smaller share"));
  }
  return problems;
}

function scoreProblems({ criteria, scores: on }: DecisionShelf): Problem[] {
  if (!on) return [];
  const problems = twice(
    on,
    "this criterion",
    on.data.map(({ criterion }, i) => [[i, "criterion"], criterion]),
  );
  const computed = on.data.findIndex(({ base }) => base === undefined);
  for (const [i, { criterion, base }] of on.data.entries()) {
    if (base !== undefined || on.data[computed]?.criterion === criterion) continue;
    const what = `${criterion} has no base scores, and neither has ${on.data[computed]?.criterion ?? ""}`;
    const remedy = "add base: with a score for each alternative; only one criterion's scores are computed";
    problems.push(errorAt(on.file, on.placeOf([i, "criterion"]), what, remedy));
  }
  if (!criteria) return problems;
  const ids = criteria.data.criteria.map(({ id }) => id);
  // What stands twice was probably meant to be the one that is missing: one mistake, not two.
  if (new Set(ids).size < ids.length) return problems;
  const unknown = on.data.flatMap(({ criterion }, i) => (ids.includes(criterion) ? [] : [{ criterion, i }]));
  for (const { criterion, i } of unknown) {
    const near = didYouMean(criterion, ids);
    const remedy = near ? `did you mean ${near}?` : `write the id of one in ${criteria.file}, or add it there`;
    problems.push(errorAt(on.file, on.placeOf([i, "criterion"]), `there is no criterion ${criterion}`, remedy));
  }
  // A criterion that is spelt wrongly is one mistake, not two.
  const scored = new Set(on.data.map(({ criterion }) => criterion));
  const meant = new Set(unknown.map(({ criterion }) => didYouMean(criterion, ids)));
  for (const [i, id] of ids.entries()) {
    if (scored.has(id) || meant.has(id)) continue;
    const place = criteria.placeOf(["criteria", i, "id"]);
    problems.push(errorAt(criteria.file, place, `the criterion ${id} has no scores`, `add them to ${on.file}`));
  }
  return problems;
}

function constraintProblems({ constraints: on }: DecisionShelf): Problem[] {
  if (!on) return [];
  const problems = twice(
    on,
    "this id",
    on.data.map(({ id }, i) => [[i, "id"], id]),
  );
  const out = alternatives.filter(
    (one) => !canAllFail(on.data.filter(({ excludes }) => excludes.includes(one)).map(({ when }) => when)),
  );
  const which = out.length === alternatives.length ? "everything" : out.join(", ");
  if (which)
    problems.push(
      errorAt(
        on.file,
        fileStart,
        `whatever the facts are, the constraints exclude ${which}`,
        "write conditions that do not hold for all of them",
      ),
    );
  return problems;
}

function outcomeProblems({ outcomes: on }: DecisionShelf): Problem[] {
  if (!on) return [];
  const given = on.data.alternatives.map(({ id }) => id);
  const again = twice(
    on,
    "this alternative",
    given.map((id, i) => [["alternatives", i, "id"], id]),
  );
  const missing = again.length > 0 ? [] : alternatives.filter((one) => !given.includes(one));
  return [
    ...again,
    ...twice(
      on,
      "this id",
      remarkLists.flatMap((list) => on.data[list].map(({ id }, i): [Path, string] => [[list, i, "id"], id])),
    ),
    ...missing.map((one) =>
      errorAt(on.file, on.keyOf(["alternatives"]), `the alternative ${one} is missing`, `add - id: ${one}`),
    ),
  ];
}

/** What no workload comes to, and what it is useless to ask; for files that are otherwise right. */
export function reachProblems(decision: DecisionShelf, rates: RateCardRead | undefined): Problem[] {
  const data = decisionOf(decision, rates);
  const { outcomes, questions } = decision;
  if (!data || !outcomes || !questions) return [];
  const { never, idle } = reachOf(prepareDecision(data));
  return [
    ...never.map((one) => {
      const place = outcomes.placeOf(["alternatives", data.outcomes.alternatives.findIndex(({ id }) => id === one)]);
      const remedy = "raise its scores, or let fewer constraints exclude it";
      return warningAt(outcomes.file, place, `none of 4000 made-up workloads comes to ${one}`, remedy);
    }),
    ...idle.map((fact) => {
      const place = questions.placeOf([data.questions.findIndex((question) => question.fact === fact), "fact"]);
      const what = `no answer about ${fact} changes a verdict`;
      return warningAt(questions.file, place, what, "let a constraint, a weight or a score look at it");
    }),
  ];
}
