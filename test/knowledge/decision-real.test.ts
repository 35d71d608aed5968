import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { DecisionData } from "../../src/core/decide/model.ts";
import { prepareDecision } from "../../src/core/decide/prepare.ts";
import { reachOf } from "../../src/core/decide/reach.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { readKnowledge, type Snapshot } from "../../src/knowledge/read.ts";

let files: Snapshot;
let data: DecisionData;

beforeAll(async () => {
  const read = await readKnowledge(resolve(import.meta.dirname, "../../knowledge"));
  if (!read.ok) throw new Error(read.what);
  files = read.files;
  const { catalog, problems } = loadKnowledge(files, "2026-11-30", { coverage: true });
  const ours = problems.filter(({ file }) => file.startsWith("decision/")).map(formatProblem);
  if (!catalog?.decision || ours.length > 0) throw new Error(ours.join("\n"));
  data = catalog.decision;
});

interface Text {
  readonly at: string;
  readonly key: string;
  readonly text: string;
}
/** Every text of the decision flow with the key that it stands under. */
function textsIn(value: unknown, at = "", key = ""): Text[] {
  if (typeof value === "string") return [{ at, key, text: value }];
  if (typeof value !== "object" || value === null) return [];
  const inList = Array.isArray(value);
  return Object.entries(value).flatMap(([name, inside]) => textsIn(inside, `${at}.${name}`, inList ? key : name));
}
const under = (...keys: readonly string[]): Text[] => textsIn(data).filter(({ key }) => keys.includes(key));
const shown = ({ at, text }: Text): string => `${at}: ${text}`;
const bad = (texts: readonly Text[], isGood: (text: string) => boolean): string[] =>
  texts.filter(({ text }) => !isGood(text)).map(shown);

// What makes a clause of it. A reason with another verb is welcome: add the verb.
const verbs = new Set(
  `is are has have may can must does do becomes become stays stay goes go comes come takes take needs need keeps keep
  runs run gives serves serve holds hold fails fail falls wins stops stop settles settle says say decides decide weighs
  makes matters matter limits limit lets leave leaves receives softens ends choose tailors age sets rises counts
  works work said asks differs happens tend want would should has cost cannot happens hangs gains change raises raise give`.split(
    /\s+/,
  ),
);

describe("the sentences of the decision flow", () => {
  test("reasons read well after because: a clause, in lower case, without a full stop", () => {
    const clause = (text: string): boolean =>
      /^[a-z"]/.test(text) &&
      !/[.!?;:]$/.test(text) &&
      !/^(because|since|for|to|as|due)\b/.test(text) &&
      (text.match(/[a-z]+/g) ?? []).some((word) => verbs.has(word));
    expect(bad(under("because"), clause)).toEqual([]);
  });

  test("questions end in a question mark, and why they are asked in a full stop", () => {
    expect(bad(under("ask"), (text) => /^[A-Z].*[^ ?]\?$/.test(text))).toEqual([]);
    expect(bad(under("why"), (text) => /^[A-Z][^.]*(\.[^.]+)?\.$/.test(text))).toEqual([]);
  });

  test("what is said, done or relaxed stands in a list, and ends without a full stop", () => {
    const item = (text: string): boolean => !/[.!?;:,]$/.test(text) && !/\. /.test(text);
    expect(bad(under("says", "verdict", "relax", "title", "short", "means", "what", "label"), item)).toEqual([]);
    const isClause = ({ at }: Text): boolean => at.includes(".options."); // of an answer, for a reason
    const said = under("says", "verdict", "title", "short");
    expect(
      bad(
        said.filter((one) => !isClause(one)),
        (text) => /^["A-Z]/.test(text),
      ),
    ).toEqual([]);
    expect(bad(said.filter(isClause), (text) => /^(?:[a-z]|GPUs)/.test(text))).toEqual([]);
    expect(bad(under("relax", "means"), (text) => /^[a-z]/.test(text))).toEqual([]);
  });

  test("no text holds a dash between words, two spaces, or a space before a sign", () => {
    expect(bad(textsIn(data), (text) => !/[—–]| - | {2}| [,.;:?!]/.test(text))).toEqual([]);
    expect([...files].filter(([path, text]) => path.startsWith("decision/") && /—/.test(text))).toEqual([]);
  });

  test("says things once: no two rules of one list have the same words", () => {
    const { buildingBlocks, path, risks, nextSteps } = data.outcomes;
    for (const list of [buildingBlocks, path, risks, nextSteps])
      expect(new Set(list.map(({ says }) => says)).size).toBe(list.length);
    expect(new Set(data.constraints.map(({ because }) => because)).size).toBe(data.constraints.length);
  });
});

describe("the decision flow", () => {
  test("leads to every alternative, and asks nothing in vain", () => {
    expect(reachOf(prepareDecision(data))).toEqual({ never: [], idle: [], leavesSomething: true });
  });

  test("has an example for every rule, and one that does not hold for every constraint", () => {
    const never = data.constraints.filter(({ examples }) => examples.every(({ holds }) => holds));
    expect(never.map(({ id }) => id)).toEqual([]);
  });
});
