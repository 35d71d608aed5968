/** Numbers as people read them. */

/** `$12,340`; cents only where they are most of it. */
export const usdText = (usd: number): string =>
  `$${usd.toLocaleString("en-US", { maximumFractionDigits: Math.abs(usd) < 10 ? 2 : 0 })}`;

export const countText = (n: number): string => n.toLocaleString("en-US", { maximumFractionDigits: n < 10 ? 1 : 0 });
