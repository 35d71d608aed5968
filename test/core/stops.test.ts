import { expect, test } from "vitest";
import { createStops } from "../../src/core/stops.ts";

const make = () => new AbortController();

test("what is written here is stopped here, by any of its names, and nobody else is told", () => {
  const elsewhere: string[] = [];
  const stops = createStops(make, (name) => elsewhere.push(name));
  const [one, other] = [stops.begin(["thread", "question"]), stops.begin(["another"])];
  stops.stop("question");
  expect([one.signal.aborted, other.signal.aborted]).toEqual([true, false]);
  expect(elsewhere).toEqual([]);
});

test("what is not written here, or no longer, may be written elsewhere", () => {
  const elsewhere: string[] = [];
  const stops = createStops(make, (name) => elsewhere.push(name));
  stops.begin(["question"]).done();
  stops.stop("question");
  expect(elsewhere).toEqual(["question"]);
});

test("whoever is told of it from elsewhere tells nobody else", () => {
  const elsewhere: string[] = [];
  const stops = createStops(make, (name) => elsewhere.push(name));
  const { signal } = stops.begin(["question"]);
  expect([stops.stopHere("question"), stops.stopHere("unknown")]).toEqual([true, false]);
  expect(signal.aborted).toBe(true);
  expect(elsewhere).toEqual([]);
});
