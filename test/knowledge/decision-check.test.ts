import { describe } from "vitest";
import { told } from "./table.ts";

const [criteria, constraints, scores, questions, outcomes] = [
  "decision/criteria.yaml",
  "decision/constraints.yaml",
  "decision/scores.yaml",
  "decision/questions.yaml",
  "decision/outcomes.yaml",
] as const;

describe("criteria", () => {
  told([
    [
      "weights that do not sum to 1, at the list",
      criteria,
      "weight: 0.7",
      "weight: 0.75",
      ":5:1: the weights sum to 1.05; change them until they sum to 1",
    ],
    [
      "an id that stands twice",
      criteria,
      "- id: cost",
      "- id: quality",
      ":18:9: this id stands above too; give each its own",
    ],
    [
      "leaning that begins above clear",
      criteria,
      "leaningFrom: 0.6",
      "leaningFrom: 0.9",
      ":4:14: leaningFrom is not below clearFrom (0.85); write a smaller share",
    ],
    [
      "a weight out of range",
      criteria,
      "weight: 0.7",
      "weight: 7",
      ":9:13: criteria[1].weight can't be 7; write the weight as a number from 0 to 1",
    ],
    [
      "a coverage id that does not exist",
      criteria,
      "[DEF-01]",
      "[DEF-01, DEF-09]",
      ":11:23: there is no coverage id DEF-09; did you mean DEF-01?",
    ],
    [
      "a source that is neither",
      criteria,
      "our assumption",
      "a guess",
      ':16:18: criteria[1].moves[1].sources can\'t be "a guess"; list coverage ids, e.g. [CRIT-O6], or write: our assumption',
    ],
  ]);
});

describe("scores", () => {
  told([
    [
      "a criterion that is spelt wrongly is one problem",
      scores,
      "criterion: quality",
      "criterion: qualty",
      ":1:14: there is no criterion qualty; did you mean quality?",
    ],
    [
      "a criterion that nothing is like",
      scores,
      /$/,
      "- criterion: zebra\n  base:\n    closed_api: {score: 0.4, because: x, sources: our assumption}\n    closed_private_cloud: {score: 0.4, because: x, sources: our assumption}\n    open_hosted: {score: 0.4, because: x, sources: our assumption}\n    open_self_hosted: {score: 0.4, because: x, sources: our assumption}\n    hybrid: {score: 0.4, because: x, sources: our assumption}\n    edge_slm: {score: 0.4, because: x, sources: our assumption}\n",
      ":151:14: there is no criterion zebra; write the id of one in decision/criteria.yaml, or add it there",
    ],
    [
      "a criterion without scores, at the criterion",
      scores,
      "- criterion: cost\n",
      "",
      "decision/criteria.yaml:18:9: the criterion cost has no scores; add them to decision/scores.yaml",
    ],
    [
      "a second criterion without base scores",
      scores,
      /  base:\n(    \w+: .*\n)+/,
      "",
      ":143:14: cost has no base scores, and neither has quality; add base: with a score for each alternative; only one criterion's scores are computed",
    ],
    [
      "the same criterion twice",
      scores,
      /$/,
      "- criterion: cost\n",
      ":151:14: this criterion stands above too; give each its own",
    ],
    [
      "an alternative that is spelt wrongly",
      scores,
      "open_hosted: {",
      "open_hostd: {",
      ":5:5: unknown key open_hostd; did you mean open_hosted?",
    ],
    [
      "an alternative without a score",
      scores,
      /    edge_slm: \{score.*\n/,
      "",
      ":2:3: base.edge_slm of item 1 is missing; write a score as lines of key: value",
    ],
    [
      "a change too large",
      scores,
      "{closed_private_cloud: 0.3}",
      "{closed_private_cloud: 3}",
      ":11:35: adjust[1].add.closed_private_cloud of item 1 can't be 3; write what is added as a number from -1 to 1",
    ],
  ]);
});

describe("conditions and examples", () => {
  told([
    [
      "a fact that is spelt wrongly",
      constraints,
      "when: {data_may_leave: no}",
      "when: {data_may_leav: no}",
      ":3:10: unknown key data_may_leav; did you mean data_may_leave?",
    ],
    [
      "a value that is spelt wrongly",
      constraints,
      "when: {data_may_leave: no}",
      "when: {data_may_leave: noo}",
      ':3:26: when.data_may_leave of item 1 can\'t be "noo"; write yes, no, with_contract, or a list of some of these in square brackets',
    ],
    [
      "a value in a list that is spelt wrongly",
      constraints,
      "[yes]",
      "[yes, maybe]",
      ':15:35: when.not.ships_in_product[2] of item 2 can\'t be "maybe"; write no, yes, or a list of some of these in square brackets',
    ],
    [
      "a nested fact that is spelt wrongly",
      constraints,
      "{offline_edge: yes}, ",
      "{offline_egde: yes}, ",
      ":14:12: unknown key offline_egde; did you mean offline_edge?",
    ],
    [
      "a condition that can never hold",
      constraints,
      "not: {ships_in_product: [yes]}",
      "not: {ships_in_product: [yes, no]}",
      ":14:5: this condition can never hold; take out what contradicts the rest of it",
    ],
    [
      "a range of volumes with nothing in it",
      constraints,
      "{min: 1e6, max: 1e9}",
      "{min: 1e9, max: 1e6}",
      ":14:92: when.any[2].volume_tokens_per_month of item 2 is a mapping of keys to values; write a max above min: it holds from min to below max",
    ],
    [
      "a rule without an example",
      scores,
      /\n      examples: .*2e9.*/,
      "",
      ":10:7: adjust[1].examples of item 1 is missing; list at least one example, each {facts: {data_may_leave: no}, holds: true}",
    ],
    [
      "an example that does not hold, though it says so",
      scores,
      "volume_tokens_per_month: 2e9",
      "volume_tokens_per_month: 2e8",
      ":14:65: with these facts the rule does not hold; write holds: false, or mend the facts or the condition",
    ],
    [
      "an example that holds, though it says not",
      outcomes,
      "{ml_team: strong}, holds: false",
      "{ml_team: none}, holds: false",
      ":61:48: with these facts the rule holds; write holds: true, or mend the facts or the condition",
    ],
    [
      "an example that leaves out what decides: the usual is taken",
      outcomes,
      "{facts: {time_to_market: days}",
      "{facts: {}",
      ":53:35: with these facts the rule does not hold; write holds: false, or mend the facts or the condition",
    ],
    [
      "an example with a value that the fact does not have",
      constraints,
      "facts: {data_may_leave: yes}",
      "facts: {data_may_leave: perhaps}",
      ':10:32: examples[2].facts.data_may_leave of item 1 can\'t be "perhaps"; write yes, no or with_contract',
    ],
    [
      "an example whose facts contradict what follows",
      constraints,
      "facts: {data_may_leave: yes}",
      "facts: {data_may_leave: yes, air_gapped: yes}",
      ":10:32: data_may_leave can't be yes, given the other facts; write no, for that follows",
    ],
    [
      "constraints that leave one alternative to no workload",
      constraints,
      /when: \{data_may_leave: no\}([^]*?)\n    - .*holds: false\}/,
      "when: {}\n  excludes: [closed_api]\n  because: so\n  relax: not\n  sources: our assumption\n  examples:\n    - {facts: {}, holds: true}",
      ":1:1: whatever the facts are, the constraints exclude closed_api; write conditions that do not hold for all of them",
    ],
    [
      "constraints that leave nothing",
      constraints,
      /when: \{data_may_leave: no\}([^]*?)\n    - .*holds: false\}/,
      "when: {not: {data_may_leave: no, ml_team: none, not: {data_may_leave: no}}}\n  excludes: [closed_api, closed_private_cloud, open_hosted, open_self_hosted, hybrid, edge_slm]\n  because: so\n  relax: not\n  sources: our assumption\n  examples:\n    - {facts: {}, holds: true}",
      ":1:1: whatever the facts are, the constraints exclude everything; write conditions that do not hold for all of them",
    ],
    [
      "a constraint that stands twice",
      constraints,
      "id: offline",
      "id: data-stays",
      ":11:7: this id stands above too; give each its own",
    ],
  ]);
});

describe("questions", () => {
  told([
    [
      "a fact that nobody asks for",
      questions,
      /- fact: ml_team\n(  .*\n)+/,
      "",
      ":1:1: no question asks for ml_team; add one: - fact: ml_team",
    ],
    [
      "two questions for one fact",
      questions,
      "- fact: on_call_team",
      "- fact: mission_critical",
      ":269:9: this fact stands above too; give each its own",
    ],
    [
      "an answer that the fact does not have",
      questions,
      "{value: batch,",
      "{value: bath,",
      ":82:15: request_pattern can't be bath; did you mean batch? write steady, spiky or batch",
    ],
    [
      "a text for a volume",
      questions,
      "{value: 1000000,",
      "{value: million,",
      ":27:15: volume_tokens_per_month can't be million; write a number of tokens a month, e.g. 300e6",
    ],
    [
      "an answer that stands twice",
      questions,
      "{value: batch,",
      "{value: spiky,",
      ":82:15: this value stands above too; give each its own",
    ],
    [
      "chances that do not sum to 1",
      questions,
      "yes: 0.8, no: 0.1",
      "yes: 0.7, no: 0.1",
      ":54:12: the chances sum to 0.9; change them until they sum to 1",
    ],
    [
      "a chance of a value that the fact does not have, at the key",
      questions,
      "{yes: 0.8, no: 0.1",
      "{yess: 0.8, no: 0.1",
      ":54:13: data_may_leave can't be yess; did you mean yes? write yes, no or with_contract",
    ],
    [
      "chances of a volume",
      questions,
      "{median: 1e8, spread: 0.4}",
      "{median: 1e8}",
      ":29:18: how likely a volume is takes a median and a spread; write {median: 1e8, spread: 0.4}: tokens a month, and powers of ten",
    ],
    [
      "a case that looks at a fact further down",
      questions,
      "when: {data_sensitivity: classified}",
      "when: {ml_team: none}",
      ":56:16: ml_team is asked further down; look at facts of questions above only, or move that question up",
    ],
    [
      "a case that looks at its own fact",
      questions,
      "when: {data_sensitivity: classified}",
      "when: {data_may_leave: no}",
      ":56:16: data_may_leave is what is asked here; look at facts of questions above only",
    ],
    [
      "a case that looks further down inside any",
      questions,
      "when: {data_sensitivity: classified}",
      "when: {any: [{data_sensitivity: classified}, {ml_team: none}]}",
      ":56:15: ml_team is asked further down; look at facts of questions above only, or move that question up",
    ],
    [
      "a case that can never hold",
      questions,
      "when: {data_sensitivity: classified}",
      "when: {air_gapped: yes, not: {air_gapped: yes}}",
      ":56:15: this condition can never hold; take out what contradicts the rest of it",
    ],
    [
      "what follows that the fact can't be",
      questions,
      "value: no\n",
      "value: nope\n",
      ":60:14: data_may_leave can't be nope; write yes, no or with_contract",
    ],
  ]);
});

describe("outcomes", () => {
  told([
    [
      "an alternative without words",
      outcomes,
      /  - id: hybrid\n(    .*\n)+/,
      "",
      ":2:3: alternatives lists 5; write one for each of closed_api, closed_private_cloud, open_hosted, open_self_hosted, hybrid, edge_slm",
    ],
    [
      "an alternative that stands twice",
      outcomes,
      "- id: edge_slm",
      "- id: hybrid",
      ":32:9: this alternative stands above too; give each its own",
    ],
    [
      "a remark that stands twice, in another list too",
      outcomes,
      "- id: risk",
      "- id: block",
      ":55:9: this id stands above too; give each its own",
    ],
    [
      "an entry that does not exist",
      outcomes,
      "[alpha]",
      "[alhpa]",
      ":7:15: there is no entry alhpa; did you mean alpha?",
    ],
  ]);
});

describe("reach, of files that are otherwise right", () => {
  told([
    [
      "an alternative that nothing comes to",
      scores,
      "- criterion: cost\n",
      `    - when: {}
      add: {edge_slm: -1}
      because: it is small
      sources: our assumption
      examples: [{facts: {}, holds: true}]
- criterion: cost
`,
      "decision/outcomes.yaml:32:5: none of 4000 made-up workloads comes to edge_slm; raise its scores, or let fewer constraints exclude it",
    ],
    [
      "a question that changes nothing",
      scores,
      /    - when: \{suite_bundle: yes\}\n(      .*\n)+/,
      "",
      "decision/questions.yaml:250:9: no answer about suite_bundle changes a verdict; let a constraint, a weight or a score look at it",
    ],
  ]);
});
