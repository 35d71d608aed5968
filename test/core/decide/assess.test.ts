import { describe, expect, test } from "vitest";
import { assess } from "../../../src/core/decide/assess.ts";
import { centroidWeights } from "../../../src/core/decide/weights.ts";
import { type FactSheet, factNames } from "../../../src/core/decide/facts.ts";
import { type Alternative, alternatives, type Constraint, type FactsGiven } from "../../../src/core/decide/model.ts";
import { prepareDecision } from "../../../src/core/decide/prepare.ts";
import { data, facts, model, valuesOf } from "./real.ts";

const inside = { data_may_leave: "no", data_sensitivity: "regulated", ml_team: "some", gpu_access: "own" } as const;

describe("an assessment", () => {
  test("of nothing at all says what is usual, and asks", () => {
    const { recommended, facts: used, nextQuestion, ranking } = assess(model, {});
    expect(recommended).toBe("closed_api");
    expect(Object.values(used).every(({ origin }) => origin === "assumed")).toBe(true);
    expect(ranking.map(({ alternative }) => alternative).toSorted()).toEqual([...alternatives].toSorted());
    expect(nextQuestion).toBeDefined();
  });

  test("is not called sure where somebody says that a decisive fact is open, and asks for that fact", () => {
    const shipped: FactsGiven = {
      ...inside,
      ships_in_product: "yes",
      gpu_access: "none",
      frontier_quality_needed: "no",
    };
    expect(assess(model, facts({ ...shipped, offline_edge: "no" })).label).toBe("clear");
    const open = assess(model, facts({ ...shipped, offline_edge: "unknown" }));
    expect([open.recommended, open.label, open.telling]).toEqual([
      "open_self_hosted",
      "needs_more_information",
      "offline_edge",
    ]);
    expect(assess(model, facts({ ...shipped, offline_edge: "yes" })).recommended).toBe("edge_slm");
  });

  test("is as sure as before where somebody says that a fact is open which changes nothing", () => {
    const given = { ...inside, volume_tokens_per_month: 2_000_000_000 };
    expect(assess(model, facts({ ...given, latency: "unknown" })).label).toBe("clear");
  });

  test("asks for what is said to be open where the answer would make a leaning verdict clear, though nobody else wins", () => {
    const given: FactsGiven = {
      ...Object.fromEntries(factNames.map((name) => [name, valuesOf(name)[0]])),
      data_sensitivity: "public",
      preference: "open_models",
      frontier_quality_needed: "no",
      gpu_access: "cloud",
      volume_tokens_per_month: 300_000_000,
    };
    const saying = (team: string): unknown => assess(model, facts({ ...given, ml_team: team }));
    expect(saying("none")).toMatchObject({ recommended: "open_hosted", label: "clear" });
    expect(saying("strong")).toMatchObject({ recommended: "open_hosted", label: "leaning" });
    expect(saying("unknown")).toMatchObject({
      recommended: "open_hosted",
      label: "needs_more_information",
      nextQuestion: { fact: "ml_team" },
    });
  });

  test("asks for what is said to be open where it decides how the work is split, though not who wins", () => {
    const given: FactsGiven = {
      ...Object.fromEntries(factNames.map((name) => [name, valuesOf(name)[0]])),
      workload_mix: "mixed_both",
      data_sensitivity: "confidential",
      data_may_leave: "no",
      ml_team: "strong",
      gpu_access: "own",
    };
    expect(assess(model, facts(given))).toMatchObject({ recommended: "hybrid", label: "clear" });
    expect(assess(model, facts({ ...given, data_may_leave: "unknown" }))).toMatchObject({
      recommended: "hybrid",
      label: "needs_more_information",
      telling: "data_may_leave",
      decides: "it decides which part goes where",
      nextQuestion: { fact: "data_may_leave" },
    });
  });

  test("asks for a volume that is said to be open where ten times more or less would turn the verdict", () => {
    const usual = Object.fromEntries(factNames.map((name) => [name, valuesOf(name)[0]]));
    const given: FactsGiven = {
      ...usual,
      data_sensitivity: "public",
      ml_team: "strong",
      gpu_access: "cloud",
      frontier_quality_needed: "no",
    };
    const { label, telling } = assess(model, facts({ ...given, volume_tokens_per_month: null }));
    expect({ label, telling }).toEqual({ label: "needs_more_information", telling: "volume_tokens_per_month" });
  });

  test("shows what is excluded last, with the reason of every constraint that excludes it", () => {
    const { ranking, acceptability } = assess(model, facts({ ...inside, air_gapped: "yes" }));
    const api = ranking.find(({ alternative }) => alternative === "closed_api");
    expect(api?.excluded.map(({ constraint }) => constraint)).toEqual(["data-stays", "air-gapped"]);
    expect(api?.excluded[0]).toMatchObject({
      reason: expect.stringContaining("may not leave"),
      sources: ["CRIT-O6", "DIS-C06", "ADV-O03"],
    });
    const left = ranking.findIndex(({ excluded }) => excluded.length > 0);
    expect(ranking.slice(left).every(({ excluded }) => excluded.length > 0)).toBe(true);
    expect(acceptability.closed_api).toBe(0);
  });

  test("does not exclude for what is only likely, and lets it count all the same", () => {
    const sheet: FactSheet = { data_may_leave: { value: "no", hedged: true } };
    const { ranking, acceptability } = assess(model, sheet);
    expect(ranking.every(({ excluded }) => excluded.length === 0)).toBe(true);
    expect(acceptability.closed_api).toBeLessThan(0.3);
  });

  test("without anything left says which constraints collide, and what relaxing each would open", () => {
    const noDevices: Constraint = {
      id: "no-devices",
      title: "No devices",
      when: { facts: { gpu_access: "none" } },
      excludes: ["edge_slm"],
      because: "there are no devices",
      relax: "buy some",
      sources: "our assumption",
      examples: [{ facts: { gpu_access: "none" }, holds: true }],
    };
    const stricter = prepareDecision({ ...data, constraints: [...data.constraints, noDevices] });
    const given = { ships_in_product: "yes", time_to_market: "days", gpu_access: "none" } as const;
    const { recommended, runnerUp, label, collisions, flips, drivers, ranking } = assess(stricter, facts(given));
    expect({ recommended, runnerUp, label, flips, drivers }).toEqual({
      recommended: undefined,
      runnerUp: undefined,
      label: "needs_more_information",
      flips: [],
      drivers: [],
    });
    expect(ranking.every(({ excluded }) => excluded.length > 0)).toBe(true);
    expect(collisions).toEqual([
      {
        constraint: "ships-inside",
        relax: expect.any(String),
        opens: ["closed_api", "closed_private_cloud", "open_hosted", "hybrid"],
      },
      { constraint: "within-days", relax: expect.any(String), opens: ["open_self_hosted"] },
      { constraint: "no-devices", relax: "buy some", opens: ["edge_slm"] },
    ]);
    // And so it is.
    const relaxed = assess(stricter, facts({ ...given, ships_in_product: "no" }), { flips: false });
    expect(relaxed.recommended).toBe("closed_api");
  });

  test("holds for each driver a criterion, a reason and its grounds, the weightiest first", () => {
    const { drivers } = assess(model, facts(inside));
    expect(drivers.length).toBeGreaterThan(2);
    const sizes = drivers.map(({ effect }) => Math.abs(effect));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    for (const { criterion, because, speaksFor, effect } of drivers) {
      expect(data.criteria.criteria.map(({ id }) => id)).toContain(criterion);
      expect(because).not.toBe("");
      expect(speaksFor).toBe(effect >= 0);
    }
  });

  test("drives by differences that add up to the whole", () => {
    for (const given of [{}, inside, { time_to_market: "days" }] satisfies FactsGiven[]) {
      const { drivers, ranking, weights, recommended, runnerUp } = assess(model, facts(given), { flips: false });
      const valueOf = (one?: Alternative): number =>
        Object.entries(ranking.find(({ alternative }) => alternative === one)?.scores ?? {}).reduce(
          (sum, [criterion, score]) => sum + (weights[criterion] ?? 0) * score,
          0,
        );
      const sum = drivers.reduce((all, { effect }) => all + effect, 0);
      // What is too small to be named is left out.
      expect(Math.abs(sum - (valueOf(recommended) - valueOf(runnerUp)))).toBeLessThan(0.004 * model.criteria.length);
    }
  });

  test("takes each reason from the data, so that every sentence has its source", () => {
    const reasons = new Set([
      ...data.scores.flatMap(({ base = {}, adjust }) =>
        [...Object.values(base), ...adjust].map(({ because }) => because),
      ),
      ...data.criteria.criteria.map(({ means }) => means),
    ]);
    for (const given of [
      {},
      inside,
      { offline_edge: "yes" },
      { workload_mix: "mixed_both", ml_team: "strong" },
    ] satisfies FactsGiven[])
      for (const { because } of assess(model, facts(given)).drivers) expect(reasons).toContain(because);
  });

  test("goes by the weights that somebody set", () => {
    const ids = model.criteria.map(({ id }) => id);
    const given = facts({ ml_team: "strong", gpu_access: "own", time_to_market: "months", data_may_leave: "yes" });
    const first = (ranking: readonly string[]) => assess(model, given, { weights: centroidWeights(ranking, ids) });
    expect(first(["data-control", "independence", "customisation"]).recommended).toBe("open_self_hosted");
    expect(first(["time", "quality", "operations"]).recommended).toMatch(/^closed/);
    expect(first(["time"]).weights["time"]).toBeCloseTo(0.29, 2);
  });

  test("does not ask again what was skipped", () => {
    const { nextQuestion } = assess(model, {});
    const again = assess(model, {}, { skip: new Set(nextQuestion ? [nextQuestion.fact] : []) });
    expect(again.nextQuestion?.fact).not.toBe(nextQuestion?.fact);
    expect(again.recommended).toBe(assess(model, {}).recommended);
  });

  test("names the smallest change of a weight, on the weights that it shows", () => {
    const { weightFlip, weights } = assess(
      model,
      facts({ ml_team: "some", gpu_access: "cloud", time_to_market: "months" }),
    );
    expect(weightFlip).toBeDefined();
    expect(weightFlip?.from).toBeCloseTo(weights[weightFlip?.criterion ?? ""] ?? -1, 12);
  });

  test("has the cost of each alternative", () => {
    const { monthlyUsd } = assess(model, facts({ volume_tokens_per_month: 1e9 }));
    expect(monthlyUsd.closed_api).toBe(1_000 * data.cost.apiUsdPerMTok);
    expect(Object.keys(monthlyUsd)).toEqual([...alternatives]);
  });
});

describe("changes that turn the verdict round", () => {
  test("name each fact once, at most five of them, and never what is so already", () => {
    for (const given of [
      {},
      inside,
      { time_to_market: "days" },
      { frontier_quality_needed: "yes" },
    ] satisfies FactsGiven[]) {
      const { flips, facts: used, recommended } = assess(model, facts(given));
      expect(new Set(flips.map(({ fact }) => fact)).size).toBe(flips.length);
      expect(flips.length).toBeLessThanOrEqual(5);
      for (const { fact, from, to, becomes } of flips) {
        expect(from).toBe(used[fact].value);
        expect(to).not.toBe(from);
        expect(becomes).not.toBe(recommended);
      }
    }
  });

  test("name the volume from which another way is cheaper", () => {
    const usual = Object.fromEntries(factNames.map((name) => [name, valuesOf(name)[0]]));
    const { recommended, flips } = assess(model, facts({ ...usual, volume_tokens_per_month: 5e8 }));
    expect(recommended).toBe("closed_api");
    const flip = flips.find(({ fact }) => fact === "volume_tokens_per_month");
    expect(flip?.to).toBeGreaterThan(5e8);
    expect(flip?.becomes).toMatch(/^open/);
  });
});
