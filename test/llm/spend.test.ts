import { expect, test } from "vitest";
import { createSpend, dayMs, type Ledger } from "../../src/llm/spend.ts";

/** The ledger of all processes, day by day. */
function ledgerAt(nowMs: () => number): Ledger {
  const days = new Map<number, number>();
  return async (units) => {
    const day = Math.floor(nowMs() / dayMs);
    days.set(day, (days.get(day) ?? 0) + units);
    return days.get(day) ?? 0;
  };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what was spent before a restart counts after it, and the next day begins at nothing", async () => {
  let now = 5 * dayMs;
  const ledger = ledgerAt(() => now);
  const before = createSpend(1, () => now, ledger);
  await settled();
  expect(await before.reserve(0.8)).toBe(true);
  before.settle(0.8, 0.75);
  await settled();
  const after = createSpend(1, () => now, ledger);
  await settled();
  expect(after.todayUsd()).toBeCloseTo(0.75, 6);
  expect(await after.reserve(0.5)).toBe(false);
  now += dayMs;
  expect(await after.reserve(0.5)).toBe(true);
});

test("several processes spend from one budget", async () => {
  const ledger = ledgerAt(() => 0);
  const [one, other] = [createSpend(1, () => 0, ledger), createSpend(1, () => 0, ledger)];
  one.settle(0, 0.6);
  await settled();
  await settled();
  other.settle(0, 0.3);
  await settled();
  await settled();
  expect(await other.reserve(0.2)).toBe(false);
  expect(other.todayUsd()).toBeCloseTo(0.9, 6);
});

test("sums smaller than the ledger's unit are not lost", async () => {
  const ledger = ledgerAt(() => 0);
  const spend = createSpend(1, () => 0, ledger);
  for (let i = 0; i < 1_000; i += 1) {
    await settled();
    spend.settle(0, 0.000_03);
  }
  await settled();
  expect(await ledger(0)).toBeGreaterThanOrEqual(299);
  expect(await ledger(0)).toBeLessThanOrEqual(300);
});

test("while the ledger can't be reached this process counts by itself, and tells it later", async () => {
  let isAway = true;
  const kept = ledgerAt(() => 0);
  const spend = createSpend(
    1,
    () => 0,
    (units) => (isAway ? Promise.reject(new Error("away")) : kept(units)),
  );
  spend.settle(0, 0.4);
  await settled();
  expect(spend.todayUsd()).toBeCloseTo(0.4, 6);
  isAway = false;
  spend.settle(0, 0.1);
  await settled();
  expect(await kept(0)).toBe(5_000);
});

test("a process that was idle learns what others have spent before it spends, and many ask the ledger once", async () => {
  let now = 0;
  let asked = 0;
  const kept = ledgerAt(() => now);
  const ledger: Ledger = (units) => {
    asked += 1;
    return kept(units);
  };
  const [idle, other] = [createSpend(1, () => now, ledger), createSpend(1, () => now, ledger)];
  await settled();
  now += 60_000;
  other.settle(0, 0.95);
  await settled();
  asked = 0;
  expect(await Promise.all([idle.reserve(0.2), idle.reserve(0.2), idle.reserve(0.01)])).toEqual([false, false, true]);
  expect(asked).toBe(1);
});

test("a ledger that does not answer holds nobody up", async () => {
  let now = 0;
  const spend = createSpend(
    1,
    () => now,
    () => new Promise(() => {}),
  );
  now += 60_000;
  expect(await spend.reserve(0.5)).toBe(true);
});
