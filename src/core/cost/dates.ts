/** Days between what was read and today; neither needs a clock. */

const dayMs = 86_400_000;

/** The last day that a date can mean: of a month its last; of a year alone its first, for nobody knows more. */
function lastDayOf(asOf: string): number {
  const [year = 0, month, day] = asOf.split("-").map(Number);
  if (month === undefined) return Date.UTC(year, 0, 1);
  return day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
}

/** @returns days since then, 0 for what is dated later */
export const ageInDays = (asOf: string, today: string): number =>
  Math.max(0, Math.floor((Date.parse(today) - lastDayOf(asOf)) / dayMs));

/** "on 2026-05-03", "in 2026-05", "in 2026": as exact as it was read. */
export const onDate = (asOf: string): string => `${/^\d{4}-\d{2}-\d{2}$/.test(asOf) ? "on" : "in"} ${asOf}`;
