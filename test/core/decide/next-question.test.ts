import { describe, expect, test } from "vitest";
import { type Acceptability, entropy } from "../../../src/core/decide/acceptability.ts";
import type { FactName } from "../../../src/core/decide/facts.ts";
import { width } from "../../../src/core/decide/model.ts";
import { questionsLeft } from "../../../src/core/decide/next-question.ts";

/** For each fact and each of its values, in how many draws which alternative was first. */
type Counts = Readonly<Partial<Record<FactName, readonly (readonly number[])[]>>>;
function found(counts: Counts, effectiveDraws?: number): Acceptability {
  const row = (all: readonly number[]): number[] => Array.from({ length: width }, (_, i) => all[i] ?? 0);
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  const [first = []] = Object.values(counts);
  const total = row([]).map((_, i) => sum(first.map((value) => value[i] ?? 0)));
  return {
    shares: Float64Array.from(total, (n) => n / sum(total)),
    values: new Float64Array(width),
    effectiveDraws: effectiveDraws ?? sum(total),
    isOpen: false,
    byFact: new Map(
      Object.entries(counts).map(([name, values]) => [
        name as FactName,
        { first: Float64Array.from(values.flatMap(row)), draws: Float64Array.from(values, sum) },
      ]),
    ),
  };
}
const names = (all: Acceptability): string[] => questionsLeft(all).map(({ fact }) => fact);

describe("the question to ask", () => {
  test("is the one whose answer takes the most doubt away", () => {
    const all = found({
      ml_team: [
        [600, 100],
        [0, 300],
      ],
      gpu_access: [
        [500, 200],
        [100, 200],
      ],
    });
    expect(names(all)).toEqual(["ml_team", "gpu_access"]);
  });

  test("promises the doubt now less the doubt after each answer, by how likely each is", () => {
    const [first] = questionsLeft(found({ ml_team: [[500], [0, 500]] }));
    expect(first).toEqual({ fact: "ml_team", gainBits: expect.closeTo(1, 9) });
  });

  test.for<readonly [string, Counts, number | undefined]>([
    [
      "no answer gives another winner",
      {
        ml_team: [
          [400, 100],
          [300, 200],
        ],
      },
      undefined,
    ],
    ["the verdict is as good as sure", { ml_team: [[960], [0, 40]] }, undefined],
    [
      "only an answer that is hardly ever given would",
      {
        ml_team: [
          [800, 185],
          [0, 15],
        ],
      },
      undefined,
    ],
    [
      "another leads by so little that it may be chance",
      {
        ml_team: [
          [700, 200],
          [48, 52],
        ],
      },
      undefined,
    ],
    [
      "the draws are worth so few that it may be chance",
      {
        ml_team: [
          [700, 200],
          [40, 60],
        ],
      },
      200,
    ],
  ])("is none when %s", ([, counts, effective]) => {
    expect(names(found(counts, effective))).toEqual([]);
  });

  test("is one when the same lead is none of chance", () => {
    expect(
      names(
        found({
          ml_team: [
            [700, 200],
            [30, 70],
          ],
        }),
      ),
    ).toEqual(["ml_team"]);
  });

  test("is none when nothing is open", () => {
    expect(questionsLeft({ ...found({}), shares: Float64Array.of(0.5, 0.5, 0, 0, 0, 0) })).toEqual([]);
  });
});

test.for<readonly [readonly number[], number, number]>([
  [[1, 0, 0], 1, 0],
  [[0.5, 0.5], 1, 1],
  [[0.25, 0.25, 0.25, 0.25], 1, 2],
  [[30, 10], 40, 0.8112781244591328],
])("the entropy of %j of %d is %d bits", ([shares, total, bits]) => {
  expect(entropy(shares, total)).toBeCloseTo(bits, 12);
});
