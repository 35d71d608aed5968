import { describe, expect, test } from "vitest";
import {
  answer,
  back,
  checklist,
  describe as tell,
  type Draft,
  emptyDraft,
  groupWeights,
  next,
  state,
  tick,
  tickedIn,
} from "../../../src/core/decide/draft.ts";
import { changesBetween, summaryOf } from "../../../src/core/decide/changes.ts";
import { assess } from "../../../src/core/decide/assess.ts";
import { groupView } from "../../../src/core/decide/group.ts";
import { decisionRecord } from "../../../src/core/decide/record.ts";
import { realKnowledge } from "../../support/real-knowledge.ts";

const model = (await realKnowledge()).decision;
if (!model) throw new Error("the decision flow is broken");
const stated = { data_may_leave: { value: "no", words: "must stay in house" } } as const;
const told = tell(emptyDraft, "It must stay in house.", stated);

describe("an assessment in the making", () => {
  test("begins with a description, then what is rare in one list, then one question at a time until none tells more", () => {
    expect(next(model, emptyDraft).kind).toBe("describe");
    expect(next(model, told).kind).toBe("checklist");
    let draft: Draft = tick(told, model, []);
    const asked: string[] = [];
    for (;;) {
      const step = next(model, draft);
      if (step.kind !== "ask") break;
      asked.push(step.question.fact);
      draft = answer(draft, step.question.fact, step.question.options[0]?.value ?? "unknown");
    }
    expect(next(model, draft).kind).toBe("done");
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).not.toContain("data_may_leave");
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  test("ticks say yes to what is ticked and no to the rest of the list", () => {
    const ticked = tick(told, model, ["offline_edge"]);
    expect(tickedIn(ticked, model)).toEqual(["offline_edge"]);
    const others = checklist(model).filter(({ fact }) => fact !== "offline_edge");
    expect(others.map(({ fact }) => ticked.facts[fact]?.value)).toEqual(others.map(({ options }) => options[0]?.value));
  });

  test("a step back leaves everything as it was, as often as there were steps", () => {
    const one = tick(told, model, ["air_gapped"]);
    const two = answer(one, "ml_team", "strong", "U1");
    expect(back(two)).toEqual(one);
    expect(back(back(two))).toEqual(told);
    expect(back(emptyDraft)).toEqual(emptyDraft);
  });

  test("what was answered is kept when the description is written anew, and what it said before is not", () => {
    const answered = answer(told, "ml_team", "strong", "U1");
    const again = tell(answered, "Another.", { gpu_access: { value: "own" }, ml_team: { value: "none" } });
    expect(again.facts).toEqual({ gpu_access: { value: "own" }, ml_team: { value: "strong", by: "U1" } });
  });

  test("skipping is an answer: it is not asked again", () => {
    let draft: Draft = tick(told, model, []);
    const step = next(model, draft);
    if (step.kind !== "ask") throw new Error("nothing asked");
    draft = answer(draft, step.question.fact, "unknown");
    const after = next(model, draft);
    expect(after.kind === "ask" && after.question.fact).not.toBe(step.question.fact);
  });
});

describe("several people who rank", () => {
  const rankings = {
    U1: ["data-control", "compliance", "independence"],
    U2: ["time", "cost", "operations"],
  };
  const draft: Draft = { ...emptyDraft, facts: { data_may_leave: { value: "with_contract" } }, rankings };

  test("are weighed together, and told where they differ and whether that matters", () => {
    const view = groupView(model, draft);
    expect(view?.people).toBe(2);
    expect(view?.disputed).toEqual(expect.arrayContaining(["data-control", "time"]));
    expect(view?.matters).toBe(view?.verdicts.some(({ recommended }) => recommended !== view.together));
    const weights = groupWeights(model, draft);
    expect(weights?.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  });

  test("are nobody where nobody ranked", () => {
    expect(groupView(model, emptyDraft)).toBeUndefined();
    expect(groupWeights(model, emptyDraft)).toBeUndefined();
  });
});

test("what changed since the last run is the facts, the knowledge and the verdict", () => {
  const before = summaryOf(assess(model, { data_may_leave: { value: "no" }, ml_team: { value: "some" } }), "v1");
  const now = summaryOf(assess(model, { data_may_leave: { value: "yes" }, ml_team: { value: "none" } }), "v2");
  expect(changesBetween(before, before)).toEqual({ facts: [], knowledge: false, verdict: undefined });
  expect(changesBetween(before, now)).toEqual({
    facts: [
      { fact: "data_may_leave", from: "no", to: "yes" },
      { fact: "ml_team", from: "some", to: "none" },
    ],
    knowledge: true,
    verdict: { from: "open_self_hosted", to: "closed_api" },
  });
});

test("the decision record says what was decided, on which facts and whose, against what, and when to look again", () => {
  const named = answer({ ...told, name: "Letters\n# not a heading" }, "ml_team", "some", "U2");
  const draft = state(named, "latency", { value: "relaxed", words: "nobody\n# waits", readBy: "a-model" });
  const text = decisionRecord({
    draft,
    assessment: assess(model, draft.facts),
    model,
    status: "proposed",
    decidedOn: "2026-11-30",
    revisitBy: "2027-05-30",
    knowledgeVersion: "abc",
    nameOf: (by) => `@${by}`,
  });
  expect(text).toMatch(
    /^# Letters # not a heading\n\n- Status: Proposed\n- Date: 2026-11-30\n- Revisit by: 2027-05-30\n/,
  );
  for (const part of ["Context", "Facts", "Decision", "Alternatives", "Dissent", "Next steps"])
    expect(text).toContain(`\n## ${part}\n`);
  expect(text).toContain("(read by a-model in “nobody # waits”, confirmed by whoever described it)");
  expect(text).toContain("> It must stay in house.");
  expect(text).toContain("People who know ML: One or a few people (@U2)");
  expect(text).toMatch(/Closed model through its vendor's API: left out, since the data may not leave/);
});
