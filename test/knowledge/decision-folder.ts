import { factNames, factValues, volumeFact } from "../../src/core/decide/facts.ts";
import { alternatives } from "../../src/core/decide/model.ts";

/** The smallest decision flow in which everything that its files can hold stands, and nothing is wrong. */

const criteria = `weightSpread: 0.5
draws: 200
clearFrom: 0.85
leaningFrom: 0.6
criteria:
  - id: quality
    title: Quality
    means: answers are good
    weight: 0.7
    because: answers matter
    sources: [DEF-01]
    moves:
      - when: {frontier_quality_needed: yes}
        times: 2
        because: only the best will do
        sources: our assumption
        examples: [{facts: {frontier_quality_needed: yes}, holds: true}]
  - id: cost
    title: Cost
    means: it is cheap
    weight: 0.3
    because: money matters
    sources: our assumption
`;

const constraints = `- id: data-stays
  title: Data may not leave
  when: {data_may_leave: no}
  excludes: [closed_api, open_hosted]
  because: the data may not leave
  relax: let it leave
  sources: [DEF-01]
  examples:
    - {facts: {data_may_leave: no}, holds: true}
    - {facts: {data_may_leave: yes}, holds: false}
- id: offline
  title: Works offline
  when:
    any: [{offline_edge: yes}, {workload_mix: mixed_connectivity, volume_tokens_per_month: {min: 1e6, max: 1e9}}]
    not: {ships_in_product: [yes]}
  excludes: [closed_api]
  because: there is no network
  relax: find one
  sources: our assumption
  examples:
    - {facts: {workload_mix: mixed_connectivity, volume_tokens_per_month: 2e6}, holds: true}
    - {facts: {offline_edge: yes, ships_in_product: yes}, holds: false}
`;

const others = factNames.filter((name) => name !== volumeFact);
const scores = `- criterion: quality
  base:
${alternatives.map((one) => `    ${one}: {score: ${one === "edge_slm" ? 0.6 : 0.4}, because: it is as it is, sources: [DEF-01]}\n`).join("")}  adjust:
    - when: {volume_tokens_per_month: {min: 1e9}}
      add: {closed_private_cloud: 0.3}
      because: the volume is large
      sources: our assumption
      examples: [{facts: {volume_tokens_per_month: 2e9}, holds: true}]
${others
  .map((name, i) => {
    const value = factValues[name][1];
    return `    - when: {${name}: ${value}}
      add: {${alternatives[i % (alternatives.length - 1)] ?? ""}: 0.3}
      because: ${name} is ${value}
      sources: our assumption
      examples: [{facts: {${name}: ${value}}, holds: true}]
`;
  })
  .join("")}- criterion: cost
`;

const first = ["data_sensitivity", "air_gapped", volumeFact] as const;
const more: Readonly<Record<string, string>> = {
  data_may_leave: `  prior:
    usual: {yes: 0.8, no: 0.1, with_contract: 0.1}
    cases:
      - when: {data_sensitivity: classified}
        chances: {yes: 0, no: 1, with_contract: 0}
  follows:
    - when: {air_gapped: yes}
      value: no
      because: nothing gets out
      sources: our assumption
      examples: [{facts: {air_gapped: yes}, holds: true}]
`,
};
const questions = [...first, ...factNames.filter((name) => !first.some((one) => one === name))]
  .map((name) => {
    const values = name === volumeFact ? [1e6, 1e9] : factValues[name];
    const chances = values.map((value, i) => `${value}: ${i > 0 ? "0.1" : (1.1 - values.length / 10).toFixed(1)}`);
    const usual = name === volumeFact ? "{median: 1e8, spread: 0.4}" : `{${chances.join(", ")}}`;
    return `- fact: ${name}
  title: A fact
  ask: What is it?
  why: It matters.
  options:
${values.map((value) => `    - {value: ${value}, label: This one, says: it is this one}\n`).join("")}${
  more[name] ?? `  prior: {usual: ${usual}}\n`
}  sources: [DEF-01]
`;
  })
  .join("");

const remark = (id: string, when: string, example: string): string => `  - id: ${id}
    for: [closed_api, hybrid]
    when: ${when}
    says: Say this
    because: it is so
    sources: [DEF-01]
    examples: [${example}]
`;
const outcomes = `alternatives:
${alternatives
  .map(
    (one) => `  - id: ${one}
    title: Title
    short: Short
    verdict: Take it
    what: a thing
    entries: [alpha]
`,
  )
  .join("")}buildingBlocks:
${remark("block", "{}", "{facts: {}, holds: true}")}path:
${remark("start", "{time_to_market: days}", "{facts: {time_to_market: days}, holds: true}")}risks:
${remark("risk", "{ml_team: none}", "{facts: {ml_team: strong}, holds: false}")}nextSteps:
${remark("step", "{}", "{facts: {}, holds: true}")}`;

const cost = `asOf: "2026-11-22"
sources: [our price table]
reference: {api: seller/big-1, openModel: small-8b, gpu: card, gpus: 1, tpotLimitS: 100, terms: on-demand}
privateCloudTimes: 1.1
privateCloudFixedUsdPerMonth: 1000
leastReplicas: 1
peakToAverage: {steady: 2, spiky: 5, batch: 1.3}
peopleUsdPerMonth: 4000
partnerUsdPerMonth: 5000
edgeUsdPerMonth: 3500
edgeUsdPerMTok: 1
hybridClosedShare: 0.2
materialUsdPerMonth: 1500
worstTimes: 40
`;

export const decisionFiles: Readonly<Record<string, string>> = {
  "decision/criteria.yaml": criteria,
  "decision/constraints.yaml": constraints,
  "decision/scores.yaml": scores,
  "decision/questions.yaml": questions,
  "decision/outcomes.yaml": outcomes,
  "decision/cost.yaml": cost,
};
