/** Random numbers that are the same every time: the same facts give the same verdict. */

/** Marsaglia's xorshift32 (2003), 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}

export interface Draws {
  readonly count: number;
  readonly columns: number;
  /** Column after column of `count` numbers from 0 to below 1, each evenly spread (Latin hypercube, McKay 1979). */
  readonly uniform: Float64Array;
  /** The same as standard normal numbers. */
  readonly normal: Float64Array;
}

const kept = new Map<string, Draws>();

/** Columns of numbers for each draw; made once for each size and kept. */
export function drawsOf(count: number, columns: number): Draws {
  const key = `${count}/${columns}`;
  const known = kept.get(key);
  if (known) return known;
  const random = seeded(20_261_130);
  const uniform = new Float64Array(count * columns);
  const normal = new Float64Array(count * columns);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let column = 0; column < columns; column += 1) {
    for (let i = count - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    for (let draw = 0; draw < count; draw += 1) {
      const u = ((order[draw] ?? 0) + random()) / count;
      uniform[column * count + draw] = u;
      normal[column * count + draw] = normalQuantile(Math.min(Math.max(u, 1e-9), 1 - 1e-9));
    }
  }
  const draws: Draws = { count, columns, uniform, normal };
  if (kept.size > 8) kept.clear();
  kept.set(key, draws);
  return draws;
}

/** Acklam's rational approximation of the inverse normal distribution (2003), good to 1e-9. */
export function normalQuantile(p: number): number {
  const tail = (q: number): number =>
    (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
    ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q) /
    (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1)
  );
}
const a = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
] as const;
const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572] as const;
const c = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const;
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416] as const;
