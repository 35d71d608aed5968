import { describe, expect, test } from "vitest";
import { fleetOf } from "../../../src/core/cost/fleet.ts";
import { busyHoursOf, meanOf, profileOf } from "../../../src/core/cost/profile.ts";
import { pull } from "../../../src/core/cost/levers.ts";
import { summaryCsv } from "../../../src/core/cost/export-csv.ts";
import { readWorkload } from "../../../src/core/cost/read-workload.ts";
import { readCostWords } from "../../../src/core/cost/words/read.ts";
import { desk, summary, today, workload } from "./desk.ts";

const read = (text: string) => readCostWords(`40k requests a day, 1500 in, 400 out, ${text}`, desk);

describe("when the requests come is read from", () => {
  test.for([
    ["office hours only", "office-hours-only"],
    ["only during business hours", "office-hours-only"],
    ["mostly in working hours", "office-hours"],
    ["nights are quiet", "quiet-nights"],
    ["it is quiet at night", "quiet-nights"],
    ["round the clock", "round-the-clock"],
    ["24/7", "round-the-clock"],
    ["mostly in the evenings", "evenings"],
    ["it comes in bursts", "bursts"],
    ["only between 8 and 18 on weekdays", "8-18 weekdays"],
    ["only on weekdays from 8am to 6pm", "8-18 weekdays"],
    ["traffic only 9 to 5, monday to friday", "9-17 weekdays"],
    ["all of it from 22:00 to 6:00", "22-6"],
    ["three quarters of the traffic between 9 and 17", "75% 9-17"],
    ["80% of the traffic comes between 9 and 17", "80% 9-17"],
    ["between 9 and 17 o'clock we have two thirds of the traffic", "66.67% 9-17"],
    ["half the load from noon to 6 pm", "50% 12-18"],
    ["80% of it between 9 and 17", "80% 9-17"], // as a summary suggests it
    ["weekdays only", "0-24 weekdays"],
  ] as const)("“%s”", ([said, profile]) => {
    const { given, problems } = read(said);
    expect(problems).toEqual([]);
    expect(given).toMatchObject({ profile, requestsPerDay: 40_000, inputTokens: 1_500, outputTokens: 400 });
  });

  test.for(["between 1000 and 2000 tokens", "from 2 to 8 GPUs", "peak 3x", "growing 5% a month", "cached 30%"])(
    "nothing that is no hour: “%s”",
    (said) => expect(read(said).given).not.toHaveProperty("profile"),
  );

  test("what is no hour of a day, with what to write instead", () => {
    expect(read("only between 20 and 31 o'clock").problems).toEqual([
      "I can't read “only between 20 and 31 o'clock” as hours of a day: write, for example, between 8 and 18 on weekdays",
    ]);
  });

  test("a vague part of the traffic, and says what it was taken for", () => {
    const { given, remarks } = read("most of the traffic between 9 and 17");
    expect(given).toMatchObject({ profile: "80% 9-17" });
    expect(remarks).toContainEqual(expect.stringContaining("“most” between 9 and 17 o'clock is taken as 80%"));
  });
});

describe("hours of which so much comes", () => {
  test("have the mean 1, and a peak over the whole week where weekends are off", () => {
    for (const [text, peak] of [
      ["8-18", 2.4],
      ["8-18 weekdays", 3.36],
      ["75% 9-17", 2.25],
      ["22-6", 3],
      ["0-24 weekdays", 1.4],
    ] as const) {
      const hourly = profileOf(busyHoursOf(text) ?? { from: 0, to: 0, share: 0, weekdays: false });
      expect(meanOf(hourly)).toBeCloseTo(1, 9);
      expect(Math.max(...hourly)).toBeCloseTo(peak, 9);
    }
  });

  test("that can't be are no hours", () => {
    for (const text of ["8-8", "24-8", "8-25", "0% 8-18", "120% 8-18", "8", "monday"])
      expect(busyHoursOf(text)).toBeUndefined();
  });
});

describe("a load profile in the sums", () => {
  test("sizes machines by its busiest hour, and is no stated number", () => {
    const { inputs, load } = workload({ requestsPerDay: 40_000, profile: "office-hours-only" });
    expect(inputs.peakToAverage).toMatchObject({ expected: expect.closeTo(3.36, 6) as number, origin: "assumed" });
    expect(load?.name).toBe("Office hours only, weekdays 8 to 18");
  });

  test("gives way to a peak that was stated and is higher, for hours have peaks, too", () => {
    const peak = (peakToAverage: number) =>
      workload({ requestsPerDay: 40_000, profile: "8-18", peakToAverage }).inputs.peakToAverage.expected;
    expect([peak(5), peak(1.5)]).toEqual([5, expect.closeTo(2.4, 9)]);
  });

  test("leaves tokens that are bought as they are, and makes machines that follow it cheaper", () => {
    const sums = (given: object) => {
      const { options } = summary({ requestsPerDay: 4_000_000, ...given });
      const of = (kind: string) => options.find((one) => one.kind === kind)?.monthlyUsd.expected ?? 0;
      return [of("api"), of("self-hosted")] as const;
    };
    const [api, even] = sums({ profile: "round-the-clock" });
    const [sameApi, office] = sums({ profile: "office-hours-only" });
    const [, following] = sums({ profile: "office-hours-only", autoscaled: true });
    expect(sameApi).toBe(api);
    expect(even).toBeLessThan(office);
    expect(following).toBeLessThan(0.6 * office);
  });

  test("costs nothing in the hours in which nothing comes, where machines follow the hours", () => {
    const { inputs: _, ...plan } = workload({ requestsPerDay: 86_400, profile: "8-18 weekdays", autoscaled: true });
    const values = { ...workload({ requestsPerDay: 86_400 }).inputs };
    const flat = Object.fromEntries(Object.entries(values).map(([name, { expected }]) => [name, expected])) as never;
    expect(fleetOf(flat, 1_000, 0, plan).N_avg).toBeCloseTo((2 * 50) / 168, 9);
  });

  test("goes along with every lever, and stands in the export with its date and source", () => {
    const given = { requestsPerDay: 40_000, profile: "75% 9-17" };
    expect(pull("double", given, workload(given), desk)).toMatchObject({ profile: "75% 9-17" });
    expect(pull("autoscale", given, workload(given), desk)).toEqual({ ...given, autoscaled: true });
    const csv = summaryCsv(summary({ requestsPerDay: 40_000, profile: "evenings" }));
    expect(csv).toMatch(
      /assumption,hourly,.*Mostly evenings.*,2026-11-30,"?an assumption of ours, six of ten requests/,
    );
  });

  test("that nobody knows is said, with those that there are", () => {
    const wrong = readWorkload({ requestsPerDay: 1, profile: "lunch" }, desk, today);
    expect(wrong).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/profile can't be "lunch"; .*evenings.*8-18 weekdays/)],
    });
  });

  test("takes 168 measured hours of a week, too", () => {
    const week = Array.from({ length: 168 }, (_, i) => (i < 120 ? 100 : 0));
    const { inputs, hourly } = workload({ hourly: week });
    expect(inputs.requestsPerDay.expected).toBeCloseTo(12_000 / 7, 6);
    expect(Math.max(...hourly)).toBeCloseTo(1.4, 9);
  });
});
