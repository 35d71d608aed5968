/** Shares in words: "30% is cached", "80% go to the small model". */

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

/** "80% go to the small model", "20% need the bigger one": the share of requests that a router sends to the small of two. */
export function smallModelShare(text: string): number | undefined {
  const to = (kinds: string): number | undefined => {
    const found = new RegExp(
      String.raw`(?<![\d.$€£])${someShare}(?: (?:of )?(?:all |the |our )*(?:requests|traffic|queries|questions|calls|work|it|them|that))? ` +
        String.raw`(?:(?:is |are |be |get |gets |being )?(?:sent |routed |handled |answered |served )?(?:goes |go )?(?:to|by)|needs?|requires?|must have) ` +
        String.raw`(?:the |an? )?(?:${kinds}) (?:models?|ones?)(?!'s)\b(?! (?:is|are|price|costs?|tier))`,
    ).exec(text)?.[1];
    const value = found === undefined ? undefined : share(found);
    return value !== undefined && value >= 0 && value <= 1 ? value : undefined;
  };
  const small = to("small(?:er|est)?|cheap(?:er|est)?|light(?:er|est)?|little|mini");
  if (small !== undefined) return small;
  const large = to("big(?:ger|gest)?|large(?:r|st)?|strong(?:er|est)?|frontier|expensive|best");
  return large === undefined ? undefined : Number((1 - large).toPrecision(4));
}
