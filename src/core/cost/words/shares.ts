/** Shares in words: "a third is cached" as 33.33 %, "80% to the small model". */

export const share = (text: string): number | undefined => {
  const [, percent, bare] = /^(?:(-?\d+(?:\.\d+)?) ?(?:%|percent|per cent)|(0?\.\d+|[01]))$/.exec(text.trim()) ?? [];
  if (percent !== undefined) return Number(percent) / 100;
  return bare === undefined ? undefined : Number(bare);
};
export const someShare = String.raw`(-?\d+(?:\.\d+)? ?(?:%|percent|per cent)|0?\.\d+)`;

/** Shares that stand before or behind what they are of. */
export function shareOf(text: string, what: string): number | undefined {
  const before = new RegExp(
    `${someShare}(?: (?:of (?:it|them|the|input|requests|work|that))+)?(?: (?:is|are|was|were|can be|could be|comes? from))?(?: the)? ?(?:${what})`,
  );
  const behind = new RegExp(
    `(?:${what})(?: (?:share|rate|hit rate|hits))?(?: (?:of|is|by|at|about))?[ :=]+${someShare}`,
  );
  const found = before.exec(text)?.[1] ?? behind.exec(text)?.[1];
  if (found !== undefined) return share(found);
  return new RegExp(`\\bhalf (?:of (?:it|them|the \\w+) )?(?:is |are )?(?:${what})`).test(text) ? 0.5 : undefined;
}

/** "Go to the small model", "need the bigger one": which of two a router takes. */
export const toModel = (kinds: string): string =>
  `(?:(?:go(?:es)?|sent|routed|needs?|requires?) )?(?:to |on |by )?(?:the |an? )?(?:${kinds}) (?:models?|ones?)`;
export const rest = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : Number((1 - share).toPrecision(4));
