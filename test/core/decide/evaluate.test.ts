import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockSize, columnsOf, columnTestOf } from "../../../src/core/decide/columns.ts";
import { testOf } from "../../../src/core/decide/condition.ts";
import { bestOf, evaluate, normalise, valuesInto } from "../../../src/core/decide/evaluate.ts";
import { drawsEvaluator } from "../../../src/core/decide/evaluate-draws.ts";
import { type FactName, factNames, type FactSheet } from "../../../src/core/decide/facts.ts";
import { type Alternative, alternatives, type Condition, width } from "../../../src/core/decide/model.ts";
import { copySheet, factOf, newSheet, setFact, type Sheet } from "../../../src/core/decide/sheet.ts";
import { completeSheet, data, model } from "./real.ts";

const sheetOf = (facts: FactSheet): Sheet => {
  const sheet = newSheet();
  for (const name of factNames) setFact(sheet, name, facts[name]?.value ?? "");
  return sheet;
};

/** Whether a condition holds, read straight from the data. */
function holds({ facts = {}, volume, any, not }: Condition, sheet: Sheet): boolean {
  const named = Object.entries(facts).every(([name, wanted]) =>
    [wanted].flat().includes(factOf(sheet, name as FactName) as string),
  );
  const volumeFits = !volume || (sheet.volume >= (volume.min ?? 0) && sheet.volume < (volume.max ?? Infinity));
  return named && volumeFits && (!any || any.some((one) => holds(one, sheet))) && !(not && holds(not, sheet));
}

/** Everything again for one sheet, rule by rule and without a shortcut. */
function plainly(sheet: Sheet) {
  const excluded = alternatives.filter((one) =>
    data.constraints.some(({ when, excludes }) => excludes.includes(one) && holds(when, sheet)),
  );
  const usd = new Float64Array(width);
  model.monthlyCost(sheet, usd);
  const left = alternatives.filter((one) => !excluded.includes(one));
  const cheapest = Math.min(
    ...alternatives.map((one, i) => (left.length === 0 || left.includes(one) ? (usd[i] ?? 0) : Infinity)),
  );
  const { materialUsdPerMonth, worstTimes } = data.cost;
  const costScore = (one: Alternative): number => {
    const times = ((usd[alternatives.indexOf(one)] ?? 0) + materialUsdPerMonth) / (cheapest + materialUsdPerMonth);
    return Math.min(1, Math.max(0, 1 - Math.log(times) / Math.log(worstTimes)));
  };
  const scores = data.criteria.criteria.flatMap(({ id }) => {
    const given = data.scores.find(({ criterion }) => criterion === id);
    return alternatives.map((one) => {
      const added = (given?.adjust ?? []).filter(({ when }) => holds(when, sheet)).map(({ add }) => add[one] ?? 0);
      const base = given?.base ? given.base[one].score : costScore(one);
      return Math.min(
        1,
        Math.max(
          0,
          added.reduce((a, b) => a + b, base),
        ),
      );
    });
  });
  const raw = data.criteria.criteria.map(({ weight, moves }) =>
    moves.filter(({ when }) => holds(when, sheet)).reduce((product, { times }) => product * times, weight),
  );
  const sum = raw.reduce((a, b) => a + b, 0);
  return { scores, weights: raw.map((weight) => weight / sum), excluded };
}

describe("what is reckoned for a sheet", () => {
  test("is what going through all the rules one by one gives", () => {
    fc.assert(
      fc.property(completeSheet, (given) => {
        const found = evaluate(model, sheetOf(given));
        const want = plainly(sheetOf(given));
        for (const [i, score] of want.scores.entries()) expect(found.scores[i]).toBeCloseTo(score, 9);
        for (const [c, weight] of want.weights.entries()) expect(found.weights[c]).toBeCloseTo(weight, 9);
        expect(alternatives.filter((_, i) => (found.excluded & (1 << i)) !== 0)).toEqual(want.excluded);
      }),
      { numRuns: 500 },
    );
  });

  test("has the weights that somebody set, which facts do not move", () => {
    const given = Float64Array.from(model.weights, (_, c) => (c === 0 ? 0.55 : 0.05));
    normalise(given);
    const { weights } = evaluate(model, newSheet(), given);
    expect([...weights]).toEqual([...given].map((weight) => expect.closeTo(weight, 12)));
  });

  test("puts the volume into the cost", () => {
    const sheet = newSheet();
    const costOf = (volume: number): number => {
      sheet.volume = volume;
      return evaluate(model, sheet).scores[model.costCriterion * width] ?? 0;
    };
    expect(costOf(1e6)).toBeGreaterThan(0.95);
    expect(costOf(1e11)).toBeLessThan(0.6);
  });
});

describe("what is reckoned for many draws at once", () => {
  test("is the same as for one sheet after the other, whichever facts are open", () => {
    const count = 2 * blockSize - 7; // the last block is not a whole one
    const criteria = model.criteria.length;
    fc.assert(
      fc.property(
        completeSheet,
        fc.subarray([...factNames]),
        fc.array(completeSheet, { minLength: 1, maxLength: 4 }),
        fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 7, maxLength: 7 }),
        fc.boolean(),
        (given, names, others, noises, isWeighted) => {
          const fixed = sheetOf(given);
          const own = isWeighted ? Float64Array.from(model.weights, (_, c) => (c === 0 ? 0.55 : 0.05)) : undefined;
          const columns = columnsOf(fixed, count);
          const noise = Float64Array.from({ length: criteria * count }, (_, i) => noises[i % noises.length] ?? 1);
          const sheets = Array.from({ length: count }, (_, row) => {
            const sheet = copySheet(fixed);
            for (const name of names) setFact(sheet, name, others[row % others.length]?.[name]?.value ?? "");
            columns.volumes[row] = sheet.volume;
            for (const [i, code] of sheet.codes.entries()) columns.codes[i]?.fill(code, row, row + 1);
            return sheet;
          });
          const evaluateDraws = drawsEvaluator(model, fixed, new Set(names), noise, own);
          for (let from = 0; from < count; from += blockSize) {
            const to = Math.min(count, from + blockSize);
            const found = evaluateDraws(columns, from, to);
            for (let row = from, k = 0; row < to; row += 1, k += 1) {
              const { scores, weights, excluded } = evaluate(model, sheets[row] ?? fixed, own);
              const drawn = weights.map((weight, c) => weight * (noise[c * count + row] ?? 1));
              normalise(drawn);
              const want = new Float64Array(width);
              valuesInto(want, scores, drawn);
              expect(found.excluded[k]).toBe(excluded);
              for (const [i, value] of want.entries())
                expect((found.values[i * blockSize + k] ?? 0) / (found.sums[k] ?? 0)).toBeCloseTo(value, 9);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  const named = fc.constantFrom<Condition>(
    { facts: { ml_team: "none" } },
    { facts: { ml_team: ["some", "strong"], data_may_leave: "no" } },
    { facts: { air_gapped: "no", offline_edge: "no", partner_available: "yes" } },
    { volume: { min: 1e7 } },
    { volume: { max: 1e9 }, facts: { latency: "strict" } },
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small" },
      named,
      fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
      fc.tuple(named, tie("condition")).map(([one, not]): Condition => ({ ...one, not })),
    ),
  }));

  test("a condition holds in a row where it holds on that sheet", () => {
    fc.assert(
      fc.property(condition, fc.array(completeSheet, { minLength: 1, maxLength: 5 }), (when, given) => {
        const sheets = given.map(sheetOf);
        const columns = columnsOf(newSheet(), sheets.length);
        for (const [row, { codes, volume }] of sheets.entries()) {
          columns.volumes[row] = volume;
          for (const [i, code] of codes.entries()) columns.codes[i]?.fill(code, row, row + 1);
        }
        const flags = new Uint8Array(blockSize);
        const want = sheets.map(testOf(when));
        expect(columnTestOf(when)(columns, 0, sheets.length, flags)).toBe(want.includes(true));
        expect([...flags.subarray(0, sheets.length)]).toEqual(want.map(Number));
        expect(want).toEqual(sheets.map((sheet) => holds(when, sheet)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("values", () => {
  test("are weighted sums of scores", () => {
    const values = new Float64Array(width);
    valuesInto(
      values,
      Float64Array.from({ length: 2 * width }, (_, i) => i / 12),
      Float64Array.of(0.25, 0.75),
    );
    expect([...values]).toEqual(alternatives.map((_, i) => expect.closeTo((0.25 * i + 0.75 * (i + width)) / 12, 12)));
  });

  test.for<readonly [string, readonly number[], number, number]>([
    ["the greatest is best", [0.1, 0.5, 0.3, 0, 0, 0], 0, 1],
    ["what is excluded is not", [0.1, 0.5, 0.3, 0, 0, 0], 0b000010, 2],
    ["of equal ones the first is", [0.5, 0.5, 0.5, 0, 0, 0], 0b000001, 1],
    ["an excluded one does not win by being first", [0.9, 0, 0, 0, 0, 0], 0b000001, 1],
    ["none is when all are excluded", [0.9, 0.9, 0.9, 0.9, 0.9, 0.9], 0b111111, -1],
  ])("%s", ([, values, excluded, want]) => {
    expect(bestOf(Float64Array.from(values), excluded)).toBe(want);
  });
});
