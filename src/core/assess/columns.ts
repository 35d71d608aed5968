const longestColumn = 40;

/** Names of assessments as columns of a table: short, and no two the same. */
export function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    // What people wrote is no mark of ours.
    const plainName = Array.from(name.replaceAll("*", "")).slice(0, longestColumn).join("").trim() || "Without a name";
    const count = (seen.get(plainName) ?? 0) + 1;
    seen.set(plainName, count);
    return count === 1 ? plainName : `${plainName} (${count})`;
  });
}
