import { describe, expect, test } from "vitest";
import { assess } from "../../../src/core/decide/assess.ts";
import { type Alternative, alternatives, type FactsGiven } from "../../../src/core/decide/model.ts";
import { facts, model } from "./real.ts";

/** What the documents' decision procedures and choose-when lists say of a workload, and what must be said of it. */
interface Row {
  readonly is: string;
  readonly given: FactsGiven;
  readonly to: readonly Alternative[];
  /** Ids of remarks that must be said. */
  readonly says?: readonly string[];
  readonly saysNot?: readonly string[];
  /** Constraints that must be named as reasons. */
  readonly names?: readonly string[];
}

const closed: readonly Alternative[] = ["closed_api", "closed_private_cloud"];
const open: readonly Alternative[] = ["open_hosted", "open_self_hosted"];
const team = { ml_team: "some", gpu_access: "cloud" } as const;
const strongTeam = { ml_team: "strong", gpu_access: "own" } as const;
const nobody = { ml_team: "none", gpu_access: "none", partner_available: "no" } as const;

function leads(rows: readonly Row[]): void {
  test.for(rows)("$is", ({ given, to, says = [], saysNot = [], names = [] }) => {
    const found = assess(model, facts(given), { flips: false });
    const { recommended, ranking, buildingBlocks, path, risks, nextSteps } = found;
    const said = [...buildingBlocks, ...path, ...risks, ...nextSteps].map(({ id }) => id);
    expect(to).toContain(recommended);
    expect(said).toEqual(expect.arrayContaining([...says]));
    expect(said.filter((id) => saysNot.includes(id))).toEqual([]);
    const named = ranking.flatMap(({ excluded }) => excluded.map(({ constraint }) => constraint));
    expect(named).toEqual(expect.arrayContaining([...names]));
  });
}

describe("four steps: needs, constraints, evaluation, deployment (PROC-1)", () => {
  const ways: Readonly<Record<Alternative, FactsGiven>> = {
    closed_api: { data_sensitivity: "public" },
    closed_private_cloud: { data_sensitivity: "regulated", data_may_leave: "with_contract", suite_bundle: "yes" },
    open_hosted: { weights_inspection_needed: "yes", data_may_leave: "yes", ...nobody },
    open_self_hosted: { data_may_leave: "no", ...strongTeam },
    hybrid: { workload_mix: "mixed_both", data_may_leave: "no", ...strongTeam },
    edge_slm: { offline_edge: "yes", workload_mix: "single" },
  };
  test.for(alternatives)("are the next steps in that order for %s", (alternative) => {
    const { recommended, nextSteps } = assess(model, facts(ways[alternative]), { flips: false });
    expect(recommended).toBe(alternative);
    expect(nextSteps.map(({ id }) => id)).toEqual([
      "define-needs",
      "check-constraints",
      "evaluate",
      "deploy-and-refine",
    ]);
  });
});

describe("three dimensions (PROC-2)", () => {
  leads([
    {
      is: "general work goes to a closed model",
      given: { data_sensitivity: "internal", customization_depth: "prompt" },
      to: closed,
    },
    {
      is: "niche work goes to an open one",
      given: { customization_depth: "deep", ...strongTeam },
      to: ["open_self_hosted"],
      says: ["lora"],
    },
    {
      is: "strictly regulated work may need an open one",
      given: { data_sensitivity: "regulated", regulation: "hipaa", data_may_leave: "no", ...team },
      to: ["open_self_hosted"],
      says: ["compliance-is-yours", "not-absolute"],
      names: ["data-stays"],
    },
    { is: "who lacks people and hardware starts closed", given: nobody, to: ["closed_api"] },
    {
      is: "who puts independence first goes open",
      given: { vendor_lockin_tolerance: "low", preference: "open_models", ...team },
      to: open,
    },
    { is: "who puts speed first goes closed", given: { time_to_market: "days" }, to: ["closed_api"] },
  ]);
});

describe("choose open-weight when (PROC-3)", () => {
  leads([
    {
      is: "it has to run on your premises (CRIT-O1)",
      given: { data_may_leave: "no", ...strongTeam },
      to: ["open_self_hosted"],
    },
    {
      is: "residency and control matter, and no closed vendor is there (CRIT-O2)",
      given: { data_residency: "in_country", closed_vendor_in_region: "no", ...team },
      to: open,
      names: ["no-vendor-in-country"],
    },
    {
      is: "deeper customisation is wanted (CRIT-O3)",
      given: { customization_depth: "deep", ...team },
      to: ["open_self_hosted"],
      says: ["deep-adaptation"],
    },
    {
      is: "and only then when somebody can run it (CRIT-O4)",
      given: { vendor_lockin_tolerance: "low", ...nobody, data_may_leave: "yes" },
      to: [...closed, "open_hosted"],
    },
    {
      is: "long-run cost matters more than set-up speed (CRIT-O5)",
      given: { time_to_market: "months", budget_style: "capex", volume_tokens_per_month: 3e9, ...strongTeam },
      to: ["open_self_hosted"],
    },
    {
      is: "privacy is strict or rules bind (CRIT-O6)",
      given: { data_sensitivity: "classified", ...team },
      to: ["open_self_hosted"],
      names: ["classified"],
    },
    {
      is: "charges at an API become prohibitive (CRIT-O7)",
      given: { volume_tokens_per_month: 2e10, ...team },
      to: open,
    },
    {
      is: "the same with nobody to run it: at a host",
      given: { volume_tokens_per_month: 2e10, ...nobody },
      to: ["open_hosted"],
    },
    {
      is: "the task is highly specialised (CRIT-O8)",
      given: { customization_depth: "light_finetune", frontier_quality_needed: "no", ...strongTeam },
      to: open,
      says: ["lora"],
    },
    {
      is: "control and independence come first (CRIT-O9)",
      given: { vendor_lockin_tolerance: "low", safety_filters: "own_control", ...strongTeam },
      to: ["open_self_hosted"],
    },
  ]);
});

describe("choose closed when (PROC-3)", () => {
  leads([
    {
      is: "the path to production must be the fastest (CRIT-C1)",
      given: { time_to_market: "days", ...team },
      to: ["closed_api"],
      names: ["within-days"],
    },
    { is: "nobody wishes to host (CRIT-C2)", given: { ...nobody, data_may_leave: "yes" }, to: ["closed_api"] },
    {
      is: "managed service and ready tools matter (CRIT-C3)",
      given: { mission_critical: "yes", on_call_team: "no" },
      to: closed,
      says: ["fallback"],
    },
    { is: "frontier capability is needed (CRIT-C4)", given: { frontier_quality_needed: "yes" }, to: closed },
    {
      is: "it is frontier capability even with a team (CRIT-C4)",
      given: { frontier_quality_needed: "yes", ...team },
      to: closed,
    },
    { is: "pictures, sound or video are involved (CRIT-C5)", given: { multimodal_needed: "yes" }, to: closed },
    {
      is: "needs are general (CRIT-C6)",
      given: { customization_depth: "prompt", data_sensitivity: "public" },
      to: ["closed_api"],
      says: ["system-prompt"],
    },
    {
      is: "expertise and infrastructure are lacking (CRIT-C7)",
      given: { ...nobody, data_sensitivity: "internal" },
      to: ["closed_api"],
    },
    {
      is: "speed and convenience come first (CRIT-C8)",
      given: { time_to_market: "days", vendor_lockin_tolerance: "high", safety_filters: "vendor_built_in" },
      to: ["closed_api"],
    },
  ]);
});

describe("key take-aways (PROC-4)", () => {
  leads([
    {
      is: "strict privacy, compliance and tuning: open",
      given: { data_may_leave: "no", regulation: "finance", customization_depth: "light_finetune", ...team },
      to: ["open_self_hosted"],
    },
    {
      is: "reasoning, a quick launch and no infrastructure: closed",
      given: { frontier_quality_needed: "yes", time_to_market: "days", ...nobody },
      to: ["closed_api"],
    },
    {
      is: "both at once: closed for hard logic, open for private and heavy work",
      given: {
        workload_mix: "mixed_both",
        data_may_leave: "no",
        frontier_quality_needed: "yes",
        volume_tokens_per_month: 2e9,
        ...strongTeam,
      },
      to: ["hybrid"],
      says: ["router", "two-stacks"],
    },
  ]);
});

describe("four pillars (PROC-5)", () => {
  leads([
    {
      is: "privacy paramount and talent there: open (RULE-03)",
      given: { data_sensitivity: "confidential", data_may_leave: "no", ml_team: "strong", gpu_access: "cloud" },
      to: ["open_self_hosted"],
    },
    {
      is: "rapid and general: closed (RULE-04)",
      given: { time_to_market: "days", frontier_quality_needed: "yes" },
      to: closed,
    },
    {
      is: "paid as it is used: not of one's own",
      given: { budget_style: "opex", ...team, volume_tokens_per_month: 1e8 },
      to: [...closed, "open_hosted"],
    },
    {
      is: "talent without a need for privacy: no verdict by itself",
      given: { ...strongTeam, data_sensitivity: "public" },
      to: alternatives,
    },
  ]);
  test("talent without a need for privacy is not called clear for self-hosting", () => {
    const { recommended, label } = assess(model, facts({ ...strongTeam, data_sensitivity: "public" }), {
      flips: false,
    });
    expect(recommended === "open_self_hosted" && label === "clear").toBe(false);
  });
});

describe("hybrid allocation (PROC-6)", () => {
  leads([
    {
      is: "tasks that differ in sensitivity are split by a rule",
      given: { workload_mix: "mixed_sensitivity", data_may_leave: "no", ...team },
      to: ["hybrid"],
      says: ["task-split", "two-stacks"],
      saysNot: ["router"],
    },
    {
      is: "requests that differ in difficulty go through a router",
      given: { workload_mix: "mixed_complexity", data_may_leave: "yes", volume_tokens_per_month: 3e9, ...team },
      to: ["hybrid"],
      says: ["router"],
      saysNot: ["task-split"],
    },
    {
      is: "work that is partly offline is split by connection",
      given: { workload_mix: "mixed_connectivity" },
      to: ["hybrid"],
      says: ["offline-sync"],
    },
    { is: "work that is all alike is not split", given: { workload_mix: "single", ...team }, to: [...closed, ...open] },
  ]);
});

describe("can we run and adapt it ourselves (PROC-7)", () => {
  leads([
    {
      is: "whoever must examine the weights needs to have them",
      given: { weights_inspection_needed: "yes", ...team },
      to: open,
      names: ["inspection"],
    },
    {
      is: "whoever must keep a version for years needs to have it",
      given: { version_pinning_needed: "yes", ...team },
      to: open,
      names: ["pinned-version"],
    },
    {
      is: "whoever ships a model needs to have it",
      given: { ships_in_product: "yes", ...team },
      to: ["open_self_hosted", "edge_slm"],
      names: ["ships-inside"],
      says: ["licence"],
    },
  ]);
});

describe("start, then migrate (PROC-8)", () => {
  leads([
    {
      is: "self-hosting that may begin elsewhere begins on a closed API",
      given: { volume_tokens_per_month: 1e10, data_may_leave: "yes", time_to_market: "weeks", ...strongTeam },
      to: ["open_self_hosted"],
      says: ["prototype-then-migrate"],
    },
    {
      is: "data that may not leave cannot begin there",
      given: { data_may_leave: "no", time_to_market: "weeks", ...strongTeam },
      to: ["open_self_hosted"],
      saysNot: ["prototype-then-migrate"],
    },
    {
      is: "a large bill at a closed API is watched",
      given: { volume_tokens_per_month: 5e8, frontier_quality_needed: "yes" },
      to: closed,
      says: ["watch-the-bill"],
    },
    {
      is: "a small one is not",
      given: { volume_tokens_per_month: 3e6 },
      to: ["closed_api"],
      saysNot: ["watch-the-bill"],
    },
  ]);
});

describe("defaults by segment (PROC-9)", () => {
  leads([
    {
      is: "an enterprise that needs reliability: closed",
      given: { mission_critical: "yes", data_sensitivity: "internal" },
      to: closed,
    },
    {
      is: "an enterprise that needs control: open",
      given: { data_sensitivity: "confidential", vendor_lockin_tolerance: "low", ...strongTeam },
      to: ["open_self_hosted"],
    },
    {
      is: "a start-up in a hurry: closed",
      given: { time_to_market: "days", volume_tokens_per_month: 3e6, budget_style: "opex" },
      to: ["closed_api"],
    },
    { is: "unproven demand: closed", given: { volume_tokens_per_month: 1e6, ...nobody }, to: ["closed_api"] },
  ]);
});

describe("corners that no procedure settles", () => {
  leads([
    {
      is: "data may not leave and nobody knows ML, but a partner can be paid: the partner first",
      given: { data_may_leave: "no", ml_team: "none", partner_available: "yes" },
      to: ["open_self_hosted"],
      says: ["partner-first", "not-absolute"],
      saysNot: ["narrow-scope"],
    },
    {
      is: "data may not leave, nobody knows ML and no partner: whom to hire, or a narrower scope",
      given: { data_may_leave: "no", ml_team: "none", partner_available: "no", data_sensitivity: "regulated" },
      to: ["open_self_hosted", "edge_slm"],
      says: ["partner-first", "narrow-scope"],
      names: ["data-stays"],
    },
    {
      is: "massive volume and frontier quality on every request: what can go to a smaller model",
      given: { volume_tokens_per_month: 2e10, frontier_quality_needed: "yes", workload_mix: "single" },
      to: closed,
      says: ["volume-and-frontier", "watch-the-bill"],
    },
    {
      is: "massive volume and frontier quality, and the work is mixed: the hard part to the strong model",
      given: {
        volume_tokens_per_month: 2e10,
        frontier_quality_needed: "yes",
        workload_mix: "mixed_complexity",
        ...team,
      },
      to: ["hybrid"],
      says: ["router"],
    },
    {
      is: "complex and sensitive requests in a router: what is sensitive never leaves",
      given: { workload_mix: "mixed_both", data_may_leave: "no", data_sensitivity: "regulated", ...team },
      to: ["hybrid"],
      says: ["router", "compliance-is-yours"],
      names: ["data-stays"],
    },
    {
      is: "requests that are all sensitive, and differ in difficulty: none of them leaves",
      given: { workload_mix: "mixed_complexity", data_may_leave: "no", data_sensitivity: "regulated", ...team },
      to: ["open_self_hosted"],
      names: ["data-stays", "nothing-to-split"],
    },
    {
      is: "mission-critical and nobody on call, and it may be managed: let it be",
      given: { mission_critical: "yes", on_call_team: "no", ...team },
      to: closed,
      says: ["fallback"],
    },
    {
      is: "mission-critical and nobody on call, and it must be of one's own: settle that first",
      given: { mission_critical: "yes", on_call_team: "no", data_may_leave: "no", ...team },
      to: ["open_self_hosted"],
      says: ["on-call"],
    },
    {
      is: "offline and frontier quality: not to be had today",
      given: { offline_edge: "yes", frontier_quality_needed: "yes", workload_mix: "single" },
      to: ["edge_slm"],
      says: ["offline-frontier", "capability-gap"],
      names: ["offline"],
    },
    {
      is: "partly offline and frontier quality: the strong model where there is a connection",
      given: { offline_edge: "yes", frontier_quality_needed: "yes", workload_mix: "mixed_connectivity" },
      to: ["hybrid"],
      says: ["offline-sync", "offline-frontier"],
      names: ["offline-part"],
    },
  ]);
});

describe("a preference", () => {
  leads([
    {
      is: "does not count against a hard constraint",
      given: { preference: "closed_models", data_may_leave: "no", ...team },
      to: ["open_self_hosted"],
      says: ["preference-overruled-open"],
    },
    {
      is: "is answered when the facts speak against it",
      given: { preference: "open_models", time_to_market: "days", ...nobody, frontier_quality_needed: "yes" },
      to: ["closed_api"],
      says: ["preference-overruled"],
    },
  ]);
});
