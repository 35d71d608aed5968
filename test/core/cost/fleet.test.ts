import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fleetOf } from "../../../src/core/cost/fleet.ts";
import { expectedSetting, type Values } from "../../../src/core/cost/inputs.ts";
import { allInKwOf, gpusBought, ownedUsdPerGpuMonth } from "../../../src/core/cost/ownership.ts";
import { meanOf, profileFor } from "../../../src/core/cost/profile.ts";
import { hours } from "../../../src/core/cost/inputs.ts";
import { desk, workload } from "./desk.ts";

const setting = expectedSetting(workload({ requestsPerDay: 864_000 }).inputs);
const values = (given: Partial<Values> = {}): Values => ({
  ...setting.values,
  peakToAverage: 3,
  u_max: 0.5,
  floorReplicas: 2,
  loadGbPerS: 1,
  ...given,
});
const fixed = { hourly: [], hourlyOrigin: "assumed", autoscaled: false, zones: 1 } as const;

describe("replicas", () => {
  test("stand for the peak, at the load that a replica may have", () => {
    // 10 requests a second on average, 30 at the peak; each replica serves 4 and is filled to 2.
    expect(fleetOf(values(), 4, 70, fixed)).toEqual({ N_peak: 15, N_avg: 15, utilisation: 10 / 60 });
  });

  test("are no fewer than a service needs that may lose one", () => {
    expect(fleetOf(values(), 400, 70, fixed)).toMatchObject({ N_peak: 2 });
    expect(fleetOf(values({ floorReplicas: 0 }), 400, 70, fixed)).toMatchObject({ N_peak: 1 });
  });

  test("are half as many again where a zone may be lost", () => {
    expect(fleetOf(values(), 4, 70, { ...fixed, zones: 3 }).N_peak).toBe(23);
  });

  test("serve what is sent again, too", () => {
    expect(fleetOf(values({ retryShare: 0.2 }), 4, 70, fixed).N_peak).toBe(18);
  });

  test("that follow the hours are paid by the hour, and while they load", () => {
    const hourly = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.5 : 1.5));
    const plan = { hourly, hourlyOrigin: "measured", autoscaled: true, zones: 1 } as const;
    // 3 replicas by night and 8 by day; five start, and load 72 GB at 1 GB/s.
    expect(fleetOf(values(), 4, 72, plan)).toMatchObject({ N_peak: 8, N_avg: (12 * 3 + 12 * 8 + 5 * 0.02) / 24 });
  });

  test("that follow the hours never cost more than those that stand, but for loading", () => {
    const less = fc.property(
      fc.double({ min: 1, max: 20, noNaN: true }),
      fc.double({ min: 0.1, max: 1_000, noNaN: true }),
      (peakToAverage, X) => {
        const given = values({ peakToAverage, loadGbPerS: 1e9 });
        const auto = fleetOf(given, X, 70, { ...fixed, autoscaled: true });
        return auto.N_avg <= fleetOf(given, X, 70, fixed).N_peak + 1e-6;
      },
    );
    fc.assert(less, { numRuns: 300, examples: [[1.03, 6.87]] });
  });
});

test("a day's shape has the mean 1 and the peak that was asked for", () => {
  for (const peak of [1, 1.23, 3, 6, 20]) {
    const profile = profileFor(peak);
    expect(meanOf(profile)).toBeCloseTo(1, 9);
    expect(Math.max(...profile)).toBeCloseTo(peak, 6);
  }
});

describe("a GPU of one's own", () => {
  const gpu = desk.gpu("H100");
  if (!gpu.ok || !gpu.found.capexUsd) throw new Error("the H100 has no price");
  const { found: h100 } = gpu;
  const month = ownedUsdPerGpuMonth(h100, gpu.found.capexUsd, setting);

  test("costs 1.2 to 1.6 dollars an hour in all, as operators of eight H100 say", () => {
    const hour = (month.servers + month.power + month.colocation) / hours;
    expect(hour).toBeGreaterThan(1.2);
    expect(hour).toBeLessThan(1.6);
  });

  test("takes its part of a server of eight for 325,000 dollars", () => {
    const { serverOverheadTimes: times } = setting.values;
    expect(8 * 32_500 * times).toBe(325_000);
    expect(month.servers).toBeCloseTo((40_625 * 1.12 * 0.8) / 48, 6);
  });

  test("spends less than a fifth of all on power and space, with the people who run it", () => {
    const all = 8 * (month.servers + month.power + month.colocation) + (0.75 * 220_000) / 12;
    expect((8 * (month.power + month.colocation)) / all).toBeLessThan(0.2);
  });

  test("comes in servers of eight, or as many as its link joins", () => {
    expect([1, 8, 9].map((n) => gpusBought(n, h100))).toEqual([8, 8, 16]);
    const nvl = desk.gpu("H200 NVL");
    expect(nvl.ok && gpusBought(5, nvl.found)).toBe(8);
  });

  test("has an all-in power even where nobody published it", () => {
    const l4 = desk.gpu("L4");
    expect(l4.ok && allInKwOf(l4.found)).toBeCloseTo(0.1404, 6);
  });
});
