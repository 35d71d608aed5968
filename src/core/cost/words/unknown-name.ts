/** A model or GPU that was named and is not in the catalogue, and what of the catalogue comes nearest. */
import { didYouMean } from "../../did-you-mean.ts";
import { isOnlyPriced } from "../book.ts";
import type { CostDesk } from "../desk.ts";
import { partsOf } from "./spellings.ts";

const mostNamed = 6;
const isGpu = /^(?:rtx|[ahbv]\d|mi\d|gb\d|tpu)/;

interface Known {
  readonly name: string;
  /** A price's day, or the day of release. */
  readonly since: string;
}

export function unknownName(name: string, desk: CostDesk): string {
  if (isGpu.test(name)) return unknownGpu(name, desk);
  const { providers, models } = desk.book;
  const known: Known[] = [
    ...providers
      .flatMap(({ endpoints }) => endpoints)
      .filter(isOnlyPriced)
      .map((one) => ({ name: one.name, since: `priced ${one.usdPerMTok.at(-1)?.asOf ?? ""}` })),
    ...models.map((one) => ({ name: one.name, since: `released ${one.released}` })),
  ];
  const family = /^\p{L}+/u.exec(name)?.[0] ?? name;
  const alike = known.filter((one) => partsOf(one.name).some((part) => part.startsWith(family)));
  const near = alike.toSorted((a, b) => likeness(name, b.name) - likeness(name, a.name))[0];
  if (near) return `I have no prices for “${name}”; the nearest I have is ${near.name}, ${near.since}.`;
  const some = known.slice(0, mostNamed).map((one) => one.name);
  return `I have no prices for “${name}”. Those I know: ${some.join(", ")}, and others.`;
}

/** Words in common count most, then how near the versions lie. */
function likeness(said: string, name: string): number {
  const words = (text: string): string[] => text.toLowerCase().match(/[a-z]{2,}|\d+b/g) ?? [];
  const of = (text: string): number => Number(/\d+(?:\.\d+)?(?!\d*b)/.exec(text)?.[0] ?? 0);
  const [a, b] = [words(said), words(name)];
  const shared = a.filter((word) => b.includes(word)).length;
  const other = b.filter((word) => !a.includes(word) && word !== "preview").length;
  return 10 * shared - other / 2 - 10 * Math.abs(of(said) - of(name));
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
