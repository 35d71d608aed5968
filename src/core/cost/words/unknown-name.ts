/** A model or GPU that was named and is not in the catalogue, and what of the catalogue comes nearest. */
import { didYouMean } from "../../did-you-mean.ts";
import { isOnlyPriced } from "../book.ts";
import type { CostDesk } from "../desk.ts";
import { partsOf, type Thing } from "./spellings.ts";

const mostNamed = 6;
const isGpu = /^(?:rtx|[ahblv]\d|mi\d|gb\d|tpu|nvidia|amd)/;
/** What was named and is no GPU of ours. */
export const unknownGpus = (unknown: readonly string[]): string[] => unknown.filter((name) => isGpu.test(name));

type Model = Exclude<Thing, { kind: "gpu" }>;

const modelsOf = ({ book }: CostDesk): Model[] => [
  ...book.providers
    .flatMap(({ endpoints }) => endpoints)
    .filter(isOnlyPriced)
    .map((of) => ({ kind: "endpoint", of }) as const),
  ...book.models.map((of) => ({ kind: "model", of }) as const),
];

/** Of the same family the one whose words and version are nearest. */
export function nearestTo(said: string, desk: CostDesk): Model | undefined {
  const name = said.replace(/^o\d/, "gpt"); // of the same maker, and numbered otherwise
  const family = /^\p{L}+/u.exec(name)?.[0] ?? name;
  return modelsOf(desk)
    .filter(({ of }) => partsOf(of.name).some((part) => part.startsWith(family)))
    .sort((a, b) => likeness(name, b.of.name) - likeness(name, a.of.name))[0];
}

/** @param lacks what is asked of it and not there */
export function unknownName(name: string, desk: CostDesk, lacks = "I have no prices for"): string {
  if (isGpu.test(name)) return unknownGpu(name, desk);
  const near = nearestTo(name, desk);
  if (near) {
    const since =
      near.kind === "model" ? `released ${near.of.released}` : `priced ${near.of.usdPerMTok.at(-1)?.asOf ?? ""}`;
    return `${lacks} “${name}”; the nearest I have is ${near.of.name}, ${since}.`;
  }
  const some = modelsOf(desk).slice(0, mostNamed);
  return `${lacks} “${name}”. Those I know: ${some.map(({ of }) => of.name).join(", ")}, and others.`;
}

/** Words in common count most, then how near the versions lie. */
function likeness(said: string, name: string): number {
  const words = (text: string): string[] => text.toLowerCase().match(/[a-z]{2,}|\d+b/g) ?? [];
  const of = (text: string): number => Number(/\d+(?:\.\d+)?(?!\d*b)/.exec(text)?.[0] ?? 0);
  const [a, b] = [words(said), words(name)];
  const shared = a.filter((word) => b.includes(word)).length;
  const other = b.filter((word) => !a.includes(word) && word !== "preview").length;
  const apart = /\d/.test(said) ? Math.abs(of(said) - of(name)) : 0;
  return 10 * shared - other / 2 - 10 * apart;
}

function unknownGpu(name: string, { book }: CostDesk): string {
  const near = didYouMean(
    name.replace(/(?<=\d)s$/, ""),
    book.gpus.flatMap(({ names }) => names),
  );
  if (near) return `I know no GPU “${name}”. Did you mean ${near}?`;
  const known = book.gpus.flatMap(({ names }) => names[0] ?? []);
  const family = /^\p{L}+/u.exec(name)?.[0] ?? name;
  const alike = known.filter((one) => one.toLowerCase().includes(family));
  const some = (alike.length > 0 ? alike : known).slice(0, mostNamed).join(", ");
  return `I know no GPU “${name}”. Those I know: ${some}${alike.length > mostNamed || alike.length === 0 ? ", and others" : ""}.`;
}
