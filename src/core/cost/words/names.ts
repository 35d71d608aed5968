/** Finds the models, endpoints and GPUs that a text names, by every spelling and by what people shorten them to. */
import type { Endpoint, Gpu, OpenModel } from "../book.ts";
import type { CostDesk } from "../desk.ts";
import { gpuLike, modelLike, spellingsOf, type Thing } from "./spellings.ts";

export interface Named {
  readonly endpoints: readonly Endpoint[];
  readonly models: readonly OpenModel[];
  readonly gpus: readonly Gpu[];
  /** What looks like a model's name and is none that is known. */
  readonly unknown: readonly string[];
  /** What was written without its version, and what it was read as. */
  readonly short: readonly { readonly said: string; readonly readAs: string }[];
  /** The text without them, for their numbers are no amounts. */
  readonly rest: string;
}

/** @param text lower case */
export function namesIn(text: string, desk: CostDesk): Named {
  const found: { readonly at: number; readonly thing: Thing }[] = [];
  const short: { said: string; readAs: string }[] = [];
  let rest = text;
  for (const { pattern, thing, isShort } of spellingsOf(desk))
    rest = rest.replaceAll(pattern, (match, at: number) => {
      found.push({ at, thing });
      if (isShort) short.push({ said: match, readAs: thing.of.name });
      return "~".repeat(match.length); // keeps the places of what comes after
    });
  const unknown: string[] = [];
  for (const pattern of [modelLike, gpuLike])
    rest = rest.replaceAll(pattern, (match) => {
      unknown.push(match);
      return "~".repeat(match.length);
    });
  found.sort((a, b) => a.at - b.at);
  const of = <K extends Thing["kind"]>(kind: K) =>
    [...new Set(found.filter(({ thing }) => thing.kind === kind).map(({ thing }) => thing.of))] as Extract<
      Thing,
      { kind: K }
    >["of"][];
  return {
    endpoints: of("endpoint"),
    models: of("model"),
    gpus: of("gpu"),
    unknown,
    short,
    rest: rest.replaceAll(/~+/g, " it "),
  };
}
