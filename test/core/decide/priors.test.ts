import { describe, expect, test } from "vitest";
import { acceptability } from "../../../src/core/decide/acceptability.ts";
import { blockSize, columnsOf } from "../../../src/core/decide/columns.ts";
import { type FactName, type FactSheet, factValues, volumeFact } from "../../../src/core/decide/facts.ts";
import { groupsOf, type Resolved, resolveFacts } from "../../../src/core/decide/priors.ts";
import { drawsOf } from "../../../src/core/decide/random.ts";
import { factIndex, newSheet } from "../../../src/core/decide/sheet.ts";
import { facts, model } from "./real.ts";

/** How often each value of a fact is drawn, open facts being drawn one after the other. */
function drawn({ sheet: fixed, open }: Resolved, name: FactName): Record<string, number> {
  const count = 2_000;
  const draws = drawsOf(count, open.length);
  const columns = columnsOf(fixed, count);
  for (let from = 0; from < count; from += blockSize)
    for (const [i, fact] of open.entries()) fact.draw(columns, draws, i, from, from + blockSize);
  const shares: Record<string, number> = {};
  for (let draw = 0; draw < count; draw += 1) {
    const value =
      name === volumeFact
        ? Math.round(Math.log10(columns.volumes[draw] ?? 0) * 2) / 2
        : (factValues[name][columns.codes[factIndex[name]]?.[draw] ?? 0] ?? "");
    shares[value] = (shares[value] ?? 0) + 1 / count;
  }
  return shares;
}
const shareOf = (given: FactSheet, name: FactName, value: string): number =>
  drawn(resolveFacts(model, given), name)[value] ?? 0;

describe("a fact", () => {
  test("that was stated is what was said, and not open", () => {
    const { facts: known, open } = resolveFacts(model, facts({ ml_team: "strong", [volumeFact]: 5e6 }));
    expect(known.ml_team).toMatchObject({ value: "strong", origin: "stated" });
    expect(known[volumeFact]).toMatchObject({ value: 5e6, origin: "stated" });
    expect(open.map(({ name }) => name)).not.toContain("ml_team");
    expect(open.map(({ name }) => name)).not.toContain(volumeFact);
  });

  test("that follows from what was stated is inferred", () => {
    const { facts: known, open } = resolveFacts(model, facts({ air_gapped: "yes" }));
    expect(known.data_may_leave).toMatchObject({ value: "no", origin: "inferred" });
    expect(open.map(({ name }) => name)).not.toContain("data_may_leave");
  });

  test("that was stated stands against what would follow", () => {
    const { facts: known } = resolveFacts(model, facts({ air_gapped: "yes", data_may_leave: "with_contract" }));
    expect(known.data_may_leave).toMatchObject({ value: "with_contract", origin: "stated" });
  });

  test("of which nobody spoke is taken to be as usual, and open", () => {
    const { facts: known, open } = resolveFacts(model, {});
    expect(known.data_sensitivity).toMatchObject({ value: "internal", origin: "assumed" });
    expect(known[volumeFact]).toMatchObject({ value: 1e8, origin: "assumed" });
    expect(open).toHaveLength(28);
  });

  test("of which nobody spoke is likely to be what others make likely", () => {
    const { facts: known } = resolveFacts(model, facts({ data_sensitivity: "regulated" }));
    expect(known.regulation).toMatchObject({ value: "gdpr", origin: "assumed" });
    expect(known.data_may_leave).toMatchObject({ value: "with_contract", origin: "assumed" });
  });

  test("that was said with a doubt is assumed as said, and open", () => {
    const { facts: known, open } = resolveFacts(model, { ml_team: { value: "strong", hedged: true } });
    expect(known.ml_team).toMatchObject({ value: "strong", origin: "assumed" });
    expect(open.map(({ name }) => name)).toContain("ml_team");
  });

  test("keeps the words and the name of whoever said it", () => {
    const said = { value: "none", words: "nobody here programs", by: "U1" };
    expect(resolveFacts(model, { ml_team: said }).facts.ml_team.fact).toBe(said);
  });
});

describe("open facts are drawn", () => {
  const usual = model.questionOf.get("ml_team")?.data.prior.usual ?? {};

  test("with the chances of their question", () => {
    for (const [value, chance] of Object.entries(usual))
      expect(shareOf(facts({ [volumeFact]: 1e8 }), "ml_team", value)).toBeCloseTo(chance, 2);
  });

  test("with the chances of the first case that holds", () => {
    const chances = model.questionOf.get("ml_team")?.data.prior.cases[0]?.chances ?? {};
    for (const [value, chance] of Object.entries(chances))
      expect(shareOf(facts({ [volumeFact]: 5e9 }), "ml_team", value)).toBeCloseTo(chance, 2);
  });

  test("nearer to anything when somebody was asked and does not know", () => {
    const share = shareOf(facts({ [volumeFact]: 1e8, ml_team: "unknown" }), "ml_team", "strong");
    expect(share).toBeGreaterThan((usual["strong"] ?? 0) + 0.01);
    expect(share).toBeLessThan(0.15);
  });

  test("mostly as said when it was said with a doubt", () => {
    const share = shareOf({ ml_team: { value: "strong", hedged: true } }, "ml_team", "strong");
    expect(share).toBeGreaterThan(0.8);
    expect(share).toBeLessThan(0.85);
  });

  test("as what follows from others that are drawn", () => {
    const resolved = resolveFacts(model, { air_gapped: { value: "yes", hedged: true } });
    const airGapped = drawn(resolved, "air_gapped")["yes"] ?? 0;
    expect(drawn(resolved, "data_may_leave")["no"]).toBeGreaterThanOrEqual(airGapped);
  });

  test("round the usual volume, further round one that nobody knows, and close to one said with a doubt", () => {
    const within = (given: FactSheet, powers: number, from: number): number =>
      Object.entries(drawn(resolveFacts(model, given), volumeFact))
        .filter(([power]) => Math.abs(Number(power) - from) <= powers)
        .reduce((sum, [, share]) => sum + share, 0);
    const [usualShare, unknown] = [within({}, 0.5, 8), within(facts({ [volumeFact]: null }), 0.5, 8)];
    expect(usualShare).toBeGreaterThan(0.95);
    expect(unknown).toBeLessThan(usualShare);
    expect(within({ [volumeFact]: { value: 1e10, hedged: true } }, 0, 10)).toBeGreaterThan(0.95);
  });
});

describe("what was stated tells something of what is open", () => {
  const chanceOf = (given: FactSheet, name: FactName, code: number): number => {
    const draws = acceptability(model, resolveFacts(model, given)).byFact.get(name)?.draws ?? new Float64Array();
    return (draws[code] ?? 0) / draws.reduce((a, b) => a + b, 0);
  };

  test("data that may not leave is likelier to be regulated", () => {
    const regulated = 3;
    const before = chanceOf({}, "data_sensitivity", regulated);
    expect(before).toBeCloseTo(0.07, 2);
    expect(chanceOf(facts({ data_may_leave: "no" }), "data_sensitivity", regulated)).toBeGreaterThan(2 * before);
  });

  test("data that may leave says that the network is not sealed, even if somebody thought so", () => {
    const doubted: FactSheet = { air_gapped: { value: "yes", hedged: true } };
    expect(chanceOf(doubted, "air_gapped", 1)).toBeGreaterThan(0.8);
    expect(chanceOf({ ...doubted, data_may_leave: { value: "yes" } }, "air_gapped", 1)).toBeLessThan(0.02);
  });

  test("what fits nothing that is open does no harm", () => {
    const { shares, effectiveDraws } = acceptability(
      model,
      resolveFacts(model, facts({ data_sensitivity: "public", regulation: "finance", data_may_leave: "no" })),
    );
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(effectiveDraws).toBeGreaterThan(1_000);
  });
});

test("a fact in which no other has a say is drawn beforehand as it would be in its turn", () => {
  const draws = drawsOf(200, 3);
  const open = resolveFacts(model, facts({ latency: "unknown" })).open.filter(({ codes }) => codes !== undefined);
  expect(open.length).toBeGreaterThan(10);
  for (const { name, codes, draw } of open) {
    const columns = columnsOf(newSheet(), draws.count);
    for (let from = 0; from < draws.count; from += blockSize) draw(columns, draws, 0, from, from + blockSize);
    expect(codes?.(draws, 0)).toEqual(groupsOf(name, columns));
  }
});
