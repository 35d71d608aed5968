/** Models and cards that a text tells by their size alone: "a 70B model", "two 24 GB cards". */
import { countOf, type Named } from "./names.ts";

const number = String.raw`(?<![\w.$€£-])(\d{1,4}(?:\.\d+)?)`;
const parameters = new RegExp(`${number} ?(b|bn|billion|t|trillion)(?:[- ](?:parameters?|params?))?(?![\\w-])`);
const [least, most] = [1e8, 5e12];

/** Parameters of a model that is named by them alone; undefined where a name stands, known or not. */
export function sizeIn({ endpoints, models, unknown, rest }: Named): number | undefined {
  if (endpoints.length + models.length + unknown.filter((name) => !/\d ?gi?b$/.test(name)).length > 0) return undefined;
  const [, amount, scale = ""] = parameters.exec(rest) ?? [];
  const n = Number(amount) * (scale.startsWith("t") ? 1e12 : 1e9);
  return n >= least && n <= most ? n : undefined;
}

export interface Card {
  /** As it was written: "A100 40GB", "24 GB card". */
  readonly name: string;
  readonly gb: number;
  readonly count: number;
}

/** Not "a 40 GB model": that is what has to fit. */
const memory = /(?<![\w.])(\d{1,4})[ -]?gi?b\b(?! (?:models?|weights|files?|checkpoints?|of weights))/;

/** "4x24gb" in words that stand apart. */
const apart = (said: string): string => said.replaceAll(/(?<=\d) ?[x×](?=\d{1,4} ?gi?b)/g, " x ");

/** The text with `it` where such a card is told. */
export const withoutCard = (said: string): string =>
  apart(said).replace(
    /(?:\b(?:\w+|\d+ ?x) )?(?<![\w.])\d{1,4}[ -]?gi?b\b(?: (?:nvidia|amd|graphics|of|v?ram|memory|gpu|video))*(?: (?:cards?|gpus?|v?ram|memory))?/,
    "it",
  );

/** A card of which nothing is known but its memory, which the text states. @param text lower case */
export function cardIn(text: string, { gpus, unknown }: Named): Card | undefined {
  if (gpus.length > 0) return undefined;
  const said = apart(text);
  const found = memory.exec(said);
  const gb = Number(found?.[1]);
  if (!found || !(gb >= 4 && gb <= 2_000)) return undefined;
  const stranger = unknown.find((name) => /^(?:[ahblv]\d|rtx|mi\d|gb\d|tpu)/.test(name));
  const from = stranger === undefined ? found.index : said.indexOf(stranger);
  const name =
    stranger === undefined ? `${gb} GB card` : `${stranger.replace(/ ?\d+ ?gi?b$/, "").toUpperCase()} of ${gb} GB`;
  return { name, gb, count: countOf(said.slice(0, Math.min(from, found.index))) ?? 1 };
}
