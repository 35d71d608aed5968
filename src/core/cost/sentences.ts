/** Numbers as people read them. */

/** `$12,340`; cents only where they are most of it. */
export function usdText(usd: number): string {
  const digits = Math.abs(usd) < 10 ? 2 : 0;
  return `$${usd.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

export const countText = (n: number): string => n.toLocaleString("en-US", { maximumFractionDigits: n < 10 ? 1 : 0 });
