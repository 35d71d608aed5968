/** Which way of building a name means: as its file, its title and people call it, with or without hyphens. */
import type { Architecture } from "./catalog.ts";
import { didYouMean } from "./did-you-mean.ts";

export type ArchitectureNamed =
  | { readonly kind: "found"; readonly architecture: Architecture }
  /** Names of those that may have been meant; none when nothing is near. */
  | { readonly kind: "unknown"; readonly near: readonly string[] };

const mostNear = 4;
/** "on premise" and "on-premises" are one. */
const wordsOf = (name: string): string[] =>
  (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(?<=\w{3})s$/, ""));
/** What people put around a name. */
const around = new Set(["a", "an", "the", "our", "my", "architecture", "setup", "diagram", "picture", "flow"]);
const keyOf = (name: string): string => wordsOf(name).join("");
const spellings = ({ id, title, short, names }: Architecture): string[] => [id, title, short, ...names];
const called = ({ names, short }: Architecture): string => names[0] ?? short;

export function architectureNamed(name: string, all: readonly Architecture[]): ArchitectureNamed {
  const bare = wordsOf(name).filter((word) => !around.has(word));
  for (const key of [keyOf(name), bare.join("")]) {
    const architecture = key && all.find((one) => spellings(one).some((spelling) => keyOf(spelling) === key));
    if (architecture) return { kind: "found", architecture };
  }
  if (bare.length === 0) return { kind: "unknown", near: [] };
  // A part of a name is as good as the whole where one way alone has it.
  const holding = all.filter((one) =>
    spellings(one).some((spelling) => {
      const words = wordsOf(spelling);
      return bare.every((word) => words.includes(word));
    }),
  );
  const [only, ...others] = holding;
  if (only && others.length === 0) return { kind: "found", architecture: only };
  if (only) return { kind: "unknown", near: holding.slice(0, mostNear).map(called) };
  const near = didYouMean(bare.join(" "), all.flatMap(spellings));
  return { kind: "unknown", near: near === undefined ? [] : [near] };
}
