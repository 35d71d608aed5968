import { expect, test } from "vitest";
import { drawsOf, normalQuantile, seeded } from "../../../src/core/decide/random.ts";

test("numbers from one seed are the same every time, and within 0 and 1", () => {
  const [a, b] = [seeded(7), seeded(7)];
  const first = Array.from({ length: 1_000 }, a);
  expect(Array.from({ length: 1_000 }, b)).toEqual(first);
  expect(first.every((u) => u >= 0 && u < 1)).toBe(true);
  expect(seeded(8)()).not.toBe(seeded(7)());
  expect(seeded(0)()).toBeGreaterThan(0);
});

test("each column is spread evenly: one number in each of as many equal parts as there are draws", () => {
  const { uniform, count, columns } = drawsOf(500, 7);
  for (let column = 0; column < columns; column += 1) {
    const parts = Array.from({ length: count }, (_, draw) => Math.floor((uniform[column * count + draw] ?? 0) * count));
    expect(parts.toSorted((x, y) => x - y)).toEqual(Array.from({ length: count }, (_, i) => i));
  }
});

test("columns have nothing to do with each other", () => {
  const { normal, count, columns } = drawsOf(2_000, 6);
  for (let a = 0; a < columns; a += 1)
    for (let b = 0; b < a; b += 1) {
      let sum = 0;
      for (let draw = 0; draw < count; draw += 1)
        sum += (normal[a * count + draw] ?? 0) * (normal[b * count + draw] ?? 0);
      expect(Math.abs(sum / count)).toBeLessThan(0.08);
    }
});

test("normal numbers have mean 0 and deviation 1", () => {
  const { normal } = drawsOf(2_000, 3);
  const mean = normal.reduce((a, b) => a + b, 0) / normal.length;
  const variance = normal.reduce((a, b) => a + b * b, 0) / normal.length;
  expect(mean).toBeCloseTo(0, 3);
  expect(variance).toBeCloseTo(1, 2);
});

test("draws are made once for each size", () => {
  expect(drawsOf(100, 3)).toBe(drawsOf(100, 3));
  expect(drawsOf(100, 4)).not.toBe(drawsOf(100, 3));
});

// Quantiles as tables of the normal distribution have them (e.g. NIST, Engineering Statistics Handbook, 1.3.6.7.1).
test.for([
  [0.5, 0],
  [0.8413447460685429, 1],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.999, 3.090232306167813],
  [0.99999, 4.264890793922825],
  [0.01, -2.3263478740408408],
  [0.02425, -1.972961],
  [1e-6, -4.753424308822899],
])("the normal quantile of %d is %d", ([p = 0, z = 0]) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 6);
});
