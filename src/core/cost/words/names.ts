/** Finds the models, endpoints and GPUs that a text names, by every spelling and by what people shorten them to. */
import type { Endpoint, Gpu, OpenModel } from "../book.ts";
import type { CostDesk } from "../desk.ts";
import { gpuLike, modelLike, sizedLike, type Spelling, spellingsOf, type Thing } from "./spellings.ts";

export interface Named {
  readonly endpoints: readonly Endpoint[];
  readonly models: readonly OpenModel[];
  readonly gpus: readonly Gpu[];
  /** How many of the first of them, where that is said: "two H100s", "8x A100", "H100 x2". */
  readonly gpuCount: number | undefined;
  /** What looks like a model's name and is none that is known. */
  readonly unknown: readonly string[];
  /** What was written without its version or its maker, and what it was read as; `isOnly`: nothing else is called that. */
  readonly short: readonly { readonly said: string; readonly readAs: string; readonly isOnly: boolean }[];
  /** The text without them, for their numbers are no amounts. */
  readonly rest: string;
}

const countBefore = /(?<![\w.,$€£])(\d{1,4}|[a-z]+)(?: ?[x×])?(?: (?:nvidia|amd|of our|of our own))? ?$/;
const countWords = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const dozen: Readonly<Record<string, number>> = { single: 1, dozen: 12, twelve: 12, sixteen: 16, "thirty-two": 32 };

/** @param before what stands in front of a GPU's name */
export function countOf(before: string): number | undefined {
  const [, word = ""] = countBefore.exec(before) ?? [];
  const n = /^\d+$/.test(word) ? Number(word) : (dozen[word] ?? countWords.indexOf(word));
  return n > 0 ? n : undefined;
}

/** "H100 x2", "H100 (x 2)"; not the "H100 x 2k requests". */
const countBehind = /^ ?\(?[x×*] ?(\d{1,4})(?![\w%]|[.,]\d)\)?/;

/** "A100 40GB" is another card than the A100 of 80: its memory is what fits are judged by. */
function otherMemory({ usableGib }: Gpu, behind: string): RegExpExecArray | undefined {
  const found = /^ ?(?:pcie |sxm\d? )?(\d{1,3}) ?gi?b\b/.exec(behind);
  const far = found ? Math.abs(Number(found[1]) / usableGib - 1) : 0;
  return found && far > 0.2 ? found : undefined;
}

/** @param said lower case */
export function namesIn(said: string, desk: CostDesk): Named {
  const text = said
    .replaceAll(/(?<=\d)[x×](?=[ahblv]\d|gb\d|mi\d|rtx)/g, " ") // 8xH100
    .replaceAll(/(?<![\w.])((?:[ahblv]|gb)\d{1,3}s?)(?=[x×*]\d)/g, "$1 "); // H100x2
  const found: { readonly at: number; readonly end: number; readonly thing: Thing }[] = [];
  const short: { said: string; readAs: string; isOnly: boolean }[] = [];
  const unknown: string[] = [];
  let rest = text;
  const take = ({ pattern, thing, isShort, isOnly }: Spelling): void => {
    rest = rest.replaceAll(pattern, (match, at: number) => {
      const [size = ""] = thing.kind === "gpu" ? (otherMemory(thing.of, text.slice(at + match.length)) ?? []) : [];
      if (size !== "") {
        unknown.push(match + size);
        return "~".repeat(match.length);
      }
      found.push({ at, end: at + match.length, thing });
      if (isShort) short.push({ said: match, readAs: thing.of.name, isOnly });
      return "~".repeat(match.length); // keeps the places of what comes after
    });
  };
  const { sure, awaited } = spellingsOf(desk);
  sure.forEach(take);
  for (const pattern of [modelLike, sizedLike, gpuLike])
    rest = rest.replaceAll(pattern, (match) => {
      unknown.push(match);
      return "~".repeat(match.length);
    });
  awaited.forEach(take);
  found.sort((a, b) => a.at - b.at);
  const gpu = found.find(({ thing }) => thing.kind === "gpu");
  const [behind = "", many] = (gpu && countBehind.exec(text.slice(gpu.end))) ?? [];
  if (gpu) rest = `${rest.slice(0, gpu.end)}${"~".repeat(behind.length)}${rest.slice(gpu.end + behind.length)}`;
  const of = <K extends Thing["kind"]>(kind: K) =>
    [...new Set(found.filter(({ thing }) => thing.kind === kind).map(({ thing }) => thing.of))] as Extract<
      Thing,
      { kind: K }
    >["of"][];
  return {
    endpoints: of("endpoint"),
    models: of("model"),
    gpus: of("gpu"),
    gpuCount: countOf(text.slice(0, gpu?.at ?? 0)) ?? (Number(many) > 0 ? Number(many) : undefined),
    unknown,
    short,
    rest: rest.replaceAll(/~+/g, " it "),
  };
}
