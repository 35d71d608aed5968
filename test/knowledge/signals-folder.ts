/** The smallest files of words that state facts in which everything that they can hold stands, and nothing is wrong. */

const grammar = [
  ["breaks", "but"],
  ["abbreviations", "etc"],
  ["negators", "no|not"],
  ["notNegators", "not only"],
  ["negatorsAfter", " is not needed"],
  ["hedges", "maybe"],
  ["conditions", "if"],
  ["consequences", "would"],
  ["others", "competitors"],
  ["ours", "we"],
  ["otherTimes", "last year"],
  ["doubts", "unclear"],
  ["doubtsAfter", " is open"],
  ["leftOpen", "nobody has decided"],
  ["questions", "should"],
  ["questionsUnmarked", "should we"],
  ["presupposed", "given"],
  ["corrections", "actually"],
]
  .map(([name, pattern]) => `  ${name}: ["${pattern}"]\n`)
  .join("");

const signals = `grammar:
${grammar}spelling:
  words: [confidential]
  keep: [confidence]
volume:
  perMonth:
    - times: 30.44
      names: [day]
  per: [a]
  adverbs:
    daily: day
  workingDaysPerMonth: 21.7
  workingHoursPerDay: 8
  working: [working days]
  sizes:
    - tokens: 1
      names: [tokens]
  items:
    - assumedTokens: 1500
      names: [requests]
  people: [users]
  each: [each]
  inward: [in]
  outward: [out]
  unusable: [peak]
  vague: [some]
  amounts:
    - assumedTokensPerMonth: 3000000
      patterns: [low volume]
  bill:
    assumedDollarsPerMillionTokens: 4
    patterns: [bill]
words:
  gpu: [gpus, graphics cards]
refines:
  gpu_access:
    - [none, cloud]
together:
  - fact: workload_mix
    values: [mixed_complexity, mixed_sensitivity]
    becomes: mixed_both
  - fact: data_sensitivity
    values: [public]
    beside: { data_may_leave: "no" }
    implies: { workload_mix: mixed_sensitivity }
topics:
  latency: [latency]
labels:
  answers:
    "yes": ["yes"]
    "no": ["no"]
  facts:
    latency:
      names: [latency]
      also:
        relaxed: [slow]
signals:
  - id: has-gpus
    fact: gpu_access
    value: own
    patterns: ["{gpu}"]
    unless: ["rent"]
    negated: none
    negation: near
    implies: { budget_style: capex }
    example:
      - text: We have gpus.
        facts: { gpu_access: own, budget_style: capex }
    never: [The cards are old.]
    source: [DEF-01]
`;

const said = `believe:
  sureFrom: 90
  likelyFrom: 80
  eagerFrom: 60
  eagerly: [data_may_leave]
  apart: {regulation: 70}
alike:
  place: [house, vault]
says:
  data_may_leave:
    no:
      - Nothing leaves the house.
      - Everything stays in the vault.
    yes:
      - It may go out.
nothing:
  - The house is old.
`;

export const signalFiles: Readonly<Record<string, string>> = {
  "decision/signals.yaml": signals,
  "decision/said.yaml": said,
};
