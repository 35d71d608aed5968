/** What "a 70B model" needs, of which nothing is known but its size. */
import type { CostDesk } from "./desk.ts";
import { isSized, type SizedModel } from "./memory.ts";

export interface Typical {
  readonly model: SizedModel;
  /** Whose layers and contexts it is given. */
  readonly like: SizedModel;
}

/** Every layer keeps keys and values of groups of heads: what most dense models do. */
const isPlain = ({ architecture: { experts, attention, layers, queryHeads } }: SizedModel): boolean =>
  experts === undefined &&
  attention.reduce((sum, one) => sum + one.layers, 0) === layers &&
  attention.every(
    ({ kvHeads = queryHeads, window, reads, tokensPerEntry }) =>
      kvHeads < queryHeads && window === undefined && reads === undefined && tokensPerEntry === undefined,
  );

/** @returns a dense model of so many parameters, shaped like the one of the catalogue that is nearest in size */
export function typicalDense(parameters: number, { book }: CostDesk): Typical | undefined {
  const far = ({ totalParameters }: SizedModel): number => Math.abs(Math.log(totalParameters / parameters));
  const [like] = book.models
    .filter(isSized)
    .filter(isPlain)
    .sort((a, b) => far(a) - far(b) || (a.released < b.released ? 1 : -1));
  if (!like) return undefined;
  const size = `${Number((parameters / 1e9).toPrecision(4))}B`;
  const { besideExperts: _, ...shape } = like;
  const named = { id: `dense-${size.toLowerCase()}`, name: `a dense ${size} model`, names: [] };
  return { model: { ...shape, ...named, totalParameters: parameters, activeParameters: parameters }, like };
}

/** Those of the catalogue that people may mean by the size alone. */
export const ofSize = (parameters: number, { book }: CostDesk) =>
  book.models
    .filter(({ totalParameters }) => Math.abs(totalParameters / parameters - 1) < 0.1)
    .sort((a, b) => (a.released < b.released ? 1 : -1));
